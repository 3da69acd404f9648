"""Occasions in the order of time, each with every telling: who says so, how sure that is, and when it was written."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from clew.records import Claim, Event, Occasion, Record, Status, When
from clew.trace.certainty import Sureness, sureness
from clew.trace.order import Hold, arranged, find_holds, hanging
from clew.when import order_key, placed

# How sure an occasion is by its tellings: what one of them asserts is asserted, and said beside what another denies.
_SAYS_MOST: tuple[Sureness, ...] = ("asserted", "probable", "possible", "unclear", "denied")

# The date that a document bears itself, or None.
WrittenOf = Callable[[str], When | None]


class Telling(Record, frozen=True, gc=False):
    """One passage that tells an occasion. claims: about the event; written: the date of its document, or None."""

    event: Event
    claims: tuple[Claim, ...]
    written: When | None = None


class Entry(Record, frozen=True, gc=False):
    """One line of a timeline: an occasion with its tellings.

    when     the time spoken of
    hold     what it hangs on when it is placed by the words alone, or None
    """

    occasion: Occasion
    when: When | None
    status: Status
    sureness: Sureness
    tellings: tuple[Telling, ...]
    hold: Hold | None = None

    @property
    def event(self) -> Event:
        """The event that says most: the first telling."""
        return self.tellings[0].event

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all tellings."""
        return tuple(claim for telling in self.tellings for claim in telling.claims)

    @property
    def written(self) -> tuple[When, ...]:
        """The dates of the documents that tell it."""
        return tuple(telling.written for telling in self.tellings if telling.written)


def _unwritten(_: str) -> None:
    """Stand for a document without a date."""


def timeline(
    occasions: Iterable[Occasion],
    events: Mapping[str, Event],
    claims: Mapping[str, Sequence[Claim]],
    written: WrittenOf = _unwritten,
) -> tuple[Entry, ...]:
    """Return an entry for each of `occasions`: in the order of time; those placed by words next to what they hang on; then those
    that nobody placed, as they were written. Ties by document and place, then by id.

    claims: those about an event, by its id. written: the date that the document with an id bears.
    """
    entries = {o.id: _entry(o, events, claims, written) for o in occasions}
    keys = sorted(entries, key=lambda id: _key(entries[id]))
    home = {event: o.occasion.id for o in entries.values() for event in o.occasion.events}
    holds = find_holds(e for o in entries.values() for e in (t.event for t in o.tellings))
    hangs = {k: v for k, v in hanging(holds, lambda event: home[event]).items() if not _placed(entries[k].when)}
    order, circles = arranged(keys, {key: (side, there) for key, (side, there, _) in hangs.items()})
    return tuple(_held(entries[key], holds[hangs[key][2]], key in circles) if key in hangs else entries[key] for key in order)


def _key(entry: Entry) -> tuple[object, ...]:
    span = entry.event.evidence[0]
    when = entry.when if _placed(entry.when) else None
    return order_key(when), order_key(entry.tellings[0].written), span.document, span.start, entry.occasion.id


def _entry(occasion: Occasion, events: Mapping[str, Event], claims: Mapping[str, Sequence[Claim]], written: WrittenOf) -> Entry:
    told = [
        Telling(e, tuple(claims.get(e.id, ())), written(e.evidence[0].document)) for e in map(events.__getitem__, occasion.events)
    ]
    if len(told) > 1:
        told.sort(key=lambda t: (t.event.kind != occasion.kind, t.event.status != occasion.status))
    sure = {sureness(t.event, t.claims) for t in told if t.event.status == occasion.status} or {"unclear"}
    return Entry(occasion, occasion.when, occasion.status, min(sure, key=_SAYS_MOST.index), tuple(told))


def _held(entry: Entry, hold: Hold, circle: bool) -> Entry:
    return replace(entry, hold=replace(hold, circle=circle))


def _placed(when: When | None) -> bool:
    return when is not None and placed(when)
