"""The date of a printed mail, read through what the scanner did to it: "March 27, 201i 9:05 PM", "Apri1 8, 2012", "6:5S PM".

A date that needs repair is taken only when its weekday, where one can be read, falls on that day; a letter that stands alone for
a number needs its weekday. When even the words as they stand say a weekday of another day, the date was misread: none.
"""

import re

import msgspec
from rapidfuzz import fuzz, process

from clew.ingest.dates import stated_date
from clew.records import Span, When

# What is added to `When.rule` of a date read from repaired words.
REPAIRED = "scanned-date/1"

_DIGITS = str.maketrans("OoQ°lIi|!ZzSsB", "00001111122558")
_NUMBER = re.compile(r"[\dOoQ°lIi|!ZzSsB]+(?:[:.][\dOoQ°lIi|!ZzSsB]+)*,?")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = tuple(day[:3] for day in _WEEKDAYS)

# Likeness (of 100) of a misread word and the month or weekday it stands for: "Fehmary" has 80 with February, "Seotember" 89.
# Weekdays are six letters and "day", so that others come near: "Tnursday" has 88 with Thursday, 80 with Tuesday.
_ALIKE = 75
_LETTERS = 5

# No date is longer.
_LONGEST = 120

# A month and the day that ran into it, the day of two digits first: "AprI110" is April 10.
_JOINED = (re.compile(r"([A-Za-z1|]{3,}?)(\d\d,?)"), re.compile(r"([A-Za-z1|]{3,}?)(\d,?)"))
_WORD = re.compile(r"[A-Za-z1|]{4,}")
_SIX = re.compile(r"\b(\d{1,2})(\d\d)(\d\d)(?= ?[AaPp][Mm]\b)")


def scanned_date(span: Span) -> When | None:
    """Return the time that `span`, the date of a printed mail, states, or None: none that can be read, or not on its weekday."""
    when = stated_date(span)
    if when is not None and not _on_its_weekday(when, span.text):
        return None
    if (when is None or when.grain == "day") and len(span.text) <= _LONGEST:
        return _repaired(span, when)
    return when


def _repaired(span: Span, coarse: When | None) -> When | None:
    """Return the time that the repaired words state, of the day of `coarse` where there is one; `coarse` when that fails."""
    mended, guessed = _mended(span.text)
    when = stated_date(msgspec.structs.replace(span, text=mended)) if mended != span.text else None
    if when is None or (coarse and (when.grain == "day" or when.start is None or when.start.date() != _day(coarse))):
        return coarse
    weekday = _weekday(mended)
    if when.start is None or (weekday is None and guessed) or not _on_its_weekday(when, mended):
        return coarse
    return msgspec.structs.replace(when, span=span, rule=f"{when.rule} {REPAIRED}")


def _day(when: When) -> object:
    return when.start.date() if when.start else None


def _mended(text: str) -> tuple[str, bool]:
    """Return `text` with its digits and its month repaired, and whether a letter alone was taken for a number."""
    tokens = re.sub(r"\s+", " ", text.replace(";", ":").replace(",,", ",")).split(" ")
    mended = [_token(token) for token in tokens]
    guessed = any(len(token.strip(",")) == 1 and token[0].isalpha() for token in tokens)
    return _SIX.sub(r"\1:\2:\3", " ".join(mended)), guessed


def _token(token: str) -> str:
    bare = token.lstrip("-'\"`")
    if _NUMBER.fullmatch(bare) and (any(c.isdigit() for c in bare) or len(bare.strip(",")) == 1):
        return bare.translate(_DIGITS)
    if month := _month(bare):
        return month
    joined = next((m for form in _JOINED if (m := form.fullmatch(bare)) and _month(m[1])), None)
    return f"{_month(joined[1])} {joined[2]}" if joined else token


def _month(word: str) -> str | None:
    """Return the month that `word` stands for, or None: it is spelled as one, or it stands for none."""
    if not _WORD.fullmatch(word) or word.lower()[:3] in _SHORT_DAYS:
        return None
    found = process.extractOne(word.lower(), _MONTHS, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0].capitalize() if found else None


def _on_its_weekday(when: When, text: str) -> bool:
    weekday = _weekday(text)
    return weekday is None or when.start is None or when.start.weekday() == weekday


def _weekday(text: str) -> int | None:
    """Return the weekday (Monday is 0) that `text` begins with, or None where none can be read."""
    first = re.split(r"[\s,.]+", text.strip(" '\"`"), maxsplit=1)[0].lower()
    if first in _SHORT_DAYS:
        return _SHORT_DAYS.index(first)
    if len(first) < _LETTERS:
        return None
    found = process.extract(first, _WEEKDAYS, scorer=fuzz.ratio, limit=2)
    clear = found[0][1] >= _ALIKE and found[0][1] > found[1][1]
    return _WEEKDAYS.index(found[0][0]) if clear else None
