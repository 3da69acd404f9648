"""What an author tells of a disclosure: that it left a contact out, or that nobody else had such a one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from clew.records import Conflict, Event, Span
from clew.trace.conflicting import conflict
from clew.trace.conflictwords import pattern
from clew.trace.ledger import CONTACTS, Ledger

LEFT_OUT = "what was left out is told as having happened"
# A reason is given at most so many characters before it is said that nobody else had such a contact.
_NEAR = 600

ALONE = "told of one; no other is said to have had one"


def find_omissions(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each disclosure that is told to have left out a contact, held against each passage that tells the contact."""
    by_who = _by_who(ledger)
    for event in ledger.events:
        if event.kind != "disclosure" or event.status != "denied":
            continue
        told = [other for other in by_who.get(ledger.who(event), ()) if other.status == "happened"]
        for other in [each for each in told if _told_at(each, event.evidence[0])] or told:
            right = next((span for span in other.evidence if span != event.evidence[0]), None)
            if right is not None:
                reading = "the disclosure may have had another question to answer than this contact"
                yield conflict("omission", event.evidence[0], right, [event], LEFT_OUT, "strong", reading)


def _by_who(ledger: Ledger) -> dict[frozenset[str], list[Event]]:
    groups: dict[frozenset[str], list[Event]] = defaultdict(list)
    for event in ledger.events:
        if event.kind in CONTACTS and len(who := ledger.who(event)) > 1:
            groups[who].append(event)
    return groups


def _told_at(event: Event, passage: Span) -> bool:
    """Whether `passage` itself tells `event`: then that is what it says was left out, and no other meeting of the two."""
    return any(s.document == passage.document and s.start < passage.end and passage.start < s.end for s in event.evidence)


def find_exceptions(ledger: Ledger) -> Iterator[Conflict]:
    """Yield what was told of one person, or given as its reason, against "no other member had one"."""
    told: dict[str, list[Event]] = defaultdict(list)
    for event in ledger.events:
        if event.kind in CONTACTS or event.kind == "purpose":
            told[event.evidence[0].document].append(event)
    for group in told.values():
        for denied in group:
            if denied.status == "denied" and _nobody_else(denied.evidence[0].text):
                yield from _apart(ledger, group, denied)


def _nobody_else(text: str) -> bool:
    """Whether words set one person apart: "no other member had one", not "there was no other meeting"."""
    found = pattern("scope", "no_other").search(text)
    return found is not None and pattern("scope", "counted").match(text, found.end() + 1) is None


def _apart(ledger: Ledger, group: Iterable[Event], denied: Event) -> Iterator[Conflict]:
    """Yield the passage before the denial that is nearest to it: the reason given, else the contact that was told."""
    near = [e for e in group if e.status == "happened" and (e.kind == "purpose" or _shared(ledger, e, denied))]
    at = denied.evidence[0].start
    before = [(s, e) for e in near for s in e.evidence if s.end <= at and (e.kind != "purpose" or at - s.end < _NEAR)]
    if before:
        left, _ = max(before, key=lambda b: (b[1].kind == "purpose", b[0].end, b[0].start))
        reading = "that nobody else had one does not show what this one was about"
        yield conflict("exception", left, denied.evidence[0], [denied], ALONE, "fair", reading)


def _shared(ledger: Ledger, event: Event, denied: Event) -> bool:
    return event.kind == denied.kind and bool(ledger.who(event) & ledger.who(denied))
