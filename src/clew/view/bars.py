"""Times as bars on one axis: where they begin and end, and which ends are not sharp. Numbers for a drawing, no markup."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

from clew.records import Record, When
from clew.when import placed

End = Literal["sharp", "fade", "open"]

# The drawing is so many units wide; a bar is never narrower than this, so that a minute in ten years is seen.
WIDTH = 240
_NARROWEST = 3

# With more times than these, the axis runs between those that leave one in twenty out on either side: one "since 1871" must not
# squeeze a summer into a dot. What lies outside ends open at the edge.
_MANY = 20

# Labels on an axis, at most.
_TICKS = 5
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class Bar(Record, frozen=True, gc=False):
    """One time on the axis. x, width: in units of the drawing. left, right: "sharp" as told, "fade" when hedged, "open" when it
    goes on to nobody knows where, or past the axis. rough: the words are "about", "early", "mid" or "late"."""

    x: float
    width: float
    left: End
    right: End
    rough: bool


class Tick(Record, frozen=True, gc=False):
    """A label on the axis."""

    x: float
    label: str


class Axis(Record, frozen=True, gc=False):
    """What the bars are drawn on: from and up to which moments."""

    start: datetime
    end: datetime
    ticks: tuple[Tick, ...]


def axis(times: Iterable[When | None]) -> Axis | None:
    """Return the axis for these times, or None when none of them is placed."""
    known = sorted(at for when in times if when for at in (when.start, when.end) if at)
    if not known:
        return None
    cut = len(known) // 20 if len(known) > _MANY else 0
    start, end = known[cut], known[-1 - cut]
    if start >= end:
        end = known[-1] if known[-1] > start else start.replace(year=min(start.year + 1, 9999), day=1)
    return Axis(start, end, _ticks(start, end)) if start < end else None


def bar(when: When | None, on: Axis) -> Bar | None:
    """Return the bar of a time, or None: it is not placed."""
    if when is None or not placed(when):
        return None
    first = _x(when.start, on, 0.0)
    last = _x(when.end, on, float(WIDTH))
    first, last = min(max(first, 0.0), WIDTH - _NARROWEST), max(min(last, float(WIDTH)), float(_NARROWEST))
    rough = when.hedge in ("about", "early", "mid", "late")
    left = _end(when.start is None or when.start < on.start, hedged=rough)
    right = _end(when.end is None or when.end > on.end, hedged=rough)
    return Bar(round(first, 1), round(max(last - first, _NARROWEST), 1), left, right, rough)


def _end(open_: bool, *, hedged: bool) -> End:
    return "open" if open_ else "fade" if hedged else "sharp"


def _x(at: datetime | None, on: Axis, otherwise: float) -> float:
    return otherwise if at is None else (at - on.start) / (on.end - on.start) * WIDTH


def _ticks(start: datetime, end: datetime) -> tuple[Tick, ...]:
    """Return years, or months when the axis is short, or its two ends when it is shorter still."""
    on = Axis(start, end, ())
    for moments, pattern in ((_years(start, end), "%Y"), (_months(start, end), "%b %Y")):
        inside = [at for at in moments if start <= at < end]
        if len(inside) > 1:
            step = next(s for s in _STEPS if len(inside) / s <= _TICKS)
            return tuple(Tick(round(_x(at, on, 0.0), 1), at.strftime(pattern)) for at in inside[::step])
    return tuple(Tick(x, f"{at.day} {at:%b %Y}") for x, at in ((0.0, start),))


def _years(start: datetime, end: datetime) -> Sequence[datetime]:
    return [datetime(year, 1, 1, tzinfo=UTC) for year in range(start.year, end.year + 1)]


def _months(start: datetime, end: datetime) -> Sequence[datetime]:
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [datetime(m // 12, m % 12 + 1, 1, tzinfo=UTC) for m in range(first, min(last, first + 48) + 1)]
