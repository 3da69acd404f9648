"""Passages that two documents share word for word: who has copied whom, found by runs of words, in time that grows with the text.

What a mail quotes of others is left out, since its chain of voices tells that already; so are headers, signatures and furniture.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from clew.records import Document
from clew.shingles import Numbers, Placed, Vocabulary, without

# So many words in a row are not written twice by chance; a quotation of one sentence is mostly longer.
RUN = 12

# What more documents than this have in common is a formula: a notice, a form, an oath.
_COMMON = 4

# Of the copies of one document, so many are compared with others.
_MOST = 8

# A run of names, numbers or headings says little; prose has small words.
_LEAST_SMALL = 0.25

_LEFT_OUT = frozenset({"header", "furniture", "disclaimer", "signature", "greeting", "byline", "table"})
_OTHERS = frozenset({"quoted", "forwarded"})
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Shared(NamedTuple):
    """One run of words in two documents, by their ids: where in each, and how many words."""

    left: str
    right: str
    left_range: tuple[int, int]
    right_range: tuple[int, int]
    words: int


def find_shared(documents: Sequence[Document], first: Mapping[str, str]) -> list[Shared]:
    """Return the runs of words that two of `documents` share, each as long as it goes, in the order of the documents.

    first: the id of the first of each group of copies, by the id of each of them; what they have in common is no news.
    """
    vocabulary = Vocabulary()
    placed = [vocabulary.placed(d.text, _ranges(d)) for d in documents]
    homes = [first.get(d.id, d.id) for d in documents]
    found: list[Shared] = []
    for (a, b), starts in sorted(_meetings(placed, homes).items()):
        for at_left, at_right, length in _runs(starts):
            left, right = _range(placed[a], at_left, length), _range(placed[b], at_right, length)
            if _is_prose(documents[a].text[slice(*left)]):
                found.append(Shared(documents[a].id, documents[b].id, left, right, length))
    return found


def _ranges(document: Document) -> list[tuple[int, int]]:
    out = _LEFT_OUT | _OTHERS if document.kind == "mail" else _LEFT_OUT
    return without(0, len(document.text), [(z.start, z.end) for z in document.zones if z.kind in out])


def _hashes(words: Sequence[int]) -> Numbers:
    numbers = np.array(words, np.uint64)
    found = np.zeros(max(0, len(numbers) - RUN + 1), np.uint64)
    for i in range(RUN if len(found) else 0):
        found = found * _MIX + (numbers[i : i + len(found)] ^ (numbers[i : i + len(found)] >> np.uint64(29)))
    return found


def _meetings(placed: Sequence[Placed], homes: Sequence[str]) -> Mapping[tuple[int, int], set[tuple[int, int]]]:
    """Return where runs of two texts agree, by the numbers of the texts: (word in the first, word in the second)."""
    each = [_hashes(p.ids) for p in placed]
    hashes = np.concatenate([*each, np.empty(0, np.uint64)])
    text = np.repeat(np.arange(len(each)), [len(h) for h in each])
    word = np.concatenate([*(np.arange(len(h)) for h in each), np.empty(0, np.int64)])
    order = np.argsort(hashes, kind="stable")
    edges = np.flatnonzero(np.diff(hashes[order])) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(order)]])
    found: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        places = {int(text[n]): int(word[n]) for n in reversed(order[start:end])}
        if 1 < len({homes[n] for n in places}) <= _COMMON:
            for a, b in _pairs(sorted(places)[:_MOST]):
                if homes[a] != homes[b]:
                    found[a, b].add((places[a], places[b]))
    return found


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from ((a, b) for n, a in enumerate(numbers) for b in numbers[n + 1 :])


def _runs(starts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the runs that begin at `starts`, those that overlap as one: word in each text, and how many words."""
    by_shift: dict[int, list[int]] = defaultdict(list)
    for a, b in starts:
        by_shift[b - a].append(a)
    for shift, firsts in sorted(by_shift.items()):
        firsts.sort()
        begin = last = firsts[0]
        for first in [*firsts[1:], 1 << 62]:
            if first > last + 1:
                yield begin, begin + shift, last - begin + RUN
                begin = first
            last = first


def _range(placed: Placed, at: int, length: int) -> tuple[int, int]:
    return placed.spans[at][0], placed.spans[at + length - 1][1]


def _is_prose(text: str) -> bool:
    words = text.split()
    return sum(word.islower() and len(word) <= 4 for word in words) >= _LEAST_SMALL * len(words)
