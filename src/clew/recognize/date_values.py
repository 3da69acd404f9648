"""What figures and marks say: "2016-06-09T09:14Z", "9:14 pm", "+0200", "the '90s"."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from clew.recognize.vocabulary import load


def offset(text: str) -> int:
    """Return the minutes east of UTC that a numeric zone ("+0200", "UTC-5") names."""
    sign, hours, minutes = re.search(r"([+-])(\d\d?):?(\d\d)?", text).groups()  # type: ignore[union-attr]
    return int(f"{sign}1") * (int(hours) * 60 + int(minutes or 0))


def _number(text: str) -> tuple[str, int]:
    kind = (
        "num" if len(text) <= 2 else "year" if len(text) == 4 and "1000" <= text < "2200" else "old" if len(text) == 3 else "big"
    )
    return kind, int(text)


def _years(text: str) -> tuple[int, int]:
    first, last = re.split(r"\s*[-\u2013\u2014/]\s*", text)
    return int(first), int(last if len(last) == 4 else first[:2] + last)


def _iso(text: str) -> tuple[int, int, int, tuple[int, int, int | None] | None, int | None]:
    """Return year, month, day, the clock or None, and minutes east of UTC or None."""
    year, month, day = map(int, text[:10].split("-"))
    if len(text) == 10:
        return year, month, day, None, None
    clock = re.match(r"(\d\d):(\d\d)(?::(\d\d))?", text[11:])
    zone = 0 if text.endswith("Z") else offset(text[16:]) if re.search(r"[+-]\d\d:?\d\d$", text[16:]) else None
    hour, minute, second = clock.groups() if clock else (0, 0, None)
    return year, month, day, (int(hour), int(minute), int(second) if second else None), zone


def _clock(text: str) -> tuple[int, int | None, int | None, bool]:
    """Return hour (24-hour), minute and second, as far as they are said, and whether the half of the day is."""
    hour, minute, second = _numbers(text)
    half = re.search(r"[ap](?=\.?\s?m)", text.lower())
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.group() == "p" else 0)
    return hour, minute, second, bool(half)


def _numbers(text: str) -> tuple[int, int | None, int | None]:
    found = [int(n) for n in re.findall(r"\d+", text)]
    return found[0], found[1] if len(found) > 1 else None, found[2] if len(found) > 2 else None


# What a scanner takes one for another, in the names of months.
_ALIKE = {"i": "[iIl1|]", "l": "[lI1|i]", "o": "[o0]"}


@cache
def zones() -> dict[str, int]:
    """Return the minutes east of UTC of each zone of the vocabulary."""
    return dict(load("dates")["zones"])


@cache
def misread() -> dict[str, int]:
    """Return the number of each month, by its name as `scanner_fold` has it."""
    return {scanner_fold(word): int(n) for n, words in load("dates")["months"].items() for word in words if word.isalpha()}


def scanner_fold(text: str) -> str:
    """Return `text` in lower case with the letters that scanners mix up made one."""
    return re.sub("[il1|]", "l", text.lower()).replace("0", "o")


def misread_months() -> str:
    """Return a pattern of the names of months, as a scanner may spell them; the longest first."""
    names = sorted((w for words in load("dates")["months"].values() for w in words if w.isalpha()), key=lambda w: (-len(w), w))
    return "|".join(n[0].upper() + "".join(_ALIKE.get(c, c) for c in n[1:]) for n in names)


# Reads the words of one group of the pattern in date_words.py: their kind and what they say.
READERS: dict[str, Callable[[str], tuple[str, Any]]] = {
    "iso": lambda t: ("iso", _iso(t)),
    "ymd": lambda t: ("iso", (*map(int, t.split("/")), None, None)),
    "numeric": lambda t: ("numeric", tuple(int(n) for n in re.split(r"\D", t))),
    "clock": lambda t: ("clock", _clock(t)),
    "offset": lambda t: ("zone", offset(t)),
    "zoned": lambda t: ("zone", zones().get(t.strip("()").lower())),
    "misread": lambda t: ("month", misread()[scanner_fold(t)]),
    "half": lambda _: ("half", None),
    "monthday": lambda t: ("monthday", tuple(map(int, t.split("/")))),
    "years": lambda t: ("years", _years(t)),
    "decade": lambda t: ("decade", int(re.sub(r"\D", "", t))),
    "shortyear": lambda t: ("shortyear", int(t[1:])),
    "qno": lambda t: ("qno", int(t.strip("Q"))),
    "nth": lambda t: ("ordinal", int(t[:-2])),
    "named": lambda t: ("named", t),
    "number": _number,
}
