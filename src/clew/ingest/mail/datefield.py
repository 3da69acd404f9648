"""The Date field of a mail (RFC 5322, and what old and careless programs wrote)."""

import re
from datetime import UTC, datetime, timedelta

from clew.ingest.dates import CLOCK, MAIL, mail_date
from clew.ingest.vocabulary import words
from clew.records import Span, When
from clew.when import containing

_MONTHS = {
    name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_CLOCK = r"(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:[:.](?P<s>\d\d)(?:\.\d+)?)?(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
_ZONE = r"(?:(?:GMT|UTC)(?=\s?[+-]\d))?(?P<zone>[+-]\s?\d{1,2}:?\d\d|[A-Za-z]{1,5}\b)?"
_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4}|\d{2,3})"

_COMMENT = re.compile(r"\((?:[^()]|\([^()]*\))*\)")

# "Mon, 12 May 2031 09:14:03 +0200 (CEST)", and as the C library writes it, "Mon May 12 09:14:03 CEST 2031".
_FORMS = (
    re.compile(rf"(?:[A-Za-z.]{{2,10}}\s*,?)?\s*{_DAY}[\s.-]*{_MONTH}[\s,.-]*{_YEAR}[\s,]+{_CLOCK}\s*{_ZONE}\s*(?:\(|$|\w)"),
    re.compile(rf"(?:[A-Za-z]{{3,9}},?)?\s*{_MONTH}\s+{_DAY},?\s+{_CLOCK}\s*{_ZONE}\s*{_YEAR}\s*(?:\(|$)"),
)


def date_field(span: Span) -> When | None:
    """Return the time in a Date field, or None when it cannot be read. An instant needs a zone: with none that is known the
    clock is kept as written, under the rule that says so."""
    text = _COMMENT.sub(" ", span.text) if span.text.count("(") > 1 or ")" in span.text.rstrip()[:-1] else span.text
    m = next((m for form in _FORMS if (m := form.match(text))), None)
    found = _read(m.groupdict(), span) if m else None
    return found or mail_date(span)


def _read(said: dict[str, str | None], span: Span) -> When | None:
    month = _MONTHS.get((said["month"] or "")[:3].lower())
    seconds = said["s"]
    # A leap second has no place in this calendar: what is kept is its minute.
    grain = "second" if seconds and seconds < "60" else "minute"
    zone = _minutes(said["zone"])
    try:
        at = datetime(_year(said["year"] or ""), month or 0, int(said["day"] or 0), _hour(said), int(said["m"] or 0), tzinfo=UTC)
        at += timedelta(seconds=int(seconds or 0) if grain == "second" else 0, minutes=-(zone or 0))
    except (ValueError, OverflowError):
        return None
    start, end = containing(at, grain)
    return When(start, end, grain, span, None, CLOCK if zone is None else MAIL)


def _hour(said: dict[str, str | None]) -> int:
    hour, half = int(said["h"] or 0), (said["half"] or "").lower()
    return hour % 12 + (12 if half == "p" else 0) if half and hour <= 12 else hour


def _year(words: str) -> int:
    """Return the year; of two or three figures as RFC 5322 4.3 has it."""
    year = int(words)
    return year if len(words) == 4 else year + (2000 if len(words) == 2 and year < 50 else 1900)


def _minutes(zone: str | None) -> int | None:
    """Return how far east of Greenwich a zone is, or None: not said, or not known."""
    if not zone:
        return None
    if zone[0] not in "+-":
        known: int | None = words("mail/datefield")["minutes"].get(zone.upper())
        return known
    figures = zone[1:].strip().replace(":", "").rjust(4, "0")
    return (int(figures[:2]) * 60 + int(figures[2:])) * (-1 if zone[0] == "-" else 1)
