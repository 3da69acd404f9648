"""Contacts said to have been the only ones, or the last, held against others that the record shows of the same two people."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from clew.records import Conflict, Event, When
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import pattern, table
from clew.trace.ledger import CONTACTS, Ledger, may_meet, placed

ONLY = "said to be the only one; another is told"
TWO = "said to be one; the record tells of two days"
LAST = "said to be the last; a later one is told"
READING = "it may count another kind of contact, or be one contact told with another date"

# Days this near may be one contact that somebody misdated.
NEAR = timedelta(days=4)

_DAY = frozenset({"second", "minute", "hour", "day"})


def find_counted(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each "we met only once" with another meeting of the two, and each "never met again" with a later one, one
    a document."""
    for event in ledger.events:
        if event.kind not in CONTACTS or len(ledger.who(event)) != 2:
            continue
        text = event.evidence[0].text
        if pattern("scope", "other_mood").search(text) or pattern("scope", "matter").search(text):
            continue
        if event.status == "happened" and pattern("count", "once").search(text):
            yield from _only(ledger, event)
        elif event.status == "denied" and pattern("count", "again").search(text):
            yield from _last(ledger, event)


def _only(ledger: Ledger, once: Event) -> Iterator[Conflict]:
    """Yield the contacts on other days than the one told; where no day is told, the later of two days in the time told."""
    told = list(_others(ledger, once))
    if once.when and placed(once.when) and once.when.grain in _DAY:
        apart = [e for e in told if _apart(once.when, e.when)]
        yield from _conflicts(ledger, once, apart, ONLY)
        return
    within = sorted((e for e in told if may_meet(once.when, e.when)), key=_when)
    days = [later for earlier, later in pairwise(within) if _apart(earlier.when, later.when)]
    yield from _conflicts(ledger, once, days[-1:], TWO)


def _last(ledger: Ledger, again: Event) -> Iterator[Conflict]:
    """Yield the contacts after the last one that the same text tells before it says so, and before it was written."""
    passage, written = again.evidence[0], ledger.written(again.evidence[0].document)
    before = [
        e.when.end for e in ledger.contacts(ledger.who(again))
        if e.evidence[0].document == passage.document and e.evidence[0].start < passage.start
        and e.status == "happened" and e.when and placed(e.when) and e.when.end
    ]  # fmt: skip
    if written and before:
        later = [e for e in _others(ledger, again) if _when(e) >= max(before) + NEAR]
        yield from _conflicts(ledger, again, later, LAST)


def _others(ledger: Ledger, said: Event) -> Iterator[Event]:
    """Yield what other documents tell the two had of the kind that is counted, to the day, not later than the words."""
    kinds = table("against")["speech" if said.kind == "contact" else said.kind] if said.kind in table("against") else [said.kind]
    document, written = said.evidence[0].document, ledger.written(said.evidence[0].document)
    for event in ledger.contacts(ledger.who(said)):
        sure = event.status == "happened" and ledger.sureness(event) == "asserted" and event.kind in kinds
        if sure and event.when and placed(event.when) and event.when.grain in _DAY and event.evidence[0].document != document:
            untold = pattern("scope", "untold").search(event.evidence[0].text)
            if not untold and (written is None or _when(event) < written):
                yield event


def _conflicts(ledger: Ledger, said: Event, found: Iterable[Event], reason: str) -> Iterator[Conflict]:
    taken: set[str] = set()
    for event in sorted(found, key=lambda e: (_when(e), e.evidence[0].document, e.evidence[0].start, e.id)):
        document = event.evidence[0].document
        if document not in taken:
            taken.add(document)
            strength = lowered("strong", reason == TWO, event.kind != said.kind, ledger.hedged(said))
            yield conflict(
                "contradiction", said.evidence[0], event.evidence[0], [said, event], reason, strength, READING, by="counted"
            )


def _apart(left: When | None, right: When | None) -> bool:
    """Whether two days are too far apart to be one, misdated."""
    ends = [(when.start, when.end) for when in (left, right) if when and when.start and when.end]
    return len(ends) == 2 and (ends[0][1] + NEAR <= ends[1][0] or ends[1][1] + NEAR <= ends[0][0])


def _when(event: Event) -> datetime:
    if event.when is None or event.when.start is None:
        raise ValueError("only contacts that have their day are compared")
    return event.when.start
