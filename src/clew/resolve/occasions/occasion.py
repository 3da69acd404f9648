"""What the tellings of one occasion make of it together: its kind, its time, its status."""

from collections.abc import Iterable, Sequence

import msgspec

from clew.records import Judgement, Occasion, Status, When, digest
from clew.resolve.occasions.tellings import Telling
from clew.resolve.occasions.vocabulary import table, words
from clew.when import bounds, narrow, placed

# What is left of several statuses when none of them happened and none denies it: the firmest.
_FIRMEST: tuple[Status, ...] = ("planned", "declined", "proposed", "unclear")


def occasion_of(tellings: Sequence[Telling], judgements: Iterable[Judgement]) -> Occasion:
    """Return the occasion of `tellings`."""
    ordered = sorted(tellings, key=lambda t: t.order)
    events = tuple(t.event.id for t in ordered)
    most = min(ordered, key=_says_most)
    decided = tuple(sorted(judgements, key=lambda j: (j.verdict, -j.score, j.left, j.right)))
    return Occasion(digest("occasion", min(events)), most.event.kind, events, _when(ordered), _status(ordered), decided)


def _says_most(telling: Telling) -> tuple[object, ...]:
    first = table("kinds")["first"]
    kind = telling.event.kind
    rank = first.index(kind) if kind in first else len(first)
    return -len(telling.named), telling.moment.grade, telling.place is None, rank, telling.order


def _when(tellings: Sequence[Telling]) -> When | None:
    """Return the narrowest time told; cut to what the others leave of it, unless another zone's day moves them apart."""
    told = [t.event.when for t in tellings if t.event.when is not None]
    known = [when for when in told if placed(when)]
    if not known:
        return told[0] if told else None
    best = min(known, key=_length)
    left = bounds(best)
    for when in known:
        left = narrow(left, bounds(when)) or left
    return best if left == bounds(best) else msgspec.structs.replace(best, start=left[0], end=left[1])


def _length(when: When) -> tuple[bool, float]:
    if when.start is None or when.end is None:
        return True, 0.0
    return False, (when.end - when.start).total_seconds()


def _status(tellings: Sequence[Telling]) -> Status:
    """Return what holds by all tellings. What happened by one and not by another is unclear, unless a record shows it."""
    told = {t.event.status for t in tellings}
    shown = any(t.event.status == "happened" and t.rule in words("rules", "records") for t in tellings)
    if shown or told == {"happened"}:
        return "happened"
    if "denied" in told or ("declined" in told and "happened" in told):
        return "denied" if told <= {"denied", "unclear", "proposed"} else "unclear"
    return "happened" if "happened" in told else next(s for s in _FIRMEST if s in told)
