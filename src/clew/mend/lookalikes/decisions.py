"""Look-alike letters: which words hold letters of the wrong script, and what they should be.

A letter without a twin in the other script is an anchor and decides its word. Words without an anchor are weighed by their
surroundings and by what was done elsewhere in the same text. What stays undecided stays as it was, and is listed.

Most words of a text are decided all at once, by their columns; single words are looked at where that does not settle them.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from clew.mend import look
from clew.mend.edits import Swap
from clew.mend.look import Codes, Look, Places, Truth
from clew.mend.lookalikes.context import TIMES, Surroundings
from clew.mend.lookalikes.verdicts import Decided, in_other, weigh
from clew.mend.lookalikes.words import Word, Words
from clew.mend.lookalikes.woven import OF_TABLE, STROKES, promote, stroke

RULE = "look-alike/1"


def look_alikes(seen: Look) -> Swap:
    """Return the repairs of look-alike letters in a text: their places, and the letters that are meant."""
    present = seen.union()
    if not (present & look.FOREIGN and present & look.LATIN):
        return Swap.none()
    return _Decisions(Words(seen)).swap()


def undecided(text: str) -> Iterator[Word]:
    """Yield the words that hold, or could be, letters of the wrong script, and that nothing settles."""
    words = Words(Look(text))
    if len(words):
        yield from (decided.word for decided in _Decisions(words).singly() if decided.verdict == "undecided")


class _Decisions:
    """What to do with the words of one text. Columns hold a truth for every word."""

    def __init__(self, words: Words) -> None:
        promote(words)
        self.words = words
        self.around = Surroundings(words)

    def swap(self) -> Swap:
        """Return the letters to replace, of all words."""
        if not len(self.words):
            return Swap.none()
        latin = self._settled | self._as_elsewhere
        other: dict[int, str] = {}
        for i, decided in zip(np.flatnonzero(self._doubtful), self.singly(), strict=True):
            if decided.verdict == "to-latin":
                latin[i] = True
            elif decided.verdict == "to-other":
                other.update(in_other(self.words.text, decided.word, decided.target))
        return self._swap(latin, other)

    def _swap(self, latin: Truth, other: dict[int, str]) -> Swap:
        words = self.words
        meant = dict(other)
        if latin.any():
            replaced = np.flatnonzero(words.inside(latin) & ((words.looks & look.READING) != 0))
            letters = look.readings().take(words.codes[replaced])
            if words.promoted:
                letters = self._by_table(replaced, letters)
            if not meant:
                return Swap(replaced, letters)
            meant.update(zip(replaced.tolist(), map(chr, letters), strict=True))
        places = np.array(sorted(meant), np.int64)
        return Swap(places, np.array([ord(meant[at]) for at in places.tolist()], np.uint32))

    def _by_table(self, places: Places, letters: Codes) -> Codes:
        """Return `letters` as meant by who used a whole table of look-alikes: there a stroke stands for l as for I."""
        meant = self.words.codes.copy()
        meant[places] = letters
        for other, latin in OF_TABLE.items():
            meant[places[self.words.codes[places] == ord(other)]] = ord(latin)
        strokes = np.isin(self.words.codes[places], [ord(c) for c in STROKES])
        for at in places[strokes].tolist():  # from left to right: what stands before is mended
            before, after = (chr(meant[j]) if 0 <= j < len(meant) else "" for j in (at - 1, at + 1))
            meant[at] = ord(stroke(before, after))
        return meant[places]

    def singly(self) -> Iterator[Decided]:
        """Yield the verdicts on the doubtful words."""
        return (weigh(self.around, int(i)) for i in np.flatnonzero(self._doubtful))

    @cached_property
    def _greek(self) -> Truth:
        """The words with Greek letters, or with those of several scripts, which are weighed alike."""
        others = self.words.flags & look.OTHER
        greek: Truth = (others != look.CYRILLIC) & (others != look.THIRD)
        return greek

    @cached_property
    def _in_range(self) -> Truth:
        """The words that may be the middle of a character range: two letters behind a hyphen."""
        words = self.words
        hyphen = words.codes[np.maximum(words.starts - 1, 0)] == ord("-")
        within: Truth = hyphen & (words.ends - words.starts == 2)
        return within

    @cached_property
    def _mixed(self) -> Truth:
        """The words in which Latin letters and others stand that may all be Latin."""
        return self.words.are("to-latin") | (self.words.are("open") & self.words.have(look.LATIN) & self.words.have(look.OTHER))

    @cached_property
    def _pure(self) -> Truth:
        """The words without a Latin letter that could be Latin."""
        return self.words.are("open") & ~self.words.have(look.LATIN)

    @cached_property
    def _settled(self) -> Truth:
        """The words that are Latin: mixed ones not among words of another script, pure ones that no other word is like."""
        words, around = self.words, self.around
        anchored = words.are("to-latin")
        mixed = ~self._greek & ~self._in_range & ((anchored & (around.leans >= 0)) | (self._mixed & (around.leans > 0)))
        if around.pattern.substituted and self._pure.any():
            mixed = mixed | (self._pure & ~self._greek & around.pattern.covered & around.pattern.alien)
        if (anchored & self._greek).any() and around.pattern.is_woven:
            mixed = mixed | (anchored & ((words.flags & look.OTHER) == look.GREEK))
        return mixed

    @cached_property
    def _like_others(self) -> Truth:
        """The pure words that are like what was done elsewhere, unless a cue says that they are meant."""
        around = self.around
        if not around.pattern.substituted:
            return np.zeros(len(self.words), np.bool_)
        like = around.pattern.covered | (around.alone if around.pattern.substituted >= TIMES else np.False_)
        return self._pure & ~self._greek & ~self._settled & around.latin_around & like & (around.alone | around.near_damage)

    @cached_property
    def _as_elsewhere(self) -> Truth:
        like = self._like_others.copy()
        for i in np.flatnonzero(like & self.around.near_cue) if like.any() else ():
            like[i] = not self.around.is_announced(int(self.words.starts[i]), int(self.words.ends[i]))
        return like

    @cached_property
    def _doubtful(self) -> Truth:
        """The words to be weighed singly."""
        words, around = self.words, self.around
        pure = self._pure & around.latin_around & (~self._greek | around.pattern.is_woven) if self._pure.any() else self._pure
        latin = words.are("open") & ~words.have(look.OTHER) & (around.leans < 0)
        latin = latin if around.pattern.to_other else np.zeros(len(words), np.bool_)
        twice = words.are("both") & ~self._greek
        return (self._mixed | words.are("to-other") | pure | latin | twice) & ~self._settled & ~self._as_elsewhere
