"""Participants that cannot both be: a telling that says who was there and that nobody else was, and one that adds a person; a
person said not to have been there, and said to have been."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from clew.records import Conflict, Event, Span
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import pattern
from clew.trace.ledger import Ledger, may_meet
from clew.trace.sameday import is_told, tellings

ALONE = "said to have been alone; another is told to have been there"
ABSENT = "said not to have been there; told to have been"
PART = "they may have been alone for a part of it, or have met twice that day"
OTHER = "the two may speak of different occasions"

_THERE = ("with", "attendee", "speaker", "visitor", "host")


def find_attendees(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each closed company with each telling of that day that adds somebody, and each absence with each presence told."""
    for events in tellings(ledger).values():
        for event in events:
            closed = _closed(ledger, event)
            if closed:
                yield from _added(ledger, event, closed, events)
    yield from _absences(ledger)


def _closed(ledger: Ledger, event: Event) -> Span | None:
    """Return the passage that says that only those named were there, in the words of the telling or right behind them."""
    passage, document = event.evidence[0], ledger.documents.get(event.evidence[0].document)
    if pattern("company", "alone").search(passage.text) and not pattern("company", "not_alone").search(passage.text):
        return passage
    behind = document.text[passage.end : passage.end + 80] if document else ""
    found = pattern("company", "nobody").match(behind.lstrip(" .,;\n"))
    if document is None or found is None:
        return None
    start = passage.end + len(behind) - len(behind.lstrip(" .,;\n"))
    return document.span(passage.start, start + found.end())


def _added(ledger: Ledger, event: Event, closed: Span, events: list[Event]) -> Iterator[Conflict]:
    named = ledger.who(event)
    for other in events:
        extra = [who for who in sorted(ledger.who(other, *_THERE) - named) if _is_full(ledger, who)]
        same = other.kind == event.kind and may_meet(event.when, other.when) and _one_place(ledger, event, other)
        if extra and same and named <= ledger.who(other) and other.evidence[0].document != closed.document:
            loose = pattern("company", "loosely").search(closed.text)
            strength = lowered("strong", loose, ledger.hedged(event) or ledger.hedged(other), not (event.where and other.where))
            yield conflict("participants", closed, other.evidence[0], [other], ALONE, strength, PART)


def _is_full(ledger: Ledger, who: str) -> bool:
    return any(" " in name and "@" not in name for name in ledger.names.get(who, ()))


def _one_place(ledger: Ledger, left: Event, right: Event) -> bool:
    """Whether two places may be one: where one is not told nobody knows."""
    return left.where is None or right.where is None or ledger.one_place(left.where, right.where)


def _absences(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each "did not attend the dinner at the club on 5 May" with a presence there on that day, one a document."""
    there: dict[tuple[str, date], list[Event]] = defaultdict(list)
    absent = [e for e in ledger.events if e.status == "denied" and e.kind == "attendance" and e.when and e.when.grain == "day"]
    for event in ledger.events if absent else ():
        if event.when and event.when.start and is_told(ledger, event):
            for who in ledger.who(event, *_THERE):
                there[who, event.when.start.date()].append(event)
    for event in absent:
        people = ledger.who(event)
        if len(people) == 1 and event.when and event.when.start:
            yield from _present(ledger, event, there.get((min(people), event.when.start.date()), []))


def _present(ledger: Ledger, absence: Event, there: list[Event]) -> Iterator[Conflict]:
    taken = {absence.evidence[0].document}
    for event in there:
        placed_there = absence.where and event.where and ledger.one_place(absence.where, event.where)
        shared = _occasions(absence) & _occasions(event)
        if event.evidence[0].document not in taken and (placed_there or (shared and _one_place(ledger, absence, event))):
            taken.add(event.evidence[0].document)
            strength = lowered("strong", not placed_there, ledger.hedged(absence) or ledger.hedged(event))
            pair = absence.evidence[0], event.evidence[0]
            yield conflict("participants", *pair, [absence], ABSENT, strength, OTHER, by="absence")


def _occasions(event: Event) -> frozenset[str]:
    return frozenset(m[0].casefold() for m in pattern("company", "occasions").finditer(event.evidence[0].text))
