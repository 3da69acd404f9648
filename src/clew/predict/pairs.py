"""Which earlier word a pronoun means: by how well the query of the one suits the key of the other, and how far apart they are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.predict.decode import Numbers, softmax

# Answers kept for one word, and the chance below which one is not worth keeping.
MOST, LEAST = 4, 0.05

# Queries and keys are vectors of 64; their products are scaled as those of attention are.
SCALE = 8.0


class Reach(NamedTuple):
    """Words that may be meant. words: by index in the parse, in order; keys: a row for each."""

    words: Sequence[int]
    keys: Numbers


def distance(words: Sequence[int] | NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Return for each number of words which of `most` distances it is: they are told apart by doubling, from 4 words on."""
    bits = np.frexp(np.asarray(words, dtype=np.float64))[1].astype(np.int64)
    return np.clip(bits - 2, 0, most - 1)


def antecedents(asked: Sequence[int], queries: Numbers, reach: Reach, distances: Numbers) -> Iterator[tuple[int, int, float]]:
    """Yield (word, earlier word, chance that both mean one) for each of `asked`, the best first; "none of them" is an answer too.

    queries: a row for each of `asked`. distances: what each distance adds.
    """
    every, places = queries @ reach.keys.T / SCALE, np.asarray(reach.words, dtype=np.int64)
    for word, row in zip(asked, every, strict=True):
        count = int(np.searchsorted(places, word))
        if count:
            far = distance(word - places[:count], len(distances))
            chances = softmax(np.concatenate([[0.0], row[:count] + distances[far]], dtype=np.float32)[None])[0, 1:]
            for i in np.argsort(-chances, kind="stable")[:MOST]:
                if chances[i] >= LEAST:
                    yield word, reach.words[i], round(float(chances[i]), 3)
