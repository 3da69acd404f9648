"""Stretches inside a substituted paragraph that were spared: words between quotation marks, and any others.

What a text's tool did not touch was not there when it ran, or stood where it did not look. Whether that can be told from
chance depends on how many letters the stretch had to show it, and on the share of letters that were substituted around it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from clew.mend.report.odds import needed
from clew.mend.report.passages import CHANCE, Passage, Substitution

RULE = "untouched-quotation/1"

# Fewer letters are a word or two: a name, a number in words, something looked up; no voice. It spares a zone for scare quotes.
LETTERS = 4
# A stretch that no mark sets off is looked for everywhere, so that it must be longer to say anything: about a clause.
UNMARKED = 8

# Pairs of double marks; single ones are apostrophes as often. Nothing is matched across a paragraph's end.
_QUOTED = re.compile(
    '\u201c[^\u201c\u201d]*\u201d|\u201e[^\u201e\u201c\u201d]*[\u201c\u201d]|\u00ab[^\u00ab\u00bb]*\u00bb|"[^"]*"'
)


class Stretch(NamedTuple):
    """A stretch of a touched paragraph. could, were: as of a passage; chance: that all its letters were spared by accident."""

    start: int
    end: int
    could: int
    were: int
    chance: float


class Stretches:
    """The stretches of one text. Linear in it."""

    def __init__(self, seen: Substitution) -> None:
        self.seen = seen
        self._passages = seen.touched if seen.is_systematic else ()
        self._at = [at for at, _ in seen.sites] if self._passages else []

    @cached_property
    def quotations(self) -> tuple[tuple[Stretch, Passage], ...]:
        """What stands between quotation marks in touched paragraphs and has letters of the table, with its paragraph."""
        return tuple((s, p) for p in self._passages for s in self._quoted(p) if s.could)

    def _quoted(self, passage: Passage) -> Iterator[Stretch]:
        for match in _QUOTED.finditer(self.seen.text, passage.start, passage.end):
            flags = self._flags(match.start() + 1, match.end() - 1)
            yield Stretch(match.start() + 1, match.end() - 1, len(flags), sum(flags), self.seen.chance(len(flags)))

    def _flags(self, start: int, end: int) -> list[bool]:
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        return [were for _, were in self.seen.sites[first:last]]

    @property
    def spared(self) -> tuple[Stretch, ...]:
        """Quotations of which no letter was substituted, so many letters that it was no chance: all quotations tried counted."""
        return tuple(s for s, _ in self.quotations if not s.were and self._shows(s))

    @property
    def weak(self) -> tuple[Stretch, ...]:
        """Quotations of which no letter was substituted, but that had too few letters to tell."""
        return tuple(s for s, _ in self.quotations if not s.were and not self._shows(s))

    def _shows(self, stretch: Stretch) -> bool:
        return stretch.could >= LETTERS and self._tells(stretch.chance)

    @cached_property
    def only_quoted(self) -> tuple[Stretch, ...]:
        """Quotations that were substituted in paragraphs whose own words were not, and had the letters to show it."""
        inside = (found for p, found in self._by_passage() if self._tells(self._outside(p, found)))
        return tuple(s for found in inside for s in found if s.were)

    def _by_passage(self) -> Iterator[tuple[Passage, list[Stretch]]]:
        for passage, group in groupby(self.quotations, key=lambda pair: pair[1]):
            yield passage, [s for s, _ in group]

    def _outside(self, passage: Passage, found: Sequence[Stretch]) -> float:
        """How likely all letters outside of its quotations were spared, when none was substituted; else 1."""
        could, were = sum(s.could for s in found), sum(s.were for s in found)
        return self.seen.chance(passage.could - could) if were == passage.were else 1.0

    def _tells(self, chance: float) -> bool:
        return chance * max(1, len(self.quotations)) < CHANCE

    @property
    def power(self) -> int:
        """How many letters a quotation must have to tell."""
        return max(LETTERS, needed(self.seen.share, CHANCE / max(1, len(self.quotations))))

    @cached_property
    def unmarked(self) -> tuple[Stretch, ...]:
        """Runs of spared letters, longer than chance leaves anywhere in the text, that nothing else here is said of."""
        only = frozenset(self.only_quoted)
        paragraphs = ((p.start, p.end) for s, p in self.quotations if s in only)
        known = sorted({*((s.start, s.end) for s in self.spared), *paragraphs})
        runs = (run for p in self._passages for run in self._runs(p))
        return tuple(run for run in runs if not _meets(known, run))

    @property
    def apart(self) -> list[tuple[int, int]]:
        """All stretches that were spared, in order: they do not overlap."""
        return sorted((s.start, s.end) for s in (*self.spared, *self.unmarked))

    def _runs(self, passage: Passage) -> Iterator[Stretch]:
        """The probability of a run of k anywhere among n letters is at most n times that of one at a given place."""
        first, last = bisect_left(self._at, passage.start), bisect_left(self._at, passage.end)
        for were, group in groupby(self.seen.sites[first:last], key=lambda site: site[1]):
            run = [at for at, _ in group] if not were else []
            chance = self.seen.chance(len(run)) * len(self._at)
            if len(run) >= UNMARKED and chance < CHANCE:
                yield Stretch(*self._words(run, passage), len(run), 0, chance)

    def _words(self, run: Sequence[int], passage: Passage) -> tuple[int, int]:
        """Return the run widened to whole words, as far as its paragraph goes."""
        text, start, end = self.seen.text, run[0], run[-1] + 1
        while start > passage.start and text[start - 1].isalnum():
            start -= 1
        while end < passage.end and text[end].isalnum():
            end += 1
        return start, end


def _meets(known: Sequence[tuple[int, int]], run: Stretch) -> bool:
    """Whether `run` overlaps one of `known`, which are in order and apart."""
    at = bisect_left(known, run.start + 1, key=lambda pair: pair[1])
    return at < len(known) and known[at][0] < run.end


def outside(sites: Sequence[tuple[int, bool]], apart: Sequence[tuple[int, int]]) -> Sequence[tuple[int, bool]]:
    """Return those of `sites` that lie in none of the stretches `apart`, which are in order and do not overlap."""
    return [site for site in sites if not _lies_in(apart, site[0])] if apart else sites


def _lies_in(apart: Sequence[tuple[int, int]], at: int) -> bool:
    after = bisect_right(apart, at, key=lambda pair: pair[0])
    return after > 0 and at < apart[after - 1][1]
