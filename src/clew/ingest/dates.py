"""The date a document states for itself, as `When`. What the words do not say (a day, a year) is not filled in."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

from clew.records import Span, When
from clew.when import UNZONED, containing

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>" + "|".join(_MONTHS) + r")[a-z]*\.?"

# Scanners run year and clock time together: 201111:08 is 2011 and 11:08.
_END = r"(?=\b|\d{1,2}:\d\d)"
_CLOCK = re.compile(r"\b(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:[:.](?P<s>\d\d))?\s*(?P<half>[AaPp]\.?[Mm]\b)?")
# Scanners lose the colon: 843 AM.
_CLOSE = re.compile(r"\b(?P<h>\d{1,2})(?P<m>[0-5]\d)\s?(?P<half>[AaPp])\.?[Mm]\b")
_HALF = re.compile(r"(?<![\d:;.,])\b(?P<h>1[0-2]|0?\d)\s?(?P<half>[AaPp])\.?[Mm]\b")
_DAYS = (
    re.compile(r"\b" + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*[,.]\s*|\s+)(?P<year>\d{4})" + _END, re.I),
    # As C's ctime has it: Mon May 12 09:14:00 2031.
    re.compile(r"\b" + _MONTH + r"\s+(?P<day>\d{1,2})\s+\d\d:\d\d:\d\d\s+(?:[A-Z]{3,4}\s+)?(?P<year>\d{4})\b", re.I),
    re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[ \-]" + _MONTH + r",?[ \-](?P<year>\d{4})" + _END, re.I),
    re.compile(r"\b(?P<year>\d{4})[-/](?P<number>\d\d?)[-/](?P<day>\d\d?)(?!\d)"),
    # With points the day comes first wherever they are in use; East Asian dates name each number.
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})" + _END),
    re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
)
_SLASHES = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_WEEKDAY = re.compile(r"\W*(mon|tue|wed|thu|fri|sat|sun)", re.I)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_UTC = re.compile(r"(?:Z|\bUTC|\bGMT)(?:[+-]0{1,4})?\s*$|\+0{2}:?0{2}")

# A zone behind the clock time. RFC 5322 reads -0000 as UTC from a sender whose own zone is not said: the instant is known.
_ZONE = re.compile(r"\d:\d\d(?::\d\d)?\s*(?:[AP]M\s*)?(?:[+-]\d{4}|\(?[A-Z]{1,4}\b)")

_OFFSET = re.compile(r"\d:\d\d\s*[+-]\d{4}\b")

# What the rules are called in `When.rule`.
MAIL, STATED, CLOCK = "mail-date/1", "stated-date/1", f"{UNZONED}/1"


def mail_date(span: Span) -> When | None:
    """Return the time in a mail's Date field (RFC 5322, and what old programs wrote), or None when it cannot be read."""
    parts = parsedate_tz(span.text)
    if parts is None or not re.search(r"\d:\d\d", span.text):
        return stated_date(span)
    grain = "second" if re.search(r"\d:\d\d:\d\d", span.text) else "minute"
    try:
        at = datetime(*parts[:6], tzinfo=UTC) - timedelta(seconds=parts[9] or 0)
    except (ValueError, OverflowError):
        return None
    return _when(at, grain, span, MAIL if _ZONE.search(span.text) else CLOCK)


def quoted_date(span: Span) -> When | None:
    """Return the time in the Date line of a quoted mail, or None: as RFC 5322 has it when it gives its zone in figures, else as
    programs print it for people ("Thursday, 12 May 2031 9:09 PM"), on a clock that says no zone."""
    return mail_date(span) if _OFFSET.search(span.text) else stated_date(span)


def stated_date(span: Span) -> When | None:
    """Return the day, and the clock time when there is one, that `span` states in English or ISO form, or None.

    "Friday, April 8, 2011 4:16 PM", "12 May 2031", "2031-05-12T08:30+02:00". A clock time without a zone is kept as written and
    carries the rule that says so. 05/06/2031 is left alone: whether it is May or June is not in the words.
    """
    iso = _iso(span.text)
    if iso is not None:
        zoned = iso.tzinfo is not None
        return _when(iso.astimezone(UTC) if zoned else iso.replace(tzinfo=UTC), "minute", span, STATED if zoned else CLOCK)
    day, behind = _day(span.text)
    if day is None:
        return None
    at = _with_clock(day, span.text[behind:]) or _with_clock(day, span.text)
    if at is None:
        return _when(day, "day", span, STATED)
    return _when(at, "minute", span, STATED if _UTC.search(span.text) else CLOCK)


def _when(at: datetime, grain: str, span: Span, rule: str) -> When:
    start, end = containing(at, grain)
    return When(start, end, grain, span, None, rule)


def _iso(text: str) -> datetime | None:
    m = _ISO.search(text)
    try:
        return datetime.fromisoformat(m.group()) if m else None
    except ValueError:
        return None


def _day(text: str) -> tuple[datetime | None, int]:
    """Return the day `text` names, and where the words for it end."""
    for pattern in _DAYS:
        if m := pattern.search(text):
            return _date(int(m["year"]), _month(m.groupdict()), int(m["day"])), m.end()
    return _slashed(text), 0


def _month(found: dict[str, str]) -> int:
    return int(found["number"]) if "number" in found else _MONTHS.index(found["month"].lower()) + 1


def _slashed(text: str) -> datetime | None:
    """Read 05/13/2015 or 13/05/2015, but not 05/06/2015, unless its weekday says which it is: "Tue 05/06/2031"."""
    m = _SLASHES.search(text)
    if not m:
        return None
    a, b, year = map(int, m.groups())
    days = {day for day in (_date(year, a, b), _date(year, b, a)) if day}
    weekday = _WEEKDAY.match(text)
    fit = {day for day in days if weekday and f"{day:%a}".lower() == weekday[1].lower()}
    return next(iter(fit or days)) if len(fit or days) == 1 else None


def _date(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _with_clock(day: datetime, text: str) -> datetime | None:
    m = _CLOCK.search(text) or _HALF.search(text) or _CLOSE.search(text)
    if not m:
        return None
    hour, half = int(m["h"]), (m["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute = int(m["m"]) if "m" in m.groupdict() else 0
    try:
        return day.replace(hour=hour, minute=minute)
    except ValueError:
        return None
