"""A parse made easy to walk: sentences, children, subtrees, spans. What every recognizer looks through."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from clew.records import Document, Hints, Parse, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


class Tree:
    """Looks at one parse. Words are named by their index in `parse.tokens`; all orders are the text's."""

    def __init__(self, parse: Parse) -> None:
        self.document: Document = parse.document
        self.tokens: tuple[Token, ...] = parse.tokens
        self.hints: Hints | None = parse.hints

    @cached_property
    def _children(self) -> list[list[int]]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                below[token.head].append(i)
        return below

    @cached_property
    def lone(self) -> frozenset[str]:
        """The words that somewhere stand without a hyphen beside them."""
        marks = [t.text == "-" for t in self.tokens]
        return frozenset(t.text for i, t in enumerate(self.tokens) if not any(marks[max(0, i - 1) : i + 2]))

    @cached_property
    def sentences(self) -> list[range]:
        """The sentences as ranges of word indexes."""
        starts = [i for i, t in enumerate(self.tokens) if i == 0 or t.sentence != self.tokens[i - 1].sentence]
        return [range(a, b) for a, b in pairwise([*starts, len(self.tokens)])]

    def children(self, i: int, *deps: str) -> list[int]:
        """Return the words that hang on word `i`, all or those with one of `deps`."""
        below = self._children[i]
        return [c for c in below if self.tokens[c].dep in deps] if deps else below

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first word that hangs on `i` with one of `deps`, or None."""
        return next(iter(self.children(i, *deps)), None)

    def subtree(self, i: int, *, without: Iterable[str] = ()) -> list[int]:
        """Return `i` and everything below it, in order, leaving out branches that hang by a dep in `without`."""
        barred, found, todo = frozenset(without), [i], [i]
        while todo:
            below = [c for c in self._children[todo.pop()] if self.tokens[c].dep not in barred]
            found += below
            todo += below
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the words above `i`, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def conjuncts(self, i: int) -> list[int]:
        """Return `i` and the words joined to it by "and", "or" or commas, from `i` on."""
        found, todo = [], [i]
        while todo:
            found.append(todo.pop())
            todo += reversed(self.children(found[-1], "conj"))
        return found

    def span(self, words: Sequence[int]) -> Span:
        """Return the span from the first to the last of `words` (indexes in order, not empty)."""
        return self.document.span(self.tokens[words[0]].start, self.tokens[words[-1]].end)

    def sentence_of(self, i: int) -> range:
        """Return the sentence word `i` is in."""
        return self.sentences[self.tokens[i].sentence - self.tokens[0].sentence]

    def within(self, start: int, end: int) -> range:
        """Return the words that lie wholly in the stretch start:end of the text."""
        first = bisect_left(self.tokens, start, key=lambda t: t.start)
        return range(first, max(first, bisect_right(self.tokens, end, key=lambda t: t.end)))
