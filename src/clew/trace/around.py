"""Spans looked up by where they stand: what meets a stretch of a document, without looking at all of the document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from clew.records import Span

T = TypeVar("T")

# Characters of a shelf; most spans are a sentence and stand in one or two.
_SIZE = 400


class Around(Generic[T]):
    """Things with a span each, by the stretches of text that these touch."""

    def __init__(self, things: Iterable[T], span: Callable[[T], Span]) -> None:
        self.span = span
        self._shelves: dict[tuple[str, int], list[T]] = defaultdict(list)
        for thing in things:
            for shelf in _shelves(span(thing)):
                self._shelves[shelf].append(thing)

    def meeting(self, span: Span) -> Iterator[T]:
        """Yield what shares a character with `span`, each once, in the order of the text."""
        found = {id(thing): thing for shelf in _shelves(span) for thing in self._shelves.get(shelf, ())}
        touching = [t for t in found.values() if self.span(t).start < span.end and span.start < self.span(t).end]
        yield from sorted(touching, key=lambda t: (self.span(t).start, -self.span(t).end))


def _shelves(span: Span) -> Iterator[tuple[str, int]]:
    yield from ((span.document, n) for n in range(span.start // _SIZE, (span.end - 1) // _SIZE + 1))
