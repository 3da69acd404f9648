"""The dates that a text has told so far: what "the next day", "that year" and "the June 9 meeting" hang on."""

import re
from bisect import bisect_right
from collections.abc import Collection

from msgspec.structs import replace

from clew.records import Record, When
from clew.when import GRAINS, UNZONED, Interval

_TIMED = frozenset({"second", "minute", "hour"})

_BLANK = re.compile(r"\n[ \t>]*\n")


class Told(Record, frozen=True, gc=False):
    """A date of the text.

    explicit   its year was said, not worked out
    unit       the unit that its words name, without their hedge: 2016 for "since 2016"
    steps      how far from a day of writing that is not known, or None
    aside      it only names something ("the June 9 meeting", "the 2016 election"): what is told goes on from other dates
    """

    when: When
    explicit: bool
    unit: Interval
    steps: int | None = None
    aside: bool = False


class Tellings:
    """The dates told, added in the order of the text: of each grain only the last can be the nearest from further on."""

    def __init__(self, text: str) -> None:
        self._breaks = [0, *(m.end() for m in _BLANK.finditer(text))]
        self._last: dict[tuple[str, bool, bool], When] = {}
        self._days: dict[tuple[int, int], When] = {}

    def add(self, told: Told) -> None:
        """Remember a date, as the unit it names; one that is not placed is none to hang on."""
        start, end = told.unit
        if start is None or end is None:
            return
        when = replace(told.when, start=start, end=end)
        self._last[when.grain, told.explicit, told.aside] = when
        if told.explicit and when.grain == "day":
            self._days[start.month, start.day] = when

    def before(self, at: int, grain: str | None, *, explicit: bool, back: int | None, named: Collection[str]) -> When | None:
        """Return the last one not coarser than `grain`, of at most `back` paragraphs before that of `at` (None: any).

        explicit: only one whose year was said. Those that only name something ("in the 2013 season") count where there is no
        other; but those of the grains `named` count as much.
        """
        first = 0 if back is None else self._breaks[max(0, bisect_right(self._breaks, at) - 1 - back)]
        finer = GRAINS if grain is None else GRAINS[: GRAINS.index(grain) + 1]
        said = (True,) if explicit else (True, False)
        for aside in (False, True):
            kinds = [(g, e, aside or (a and g in named)) for g in finer for e in said for a in (False, True)]
            near = [w for kind in kinds if (w := self._last.get(kind)) and first <= w.span.start < at]
            if near:
                return max(near, key=lambda w: w.span.start)
        return None

    def last_day(self, at: int) -> When | None:
        """Return the last one in the paragraph of `at` that is a day as its writer's clock has it: no time moved by its zone."""
        first = self._breaks[bisect_right(self._breaks, at) - 1]
        days = (
            w for (grain, _, _), w in self._last.items() if grain == "day" or (grain in _TIMED and w.rule.startswith(UNZONED))
        )
        return max((w for w in days if first <= w.span.start < at), key=lambda w: w.span.start, default=None)

    def day(self, month: int | None, day: int | None) -> When | None:
        """Return the last one that is this day of a year said with it, or None."""
        return self._days.get((month, day)) if month and day else None
