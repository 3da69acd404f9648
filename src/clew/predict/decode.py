"""From how likely each label is at each word to runs of words: the best sequence in which no run begins with its inside."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clew.records import Hint

Numbers = NDArray[np.float32]

# Label 0 is outside; of the k-th kind, 2k + 1 begins a run and 2k + 2 goes on with it.
OUTSIDE = 0


def leaning(outside: float, begin: float, labels: Sequence[str]) -> Numbers:
    """Return what is added to the logits of each label: `outside` for outside, `begin` for those that begin a run."""
    result: Numbers = np.array([outside, *(lean for _ in labels for lean in (begin, 0.0))], dtype=np.float32)
    return result


def runs(scores: Numbers, labels: Sequence[str], words: Sequence[int]) -> Iterator[Hint]:
    """Yield the runs of `labels` in the best sequence for `scores` (words x labels, logits), in order.

    words: for each row the word's index in the parse; a run ends where words were left out. Linear in the words.
    """
    chances = softmax(scores)
    tags = best(np.log(np.maximum(chances, 1e-9)))
    first = 0
    while first < len(tags):
        last = first + 1
        if tags[first] != OUTSIDE:
            inside = tags[first] + tags[first] % 2
            while last < len(tags) and tags[last] == inside and words[last] == words[last - 1] + 1:
                last += 1
            sure = float(chances[range(first, last), tags[first:last]].mean())
            yield Hint(labels[(tags[first] - 1) // 2], words[first], words[last - 1] + 1, round(sure, 3))
        first = last


def softmax(scores: Numbers) -> Numbers:
    """Return the rows of `scores` as chances that add up to 1."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Numbers = raised / raised.sum(axis=1, keepdims=True)
    return result


def best(chances: Numbers) -> list[int]:
    """Return the likeliest sequence of labels in which each inside follows its own kind. chances: logarithms.

    Where the likeliest label of each word makes such a sequence, that is it. Else the words between two that are outside
    are gone through again (Viterbi).
    """
    tags: list[int] = chances.argmax(axis=1).tolist()
    for first, last in _broken(tags):
        tags[first:last] = _viterbi(chances[first:last])
    return tags


def _broken(tags: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches between outside words in which an inside follows what it may not."""
    found: list[tuple[int, int]] = []
    first, is_bad, before = 0, False, OUTSIDE
    for i, tag in enumerate([*tags, OUTSIDE]):
        if tag == OUTSIDE:
            if is_bad:
                found.append((first, i))
            first, is_bad = i + 1, False
        elif not tag % 2 and before not in (tag, tag - 1):
            is_bad = True
        before = tag
    return found


def _viterbi(chances: Numbers) -> list[int]:
    size = chances.shape[1]
    allowed = _allowed(size)
    total = np.where(allowed[OUTSIDE], chances[0], -np.inf)
    came: list[Any] = []
    for row in chances[1:]:
        ways = total[:, None] + np.where(allowed, 0.0, -np.inf)
        came.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    tag = int(total.argmax())
    tags = [tag]
    for back in reversed(came):
        tag = int(back[tag])
        tags.append(tag)
    return tags[::-1]


def _allowed(size: int) -> NDArray[np.bool_]:
    """Return which label (column) may follow which (row)."""
    follows = np.ones((size, size), dtype=bool)
    for inside in range(2, size, 2):
        follows[:, inside] = False
        follows[[inside - 1, inside], inside] = True
    return follows
