"""What several documents tell that the same two did on one day: by each document one contact, so that all may tell one."""

from collections import defaultdict
from datetime import date

from clew.records import Event
from clew.trace.conflictwords import pattern
from clew.trace.ledger import Ledger, pairs, placed

_KINDS = frozenset({"meeting", "visit", "attendance"})
_FINE = frozenset({"second", "minute", "hour", "day"})

Tellings = dict[tuple[frozenset[str], date], list[Event]]


def tellings(ledger: Ledger) -> Tellings:
    """Return the contacts in which two were in one place, by the pair and the day, one a document: of a document that tells
    several that day nobody knows which is which."""
    found: dict[tuple[frozenset[str], date], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in ledger.events:
        if is_told(ledger, event) and event.when and event.when.start:
            for pair in pairs(ledger.who(event)):
                if len(pair) == 2:
                    found[pair, event.when.start.date()][event.evidence[0].document].append(event)
    single = {key: [each[0] for each in by.values() if len(each) == 1] for key, by in found.items()}
    return {key: events for key, events in single.items() if len(events) > 1}


def is_told(ledger: Ledger, event: Event) -> bool:
    """Whether an event is told as known to have happened on one day, with people in one place."""
    if event.kind not in _KINDS or event.status != "happened" or not placed(event.when):
        return False
    fine = event.when is not None and event.when.grain in _FINE and event.when.hedge is None
    untold = pattern("scope", "untold").search(event.evidence[0].text)
    return fine and not untold and ledger.sureness(event) == "asserted"
