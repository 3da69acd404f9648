"""The unit that the words of a date name, and its value in TimeML's notation (TIMEX3)."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from clew.records import When
from clew.when import Interval, bounds, containing, shift

# The side of an open interval that its hedge leaves, and whether the unit named lies before that instant.
_EDGES = {"before": (1, False), "until": (1, True), "since": (0, False), "after": (0, True)}
_INSTANT = timedelta(microseconds=1)

_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_PARTS = {"morning": "MO", "noon": "MI", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
_PART = re.compile("|".join(_PARTS))


def unit(when: When) -> Interval:
    """Return the unit that the words name without their hedge: 2016 for "since 2016", June 2016 for "early June 2016"."""
    start, end = bounds(when)
    if when.hedge in _EDGES:
        side, before = _EDGES[when.hedge]
        edge = (start, end)[side]
        return containing(edge - _INSTANT if before else edge, when.grain) if edge else (start, end)
    if start is None or end is None or when.hedge is None:
        return start, end
    if when.hedge == "about":
        return shift((start, start), 1, when.grain)[0], shift((end, end), -1, when.grain)[1]
    return containing(start + (end - start) / 2, when.grain)


def value(when: When) -> str:
    """Return the value that TimeML gives what the words name: "2016", "2016-06", "2016-06-09TMO", "2016-Q2"; "" for none."""
    start = unit(when)[0]
    if start is None or when.grain not in _VALUES:
        return ""
    part = _PART.search(when.span.text.lower()) if when.grain == "day" else None
    return _VALUES[when.grain](start) + (f"T{_PARTS[part.group()]}" if part else "")


def _week(at: datetime) -> str:
    year, week, _ = at.isocalendar()
    return f"{year}-W{week:02}"


_VALUES: dict[str, Callable[[datetime], str]] = {
    "second": lambda at: f"{at:%Y-%m-%dT%H:%M:%S}",
    "minute": lambda at: f"{at:%Y-%m-%dT%H:%M}",
    "hour": lambda at: f"{at:%Y-%m-%dT%H}",
    "day": lambda at: f"{at:%Y-%m-%d}",
    "week": _week,
    "weekend": lambda at: f"{_week(at)}-WE",
    "month": lambda at: f"{at:%Y-%m}",
    "quarter": lambda at: f"{at.year}-Q{(at.month + 2) // 3}",
    "season": lambda at: f"{at.year}-{_SEASONS.get(at.month, 'WI')}",
    "year": lambda at: f"{at.year}",
    "decade": lambda at: f"{at.year // 10}",
    "century": lambda at: f"{at.year // 100}",
}
