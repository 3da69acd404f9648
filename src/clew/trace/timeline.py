"""Events in the order of time, each with who says so and how sure that is."""

from collections.abc import Iterable, Mapping, Sequence

from clew.records import Claim, Event, Record, When
from clew.trace.certainty import Sureness, sureness
from clew.when import order_key


class Entry(Record, frozen=True, gc=False):
    """One line of a timeline."""

    event: Event
    when: When | None
    claims: tuple[Claim, ...]
    sureness: Sureness


def timeline(events: Iterable[Event], claims: Mapping[str, Sequence[Claim]]) -> tuple[Entry, ...]:
    """Return an entry for each of `events`, placed ones first in order of time, the unplaced last; ties by event id.

    claims: the claims about an event, by its id.
    """
    entries = [Entry(e, e.when, tuple(claims.get(e.id, ())), sureness(e, claims.get(e.id, ()))) for e in events]
    return tuple(sorted(entries, key=lambda entry: (order_key(entry.when), entry.event.id)))
