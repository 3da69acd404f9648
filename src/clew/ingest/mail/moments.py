"""The times of calendars: on the clock of a named zone, in UTC, as days, or on no zone's clock at all. Nothing is filled in."""

import re
from datetime import datetime, timedelta

from clew.ingest.mail.contentlines import Line
from clew.ingest.mail.timezones import Zones
from clew.records import Record

_STAMP = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?\s*", re.I)
_LENGTH = re.compile(r"\s*\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?\s*", re.I)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Moment(Record, frozen=True, gc=False):
    """One time of a calendar.

    at       as the clock there shows it; of a day its midnight
    is_day   whether only the day is said
    zone     the zone's name as found, "UTC", or "": the time is on the clock of whoever reads it
    offset   how far that clock is ahead of UTC, or None: not known
    """

    at: datetime
    is_day: bool
    zone: str
    offset: timedelta | None


def moments(line: Line, zones: Zones) -> tuple[Moment, ...]:
    """Return the times in the value of `line` that can be read, in order; of a period its beginning."""
    said = (moment(value.partition("/")[0], line.parameter("TZID"), zones) for value in line.value.split(","))
    return tuple(found for found in said if found)


def moment(value: str, zone: str, zones: Zones) -> Moment | None:
    """Return the time that `value` says, on the clock of `zone` where it names none itself; None when it cannot be read."""
    m = _STAMP.fullmatch(value)
    # The first and the last year of Python's calendar stand in files for "never", and no zone can be told in them.
    if m is None or m[1] in ("0001", "9999"):
        return None
    year, month, day, hour, minute, second, ending = m.groups()
    try:
        at = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    except ValueError:
        return None
    if hour is None:
        return Moment(at, True, "", None)
    if ending:
        return Moment(at, False, "UTC", _offset(ending))
    return Moment(at, False, zone, zones.offset(zone, at) if zone else None)


def _offset(ending: str) -> timedelta:
    if ending in "Zz":
        return timedelta()
    sign = -1 if ending[0] == "-" else 1
    return sign * timedelta(hours=int(ending[1:3]), minutes=int(ending[-2:]))


def later(start: Moment, length: str, zones: Zones) -> Moment | None:
    """Return the time that is a duration such as "PT1H30M" after `start`; None when it is no duration."""
    m = _LENGTH.fullmatch(length)
    if m is None or not any(m.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(n or 0) for n in m.groups())
    try:
        at = start.at + timedelta(days=7 * weeks + days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    return Moment(at, start.is_day, start.zone, zones.offset(start.zone, at) if start.zone not in ("", "UTC") else start.offset)


def stretch(start: Moment, end: Moment | None = None) -> str:
    """Return in words the time from `start` to `end` (exclusive): "12 May 2031 10:00 UTC+02:00 to 11:00 (Europe/Copenhagen)"."""
    if start.is_day:
        return f"{_days(start, end)} (all day)"
    first = point(start)
    if end is None or end.is_day or end.at == start.at:
        return first + _aside(start)
    if (end.at.date(), end.offset) == (start.at.date(), start.offset):
        return f"{first} to {_time(end.at)}{_aside(start)}"
    return f"{first} to {point(end)}{_aside(start)}"


def point(moment: Moment) -> str:
    """Return one time in words, its zone as an offset only: "12 May 2031 10:00 UTC+02:00"."""
    return _day(moment.at) if moment.is_day else _clock(moment, f"{_day(moment.at)} ")


def _days(start: Moment, end: Moment | None) -> str:
    last = end.at - timedelta(days=1) if end and end.is_day and end.at > start.at else start.at
    return _day(start.at) if last <= start.at else f"{_day(start.at)} to {_day(last)}"


def _day(at: datetime) -> str:
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def _time(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _clock(moment: Moment, lead: str) -> str:
    return f"{lead}{_time(moment.at)}{zone_words(moment.offset)}"


def zone_words(offset: timedelta | None) -> str:
    """Return " UTC+02:00" for two hours ahead, " UTC" for none, "" for what is not known."""
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f" UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else " UTC"


def _aside(moment: Moment) -> str:
    if moment.zone == "UTC":
        return ""
    if not moment.zone:
        return " (no time zone said)"
    return f" ({moment.zone})" if moment.offset is not None else f" (a time zone called “{moment.zone}”, not known)"
