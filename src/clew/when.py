"""Intervals with a grain: what dates are built from, compared by and shown as. No clock, no made-up instant.

An interval is a pair of timezone-aware UTC datetimes; the end is exclusive; a bound that is None is not known. Calendar days are
counted as the words have them: a day named without a zone is that day in UTC. A bound outside the years 1 to 9999 is None.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from clew.errors import AskError
from clew.records import When

Bound = datetime | None
Interval = tuple[Bound, Bound]

GRAINS: Final = (
    "second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century",
)  # fmt: skip

# Times of day whose words name no zone carry this rule (any version) and are shown without one.
UNZONED: Final = "clock-without-zone"

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_LENGTHS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "weekend": timedelta(days=7),
}
_CALENDAR = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_INSTANT = timedelta(microseconds=1)
_LAST = datetime.max.replace(tzinfo=UTC)
_BOUND = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def interval(
    grain: str, year: int, month: int | None = None, day: int | None = None, hour: int = 0, minute: int = 0, second: int = 0
) -> Interval:
    """Return the unit of `grain` that holds this moment: interval("quarter", 2016, 5) runs from April to June. UTC.

    ValueError when there is no such date or grain.
    """
    return containing(datetime(year, month or 1, day or 1, hour, minute, second, tzinfo=UTC), grain)


def containing(at: datetime, grain: str) -> Interval:
    """Return the unit of `grain` around `at`. Weeks begin on Monday (ISO 8601), a weekend on Saturday, seasons with March, June,
    September and December (the meteorological, northern ones), decades and centuries with the year that ends in 0 or 00."""
    if grain in _MONTHS:
        return _months_around(at.year * 12 + at.month - 1, _MONTHS[grain], 1 if grain == "season" else 0)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if grain == "week":
        return _run(_moved(day, -day.weekday(), "day"), 7)
    if grain == "weekend":
        return _run(_moved(day, 5 - day.weekday(), "day"), 2)
    if grain not in _LENGTHS:
        raise ValueError(f"no grain called {grain}")
    start = day + (at - day) // _LENGTHS[grain] * _LENGTHS[grain]
    return start, _moved(start, 1, grain)


def shift(interval: Interval, n: int, unit: str) -> Interval:
    """Return `interval` moved by `n` times `unit`: whole months stay whole months, anything else keeps its length."""
    start, end = interval
    if unit in _MONTHS and start and end and not (_begins_month(start) and _begins_month(end)):
        moved = _moved(start, n, unit)
        return moved, moved and _added(moved, end - start)
    return _moved(start, n, unit), _moved(end, n, unit)


def overlap(a: Interval, b: Interval) -> bool:
    """Whether the two share an instant, as far as is known."""
    return _before(a[0], b[1]) and _before(b[0], a[1])


def within(a: Interval, b: Interval) -> bool:
    """Whether `a` surely lies inside `b`: a bound of `a` that is not known lies inside only where `b` is open too."""
    starts = b[0] is None or (a[0] is not None and a[0] >= b[0])
    ends = b[1] is None or (a[1] is not None and a[1] <= b[1])
    return starts and ends


def narrow(a: Interval, b: Interval) -> Interval | None:
    """Return what `a` and `b` share, or None when that is nothing."""
    if not overlap(a, b):
        return None
    starts = [s for s in (a[0], b[0]) if s]
    ends = [e for e in (a[1], b[1]) if e]
    return max(starts, default=None), min(ends, default=None)


def bounds(when: When) -> Interval:
    """Return the interval of `when`."""
    return when.start, when.end


def placed(when: When) -> bool:
    """Whether anything is known of where `when` lies."""
    return when.start is not None or when.end is not None


def hedged(interval: Interval, grain: str, hedge: str | None) -> Interval:
    """Return what `interval`, one `grain` long or more, comes to under `hedge`.

    Vague words get generous bounds, so that vagueness alone makes no conflict: "about" adds a unit on either side, "early" and
    "late" are halves, "mid" is the middle half. "after" begins where the unit ends, "until" ends there.
    """
    start, end = interval
    if hedge == "about":
        n, unit = _slack(grain)
        return _moved(start, -n, unit), _moved(end, n, unit)
    if hedge in ("early", "mid", "late"):
        return _part(start, end, hedge)
    one_sided = {"before": (None, start), "after": (end, None), "since": (start, None), "until": (None, end)}
    return one_sided.get(hedge or "", interval)


def order_key(when: When | None) -> tuple[bool, datetime, bool, datetime, str, int, int]:
    """Return a key that sorts a timeline: by start; "before X" just ahead of X; what is not placed last, as in the text."""
    if when is None:
        return True, _LAST, True, _LAST, "", 0, 0
    first = when.start or when.end or _LAST
    span = when.span
    return not placed(when), first, when.start is not None, when.end or _LAST, span.document, span.start, span.end


def parse_bound(text: str) -> Interval:
    """Return the year, month or day that `text` names: "2016", "2016-06" or "2016-06-09". AskError for anything else."""
    match = _BOUND.fullmatch(text.strip())
    try:
        if match:
            year, month, day = match.groups()
            return interval("day" if day else "month" if month else "year", int(year), int(month or 1), int(day or 1))
    except ValueError:
        pass
    raise AskError(f"not a date: {text!r}; write a year, a month or a day, such as 2016, 2016-06 or 2016-06-09")


def display(when: When | None) -> str:
    """Return `when` in English: "June 2016", "about 3 May 2031", "12 May 2031, 09:14 UTC", "before 2016", "time not known"."""
    if when is None or not placed(when):
        return "time not known"
    if when.hedge in ("before", "after", "since", "until"):
        return _one_sided(when, when.hedge)
    start, end = _unhedged(when)
    if start is None or end is None:
        return f"from {_name(start, when)}" if start else f"until {_name(_last(end), when)}"
    first, last = _name(start, when), _name(_last(end), when)
    if when.hedge in ("early", "mid", "late"):
        return _vague(when.hedge, first)
    lead = f"{when.hedge} " if when.hedge else ""
    return lead + (first if first == last else f"{first} to {last}")


def _vague(hedge: str, name: str) -> str:
    """Put "early", "mid-" or "late" where English has it: "the late 1990s", "mid-June"."""
    article = "the " if name.startswith("the ") else ""
    return f"{article}{hedge}{'-' if hedge == 'mid' else ' '}{name.removeprefix('the ')}"


def _unhedged(when: When) -> Interval:
    """Undo what `hedged` did for "about"."""
    if when.hedge != "about":
        return when.start, when.end
    n, unit = _slack(when.grain)
    return _moved(when.start, n, unit), _moved(when.end, -n, unit)


def _one_sided(when: When, hedge: str) -> str:
    """Name the unit that a hedge leans on: its start for "before" and "since", its end for "after" and "until"."""
    at = when.start or when.end
    edge = at if hedge in ("before", "since") else _last(at)
    return f"{hedge} {_name(edge, when)}"


def _slack(grain: str) -> tuple[int, str]:
    """Return how far "about" reaches: a unit, but a quarter of an hour where the words count minutes."""
    if grain in ("second", "minute"):
        return 15, "minute"
    return 1, grain if grain in GRAINS else "day"


def _part(start: Bound, end: Bound, hedge: str) -> Interval:
    """Cut whole days (or, under a week, seconds) out of an interval: its first half, its second half or its middle half."""
    if start is None or end is None:
        return start, end
    step = timedelta(days=1) if end - start >= timedelta(days=7) else timedelta(seconds=1)
    half, quarter = (end - start) // (2 * step) * step, (end - start) // (4 * step) * step
    return {"early": (start, start + half), "late": (start + half, end), "mid": (start + quarter, end - quarter)}[hedge]


def _before(a: Bound, b: Bound) -> bool:
    return a is None or b is None or a < b


def _last(end: Bound) -> Bound:
    """Return the last instant before an exclusive end."""
    return end and _added(end, -_INSTANT)


def _begins_month(at: datetime) -> bool:
    return at.day == 1 and at == at.replace(hour=0, minute=0, second=0, microsecond=0)


def _months_around(month: int, size: int, ahead: int) -> Interval:
    """Return the run of `size` months around month number `month` (counted from year 0); runs begin `ahead` months early."""
    first = (month + ahead) // size * size - ahead
    return _first_of(first), _first_of(first + size)


def _first_of(month: int) -> Bound:
    year, rest = divmod(month, 12)
    return datetime(year, rest + 1, 1, tzinfo=UTC) if 1 <= year <= 9999 else None


def _run(start: Bound, days: int) -> Interval:
    return start, _moved(start, days, "day")


def _moved(at: Bound, n: int, unit: str) -> Bound:
    """Move one bound; the last days of a long month fall on the last day of a shorter one."""
    if at is None:
        return None
    if unit not in _MONTHS:
        return _times(at, n, _LENGTHS[unit])
    first = _first_of(at.year * 12 + at.month - 1 + n * _MONTHS[unit])
    following = first and _first_of(first.year * 12 + first.month)
    if first is None or following is None:
        return first if at.day == 1 else None
    day = min(at.day, (following - first).days)
    return at.replace(year=first.year, month=first.month, day=day)


def _times(at: datetime, n: int, length: timedelta) -> Bound:
    try:
        return at + n * length
    except OverflowError:
        return None


def _added(at: datetime, length: timedelta) -> Bound:
    return _times(at, 1, length)


def _name(at: Bound, when: When) -> str:
    """Name the unit of the grain of `when` around `at`."""
    if at is None:
        return "a time not known"
    if when.grain in ("hour", "minute", "second"):
        zone = "" if when.rule.startswith(UNZONED) else " UTC"
        clock = {"hour": f"{at:%H}:00", "minute": f"{at:%H:%M}"}.get(when.grain, f"{at:%H:%M:%S}")
        return f"{_day(at)}, {clock}{zone}"
    return _NAMES.get(when.grain, _day)(at)


def _day(at: datetime) -> str:
    return f"{at.day} {_CALENDAR[at.month - 1]} {at.year}"


def _week(at: datetime) -> str:
    return f"the week of {_day(containing(at, 'week')[0] or at)}"


def _weekend(at: datetime) -> str:
    return f"the weekend of {_day(containing(at, 'weekend')[0] or at)}"


def _quarter(at: datetime) -> str:
    return f"{('first', 'second', 'third', 'fourth')[(at.month - 1) // 3]} quarter of {at.year}"


def _season(at: datetime) -> str:
    start = containing(at, "season")[0] or at
    return f"{_SEASONS.get(start.month, 'winter')} {start.year}"


def _century(at: datetime) -> str:
    number = at.year // 100 + 1
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"the {number}{ending} century"


_NAMES: dict[str, Callable[[datetime], str]] = {
    "week": _week,
    "weekend": _weekend,
    "month": lambda at: f"{_CALENDAR[at.month - 1]} {at.year}",
    "quarter": _quarter,
    "season": _season,
    "year": lambda at: str(at.year),
    "decade": lambda at: f"the {at.year // 10 * 10}s",
    "century": _century,
}
