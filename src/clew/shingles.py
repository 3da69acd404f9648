"""Words of texts as numbers, and runs of words (shingles): what quotations and copies are compared by.

Broder, "On the resemblance and containment of documents" (1997). Numbers come from BLAKE2b, so they are the same on every run.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Range = tuple[int, int]

# Four words in a row are rarely shared by chance; a scanner's error in one word still leaves most of a line's runs whole.
RUN = 4

# Programs write links anew in every quotation, so that they say nothing of whether words were changed.
_WORD = re.compile(r"(?:[a-z]{2,9}://|www\.|mailto:|cid:)\S+|([^\W_]+)", re.IGNORECASE)

_MIX = np.uint64(0x9E3779B97F4A7C15)
_EMPTY: Numbers = np.empty(0, np.uint64)


class Placed(NamedTuple):
    """Words as numbers, and where each stands."""

    ids: list[int]
    spans: list[Range]


class Vocabulary(dict[str, int]):
    """Words by their number; letter case and compatibility forms do not count."""

    def __missing__(self, word: str) -> int:
        plain = normalize("NFKC", word).casefold().encode("utf-8", "surrogatepass")
        self[word] = number = int.from_bytes(blake2b(plain, digest_size=8).digest(), "big")
        return number

    def words(self, text: str, ranges: Iterable[Range]) -> Numbers:
        """Return the words of the `ranges` of `text`, as numbers."""
        found = [word for start, end in ranges for word in _WORD.findall(text, start, end) if word]
        return np.fromiter(map(self.__getitem__, found), np.uint64, len(found))

    def placed(self, text: str, ranges: Iterable[Range]) -> Placed:
        """Return the words of the `ranges` of `text` with their places."""
        found = [m for start, end in ranges for m in _WORD.finditer(text, start, end) if m[1]]
        return Placed([self[m[1]] for m in found], [m.span() for m in found])


def shingles(words: Numbers) -> Numbers:
    """Return the runs of `RUN` words, each once and sorted; of a shorter text the whole as one run; of no words none."""
    if not len(words):
        return _EMPTY
    size = min(RUN, len(words))
    runs = np.zeros(len(words) - size + 1, np.uint64)
    for i in range(size):
        runs = runs * _MIX + (words[i : i + len(runs)] ^ (words[i : i + len(runs)] >> np.uint64(29)))
    return np.unique(runs)


def containment(part: Numbers, whole: Numbers) -> float:
    """Return the share of the shingles of `part` that `whole` has too, 0 to 1; 0 when there are none."""
    return len(np.intersect1d(part, whole, assume_unique=True)) / len(part) if len(part) else 0.0


def without(start: int, end: int, holes: Iterable[Range]) -> list[Range]:
    """Return `start:end` without `holes`, which may overlap, in order."""
    found, at = [], start
    for first, last in sorted(holes):
        if first > at:
            found.append((at, min(first, end)))
        at = max(at, last)
        if at >= end:
            break
    if at < end:
        found.append((at, end))
    return [(a, b) for a, b in found if a < b]
