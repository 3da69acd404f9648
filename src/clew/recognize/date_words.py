"""The words of a text that could tell time, each with its kind and value, in order: what the date grammar reads."""

import re
from functools import cache
from typing import Any, NamedTuple

from clew.recognize.date_values import READERS, misread_months
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

# Each group is a kind of word. Order matters: letters first, for most of a text is letters; of figures the longer reading first.
_PATTERNS = r"""
  (?P<gap>(?<![ \t])[ \t]*\n[>\s]*)
| (?P<word>[^\W\d_]+)(?![\w@]|[.:/]\w|[+-]\d)
| (?P<other>(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+\w|[$\u00a3\u20ac\#\u00a7]\s?\d[\d.,]*)
| (?P<iso>(?:1\d|20|21)\d\d-\d\d-\d\d(?:(?:T|\ )\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z\b|\ ?[+-]\d\d:?\d\d\b)?)?)(?![\w-])
| (?P<ymd>(?:1\d|20|21)\d\d/\d\d?/\d\d?)(?![\w/])
| (?P<numeric>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d\d))(?![\w/]|[.-]\d)
| (?P<clock>\d{1,2}(?:[:.]\d\d(?::\d\d)?)?\s?[aApP](?:\.\s?[mM]\.|[mM]\b)
          |\d{1,2}:\d\d(?::\d\d)?(?![\d:])|\d{1,2}\so['\u2019]clock\b)
| (?P<misread>%(misread)s)(?=\s?\d{1,2}(?![\w/:]))
| (?P<zoned>\((?:%(zones)s)\))
| (?P<offset>(?<=\s)[+-]\d{4}\b|(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?\b)
| (?P<years>(?:1\d|20|21)\d\d
           (?:\s?[-\u2013\u2014]\s?(?:1\d|20|21)\d\d|[-\u2013/]\d\d|\s\u2013\s\d\d(?=[),.;]|\s(?!%(months)s)[A-Z]|\sseason)))(?![\w/-]|[.,]\d)
| (?P<decade>(?:1\d|20|21)\d0['\u2019]?s|['\u2018\u2019]?\d0['\u2019]?s)\b
| (?P<shortyear>['\u2018\u2019]\d\d)(?![\w'\u2019])
| (?P<qno>Q[1-4]|[1-4]Q)\b
| (?P<nth>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH))\b
| (?P<named>%(named)s)(?![\w/])
| (?P<half>(?:(?<=\s)1/2|\u00bd)(?![\w/]))
| (?P<monthday>\d{1,2}/\d{1,2})(?![\w/%%]|[.,-]\d)
| (?P<number>\d{1,4})(?!(?!\u00bd)\w|[/@]|[.:]\d|,(?!\d{4}(?!\d))\d|-\d{3})
| (?P<letters>[^\W\d_]+)(?![\d_])
| (?P<comma>,|(?<=\d)\.(?=\s(?:19|20)\d\d(?!\w)))
| (?P<dash>[-\u2010-\u2015])
| (?P<stop>[.!?;:])
| (?P<junk>[\w$#%%][\w.,:/$#-]*|\S)
"""


def words(text: str, heads: frozenset[int] = frozenset()) -> list[Word]:
    """Return the time words of `text`. A run of anything else is one word of kind "other"; "stop" is where a date must end.

    heads   offsets of lines that no date runs on into, however long the line before is
    """
    found: list[Word] = []
    end, other, ancient = 0, False, bool(_ANCIENT.search(text))
    for match in _pattern().finditer(text):
        if match.start() < end:
            continue
        group, start = match.lastgroup, match.start()
        kind, value, end = _letters(text, match) if group in ("word", "letters") else _marks(text, match)
        kind = "stop" if group == "gap" and end in heads else "big" if kind == "old" and not ancient else kind
        if kind and not (other and kind == "other"):
            found.append(Word(start, end, kind, value))
        other = kind == "other" or (other and not kind)
    return found


_Read = tuple[str, Any, int]


def _letters(text: str, match: re.Match[str]) -> _Read:
    """Return kind, value and end of the word that begins with the letters of `match`, or of the phrase they open."""
    start, end = match.span()
    word = match.group().lower()
    if word in _openers() and (phrase := _phrases().match(text, start)):
        return *_known()[_fold(phrase.group())], phrase.end()
    kind, value = _known().get(word) or (_scanned(match.group()) if "I" in match.group()[1:] else _UNKNOWN)
    dotted = kind in ("month", "weekday") or word in ("c", "ca")
    if dotted and text[end : end + 1] == "." and f"{word}." in _known() and _GOES_ON.match(text, end + 1):
        return *_known()[f"{word}."], end + 1
    return kind, value, end


def _scanned(word: str) -> tuple[str, Any]:
    """Return kind and value of a month whose l a scanner took for I: "JuIy"."""
    kind, value = _known().get(word[:1].lower() + word[1:].replace("I", "l")) or _UNKNOWN
    return (kind, value) if kind == "month" else _UNKNOWN


def _marks(text: str, match: re.Match[str]) -> _Read:
    """Return kind, value and end of figures, a mark or a line end; a line end that is mere wrapping has no kind."""
    group, end = match.lastgroup or "junk", match.end()
    if group == "gap":
        return "stop" if _ends_line(text, match.start(), match.group()) else "", None, end
    if group in READERS:
        return *READERS[group](match.group()), end
    return "other" if group == "junk" else group, None, end


# A text that speaks of the first thousand years says so somewhere; elsewhere a number of three digits is no year.
_ANCIENT = re.compile(r"\b(?:AD|A\.D\.|BCE?|B\.C\.|CE|ca?\.|circa)\s?\d{3}\b(?![,.]\d)|\b\d{3}\s?(?:AD|A\.D\.|BCE?|B\.C\.|CE)\b")

_UNKNOWN = ("other", None)
_GOES_ON = re.compile(r"\s*[\da-z,]")


def _ends_line(text: str, start: int, gap: str) -> bool:
    return gap.count("\n") > 1 or start - text.rfind("\n", 0, start) <= WRAPPED


def _fold(word: str) -> str:
    return re.sub(r"\s+", " ", word.lower().replace("\u2019", "'"))


@cache
def _pattern() -> re.Pattern[str]:
    data = load("dates")
    named = "|".join(re.escape(w) for w in data["named"])
    months = "|".join(w.title() for words in data["months"].values() for w in words if w.isalpha())
    zones = "|".join(w.upper() for w in [*data["zones"], *data["unzoned"]["words"]])
    return re.compile(_PATTERNS % {"named": named, "zones": zones, "misread": misread_months(), "months": months}, re.VERBOSE)


@cache
def _spelled() -> tuple[str, ...]:
    """Return the phrases of the vocabulary, of more than one word, the longest first."""
    return tuple(sorted((w for w in _known() if not w.rstrip(".").isalpha()), key=lambda w: (-len(w), w)))


@cache
def _openers() -> frozenset[str]:
    """Return the words that phrases begin with."""
    return frozenset(m.group() for w in _spelled() if (m := re.match(r"[^\W\d_]+", w)))


@cache
def _phrases() -> re.Pattern[str]:
    forms = "|".join(re.escape(w).replace("\\ ", r"\s+").replace("'", "['\u2019]") for w in _spelled())
    return re.compile(f"(?i:{forms})(?!\\w)")


@cache
def _known() -> dict[str, tuple[str, Any]]:
    """Return kind and value of every word and phrase of the vocabulary; the section that gives a value wins."""
    data = load("dates")
    known: dict[str, tuple[str, Any]] = {w: (kind, w) for kind, listed in data["kinds"].items() for w in listed}
    for section, kind in _SECTIONS.items():
        for key, listed in data[section].items():
            value = int(key) if key.isdigit() else key
            known |= {w: (_OWN_KIND.get(key, kind), value) for w in listed}
    known |= {f"{ten}-{one}": ("count", t + o) for t, ten in _counted(data, 20, 90) for o, one in _counted(data, 1, 9)}
    known |= {w: ("ordinal", n) for n, w in enumerate(data["ordinals"]["words"], 1)}
    known |= {w: ("zone", minutes) for w, minutes in data["zones"].items()}
    known |= dict.fromkeys(data["unzoned"]["words"], ("zone", None))
    known |= {w: ("era", w) for w in data["eras"]["words"]}
    known |= {w: ("holiday", w) for listed in data["holidays"].values() for w in listed}
    return known | {"a": ("a", 1), "an": ("a", 1)}


def _counted(data: dict[str, Any], least: int, most: int) -> list[tuple[int, str]]:
    """Return the plain numerals from `least` to `most`: those that make up "twenty-five"."""
    return [
        (int(n), w)
        for n, words in data["counts"].items()
        for w in words
        if least <= int(n) <= most and w.isalpha() and len(w) > 2
    ]
