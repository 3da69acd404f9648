"""Which passages of a text had their letters substituted, how many of how many, and with which table."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, groupby
from typing import Literal, NamedTuple, get_args

from clew.mend.letters import script, to_latin, twins
from clew.mend.paragraphs import paragraphs
from clew.records import Edit

RULE = "untouched-passage/1"

# A passage is called untouched when a tool that worked as it did elsewhere would spare all its letters less than once in a
# thousand times. The share elsewhere is taken by Laplace's rule of succession, so that "all of few" does not count as "always".
CHANCE = 0.001
# And it must have had so many letters to substitute: about a dozen words. Labels, dates and captions, which are set by other
# hands and in other page elements than the text, have fewer.
LETTERS = 20
# From this share on it was no accident, and what was spared is worth a word.
SYSTEMATIC = 0.2

_SENTENCE = re.compile(r"[.!?\u2026][\"'\u2019\u201d)\]]*\s*$")

# Whose words the letters stand in: "latin" for others put into Latin words, "other" for Latin letters put into other words.
Side = Literal["latin", "other"]
SIDES: tuple[Side, ...] = get_args(Side)


class Passage(NamedTuple):
    """One paragraph. could: letters that the text's table would have substituted; were: those that it did."""

    start: int
    end: int
    could: int
    were: int
    is_sentence: bool


class Substitution:
    """What was put for the letters of one side in one text, seen over its paragraphs. Offsets are in the mended text."""

    def __init__(self, text: str, edits: Sequence[Edit], side: Side = "latin") -> None:
        self.text = text
        self.side = side
        letters = (e for e in edits if e.end > e.start and "look-alike" in e.rule)
        self.edits = [e for e in letters if (script(text[e.start]) == "latin") == (side == "latin")]

    @cached_property
    def starts(self) -> list[int]:
        """Where the substituted letters stand, in order."""
        return [e.start for e in self.edits]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters that others were put for."""
        return frozenset(self.text[at] for at in self.starts)

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each letter had which look-alike put for it."""
        return Counter((self.text[e.start], e.found[:1]) for e in self.edits)

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The scripts of the letters that are not Latin, by name: the substitutes', or those of what they stand for."""
        chosen = self.letters if self.side == "other" else {c for e in self.edits for c in e.found}
        return tuple(sorted({script(c) for c in chosen} - {"", "latin"}))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All paragraphs, in order."""
        return tuple(self._passage(start, end) for start, end in paragraphs(self.text))

    def _passage(self, start: int, end: int) -> Passage:
        words = self.text[start:end]
        could = sum(words.count(letter) for letter in sorted(self.letters))
        were = bisect_left(self.starts, end) - bisect_left(self.starts, start)
        first = start + len(words) - len(words.lstrip())
        return Passage(first, start + len(words.rstrip()), could, were, bool(_SENTENCE.search(words[-80:])))

    @cached_property
    def touched(self) -> tuple[Passage, ...]:
        """The paragraphs in which letters were substituted."""
        return tuple(p for p in self.passages if p.were)

    @cached_property
    def spared(self) -> tuple[Passage, ...]:
        """The paragraphs in which letters could have been substituted and none was."""
        return tuple(p for p in self.passages if p.could and not p.were)

    @cached_property
    def could(self) -> int:
        """How many letters of the touched paragraphs the table would have substituted."""
        return sum(p.could for p in self.touched)

    @cached_property
    def were(self) -> int:
        """How many letters were substituted."""
        return sum(p.were for p in self.touched)

    @cached_property
    def share(self) -> float:
        """How likely a letter of the touched paragraphs was to be substituted."""
        return (self.were + 1) / (self.could + 2)

    @cached_property
    def sites(self) -> tuple[tuple[int, bool], ...]:
        """Each letter of the touched paragraphs that the table has: where it stands, and whether it was substituted."""
        return sites(self.text, self.letters, self.starts, ((p.start, p.end) for p in self.touched))

    @property
    def is_systematic(self) -> bool:
        """Whether it was done to the text rather than befell it."""
        return bool(self.touched) and self.share >= SYSTEMATIC

    @cached_property
    def candidates(self) -> frozenset[str]:
        """The letters of this side with a look-alike in the same scripts: what a table could have had."""
        if self.side == "other":
            return frozenset(chain.from_iterable(twins().get(name, {}).values() for name in self.scripts))
        return frozenset(latin for other, latin in to_latin().items() if script(other) in self.scripts)

    @cached_property
    def passed_over(self) -> Counter[str]:
        """How often letters that have a look-alike of these scripts and were never substituted stand in touched paragraphs."""
        seen = Counter[str]()
        for passage in self.touched:
            seen.update(self.text[passage.start : passage.end])
        return Counter({letter: seen[letter] for letter in sorted(self.candidates - self.letters) if seen[letter]})

    @property
    def never_touched(self) -> tuple[str, ...]:
        """The letters of `passed_over`, small ones first."""
        return tuple(sorted(self.passed_over, key=lambda c: (c.isupper(), c)))

    @cached_property
    def head(self) -> int:
        """Where the text proper begins: its first substituted paragraph that is a sentence. Before it: headline, standfirst."""
        return next((p.start for p in self.touched if p.is_sentence), 0)

    def chance(self, could: int) -> float:
        """How likely `could` letters would all have been spared by accident, at the share of the touched paragraphs."""
        return float((1 - self.share) ** could)

    def is_untouched(self, passage: Passage) -> bool:
        """Whether `passage` has enough letters to say that it did not go through what the others went through."""
        return self.is_systematic and not passage.were and passage.could >= LETTERS and self.chance(passage.could) < CHANCE

    def is_apart(self, passage: Passage) -> bool:
        """Whether an untouched `passage` is likely another voice: no heading, caption or what else stands before the text."""
        return self.prevails and self.is_untouched(passage) and passage.is_sentence and passage.start >= self.head

    @cached_property
    def prevails(self) -> bool:
        """Whether most of the text was substituted. Where it is the smaller part, that part may be what was pasted in."""
        return self.could > sum(p.could for p in self.spared)


Places = Iterable[tuple[int, int]]


def sites(text: str, letters: frozenset[str], starts: Sequence[int], places: Places) -> tuple[tuple[int, bool], ...]:
    """Return where `letters` stand within `places`, in order, and whether each is one of `starts`. Linear."""
    if not letters:
        return ()
    one, touched = re.compile(f"[{re.escape(''.join(sorted(letters)))}]"), frozenset(starts)
    found = (m.start() for start, end in places for m in one.finditer(text, start, end))
    return tuple((at, at in touched) for at in found)


def in_words(letters: Iterable[str]) -> str:
    """Return letters as a reader lists them: small ones, then capitals."""
    ordered = sorted(letters, key=lambda c: (c.isupper(), c))
    return ", ".join(" ".join(group) for _, group in groupby(ordered, key=str.isupper))
