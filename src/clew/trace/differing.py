"""One meeting at one place told with two days: the same two people, in two documents.

Two places on one day make no conflict: without a map nobody knows that the one does not lie in the other (a room, its house).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from clew.records import Conflict, Event, Mention
from clew.trace.conflicting import conflict
from clew.trace.conflictwords import pattern
from clew.trace.ledger import Ledger, pairs, placed

DAYS = "one meeting at one place, told on two days"
TWICE = "they may have met more than once"

# Two tellings of a meeting at one place this many days apart may be one, misdated; further apart they are two meetings.
NEAR = timedelta(days=4)


def find_differing(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each two tellings that differ in the day, of documents that tell of one meeting of the pair each."""
    for pair, events in _meetings(ledger).items():
        if len(pair) == 2:
            yield from _days(ledger, events)


def _meetings(ledger: Ledger) -> dict[frozenset[str], list[Event]]:
    """Return the meetings of each pair that are told with a day and a place, those of a document that tells several left out."""
    found: dict[frozenset[str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in ledger.events:
        if (
            event.kind == "meeting"
            and event.status == "happened"
            and event.when
            and event.when.grain in ("day", "hour", "minute")
        ):
            told = pattern("scope", "untold").search(event.evidence[0].text) is None
            if placed(event.when) and told and _place(ledger, event) and ledger.sureness(event) == "asserted":
                for pair in pairs(ledger.who(event)):
                    found[pair][event.evidence[0].document].append(event)
    return {pair: [e[0] for e in by.values() if len(e) == 1] for pair, by in found.items()}


def _days(ledger: Ledger, events: list[Event]) -> Iterator[Conflict]:
    """Yield neighbours in time that are at one place on two days not far apart."""
    ordered = sorted(events, key=lambda e: (_day(e), e.evidence[0].document, e.id))
    for left, right in pairwise(ordered):
        apart = _day(right) - _day(left)
        if timedelta(0) < apart <= NEAR and ledger.one_place(_place(ledger, left), _place(ledger, right)):
            yield conflict("date", left.evidence[0], right.evidence[0], [left, right], DAYS, "weak", TWICE)


def _place(ledger: Ledger, event: Event) -> str:
    """Return the mention of where it was: its own, else the only one that its passage has behind "in" or "at"; or ""."""
    found = (
        [event.where] if event.where else [m for m in ledger.places_in(event.evidence[0]) if _within(event, ledger.mentions[m])]
    )
    return found[0] if len(found) == 1 else ""


def _within(event: Event, place: Mention) -> bool:
    """Whether "in" or "at" stands right before a place."""
    passage = event.evidence[0]
    return re.search(r"\b(?:in|at)(?: the)? $", passage.text[: place.span.start - passage.start]) is not None


def _day(event: Event) -> date:
    return event.when.start.date() if event.when and event.when.start else date.min
