"""Which passages of a text had their letters substituted, how many of how many, and with which table."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from clew.mend.letters import script, to_latin
from clew.mend.words import paragraphs
from clew.records import Edit

# A passage is called untouched when a tool that worked as it did elsewhere would spare all its letters less than once in a
# thousand times. The share elsewhere is taken by Laplace's rule of succession, so that "all of few" does not count as "always".
CHANCE = 0.001
# And it must have had so many letters to substitute: about a dozen words. Labels, dates and captions, which are set by other
# hands and in other page elements than the text, have fewer.
LETTERS = 20
# From this share on it was no accident, and what was spared is worth a word.
SYSTEMATIC = 0.2

_SENTENCE = re.compile(r"[.!?\u2026][\"'\u2019\u201d)\]]*\s*$")


class Passage(NamedTuple):
    """One paragraph. could: letters that the text's table would have substituted; were: those that it did."""

    start: int
    end: int
    could: int
    were: int
    is_sentence: bool


class Substitution:
    """What was put for Latin letters in one text, seen over its paragraphs. Offsets are in the mended text."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        self.text = text
        self.edits = [e for e in edits if "look-alike" in e.rule and e.end > e.start and script(text[e.start]) == "latin"]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The Latin letters that others were put for."""
        return frozenset(self.text[e.start] for e in self.edits)

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The scripts the substitutes come from, by name."""
        return tuple(sorted({script(c) for e in self.edits for c in e.found if script(c) not in ("", "latin")}))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All paragraphs, in order."""
        starts = [e.start for e in self.edits]
        return tuple(self._passage(start, end, starts) for start, end in paragraphs(self.text))

    def _passage(self, start: int, end: int, starts: list[int]) -> Passage:
        words = self.text[start:end]
        could = sum(words.count(letter) for letter in sorted(self.letters))
        were = bisect_left(starts, end) - bisect_left(starts, start)
        first = start + len(words) - len(words.lstrip())
        return Passage(first, start + len(words.rstrip()), could, were, bool(_SENTENCE.search(words)))

    @cached_property
    def touched(self) -> tuple[Passage, ...]:
        """The paragraphs in which letters were substituted."""
        return tuple(p for p in self.passages if p.were)

    @cached_property
    def spared(self) -> tuple[Passage, ...]:
        """The paragraphs in which letters could have been substituted and none was."""
        return tuple(p for p in self.passages if p.could and not p.were)

    @cached_property
    def share(self) -> float:
        """How likely a letter of the touched paragraphs was to be substituted."""
        could, were = sum(p.could for p in self.touched), sum(p.were for p in self.touched)
        return (were + 1) / (could + 2)

    @property
    def is_systematic(self) -> bool:
        """Whether it was done to the text rather than befell it."""
        return bool(self.touched) and self.share >= SYSTEMATIC

    @cached_property
    def never_touched(self) -> tuple[str, ...]:
        """Latin letters of the touched paragraphs that have a look-alike in the same scripts and were never substituted."""
        known = {latin for other, latin in to_latin().items() if script(other) in self.scripts}
        present = set().union(*(self.text[p.start : p.end] for p in self.touched)) if self.touched else set()
        return tuple(sorted((known & present) - self.letters, key=lambda c: (c.isupper(), c)))

    @cached_property
    def head(self) -> int:
        """Where the text proper begins: its first substituted paragraph that is a sentence. Before it: headline, standfirst."""
        return next((p.start for p in self.touched if p.is_sentence), 0)

    def chance(self, passage: Passage) -> float:
        """How likely all letters of `passage` would have been spared by accident."""
        return float((1 - self.share) ** passage.could)

    def is_untouched(self, passage: Passage) -> bool:
        """Whether `passage` has enough letters to say that it did not go through what the others went through."""
        return self.is_systematic and not passage.were and passage.could >= LETTERS and self.chance(passage) < CHANCE

    def is_apart(self, passage: Passage) -> bool:
        """Whether an untouched `passage` is likely another voice: no heading, caption or what else stands before the text."""
        return self.prevails and self.is_untouched(passage) and passage.is_sentence and passage.start >= self.head

    @cached_property
    def prevails(self) -> bool:
        """Whether most of the text was substituted. Where it is the smaller part, that part may be what was pasted in."""
        return sum(p.could for p in self.touched) > sum(p.could for p in self.spared)


def in_words(letters: Sequence[str]) -> str:
    """Return letters as a reader lists them: small ones, then capitals."""
    ordered = sorted(letters, key=lambda c: (c.isupper(), c))
    return ", ".join(" ".join(group) for _, group in groupby(ordered, key=str.isupper))
