"""The words of a text that could tell time, each with its kind and value, in order: what the date grammar reads."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from clew.recognize.vocabulary import load


class Word(NamedTuple):
    """A word at start:end of the text. kind: its name in the grammar; "other" stands for any run of words without one."""

    start: int
    end: int
    kind: str
    value: Any = None


# A line shorter than this was ended on purpose: no date runs on into the next one.
WRAPPED = 45

_SECTIONS = {
    "units": "unit", "counts": "count", "months": "month", "weekdays": "weekday", "seasons": "season", "decades": "decade",
}  # fmt: skip
_OWN_KIND = {"quarter": "quarter_word", "year": "year_word", "century": "century_word"}

# Each group is a kind of word. Order matters: the longer reading first. What none of them takes is read by the last three.
_PATTERNS = r"""
  (?P<gap>[ \t]*\n[>\s]*)
| (?P<other>(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\w|[$\u00a3\u20ac\#\u00a7]\s?\d[\d.,]*)
| (?P<iso>\d{4}-\d\d-\d\d(?:(?:T|\ )\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z\b|\ ?[+-]\d\d:?\d\d\b)?)?)(?![\w-])
| (?P<ymd>\d{4}/\d\d?/\d\d?)(?![\w/])
| (?P<numeric>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d\d))(?![\w/]|[.-]\d)
| (?P<clock>\d{1,2}(?:[:.]\d\d(?::\d\d)?)?\s?[ap](?:\.\s?m\.|m\b)|\d{1,2}:\d\d(?::\d\d)?(?![\d:])|\d{1,2}\so['\u2019]clock\b)
| (?P<offset>(?<=\s)[+-]\d{4}\b|(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?\b)
| (?P<years>(?:1\d|20|21)\d\d(?:\s?[-\u2013\u2014]\s?(?:1\d|20|21)\d\d|[-\u2013/]\d\d|\s\u2013\s\d\d(?=\))))(?![\w/-]|[.,]\d)
| (?P<decade>(?:1\d|20|21)\d0['\u2019]?s|['\u2018\u2019]\d0s)\b
| (?P<shortyear>['\u2018\u2019]\d\d)(?![\w'\u2019])
| (?P<qno>Q[1-4]|[1-4]Q)\b
| (?P<nth>\d{1,2}(?:st|nd|rd|th))\b
| (?P<named>%(named)s)(?![\w/])
| (?P<number>\d{1,4})(?![\w/@]|[.,:]\d|-\d{3})
| (?P<phrase>(?i:%(phrases)s))(?!\w)
| (?P<word>[^\W\d_]+)(?![\d_])
| (?P<comma>,)
| (?P<dash>[-\u2010-\u2015])
| (?P<stop>[.!?;:])
| (?P<junk>[\w$#%%][\w.,:/$#-]*|\S)
"""


def words(text: str) -> list[Word]:
    """Return the time words of `text`. A run of anything else is one word of kind "other"; "stop" is where a date must end."""
    found: list[Word] = []
    for word in _read(text):
        if word.kind != "other" or not found or found[-1].kind != "other":
            found.append(word)
    return found


def _read(text: str) -> Iterator[Word]:
    known, readers = _known(), _readers()
    end = 0
    for match in _pattern().finditer(text):
        if match.start() < end:
            continue
        group = match.lastgroup or "junk"
        start, end = match.span()
        if group == "word" or group == "phrase":
            kind, value = known.get(_fold(match.group()), ("other", None))
            end += _abbreviated(text, match.group(), end)
        elif group == "gap":
            if not _ends_line(text, start, match.group()):
                continue
            kind, value = "stop", None
        else:
            kind, value = readers[group](match.group()) if group in readers else (group, None)
        yield Word(start, end, "other" if kind == "junk" else kind, value)


def _abbreviated(text: str, word: str, end: int) -> int:
    """Return 1 when the full stop at `end` belongs to an abbreviated name that goes on, as in "Jan. 5"; else 0."""
    dotted = text[end : end + 1] == "." and f"{word.lower()}." in _known()
    return int(dotted and bool(re.match(r"\s*[\da-z,]", text[end + 1 : end + 8])))


def _ends_line(text: str, start: int, gap: str) -> bool:
    return gap.count("\n") > 1 or start - text.rfind("\n", 0, start) <= WRAPPED


def _fold(word: str) -> str:
    return re.sub(r"\s+", " ", word.lower().replace("\u2019", "'"))


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted((w for w in _known() if not w.isalpha() and not w.rstrip(".").isalpha()), key=lambda w: (-len(w), w))
    spelled = "|".join(re.escape(w).replace("\\ ", r"\s+").replace("'", "['\u2019]") for w in phrases)
    named = "|".join(re.escape(w) for w in load("dates")["named"])
    return re.compile(_PATTERNS % {"phrases": spelled, "named": named}, re.VERBOSE)


@cache
def _known() -> dict[str, tuple[str, Any]]:
    """Return kind and value of every word and phrase of the vocabulary; the section that gives a value wins."""
    data = load("dates")
    known: dict[str, tuple[str, Any]] = {w: (kind, w) for kind, listed in data["kinds"].items() for w in listed}
    for section, kind in _SECTIONS.items():
        for key, listed in data[section].items():
            value = int(key) if key.isdigit() else key
            known |= {w: (_OWN_KIND.get(key, kind), value) for w in listed}
    known |= {w: ("ordinal", n) for n, w in enumerate(data["ordinals"]["words"], 1)}
    known |= {w: ("zone", minutes) for w, minutes in data["zones"].items()}
    known |= dict.fromkeys(data["unzoned"]["words"], ("zone", None))
    known |= {w: ("era", w) for w in data["eras"]["words"]}
    known |= {w: ("holiday", w) for listed in data["holidays"].values() for w in listed}
    return known | {"a": ("a", 1), "an": ("a", 1)}


@cache
def _readers() -> dict[str, Callable[[str], tuple[str, Any]]]:
    return {
        "iso": lambda t: ("iso", _iso(t)),
        "ymd": lambda t: ("iso", (*map(int, t.split("/")), None, None)),
        "numeric": lambda t: ("numeric", tuple(int(n) for n in re.split(r"\D", t))),
        "clock": lambda t: ("clock", _clock(t)),
        "offset": lambda t: ("zone", offset(t)),
        "years": lambda t: ("years", _years(t)),
        "decade": lambda t: ("decade", int(re.sub(r"\D", "", t))),
        "shortyear": lambda t: ("shortyear", int(t[1:])),
        "qno": lambda t: ("qno", int(t.strip("Q"))),
        "nth": lambda t: ("ordinal", int(t[:-2])),
        "named": lambda t: ("named", t),
        "number": _number,
    }


def offset(text: str) -> int:
    """Return the minutes east of UTC that a numeric zone ("+0200", "UTC-5") names."""
    sign, hours, minutes = re.search(r"([+-])(\d\d?):?(\d\d)?", text).groups()  # type: ignore[union-attr]
    return int(f"{sign}1") * (int(hours) * 60 + int(minutes or 0))


def _number(text: str) -> tuple[str, int]:
    kind = "num" if len(text) <= 2 else "year" if len(text) == 4 and "1000" <= text < "2200" else "big"
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


def _clock(text: str) -> tuple[int, int | None, int | None]:
    """Return hour (24-hour), minute and second, as far as they are said."""
    hour, minute, second = _numbers(text)
    half = re.search(r"[ap](?=\.?\s?m)", text)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.group() == "p" else 0)
    return hour, minute, second


def _numbers(text: str) -> tuple[int, int | None, int | None]:
    found = [int(n) for n in re.findall(r"\d+", text)]
    return found[0], found[1] if len(found) > 1 else None, found[2] if len(found) > 2 else None
