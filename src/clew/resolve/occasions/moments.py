"""Times as tellings give them: how fine each is, and whether two may be one. Grain respected, zones not assumed.

A day of words is a day somewhere: a clock time counts for its day in UTC and for its day in the zone that its words state. A
clock time without a zone is the same as one with a zone when either of the two clocks of that shows it; it may be any whole
number of hours away.
"""

import re
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from clew.records import When
from clew.when import UNZONED, placed

# Rules of clock times that say no zone.
_UNZONED = (UNZONED, "cited-date")

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)\b(?:\s*\([\w ]+\))?\s*\Z")
_DAY, _EPOCH = timedelta(days=1), datetime(1, 1, 1, tzinfo=UTC)

# The clocks of the world are at most so many minutes apart from UTC.
FARTHEST = 14 * 60

# A day, or a day a clock change longer.
_A_DAY, _A_MONTH = timedelta(hours=25), timedelta(days=31)


class Grade(IntEnum):
    """How fine a time is."""

    CLOCK = 0
    DAY = 1
    MONTH = 2
    LONG = 3
    BARE = 4


class Moment(NamedTuple):
    """A time, reduced to what is compared. Days and minutes count from 1 January of the year 1.

    minute   of a clock time, in UTC
    local    the same on the clock of the zone that its words state
    zoned    whether its words say, or its record keeps, in which zone
    days     of what is not longer than a day: every day that it may be called
    reach    the first day, and the day after the last
    """

    grade: Grade
    minute: int | None
    local: int | None
    zoned: bool
    days: frozenset[int]
    reach: tuple[float, float]


BARE = Moment(Grade.BARE, None, None, False, frozenset(), (float("-inf"), float("inf")))


def moment_of(when: When | None) -> Moment:
    """Return `when` as a moment; BARE when it places nothing."""
    if when is None or not placed(when):
        return BARE
    return _moment(when.start, when.end, when.grain, when.hedge, when.rule.startswith(_UNZONED), when.span.text)


@lru_cache(maxsize=65536)
def _moment(start: datetime | None, end: datetime | None, grain: str, hedge: str | None, unzoned: bool, words: str) -> Moment:
    if start is None or end is None:
        return Moment(Grade.BARE, None, None, False, frozenset(), (_day(start) if start else -1e9, _day(end) if end else 1e9))
    if grain in ("second", "minute") and hedge is None:
        minute = int((start - _EPOCH).total_seconds() // 60)
        local = minute + (0 if unzoned else _offset(words))
        days = frozenset((minute // 1440, local // 1440))
        return Moment(Grade.CLOCK, minute, local, not unzoned, days, (min(days), max(days) + 1))
    first, last = _day(start), max(_day(end - timedelta(microseconds=1)), _day(start)) + 1
    if end - start <= _A_DAY and hedge is None:
        return Moment(Grade.DAY, None, None, False, frozenset(range(first, last)), (first, last))
    return Moment(Grade.MONTH if end - start <= _A_MONTH else Grade.LONG, None, None, False, frozenset(), (first, last))


def _day(at: datetime) -> int:
    return (at - _EPOCH) // _DAY


def _offset(words: str) -> int:
    """Return the minutes by which the zone that `words` end with is ahead of UTC; 0 when they name none."""
    m = _OFFSET.search(words)
    return (1 if m[1] == "+" else -1) * (int(m[2]) * 60 + int(m[3])) if m else 0


def may_be_one(left: Moment, right: Moment) -> bool:
    """Whether two times may be one."""
    if left.minute is not None and right.minute is not None:
        return _clocks(left.minute, right.minute, either_unzoned=not (left.zoned and right.zoned))
    if left.days and right.days:
        return not left.days.isdisjoint(right.days)
    return left.reach[0] < right.reach[1] and right.reach[0] < left.reach[1]


def _clocks(left: int, right: int, *, either_unzoned: bool) -> bool:
    apart = abs(left - right)
    return apart == 0 or (either_unzoned and apart % 60 == 0 and apart <= FARTHEST)


def same_minute(left: Moment, right: Moment) -> bool:
    """Whether both are clock times and the same."""
    if left.minute is None or right.minute is None:
        return False
    shown = left.zoned != right.zoned and left.local == right.local
    return shown or left.minute == right.minute


def same_day(left: Moment, right: Moment) -> bool:
    """Whether both are no longer than a day, and may be called the same."""
    return not left.days.isdisjoint(right.days)
