"""A text looked at in one go: its code points, and for each what it is, as one word of flags.

Vectors because a decision for every letter must not cost more than reading it: one look-up a character, some nanoseconds.
"""

from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from clew.mend import letters

Codes: TypeAlias = npt.NDArray[np.uint32]
Flags: TypeAlias = npt.NDArray[np.uint32]
Places: TypeAlias = npt.NDArray[np.int64]
Truth: TypeAlias = npt.NDArray[np.bool_]

LATIN = 1 << 0  # a Latin letter
NO_CYRILLIC = 1 << 1  # ... that no Cyrillic letter looks like
NO_GREEK = 1 << 2  # ... that no Greek letter looks like
PHONETIC = 1 << 3  # a Latin letter beyond the alphabets of languages
CYRILLIC = 1 << 4
GREEK = 1 << 5
THIRD = 1 << 6  # Armenian, Cherokee
READING = 1 << 7  # may stand for a Latin letter in any word
WOVEN = 1 << 8  # may stand for a Latin letter where it is woven into a Latin word; of those, only letters of languages are LATIN
ANCHOR = 1 << 9  # a letter of these scripts that may not stand for a Latin one in any word
MARK = 1 << 10
STOP = 1 << 11  # ends a phrase
RARE = 1 << 12  # such a letter of the alphabet of a small language
COMMON = 1 << 13  # one of the ten letters that are most of any Russian text, small or capital
ACCENTED = 1 << 14  # an accented letter of Latin-1
FIRST_ROUND = 15  # from here on a flag for each rule of `mended.ROUNDS`

OTHER = CYRILLIC | GREEK | THIRD
FOREIGN = OTHER | WOVEN
WORD = LATIN | OTHER | WOVEN | MARK

STOPS = '.!?:;"()[]<>\n\u00ab\u00bb\u201c\u201d\u201e'


def characters(ranges: str) -> npt.NDArray[np.int64]:
    """Return the code points of the inside of a character class, such as "A-Za-z"; a hyphen stands for a range only."""
    points: list[int] = []
    rest = list(map(ord, ranges))
    while rest:
        first = rest.pop(0)
        last = first
        if len(rest) > 1 and rest[0] == ord("-"):
            last = rest[1]
            del rest[:2]
        points += range(first, last + 1)
    return np.array(points, np.int64)


@cache
def table() -> Flags:
    """Return the flags of letters and stops for each code point."""
    flags = np.zeros(0x110000, np.uint32)
    for ranges, flag in (
        (letters.LATIN, LATIN),
        (letters.PHONETIC, LATIN | PHONETIC),
        (letters.CYRILLIC, CYRILLIC | ANCHOR),
        (letters.GREEK, GREEK | ANCHOR),
        (letters.ARMENIAN + letters.CHEROKEE, THIRD | ANCHOR),
        (letters.MARKS, MARK),
    ):
        flags[characters(ranges)] |= flag
    flags[[ord(c) for c in STOPS]] |= STOP
    latin = (flags & LATIN) != 0
    flags[latin] |= NO_CYRILLIC | NO_GREEK
    flags[[ord(c) for c in letters.twins()["cyrillic"]]] &= ~np.uint32(NO_CYRILLIC)
    flags[[ord(c) for c in letters.twins()["greek"]]] &= ~np.uint32(NO_GREEK)
    woven = np.array([ord(c) for c in letters.woven()])
    flags[woven] |= WOVEN
    rare = woven[(flags[woven] & PHONETIC) != 0]
    flags[rare] &= ~np.uint32(LATIN | NO_CYRILLIC | NO_GREEK)
    flags[[ord(c) for c in letters.rare()]] |= RARE
    flags[[ord(c) for c in letters.COMMONEST + letters.COMMONEST.upper()]] |= COMMON
    flags[characters(letters.ACCENTED)] |= ACCENTED
    reading = [ord(c) for c in letters.to_latin()]
    flags[reading] = (flags[reading] | READING) & ~np.uint32(ANCHOR)
    return flags


@cache
def readings() -> Codes:
    """Return, for each code point that may stand for a Latin letter, the code point of that letter; else its own."""
    meant = np.arange(0x110000, dtype=np.uint32)
    for other, latin in (letters.woven() | letters.to_latin()).items():
        meant[ord(other)] = ord(latin)
    return meant


def codes_of(text: str) -> Codes:
    """Return the code points of `text`; lone surrogates are code points too."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def text_of(codes: Codes) -> str:
    """Return the text of `codes`."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


class Look:
    """A text, its code points, and the flags of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.codes = codes_of(text)
        self.flags = self.table().take(self.codes)

    @staticmethod
    def table() -> Flags:
        """Return the flags of each code point."""
        return table()

    def union(self) -> int:
        """Return the flags that are anywhere in the text."""
        return union(self.flags)

    def count(self, flag: int) -> int:
        """Return how many characters of the text have `flag`."""
        return int(np.count_nonzero(self.flags & flag))


def union(flags: Any) -> int:
    """Return the flags that are in any of `flags`."""
    return int(np.bitwise_or.reduce(flags)) if len(flags) else 0


def spread(starts: Places, ends: Places, size: int) -> Truth:
    """Return, for each of `size` characters, whether it lies in one of the stretches, which do not overlap."""
    edges = np.zeros(size + 1, np.int8)
    edges[starts] += 1
    edges[ends] -= 1
    return np.cumsum(edges[:-1], dtype=np.int8).view(np.bool_)
