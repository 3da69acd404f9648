"""The tagger's flat spans over a parse: sources, cues and contents, found by word."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from clew.recognize.tree import Tree
from clew.records import Hint

QUOTES = frozenset({'"', "''", "``", "“", "”"})

# Words walked up in the parse: what is nested deeper belongs to something else.
_DEEP = 12


class Spans:
    """The spans of one label."""

    def __init__(self, hints: Sequence[Hint], label: str) -> None:
        self.all = [h for h in hints if h.label == label]
        self._firsts = [h.first for h in self.all]
        self._at = {word: h for h in self.all for word in range(h.first, h.last)}

    def at(self, word: int) -> Hint | None:
        """Return the span that word `word` is in."""
        return self._at.get(word)

    def first(self, start: int, end: int) -> Hint | None:
        """Return the first span that begins in start:end."""
        i = bisect_left(self._firsts, start)
        return self.all[i] if i < len(self.all) and self._firsts[i] < end else None

    def last(self, start: int, end: int) -> Hint | None:
        """Return the last span that begins in start:end."""
        i = bisect_left(self._firsts, end)
        return self.all[i - 1] if i and self._firsts[i - 1] >= start else None


class Layout:
    """A parse with its flat spans."""

    def __init__(self, tree: Tree, hints: Sequence[Hint]) -> None:
        self.tree, self.hints = tree, hints
        self.sources, self.cues, self.contents = (Spans(hints, label) for label in ("source", "cue", "content"))

    def is_free(self, word: int) -> bool:
        """Whether word `word` is in no span."""
        return not any(spans.at(word) for spans in (self.sources, self.cues, self.contents))

    def tops(self, span: Hint) -> Iterator[int]:
        """Yield the words of `span` that hang on a word outside it, or on none; the first three."""
        words = range(span.first, span.last)
        hung = (w for w in words if self.tree.tokens[w].head not in words or self.tree.tokens[w].head == w)
        return islice((w for w in hung if self.tree.tokens[w].pos != "PUNCT"), 3)

    def above(self, span: Hint) -> Iterator[int]:
        """Yield the words above `span`, from each of its tops on, nearest first; of each no more than some."""
        for top in self.tops(span):
            yield from islice(self.tree.ancestors(top), _DEEP)

    def sentence(self, word: int) -> tuple[int, int]:
        """Return the first word of the sentence of `word`, and the one past its last."""
        words = self.tree.sentence_of(word)
        return words.start, words.stop

    def begins_paragraph(self, word: int) -> bool:
        """Whether a line ends before word `word`."""
        tokens = self.tree.tokens
        return word <= 0 or word >= len(tokens) or "\n" in self.tree.document.text[tokens[word - 1].end : tokens[word].start]
