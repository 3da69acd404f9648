"""The stretches of a parse that the encoder reads at once: whole sentences, as many as fit."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from clew.predict.pieces import FIRST, LAST, Shape, pieces, shape
from clew.records import Token

# Pieces in a window, with the two around it. Longer ones see more, but attention grows with the square: at 384 a fifth slower.
LONGEST = 192

# A word by index, its pieces, and how it is written.
_Word = tuple[int, tuple[int, ...], int]


class Window(NamedTuple):
    """Words read together. words: their indexes in the parse; starts: where each word's first piece is among `pieces`."""

    words: tuple[int, ...]
    starts: tuple[int, ...]
    pieces: tuple[int, ...]
    shapes: tuple[int, ...]


def windows(tokens: Sequence[Token], sentences: Iterable[range], apart: int = 0) -> Iterator[Window]:
    """Yield the windows over `sentences` (words by index), in order. A sentence too long for one is cut between words.

    apart: so many of the first sentences share no window with what follows; with another number a text is cut elsewhere.
    """
    held: list[_Word] = []
    size = 2
    for n, sentence in enumerate(sentences):
        read = [(i, pieces(tokens[i].text), shape(tokens[i].text, opens=i == sentence[0])) for i in sentence]
        length = sum(len(each) for _, each, _ in read)
        if held and (size + length > LONGEST or n == apart):
            yield _window(held)
            held, size = [], 2
        for word in read:
            if size + len(word[1]) > LONGEST:
                yield _window(held)
                held, size = [], 2
            held.append(word)
            size += len(word[1])
    if held:
        yield _window(held)


def _window(read: Sequence[_Word]) -> Window:
    starts, found, shapes = [], [FIRST], [Shape.MARK]
    for _, word, written in read:
        starts.append(len(found))
        found += word
        shapes += [written] * len(word)
    return Window(tuple(i for i, _, _ in read), tuple(starts), (*found, LAST), (*shapes, Shape.MARK))


def sentences(tokens: Sequence[Token]) -> Iterator[range]:
    """Yield the sentences of a parse as ranges of word indexes."""
    at = 0
    for _, words in groupby(tokens, key=lambda token: token.sentence):
        end = at + sum(1 for _ in words)
        yield range(at, end)
        at = end
