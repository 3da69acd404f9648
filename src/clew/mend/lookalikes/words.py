"""Words by the scripts of their letters: which are settled, which are mixed, which are made of look-alikes only.

The words of a text are columns, a number each for every word, so that most are settled without being touched one by one; the few
that need more thought are handed out singly.
"""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from clew.mend import look
from clew.mend.letters import script, to_latin, twins
from clew.mend.look import Flags, Look, Places, Truth

# What a word's letters say by themselves. An anchor is a letter without a look-alike in the other script.
#   latin      Latin letters, with an anchor            other     letters of another script, with an anchor
#   to-latin   mixed, anchors are Latin                 to-other  mixed, anchors are of the other script
#   both       mixed, anchors on both sides             open      no anchor at all
Kind = Literal["latin", "other", "to-latin", "to-other", "both", "open"]


class Shape(NamedTuple):
    """A word seen by its scripts. script: the one that is not Latin, "" for none, "several" for more than one.

    latin, other   how many letters of each side        runs    (is Latin, letters) from left to right
    """

    kind: Kind
    script: str
    latin: int
    other: int
    runs: tuple[tuple[bool, str], ...]


class Word(NamedTuple):
    """One word of a text, the number of its paragraph, and its shape."""

    start: int
    end: int
    text: str
    paragraph: int
    shape: Shape


_BLANK = re.compile(r"[ \t]+\n")


@lru_cache(maxsize=1 << 16)
def shape(word: str, promoted: frozenset[str] = frozenset()) -> Shape:
    """Return how `word` looks; words come back, so shapes are kept. `promoted`: letters that are look-alikes in its text only."""

    def of(letter: str) -> str:
        if letter in promoted:
            return script(letter) if look.table()[ord(letter)] & look.OTHER else "rare"
        return script(letter) if look.table()[ord(letter)] & (look.LATIN | look.OTHER) else ""

    runs = tuple((latin, "".join(letters)) for latin, letters in groupby(filter(of, word), lambda c: of(c) == "latin"))
    latins = "".join(letters for latin, letters in runs if latin)
    others = "".join(letters for latin, letters in runs if not latin)
    scripts = sorted({of(c) for c in others})
    name = scripts[0] if len(scripts) == 1 else "several" if scripts else ""
    return Shape(_kind(latins, others, name, promoted), name, len(latins), len(others), runs)


def _kind(latins: str, others: str, name: str, promoted: frozenset[str]) -> Kind:
    anchored_latin = any(c not in _counterparts(name) for c in latins)
    anchored_other = any(c not in to_latin() and c not in promoted for c in others)
    if not others:
        return "latin" if anchored_latin else "open"
    if not latins:
        return "other" if anchored_other else "open"
    if anchored_latin:
        return "both" if anchored_other else "to-latin"
    return "to-other" if anchored_other else "open"


def _counterparts(name: str) -> frozenset[str]:
    """Return the Latin letters that could stand for one of script `name`; of a pure Latin word, for a Cyrillic one."""
    return frozenset(twins().get(name or "cyrillic", ()))


class Words:
    """The words of all paragraphs of a text in which two scripts meet; where one script is alone nothing can be mixed.

    starts, ends, paragraph   a column each: code points of the text, number of the paragraph
    flags                     what is in each word, as in `look`
    """

    def __init__(self, seen: Look) -> None:
        self.text = seen.text
        self.codes = seen.codes
        self.looks = seen.flags
        self.starts, self.ends, self.paragraph = self._cut()
        self.flags: Flags = self._union(self.looks)
        self.promoted: frozenset[str] = frozenset()
        self._columns: dict[str, Truth] = {}

    def promote(self, letters: frozenset[str]) -> None:
        """Make look-alikes of `letters` everywhere in this text."""
        here = np.isin(self.codes, [ord(c) for c in letters])
        self.looks = self.looks.copy()
        scripts = self.looks[here] & look.OTHER
        self.looks[here] = np.where(scripts, scripts, look.THIRD) | np.uint32(look.READING | look.WOVEN)
        self.flags = self._union(self.looks)
        self.promoted = letters
        self._columns.clear()

    def _cut(self) -> tuple[Places, Places, Places]:
        if not len(self.codes) or not look.union(self.looks) & look.FOREIGN:
            return (np.zeros(0, np.int64),) * 3
        first = self._paragraphs()
        within = np.bitwise_or.reduceat(self.looks, first)
        meet = ((within & look.LATIN) != 0) & ((within & look.FOREIGN) != 0)
        letters = np.concatenate(([False], self._letters(), [False]))
        edges = np.flatnonzero(letters[1:] != letters[:-1])
        starts, ends = edges[::2], edges[1::2]
        paragraph = np.searchsorted(first, starts, "right") - 1
        kept = meet[paragraph]
        return starts[kept], ends[kept], paragraph[kept]

    def _letters(self) -> Truth:
        """Return which characters are of words: not a letter that a backslash makes a command, as in "\\n" and "\\fI"."""
        letters: Truth = (self.looks & look.WORD) != 0
        slashes = np.flatnonzero((self.codes[:-1] == ord("\\")) & (self.codes[1:] < 0x80))
        letters[slashes + 1] = False
        fonts = slashes[self.codes[slashes + 1] == ord("f")]
        letters[np.minimum(fonts + 2, len(letters) - 1)] = False
        return letters

    def _paragraphs(self) -> Places:
        """Return where each paragraph starts; blank lines belong to the one before."""
        ends = np.flatnonzero(self.codes == ord("\n"))
        next_code = self.codes[np.minimum(ends + 1, len(self.codes) - 1)]
        indented = ends[(next_code == ord(" ")) | (next_code == ord("\t"))]
        blank = [at for at in indented.tolist() if _BLANK.match(self.text, at + 1)]
        gaps = ends[:-1][np.diff(ends) == 1]
        return np.unique(np.concatenate(([0], gaps + 1, np.array(blank, np.int64) + 1)))

    def _union(self, values: Flags) -> Flags:
        return np.bitwise_or.reduceat(values, self.starts_ends)[::2] if len(self) else np.zeros(0, np.uint32)

    @cached_property
    def starts_ends(self) -> Places:
        """Starts and ends in turn, for `reduceat`; an end at the end of the text needs no entry."""
        both = np.column_stack((self.starts, self.ends)).ravel()
        return both[:-1] if both[-1] == len(self.looks) else both

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, i: int) -> Word:
        start, end = int(self.starts[i]), int(self.ends[i])
        text = self.text[start:end]
        return Word(start, end, text, int(self.paragraph[i]), shape(text, self.promoted))

    def have(self, flag: int) -> Truth:
        """Return which words have a character with `flag`, which may be a union."""
        return self._kept(str(flag), lambda: (self.flags & flag) != 0)

    def have_any(self, characters: Truth) -> Truth:
        """Return which words have one of the `characters`, told for each character of the text."""
        within: Truth = self._union(characters.astype(np.uint32)) != 0
        return within

    def count(self, flag: int) -> npt.NDArray[np.int64]:
        """Return how many characters with `flag` each word has."""
        ones = ((self.looks & flag) != 0).astype(np.int32)
        return np.add.reduceat(ones, self.starts_ends)[::2].astype(np.int64) if len(self) else np.zeros(0, np.int64)

    def inside(self, chosen: Truth) -> Truth:
        """Return which characters of the text lie in the `chosen` words."""
        return look.spread(self.starts[chosen], self.ends[chosen], len(self.codes))

    def letters(self, chosen: Truth, flag: int) -> dict[str, int]:
        """Return how often each letter with `flag` stands in the `chosen` words."""
        if not chosen.any():
            return {}
        counts = np.bincount(self.codes[self.inside(chosen) & ((self.looks & flag) != 0)])
        return {chr(code): int(counts[code]) for code in np.flatnonzero(counts)}

    @property
    def latin_anchored(self) -> Truth:
        """The words with a Latin letter that no letter of their other script looks like."""
        return self._kept("anchored", self._latin_anchored)

    def _latin_anchored(self) -> Truth:
        others = self.flags & look.OTHER
        cyrillic, greek = (others == 0) | (others == look.CYRILLIC), others == look.GREEK
        anchors = np.where(cyrillic, look.NO_CYRILLIC, np.where(greek, look.NO_GREEK, look.LATIN)).astype(np.uint32)
        anchored: Truth = (self.flags & anchors) != 0
        return anchored

    def are(self, kind: Kind) -> Truth:
        """Return which words are of `kind`, as `shape` would say of each."""
        return self._kept(kind, lambda: self._are(kind))

    def _are(self, kind: Kind) -> Truth:
        latin, other, anchored = self.have(look.LATIN), self.have(look.OTHER), self.have(look.ANCHOR)
        if kind in ("latin", "other"):
            return latin & ~other & self.latin_anchored if kind == "latin" else other & ~latin & anchored
        if kind == "open":
            return (latin | other) & ~(latin & self.latin_anchored) & ~anchored
        mixed = latin & other & (self.latin_anchored if kind != "to-other" else ~self.latin_anchored)
        return mixed & (~anchored if kind == "to-latin" else anchored)

    def _kept(self, name: str, column: Callable[[], Truth]) -> Truth:
        if name not in self._columns:
            self._columns[name] = column()
        return self._columns[name]
