"""What is marked in a document, and where: one mark for each stretch of a record's words."""

from collections.abc import Iterable, Iterator
from typing import Final

from clew.records import Claim, Edit, Event, Mention, Observation, Question, Record, Span, When, Zone

# In the order of the legend.
KINDS: Final = {
    "person": "people",
    "pronoun": "pronouns",
    "organization": "organisations",
    "place": "places",
    "address": "addresses",
    "thing": "phones, accounts, money",
    "date": "dates",
    "event": "events",
    "claim": "claims",
    "question": "questions",
    "zone": "voices within a line",
}

_OWN = frozenset(KINDS)


class Mark(Record, frozen=True, gc=False):
    """A stretch of the mended text and the record that rests on it. kind: one of KINDS."""

    start: int
    end: int
    kind: str
    record: Mention | When | Event | Claim | Question | Zone | Edit


def marks(observation: Observation) -> tuple[Mark, ...]:
    """Return every mark of a document, by start, the longest first."""
    found = [*_named(observation), *_told(observation)]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.kind)))


def _named(seen: Observation) -> Iterator[Mark]:
    for mention in seen.mentions:
        yield Mark(mention.span.start, mention.span.end, _kind(mention), mention)
    for when in _dates(seen):
        yield Mark(when.span.start, when.span.end, "date", when)


def _kind(mention: Mention) -> str:
    """Pronouns are marked apart: there are more of them than of all the rest."""
    if mention.form == "pronoun":
        return "pronoun"
    return mention.kind if mention.kind in _OWN else "thing"


def _dates(seen: Observation) -> Iterable[When]:
    """All dates with words in this document; the same words placed twice in the same way count once."""
    also = (seen.document.sent, seen.document.published, seen.written, *(event.when for event in seen.events))
    here = (w for w in (*seen.dates, *also) if w and w.span.text and w.span.document == seen.document.id)
    return {(w.span.start, w.span.end, w.start, w.end): w for w in here}.values()


def _told(seen: Observation) -> Iterator[Mark]:
    here = seen.document.id
    for event in seen.events:
        yield from (Mark(s.start, s.end, "event", event) for s in _once(event.evidence) if s.document == here)
    yield from (Mark(c.content.start, c.content.end, "claim", c) for c in seen.claims if c.content.document == here)
    yield from (Mark(q.span.start, q.span.end, "question", q) for q in seen.questions)


def _once(spans: Iterable[Span]) -> Iterable[Span]:
    return dict.fromkeys(spans)
