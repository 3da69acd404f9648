"""Places that cannot both be: one meeting of two told in two towns, in two houses of a kind, or by video and in a room; and one
person in two towns at one hour.

Where the words leave any doubt there is none: without a map a room and its house look like two places.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from clew.records import Conflict, Event
from clew.trace.conflicting import conflict, lowered
from clew.trace.ledger import Ledger, may_meet
from clew.trace.sameday import is_told, tellings
from clew.trace.towns import apart
from clew.trace.whereabouts import Whereabouts, exclude, whereabouts

DIFFERENT = "one day's meeting of the two, told at two places"
TWICE = "they may have met twice that day"
AT_ONCE = "one person told at two places at one hour"
MOVED = "one of the hours, or who was there, may be told wrongly, or in another place's time"

# Who begins two things within so much time is at both at once.
HOUR = timedelta(minutes=30)

_CLOCK = frozenset({"second", "minute", "hour"})


def find_places(ledger: Ledger) -> Iterator[Conflict]:
    """Yield two tellings of one day's meeting whose places exclude each other, and two that have one person in two towns."""
    seen: dict[str, Whereabouts] = {}
    for events in tellings(ledger).values():
        for event in events:
            seen.setdefault(event.id, whereabouts(ledger, event))
        for left, right in combinations(sorted(events, key=_order), 2):
            if left.kind == right.kind and may_meet(left.when, right.when) and exclude(seen[left.id], seen[right.id]):
                strength = lowered("fair", ledger.hedged(left) or ledger.hedged(right))
                pair = left.evidence[0], right.evidence[0]
                events = [left] if ledger.who(left) == ledger.who(right) else [left, right]
                yield conflict("place", *pair, events, DIFFERENT, strength, TWICE)
    yield from _at_once(ledger)


def _at_once(ledger: Ledger) -> Iterator[Conflict]:
    by_person: dict[str, list[tuple[datetime, Event, Whereabouts]]] = defaultdict(list)
    for event in ledger.events:
        if event.when and event.when.start and event.when.grain in _CLOCK and is_told(ledger, event):
            place = whereabouts(ledger, event)
            for who in ledger.who(event) if place.town and place.town.at else ():
                by_person[who].append((event.when.start, event, place))
    for person in sorted(by_person):
        found = sorted(by_person[person], key=lambda f: (f[0], _order(f[1])))
        for (start, left, here), (later, right, there) in pairwise(found):
            if later - start < HOUR and here.town and there.town and apart(here.town, there.town):
                pair = left.evidence[0], right.evidence[0]
                yield conflict("place", *pair, [left, right], AT_ONCE, "fair", MOVED, by="at-once")


def _order(event: Event) -> tuple[str, int, str]:
    return event.evidence[0].document, event.evidence[0].start, event.id
