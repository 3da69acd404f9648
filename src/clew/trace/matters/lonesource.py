"""What rests on one unnamed source alone: "one source said", and nobody else does."""

import re
from collections.abc import Iterator, Sequence

from clew.records import Answer, Claim, Event, Span, Voice
from clew.trace.matters.answers import is_sure, telling
from clew.trace.matters.found import Found
from clew.trace.matters.look import DEALINGS, Look, same_words
from clew.trace.matters.words import short, words

LONE = "one-unnamed-source/1"

_KINDS = DEALINGS | {"reference", "disclosure", "attendance", "travel", "arrangement", "invitation", "proposal"}
_OPENS = re.compile(r"(?:an?|one|another|this|that|the)\b", re.IGNORECASE)
_MANY = re.compile(r"(?:sources|officials|people|persons)\b", re.IGNORECASE)


def lone_sources(look: Look) -> Iterator[Found]:
    """Yield each event that one unnamed source tells and no other voice."""
    for event in look.events.values():
        source = _lone(look, event) if event.kind in _KINDS else None
        if source:
            asks = f"who else says so than “{short(source.text)}”?"
            about = tuple(dict.fromkeys(m for _, m in event.roles))
            key = ("source", look.tellings(event)[0].id)
            answers = tuple(_others(look, event))
            yield Found((key,), "source", asks, event.evidence[0], about, LONE, answers, copied="")


def _lone(look: Look, event: Event) -> Span | None:
    """Return the words for the one unnamed source of `event`. Words of the document that name no voice rest on it, too."""
    holders = [v.holder for claim in look.claims_about.get(event.id, ()) for v in _innermost(claim) if v.holder]
    named = [h for h in holders if not is_unnamed(look, h)]
    unnamed = {" ".join(h.text.lower().split()): h for h in reversed(holders)}
    return next(iter(unnamed.values())) if len(unnamed) == 1 and not named else None


def _innermost(claim: Claim) -> Sequence[Voice]:
    return claim.voices[-1:]


def is_unnamed(look: Look, holder: Span) -> bool:
    """Whether `holder` is one person of whom is said only what he is: "one source", "an official familiar with the talks"."""
    text = " ".join(holder.text.lower().split())
    one = _OPENS.match(text) and not _MANY.search(text) and any(re.search(rf"\b{word}\b", text) for word in words("source"))
    return bool(one) and not look.names_somebody(holder)


def _others(look: Look, event: Event) -> Iterator[Answer]:
    """Yield the tellings of the same that are neither the source's nor a copy of these words."""
    for other in look.tellings(event):
        apart = other.evidence[0].document != event.evidence[0].document and not same_words(other.evidence[0], event.evidence[0])
        if apart and _lone(look, other) is None and is_sure(look, other):
            yield telling(look, other, "this telling rests on somebody else", "another-source/1")
