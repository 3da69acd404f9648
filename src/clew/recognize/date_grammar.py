"""Finds phrases that could be dates: regular expressions over kinds of words, not over letters."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from clew.recognize.date_words import Word, words
from clew.recognize.vocabulary import load


class Phrase(NamedTuple):
    """Words that read as one date by `rule` of the grammar.

    before, after   the words beside it, or None at a boundary
    shared          the year of a date joined to it, which holds for both: "in May and June 2016"
    """

    rule: str
    words: tuple[Word, ...]
    before: tuple[Word, ...]
    after: Word | None
    shared: Word | None = None

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.words[-1].end

    def first(self, *kinds: str) -> Word | None:
        """Return its first word of one of `kinds`, or None."""
        return next((w for w in self.words if w.kind in kinds), None)


# How many words before a phrase its hedge may take: "since about early", with an article between.
_LOOK_BACK = 4


def phrases(text: str, heads: frozenset[int] = frozenset()) -> list[Phrase]:
    """Return the date phrases of `text` in order; where readings overlap the longest stays, then the rule listed first.

    heads   offsets of lines on which something else begins: no phrase runs on into them
    """
    found = words(text, heads)
    letters = _letters()
    codes = "".join(letters.get(w.kind, _OTHER) for w in found)
    readings = [
        (m.start(), m.end(), rank, rule)
        for rank, (rule, pattern) in enumerate(_rules().items())
        for m in pattern.finditer(codes)
        if rule != "week_of" or _is_week(found[m.start() : m.end()])
    ]
    return [
        Phrase(rule, tuple(found[a:b]), tuple(found[max(0, a - _LOOK_BACK) : a]), found[b] if b < len(found) else None)
        for a, b, _, rule in _longest(sorted(readings))
    ]


def _is_week(words: list[Word]) -> bool:
    """Whether it is a week, of all units, that is told by a day: not "decades of the twentieth"."""
    return next(w.value for w in words if w.kind == "unit") in ("week", "weekend")


def _longest(readings: list[tuple[int, int, int, str]]) -> Iterator[tuple[int, int, int, str]]:
    """Yield those that stay, in order; `readings` are sorted. Only readings that touch one another are weighed together."""
    cluster: list[tuple[int, int, int, str]] = []
    reach = 0
    for reading in readings:
        if reading[0] >= reach:
            yield from _weighed(cluster)
            cluster = []
        cluster.append(reading)
        reach = max(reach, reading[1])
    yield from _weighed(cluster)


def _weighed(cluster: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    kept: list[tuple[int, int, int, str]] = []
    for reading in sorted(cluster, key=lambda r: (r[0] - r[1], r[2], r[0])):
        at = bisect_right(kept, reading)
        if (not at or kept[at - 1][1] <= reading[0]) and (at == len(kept) or reading[1] <= kept[at][0]):
            kept.insert(at, reading)
    return kept


_OTHER = "."
_NAME = re.compile(r"[a-z_]+")
_PART = re.compile(r"\{([a-z_]+)\}")


@cache
def _letters() -> dict[str, str]:
    """Give each kind of word that the grammar speaks of a letter of its own."""
    data = load("dates")
    spelled = " ".join([*data["parts"].values(), *data["grammar"].values()])
    kinds = sorted(set(_NAME.findall(_PART.sub(" ", spelled))))
    return {kind: chr(ord("\u0100") + n) for n, kind in enumerate(kinds)}


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {rule: re.compile(_spelled(form)) for rule, form in load("dates")["grammar"].items()}


def _spelled(form: str) -> str:
    """Turn a rule of the grammar into a regular expression over letters that stand for kinds."""
    parts = load("dates")["parts"]
    while _PART.search(form):
        form = _PART.sub(lambda m: f"({parts[m.group(1)]})", form)
    letters = _letters()
    return _NAME.sub(lambda m: letters[m.group()], form).replace(" ", "").replace("(", "(?:")
