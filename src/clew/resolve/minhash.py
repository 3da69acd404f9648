"""Texts that share most of their runs of words, found without comparing each with each: MinHash in bands.

Broder (1997); Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from clew.shingles import Numbers

# Two texts with a share s of common runs meet in one of B bands of R rows with probability 1 - (1 - s**R)**B. For 20 bands of 3
# rows that is .91 at s = .49, which 90% of the words come to when the changes lie evenly spread; .99 at 94%; .15 at s = .2.
BANDS, ROWS = 20, 3

# Odd multipliers and offsets for 64-bit arithmetic, the same on every run: the digits of a fixed linear congruential generator.
_SEED: Final = 0x5DEECE66D


def _constants(count: int) -> Numbers:
    """Return `count` numbers of Knuth's MMIX generator from a fixed seed."""
    found, state = [], _SEED
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        found.append(state)
    return np.array(found, np.uint64)


# So many runs are numbered at once: BANDS * ROWS times as many numbers are held.
_AT_ONCE = 10_000

_FACTORS = _constants(BANDS * ROWS) | np.uint64(1)
_OFFSETS = _constants(2 * BANDS * ROWS)[BANDS * ROWS :]


def signature(runs: Numbers) -> Numbers:
    """Return the smallest of the runs, numbered anew in each of BANDS * ROWS ways."""
    return np.min([_smallest(runs[at : at + _AT_ONCE]) for at in range(0, len(runs), _AT_ONCE)], axis=0)  # type: ignore[no-any-return]


def _smallest(runs: Numbers) -> Numbers:
    mixed = np.multiply.outer(_FACTORS, runs) + _OFFSETS[:, np.newaxis]
    mixed ^= mixed >> np.uint64(32)
    return mixed.min(axis=1)  # type: ignore[no-any-return]


def bands(signatures: npt.NDArray[np.uint64]) -> Iterator[tuple[Numbers, npt.NDArray[np.intp]]]:
    """Yield for each band the key of every text, and the texts in the order of their keys, equal ones in their own order."""
    for first in range(0, BANDS * ROWS, ROWS):
        keys = np.zeros(len(signatures), np.uint64)
        for column in range(first, first + ROWS):
            keys = keys * _FACTORS[0] + signatures[:, column]
        yield keys, np.argsort(keys, kind="stable")


def meetings(runs: Sequence[Numbers], most: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs (earlier, later) of texts that meet in a band: each text with the first `most` others there."""
    if not runs:
        return
    seen: set[tuple[int, int]] = set()
    for keys, order in bands(np.stack([signature(each) for each in runs])):
        heads: list[int] = []
        for at, text in enumerate(order.tolist()):
            if at == 0 or keys[text] != keys[order[at - 1]]:
                heads = []
            for head in heads:
                if (head, text) not in seen:
                    seen.add((head, text))
                    yield head, text
            if len(heads) < most:
                heads.append(text)
