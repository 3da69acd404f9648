"""How far a clock in a named zone is ahead of UTC: by the zone's own name, what the calendar says of it, or Windows' name for it.

The rules are those of the tzdata package, never of the machine, so that a case comes out the same everywhere.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from clew.ingest.mail.contentlines import Component
from clew.ingest.vocabulary import words
from clew.records import Record

_NAME = re.compile(r"[A-Za-z][\w+-]*(?:/[A-Za-z][\w+-]*){0,2}")
_OFFSET = re.compile(r"\s*([+-])(\d\d):?(\d\d)(?::?(\d\d))?\s*")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)")
_DAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


# A zone's whole history has some two hundred changes of its clock, and one rule for each half of its year.
_MOST = 50


class _Season(Record, frozen=True, gc=False):
    """One half of a zone's year: from when its clock counts, how far it is ahead of UTC, and the rule by which it comes again."""

    start: datetime
    offset: timedelta
    rule: dict[str, str]
    dates: tuple[datetime, ...]


class _Clock(Record, frozen=True, gc=False):
    """A zone as a calendar tells it: when its clock was changed and to what, in order; the seasons that come each year."""

    changes: tuple[tuple[datetime, timedelta], ...]
    yearly: tuple[_Season, ...]


class Zones:
    """The zones that one calendar knows."""

    def __init__(self, calendar: Component) -> None:
        found = (c for c in calendar.inside if c.name == "VTIMEZONE")
        self._said = {name: clock for c in found if (name := c.text("TZID")) and (clock := _clock(tuple(_seasons(c))))}

    def offset(self, zone: str, at: datetime) -> timedelta | None:
        """Return how far the clock of `zone` is ahead of UTC when it shows `at`; None where nothing tells."""
        known = _known(zone)
        if known is None and zone in self._said:
            return _ahead_at(self._said[zone], at)
        known = known or _known(words("mail/windowszones")["zones"].get(zone, ""))
        return known.utcoffset(at) if known else None


def _known(name: str) -> ZoneInfo | None:
    """Return the zone called `name`, also behind a maker's prefix ("/freeassociation.sourceforge.net/Europe/Rome")."""
    parts = name.split("/")
    if len(parts) > 3 or name.startswith("/"):
        return _zone("/".join(parts[-2:])) or _zone("/".join(parts[-3:]))
    return _zone(name)


@cache
def _zone(name: str) -> ZoneInfo | None:
    if not _NAME.fullmatch(name):
        return None
    file = files("tzdata").joinpath("zoneinfo", *name.split("/"))
    if not file.is_file():
        return None
    with file.open("rb") as opened:
        try:
            return ZoneInfo.from_file(opened, name)
        except ValueError:
            return None


def _seasons(zone: Component) -> Iterator[_Season]:
    for part in zone.inside:
        start, offset = _stamp(part.text("DTSTART")), _ahead(part.text("TZOFFSETTO"))
        if start is not None and offset is not None:
            said = (pair.partition("=") for pair in part.text("RRULE").upper().split(";"))
            dates = (_stamp(value) for line in part.every("RDATE") for value in line.value.split(","))
            yield _Season(start, offset, {key: value for key, _, value in said}, tuple(d for d in dates if d))


def _stamp(value: str) -> datetime | None:
    m = _STAMP.match(value)
    try:
        return datetime(*map(int, m.groups())) if m else None  # type: ignore[arg-type]
    except ValueError:
        return None


def _ahead(value: str) -> timedelta | None:
    m = _OFFSET.fullmatch(value)
    if m is None:
        return None
    return (-1 if m[1] == "-" else 1) * timedelta(hours=int(m[2]), minutes=int(m[3]), seconds=int(m[4] or 0))


def _clock(seasons: tuple[_Season, ...]) -> _Clock | None:
    """Return the clock of `seasons`; before the first of them it shows what the one called first does. None without any."""
    if not seasons:
        return None
    changes = [(onset, season.offset) for season in seasons for onset in (season.start, *season.dates)]
    yearly = tuple(season for season in seasons if season.rule.get("FREQ") == "YEARLY")[-_MOST:]
    return _Clock(((datetime.min, seasons[0].offset), *sorted(changes)), yearly)


def _ahead_at(clock: _Clock, at: datetime) -> timedelta:
    """Return how far `clock` is ahead of UTC when it shows `at`: since it was last changed."""
    last = clock.changes[bisect_right(clock.changes, at, key=lambda change: change[0]) - 1]
    again = ((onset, season.offset) for season in clock.yearly for onset in _onsets(season, at) if onset <= at)
    return max([last, *again])[1]


def _onsets(season: _Season, at: datetime) -> Iterator[datetime]:
    """Yield when a season that comes again each year began in the year of `at` and in the one before."""
    until = _stamp(season.rule.get("UNTIL", ""))
    for year in (at.year - 1, at.year):
        onset = _onset(season, year)
        if onset and season.start <= onset and (until is None or onset <= until):
            yield onset


def _onset(season: _Season, year: int) -> datetime | None:
    """Return when the season begins in `year`, by a rule such as BYMONTH=10;BYDAY=-1SU."""
    month, day = season.rule.get("BYMONTH", ""), _DAY.fullmatch(season.rule.get("BYDAY", ""))
    month = month if month.isdigit() and 1 <= int(month) <= 12 else str(season.start.month)
    try:
        first = season.start.replace(year=year, month=int(month), day=season.start.day if day is None else 1)
    except ValueError:
        return None
    if day is None:
        return first
    every = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
    falling = [each for each in every if each.weekday() == _DAYS.index(day[2])]
    number = int(day[1] or 1)
    return falling[number - 1 if number > 0 else number] if 0 < abs(number) <= len(falling) else None
