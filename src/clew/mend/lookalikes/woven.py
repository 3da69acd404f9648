"""Letters of rare scripts, and rarely mistaken ones of common scripts, woven into Latin words: no honest word mixes them so.

Each of them has honest uses of its own (Coptic, phonetic notation, Turkish, a Russian word), so one is taken for a Latin letter
only in a text that weaves it into Latin words. In such a text it is a look-alike like any other, in all its words.
"""

import unicodedata
from functools import cached_property

import numpy as np

from clew.mend import look
from clew.mend.letters import twins
from clew.mend.letters import woven as readings
from clew.mend.look import Truth
from clew.mend.lookalikes.english import SAMPLE, reads_english
from clew.mend.lookalikes.words import Words

# Woven twice, it is no slip and no notation. Once is enough for a letter, no sign, in a word with so many Latin letters.
_HABIT, _LETTERS = 2, 3

# So many words with other look-alikes show a text that was worked on, in which nothing need be woven in twice.
_DAMAGED = 3

# A Latin letter of a rare alphabet (dotless i) must stand for the common one so often, and in such a share of the places: names
# of another language in an English text do not reach that.
_OFTEN, _SHARE = 10, 0.05

# Characters that stand for small l as well as for capital I, as the strokes that they are, but those that are an l by name.
STROKES = frozenset(
    (twins()["cyrillic"]["I"], twins()["greek"]["I"]),
).union(c for c, latin in readings().items() if latin == "l" and "SMALL" not in unicodedata.name(c))
_VOWELS = "aeiouy"


def promote(words: Words) -> None:
    """Make look-alikes of the letters that the text of `words` weaves into Latin words."""
    if (words.have(look.LATIN) & words.have(look.WOVEN)).any():
        found = _Weave(words).promoted()
        if found:
            words.promote(frozenset(map(chr, found)))


class _Weave:
    """The letters of one text that are taken for Latin only when woven. Columns hold a truth for every character."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._text, self._codes, looks = words.text, words.codes, words.looks
        self._rare = (looks & (look.WOVEN | look.LATIN)) == look.WOVEN
        self._extended = (looks & (look.WOVEN | look.LATIN)) == (look.WOVEN | look.LATIN)
        self._accented = ((looks & (look.LATIN | look.WOVEN)) == look.LATIN) & (self._codes > ord("\x7f"))
        # What can only be of another script, or of a phonetic alphabet.
        self._strict = (((looks & look.ANCHOR) != 0) & ~self._rare) | ((looks & (look.PHONETIC | look.WOVEN)) == look.PHONETIC)

    def promoted(self) -> set[int]:
        """Return the code points."""
        rare = self._woven_rare() if self._rare.any() else set()
        extended = set(np.unique(self._codes[self._extended]).tolist()) if self._is_extended(bool(rare)) else set()
        return rare | extended

    def _woven_rare(self) -> set[int]:
        """The rare letters that stand in Latin words more often than in their own, where some stand between Latin letters.

        Greek ones serve as symbols in Latin words, so that only Greek ones woven in speak for them.
        """
        greek = (self._words.looks & look.GREEK) != 0
        counted = self._rare & np.where(greek, self._is_habit(greek), self._is_habit(~greek) or self._is_damaged or self._is_once)
        beside = np.bincount(self._codes[counted & self._in_latin])
        elsewhere = np.bincount(self._codes[counted & self._in_own], minlength=len(beside))
        return {int(code) for code in np.flatnonzero(beside) if beside[code] > elsewhere[code]}

    def _is_habit(self, among: Truth) -> bool:
        return int((self._between & among).sum()) >= _HABIT

    @property
    def _is_damaged(self) -> bool:
        words = self._words
        return int((words.are("to-latin") & ((words.flags & look.OTHER) != look.GREEK)).sum()) >= _DAMAGED

    @cached_property
    def _in_latin(self) -> Truth:
        """The characters of words that are Latin but for such letters."""
        words = self._words
        return words.inside(words.latin_anchored & words.have(look.LATIN) & ~words.have_any(self._strict))

    @cached_property
    def _in_own(self) -> Truth:
        """The characters of words of another script, or of a phonetic one."""
        words = self._words
        return words.inside(words.have_any(self._strict) & (~words.have(look.LATIN) | words.have(look.PHONETIC)))

    @cached_property
    def _between(self) -> Truth:
        """The look-alikes between two small letters, or two capitals of ASCII, of words with enough letters."""
        codes, words = self._codes, self._words
        reading = (words.looks & look.READING) != 0
        small = ((codes >= ord("a")) & (codes <= ord("z"))) | reading
        capital = (codes >= ord("A")) & (codes <= ord("Z"))
        between = np.zeros(len(codes), np.bool_)
        between[1:-1] = (small[:-2] & small[2:]) | (capital[:-2] & capital[2:])
        long = words.inside(words.count(look.LATIN | look.READING) >= _LETTERS)
        found: Truth = (self._rare | reading) & between & self._in_latin & long
        return found

    @property
    def _is_once(self) -> bool:
        """Whether one letter, neither sign nor phonetic, is woven into a word."""
        places = np.flatnonzero(self._between & self._rare & ((self._words.looks & look.PHONETIC) == 0))
        return bool(len(places)) and unicodedata.category(chr(self._codes[places[0]]))[0] == "L"

    def _is_extended(self, beside_rare: bool) -> bool:
        """Whether Latin letters of rare alphabets stand for common ones: all over an English text, or beside other damage."""
        letters = self._codes[self._extended]
        if not len(letters) or not self._reads_english:
            return False
        common = sum(self._text.count(latin) for latin in {readings()[chr(c)] for c in np.unique(letters)})
        often = len(letters) >= _OFTEN and len(letters) >= _SHARE * (common + len(letters))
        return beside_rare or (often and int(self._accented.sum()) < _SHARE * len(letters))

    @property
    def _reads_english(self) -> bool:
        return reads_english(look.text_of(look.readings().take(self._codes[:SAMPLE])))


# Unicode has this one for a small i; who puts it for an l by hand has no such table.
OF_TABLE = {"\N{CYRILLIC SMALL LETTER PALOCHKA}": "i"}


def stroke(before: str, after: str) -> str:
    """Return which Latin letter a stroke such as the Lisu letter I is meant for, "l" or "I", by the letters beside it.

    `before` and `after` are mended, or "". Within a word a stroke after a small letter is an l; before a consonant no English
    word begins with l, before a vowel hardly one with I.
    """
    return "l" if before.islower() or (after and after in _VOWELS) else "I"
