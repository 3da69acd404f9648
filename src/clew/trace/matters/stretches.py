"""What stands where in each document, found without looking at all of it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from clew.records import Span

T = TypeVar("T")


class Stretches(Generic[T]):
    """Things by the stretch of text each stands in. A look costs O(log n) and what begins within the longest one before it."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self._found: dict[str, list[tuple[int, int, int, T]]] = defaultdict(list)
        for number, (span, thing) in enumerate(placed):
            self._found[span.document].append((span.start, span.end, number, thing))
        self._longest = {}
        for document, rows in self._found.items():
            rows.sort(key=lambda row: row[:3])
            self._longest[document] = max(end - start for start, end, _, _ in rows)

    def at(self, document: str, start: int, end: int) -> list[T]:
        """Return what shares a character with `start` to `end`, in the order of the text."""
        rows = self._found.get(document, [])
        first = bisect_left(rows, start - self._longest.get(document, 0), key=lambda row: row[0])
        last = bisect_left(rows, end, key=lambda row: row[0])
        return [thing for _, stop, _, thing in rows[first:last] if stop > start]

    def over(self, span: Span) -> list[T]:
        """Return what shares a character with `span`, in the order of the text."""
        return self.at(span.document, span.start, span.end)
