"""What the words of a date say: year, month, day, weekday, clock, zone; and the interval they come to."""

import calendar
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from clew.recognize.date_words import Word
from clew.records import Span
from clew.when import Interval, containing, interval

# Two digits of a year, when nothing tells the century: POSIX strptime's rule for %y.
_PIVOT = 69

_BEFORE_CHRIST = frozenset({"bc", "bce"})
_LATE = frozenset({"afternoon", "evening", "night", "nite"})
CALENDAR = "calendar/1"

# The rule of a date in figures whose day and month cannot be told apart: its interval covers both readings.
AMBIGUOUS = "numeric-ambiguous/1"

# The rule of a date whose year is that of a date told before it.
BORROWED = "year-from-context/1"


class Fields(NamedTuple):
    """What one date says in so many words; None: it does not. late: the clock is told with the part of the day after noon."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: tuple[int, int | None, int | None] | None = None
    zone: int | None = None
    said: str = CALENDAR
    late: bool = False


class Reading(NamedTuple):
    """What a phrase comes to.

    explicit   its year was said
    hedge      one that follows from the phrase itself
    steps      how many units of `grain` from the day of writing, when that day is not known
    """

    interval: Interval
    grain: str
    rule: str
    anchor: Span | None = None
    explicit: bool = False
    hedge: str | None = None
    steps: int | None = None


def fields(words: Sequence[Word], near: datetime | None) -> Fields:
    """Read `words`; a year of two digits is the one nearest to `near`. Numeric dates are `numeric`'s."""
    by_kind: dict[str, list[Any]] = {}
    for word in words:
        by_kind.setdefault(word.kind, []).append(word.value)
    clock, zone = by_kind.get("clock", [()])[0], by_kind.get("zone", [None])[0]
    weekday = by_kind.get("weekday", [None])[0]
    if "iso" in by_kind:
        year, month, day, time, minutes = by_kind["iso"][0]
        return Fields(year, month, day, weekday, time or clock[:3] or None, zone if minutes is None else minutes, "iso/1")
    month = by_kind.get("month", [None])[0]
    numbers = [w.value for w in words if w.kind in ("num", "ordinal")]
    if month and numbers[:1] == [0]:
        numbers = [0, *numbers]
    day = numbers[0] or None if numbers and month else None
    year = _year(by_kind, numbers, near)
    return Fields(year, month, day, weekday, clock[:3] or None, zone, late=_is_late(by_kind) and clock[3:] != (True,))


def _is_late(by_kind: dict[str, list[Any]]) -> bool:
    return bool(_LATE.intersection(by_kind.get("part", ()))) or "tonight" in by_kind.get("dayword", ())


def _year(by_kind: dict[str, list[Any]], numbers: list[int], near: datetime | None) -> int | None:
    if by_kind.get("era", [""])[0] in _BEFORE_CHRIST:
        return 0
    said = by_kind.get("year") or by_kind.get("old") or (numbers if "era" in by_kind and "month" not in by_kind else [])
    if said:
        return int(said[0])
    short = by_kind.get("shortyear") or numbers[1:]
    return full_year(short[0], near) if short else None


def full_year(year: int, near: datetime | None) -> int:
    """Return the year that two digits stand for: the nearest to `near`, else 1969 to 2068."""
    if year >= 100:
        return year
    if near is None:
        return year + (1900 if year >= _PIVOT else 2000)
    return min((year + c for c in range(near.year // 100 * 100 - 100, near.year + 101, 100)), key=lambda y: abs(y - near.year))


def day_or_month(said: Fields, year: int) -> Interval | None:
    """Return the day or month that `said` names, in `year`; None when there is none, or it falls on another weekday."""
    if said.month is None or not 1 <= year <= 9999:
        return None
    if said.day is None:
        return interval("month", year, said.month)
    if not 1 <= said.day <= calendar.monthrange(year, said.month)[1]:
        return None
    return interval("day", year, said.month, said.day)


# A weekday that fits no year nearer than this is likelier to be the writer's slip than a hint at another year.
_FAR = timedelta(days=300)


def on_weekday(said: Fields, near: datetime | None) -> Callable[[int], Interval | None]:
    """Return `day_or_month` of `said` for any year; of the years near `near`, only where it falls on the weekday said with it."""
    years = range(near.year - 1, near.year + 2) if near and said.weekday is not None else ()
    close = frozenset(y for y in years if near and (f := day_or_month(said, y)) and _falls(f, said.weekday, near))
    return lambda year: day_or_month(said, year) if not close or year in close else None


def _falls(day: Interval, weekday: int | None, near: datetime) -> bool:
    return day[0] is not None and day[0].weekday() == weekday and _distance(day, near) < _FAR


def numeric(value: tuple[int, int, int], day_first: bool | None, near: datetime | None) -> Reading | None:
    """Read "9/6/2016": by the order that the document shows, else the day near to that of writing where the other is not, else as
    the stretch that covers both orders. None: no such date."""
    year = full_year(value[2], near)
    days = [d for said in ordered(value[0], value[1], day_first) if (d := day_or_month(said, year))]
    if not days:
        return None
    starts, ends = zip(*days, strict=True)
    if len(set(days)) == 1:
        return Reading(days[0], "day", "numeric/1", explicit=True)
    if near and (nearer := nearer_of(days, near)):
        return Reading(nearer, "day", "numeric-nearest/1", explicit=True)
    return Reading((min(s for s in starts if s), max(e for e in ends if e)), "day", AMBIGUOUS, explicit=True)


def ordered(a: int, b: int, day_first: bool | None) -> list[Fields]:
    """Return the days of the year that two numbers may name, month first; by the order the document shows, if it does."""
    orders = [(b, a)] if day_first else [(a, b)] if day_first is False else [(a, b), (b, a)]
    return [Fields(month=month, day=day) for month, day in dict.fromkeys(orders) if 1 <= month <= 12 and 1 <= day <= 31]


# Of two days that figures may name, one is meant when it lies within a month of the writing and the other lies farther by half a
# month and three times as far: stamps of mails are days old, seldom months.
_NEAR, _APART = timedelta(days=31), timedelta(days=14)


def nearer_of(days: Sequence[Interval], near: datetime) -> Interval | None:
    """Return the one of two `days` that is plainly nearer to `near`, or None."""
    first, other = sorted(set(days), key=lambda d: (_distance(d, near), str(d)))[:2]
    return first if _distance(first, near) <= _NEAR and _distance(other, near) >= _distance(first, near) * 3 + _APART else None


def clocked(reading: Reading, said: Fields) -> Reading:
    """Return `reading` narrowed to the time of day that is said with it. Without a zone the clock is taken as it stands."""
    start = reading.interval[0]
    if said.clock is None or start is None or reading.interval != containing(start, "day") or said.clock[0] > 24:
        return reading
    hour, minute, second = said.clock
    hour += 12 if said.late and 1 <= hour < 12 else 0
    at = start + timedelta(hours=hour, minutes=minute or 0, seconds=second or 0) - timedelta(minutes=said.zone or 0)
    grain = "hour" if minute is None else "minute" if second is None else "second"
    rule = "clock-without-zone/1" if said.zone is None else reading.rule
    return reading._replace(interval=containing(at, grain), grain=grain, rule=rule)


def nearest(make: Callable[[int], Interval | None], at: datetime, way: str | None) -> Interval | None:
    """Return what `make` gives for the year that suits `way`, as seen from `at`.

    way    "past": the last to begin by then; "future": the next that is not over; "back" and "ahead": wholly before or after;
           "this": that year's; None: the closest
    """
    found = [f for year in range(at.year - 8, at.year + 9) if (f := make(year)) and f[0] and f[1]]
    suited = [f for f in found if _suits(f, at, way)]
    return min(suited, key=lambda f: _distance(f, at), default=None)


def close(found: Interval, at: datetime) -> bool:
    """Whether `found` lies within two months of `at`."""
    return _distance(found, at) <= timedelta(days=60)


def _suits(found: Interval, at: datetime, way: str | None) -> bool:
    start, end = found
    if start is None or end is None:
        return False
    tests = {"past": start <= at, "future": end > at, "back": end <= at, "ahead": start > at, "this": start.year == at.year}
    return tests.get(way or "", True)


def _distance(found: Interval, at: datetime) -> timedelta:
    start, end = found
    if start is None or end is None:
        return timedelta.max
    return max(start - at, at - end, timedelta(0))
