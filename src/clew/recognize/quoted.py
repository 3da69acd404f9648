"""Stretches in quote marks, and the word for who speaks each: whose "I" is inside."""

from bisect import bisect_right
from collections.abc import Iterator

from clew.recognize.tree import SUBJECTS, Tree
from clew.recognize.vocabulary import load, words

MARKS = frozenset({'"', "``", "''", "“", "”"})

# A verb of saying farther than this from the marks, in words, says something else.
NEAR = 12


class Quote:
    """The words from `first` to `last` between two marks. speaker: the head word of who speaks, or None: not said nearby."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.speaker: int | None = None


class Quotes:
    """The quotations of one document, in order.

    Marks open and close in turn; a paragraph begins outside. Where the last mark of one paragraph opened and the next begins with
    a mark, the same speaker goes on.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._paragraphs = _paragraphs(tree)
        self._says = frozenset(w for cue in load("cues")["cue"] for w in cue.get("verbs", ())) | words("names", "speaks")
        self.all: list[Quote] = list(_quotes(tree, self._paragraphs))
        self._starts = [q.first for q in self.all]
        self._give()

    def at(self, i: int) -> Quote | None:
        """Return the quotation word `i` stands in, or None."""
        k = bisect_right(self._starts, i) - 1
        return self.all[k] if k >= 0 and i <= self.all[k].last else None

    def paragraph(self, i: int) -> int:
        """Return which paragraph word `i` is in, from 0."""
        return self._paragraphs[i]

    def _give(self) -> None:
        """Give each quotation its speaker: of the words before or behind it, or of the one before it in the paragraph."""
        before: Quote | None = None
        for quote in self.all:
            quote.speaker = self._spoken(quote)
            goes_on = before and self._paragraphs[before.last] == self._paragraphs[quote.first]
            if quote.speaker is None and before is not None and (goes_on or self._is_open(before, quote)):
                quote.speaker = before.speaker
            before = quote

    def _is_open(self, before: Quote, quote: Quote) -> bool:
        """Whether nothing but the mark stands between two quotations: the first was not closed at its paragraph's end."""
        return quote.first - before.last == 2

    def _spoken(self, quote: Quote) -> int | None:
        """Return the subject of the nearest verb of saying outside the quotation, in the sentences it begins and ends in."""
        near = sorted(self._around(quote), key=lambda i: min(abs(i - quote.first), abs(i - quote.last)))
        return next((s for i in near if (s := self._subject(i)) is not None), None)

    def _around(self, quote: Quote) -> Iterator[int]:
        tokens = self.tree.tokens
        for i in (*range(max(0, quote.first - NEAR), quote.first), *range(quote.last + 1, min(len(tokens), quote.last + NEAR))):
            inside = tokens[quote.first].sentence <= tokens[i].sentence <= tokens[quote.last].sentence
            if (inside or tokens[i].sentence == tokens[min(quote.last + 1, len(tokens) - 1)].sentence) and self.at(i) is None:
                yield i

    def _subject(self, i: int) -> int | None:
        """Return who says by word `i`: the subject of a verb of saying, the noun behind "according to"."""
        token = self.tree.tokens[i]
        if token.pos == "VERB" and token.lemma in self._says:
            found = next(iter(self.tree.children(i, *SUBJECTS)), None)
            return found if found is not None and self.at(found) is None else None
        if token.text.lower() == "according":
            return next((n for p in self.tree.children(i, "prep") for n in self.tree.children(p, "pobj")), None)
        return None


def _paragraphs(tree: Tree) -> list[int]:
    """Return the number of each word's paragraph: a blank line parts them, or where the parser's blocks end."""
    found, at, end = [], 0, 0
    for token in tree.tokens:
        at += "\n\n" in tree.document.text[end : token.start]
        found.append(at)
        end = token.end
    return found


def _quotes(tree: Tree, paragraphs: list[int]) -> Iterator[Quote]:
    opened: int | None = None
    for i, token in enumerate(tree.tokens):
        if opened is not None and paragraphs[opened] != paragraphs[i]:
            yield from _quote(opened + 1, i - 1)
            opened = None
        if token.text not in MARKS:
            continue
        if opened is not None:
            yield from _quote(opened + 1, i - 1)
            opened = None
        elif _opens(tree, i):
            opened = i
    if opened is not None:
        yield from _quote(opened + 1, len(tree.tokens) - 1)


def _opens(tree: Tree, i: int) -> bool:
    """Whether a mark touches the word behind it, so that it can open: after a lost one, a closing mark opens nothing."""
    return i + 1 < len(tree.tokens) and tree.tokens[i].end == tree.tokens[i + 1].start and tree.tokens[i + 1].pos != "PUNCT"


def _quote(first: int, last: int) -> Iterator[Quote]:
    if first <= last:
        yield Quote(first, last)
