"""Answers: passages elsewhere that tell, or deny, what a matter leaves open. When in doubt a matter stays open."""

import re

from clew.records import Answer, Event, Span
from clew.records.matters import Answering
from clew.trace.certainty import claim_sureness
from clew.trace.matters.look import Look
from clew.trace.matters.words import plain, words

# What begins so says so. "No problem" is a yes, "no one" neither: the longer words are looked for first.
_SAID: dict[str, Answering] = {"yes": "asserted", "neither": "replied", "no": "denied"}

_END = re.compile(r"[.!?](?=\s|[\"'’”])|\n\s*\n")


def telling(look: Look, event: Event, reason: str, by: str, span: Span | None = None) -> Answer:
    """Return the answer that `event` gives."""
    return Answer(span or event.evidence[0], event.id, sureness_of(look, event), reason, by)


def sureness_of(look: Look, event: Event) -> Answering:
    """Return "denied" for what did not happen, "asserted" where a document says so itself, else "reported"."""
    if event.status in ("denied", "declined"):
        return "denied"
    claims = look.claims_about.get(event.id, ())
    own = not claims or any(len(c.voices) <= 1 and claim_sureness(c) == "asserted" for c in claims)
    return "asserted" if own else "reported"


def is_sure(look: Look, event: Event) -> bool:
    """Whether somebody says for sure that `event` was, or was not: a doubt answers nothing."""
    claims = look.claims_about.get(event.id, ())
    return not claims or any(claim_sureness(c) in ("asserted", "denied", "probable") for c in claims)


def yes_or_no(text: str, *, whole: bool = False) -> Answering:
    """Return what the first sentence of `text` says to a question that asks whether. whole: it must say no more than that."""
    said = plain(_END.split(text, maxsplit=1)[0])
    for list, sureness in _SAID.items():
        if any(said == plain(word) if whole else f"{said} ".startswith(f"{plain(word)} ") for word in words(list)):
            return sureness
    return "replied"
