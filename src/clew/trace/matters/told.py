"""What answers a question of the texts: an event told, or denied, elsewhere, of the same people and kind in the same time."""

import re
from collections.abc import Iterator
from datetime import timedelta

from clew.records import Answer, Event, Question, Span, When
from clew.records.matters import Answering
from clew.trace.matters.answers import is_sure, sureness_of, telling
from clew.trace.matters.look import Look, same_words
from clew.trace.matters.words import pattern
from clew.trace.ties import APART
from clew.when import bounds, overlap

TOLD, COMPANION = "told-elsewhere/1", "named-companion/1"

# What tells that it was, and what denies it, by the kind in doubt. Who met had contact; who did not meet may have written.
TELLS = {
    "contact": frozenset({"contact", "meeting", "call"}),
    "meeting": frozenset({"meeting", "visit"}),
    "call": frozenset({"call"}),
    "message": frozenset({"message"}),
    "introduction": frozenset({"introduction"}),
    "payment": frozenset({"payment"}),
}
DENIES = TELLS | {
    "contact": frozenset({"contact"}),
    "meeting": frozenset({"meeting", "contact"}),
    "call": frozenset({"call", "contact"}),
}

# A denial of others says nothing of the one.
OTHERS = re.compile(r"\bother\b", re.IGNORECASE)

# In a longer time the same two may have met twice.
_LONGEST = timedelta(days=45)

_TOGETHER = frozenset({"meeting", "visit", "travel", "call"})


def told_elsewhere(look: Look, question: Question) -> Iterator[Answer]:
    """Yield the passages that tell or deny what the words of a question leave unclear."""
    if question.kind != "whether":
        return
    for doubt in look.said_in(question.span):
        people = frozenset(look.people(doubt))
        if doubt.status != "unclear" or len(people) < 2 or not is_all(look, question, doubt):
            continue
        always = pattern("ever").search(question.span.text) is not None
        for event in look.together(people):
            if _answers(look, question, doubt, event, always=always):
                said = _said(look, doubt, event)
                what = "denied" if said == "denied" else "told"
                yield Answer(event.evidence[0], event.id, said, f"{event.kind} of the same people, {what} of that time", TOLD)


def is_all(look: Look, question: Question, doubt: Event) -> bool:
    """Whether the doubt is all that is asked: "whether the minister told her to speak with him" is about more than their talk."""
    asked = {_who(look, m) for m in question.about if m in look.mentions and look.mentions[m].kind == "person"}
    return asked <= {_who(look, m) for role, m in doubt.roles if role not in APART}


def _who(look: Look, mention: str) -> str:
    identity = look.identity(mention)
    return identity.id if identity else mention


def _said(look: Look, doubt: Event, event: Event) -> Answering:
    """Return what `event` says: people who met and are said not to have spoken were not in contact."""
    return "denied" if is_silent(doubt, event) else sureness_of(look, event)


def is_silent(doubt: Event, event: Event) -> bool:
    """Whether it is in doubt that two spoke, and `event` says that they were together and did not."""
    return doubt.kind == "contact" and any(pattern("silent").search(s.text) for s in event.evidence)


def _answers(look: Look, question: Question, doubt: Event, event: Event, *, always: bool) -> bool:
    kinds = {"happened": TELLS, "denied": DENIES}.get(event.status, {})
    if (
        event.kind not in kinds.get(doubt.kind, ())
        or not is_sure(look, event)
        or not stands_elsewhere(question, event.evidence[0])
    ):
        return False
    if event.status == "denied" and OTHERS.search(event.evidence[0].text):
        return False
    one = event.id in {e.id for e in look.tellings(doubt)}
    return one or always or is_same_time(doubt.when, event.when)


def stands_elsewhere(question: Question, span: Span) -> bool:
    """Whether a passage is in another document, or later in the same, and no copy of the words that leave it open."""
    here = question.span
    return (span.document != here.document or span.start >= here.end) and not same_words(span, here)


def is_same_time(left: When | None, right: When | None) -> bool:
    """Whether both times are known on either side, neither is long, and they overlap."""
    if left is None or right is None or None in (*bounds(left), *bounds(right)):
        return False
    lengths = (w.end - w.start for w in (left, right) if w.end and w.start)
    return max(lengths) <= _LONGEST and overlap(bounds(left), bounds(right))


def named_companions(look: Look, question: Question) -> Iterator[Answer]:
    """Yield the tellings, elsewhere, that name who else was there when a question asks who was with people on a day it names."""
    identities = [i for m in question.about if (i := look.identity(m)) and i.identified and i.kind == "person"]
    asked = {i.id for i in identities}
    when = look.day_in(question.span)
    if question.kind != "who" or len(asked) < 2 or when is None:
        return
    for event in look.together(asked):
        people = look.people(event)
        together = event.kind in _TOGETHER and event.status == "happened" and asked < set(people)
        if together and is_same_time(when, event.when) and stands_elsewhere(question, event.evidence[0]) and is_sure(look, event):
            others = ", ".join(sorted(i.name for id, i in people.items() if id not in asked))
            yield telling(look, event, f"this telling of that day names {others}", COMPANION)
