"""Letters of rare scripts, and Latin ones of rare alphabets, woven into Latin words: no honest word mixes them so.

Each of them has honest uses of its own (Coptic, phonetic notation, Turkish), so one is taken for a Latin letter only where it
stands between Latin letters, or where the text does so as a habit.
"""

import unicodedata
from functools import cached_property

import numpy as np

from clew.mend import look
from clew.mend.context import TIMES, WOVEN, Surroundings
from clew.mend.letters import woven as readings
from clew.mend.look import Truth

# A formula joins two letters with a sign, a word has more.
_LETTERS = 3

# A Latin letter of a rare alphabet (dotless i, script g) must stand for the common one so often, and in such a share of the places:
# names of another language in an English text do not reach that.
_OFTEN, _SHARE = 10, 0.05

# Characters that stand for small l as well as for capital I, as the strokes that they are; and those that are an l by name.
_STROKES = frozenset(c for c, latin in readings().items() if latin == "l" and "SMALL ROMAN" not in unicodedata.name(c))
_VOWELS = "aeiouy"


class Woven:
    """The words of one text with such letters."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._words = around.words
        self._rare = (self._words.looks & (look.WOVEN | look.LATIN)) == look.WOVEN
        self._extended = (self._words.looks & (look.WOVEN | look.LATIN)) == (look.WOVEN | look.LATIN)

    def letters(self) -> Truth:
        """Return which characters of the text to read as Latin letters."""
        words = self._words
        phonetic = (words.looks & (look.PHONETIC | look.WOVEN)) == look.PHONETIC
        within = words.inside(self._candidates & ~words.have_any(phonetic))
        return within & ((self._rare & (self._inner | self.is_habit)) | (self._extended & self._extended_habit))

    @cached_property
    def _candidates(self) -> Truth:
        """The words that hold such a letter, and otherwise Latin ones; or it alone among Latin words."""
        words, around = self._words, self._around
        strict = words.have_any(((words.looks & look.ANCHOR) != 0) & ((words.looks & look.WOVEN) == 0))
        lone = ~words.have(look.LATIN | look.OTHER) & around.latin_around & self.is_habit
        return words.have(look.WOVEN) & ~strict & ((words.count(look.LATIN) > words.count(look.OTHER)) | lone)

    @cached_property
    def _between(self) -> Truth:
        """The rare letters between small letters of ASCII."""
        codes = self._words.codes
        small = (codes >= ord("a")) & (codes <= ord("z"))
        between = np.zeros(len(codes), np.bool_)
        between[1:-1] = small[:-2] & small[2:]
        return self._rare & between

    @cached_property
    def is_habit(self) -> bool:
        """Whether the text does so as a habit: twice, or with other look-alikes beside."""
        return int(self._between.sum()) >= WOVEN or self._around.pattern.substituted >= TIMES

    @cached_property
    def _inner(self) -> Truth:
        """The rare letters, no signs, between small letters of words that are long enough."""
        words = self._words
        kinds = np.array([unicodedata.category(c)[0] == "L" for c in readings()])
        letter = np.zeros(0x110000, np.bool_)
        letter[[ord(c) for c in readings()]] = kinds
        long = words.inside(words.count(look.LATIN) >= _LETTERS)
        return self._between & letter.take(words.codes) & long

    @cached_property
    def _extended_habit(self) -> bool:
        """Whether Latin letters of rare alphabets stand for common ones all over an English text."""
        extended = self._words.codes[self._extended]
        if not len(extended):
            return False
        meant = {readings()[chr(c)] for c in np.unique(extended)}
        common = sum(self._around.text.count(latin) for latin in meant)
        often = len(extended) >= _OFTEN and len(extended) >= _SHARE * (common + len(extended))
        return often and self._around.reads_english


def stroke(before: str, letter: str, after: str) -> str:
    """Return which Latin letter a stroke such as the Lisu capital I is meant for, "l" or "I", by the letters beside it.

    `before` and `after` are mended, or "". Within a word a stroke after a small letter is an l; before a consonant no English word
    begins with l, before a vowel hardly one with I.
    """
    if letter not in _STROKES:
        return readings()[letter]
    if before.islower():
        return "l"
    return "l" if after and after in _VOWELS else "I"
