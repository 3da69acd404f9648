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
_LINK = re.compile(r"(?:[a-z]{2,9}://|www\.|mailto:|cid:)\S+", re.IGNORECASE)
_LINK_SIGNS = ("://", "www.", "mailto:", "cid:")
_WORD = re.compile(r"[^\W_]+")

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
        pieces = (piece for start, end in ranges for piece in _apart_from_links(text, start, end))
        found = [word for a, b in pieces for word in _WORD.findall(text, a, b)]
        return np.fromiter(map(self.__getitem__, found), np.uint64, len(found))

    def placed(self, text: str, ranges: Iterable[Range]) -> Placed:
        """Return the words of the `ranges` of `text` with their places."""
        pieces = (piece for start, end in ranges for piece in _apart_from_links(text, start, end))
        found = [m for a, b in pieces for m in _WORD.finditer(text, a, b)]
        return Placed([self[m[0]] for m in found], [m.span() for m in found])


def _apart_from_links(text: str, start: int, end: int) -> list[Range]:
    """Return `start:end` without the links in it. Few texts have any, and to look for their signs takes no time."""
    if all(text.find(sign, start, end) < 0 for sign in _LINK_SIGNS):
        return [(start, end)]
    return without(start, end, (m.span() for m in _LINK.finditer(text, start, end)))


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
