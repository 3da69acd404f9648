"""A quotation and its original as rows of words, and where the two differ."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from clew.records import Document, Span
from clew.shingles import Placed, Range, Vocabulary
from clew.trace.quotes import Quote

# Comparing takes the product of both lengths in bits: of longer texts the first so many words are compared.
_LONGEST = 10_000

# Hands and programs mark an open cut so.
_CUT_SIGNS = ("...", "…", "[snip", "<snip", "[cut", "[trimmed")

# Of scanned print-outs a difference of a word or two is the scanner's: only more words in a row count, whose letters differ.
_MISREAD, _ALIKE = 2, 0.6
_PRINTED = ("image/", "application/pdf", "text/plain")

_PARTED = frozenset({"signature", "disclaimer", "greeting"})


class Run(NamedTuple):
    """A stretch in which two rows of words differ: (first, after last) of each."""

    left: Range
    right: Range


class Side(NamedTuple):
    """One of two texts that are compared: its words, and the stretches that do not count."""

    document: Document
    words: Placed
    apart: tuple[Range, ...]

    @property
    def printed(self) -> bool:
        """Whether its words may come from a scanner."""
        return self.document.media.startswith(_PRINTED)

    def span(self, words: Range) -> Span:
        """Return the span of these words; where there are none, of the words around."""
        first, last = words if words[0] < words[1] else (max(0, words[0] - 1), min(len(self.words.ids), words[1] + 1))
        return self.document.span(self.words.spans[first][0], self.words.spans[last - 1][1])

    def letters(self, words: Range) -> list[str]:
        """Return these words as they are written."""
        return [self.document.text[a:b] for a, b in self.words.spans[words[0] : words[1]]]

    def counts(self, words: Range) -> bool:
        """Whether any of these words stands outside signatures and the like."""
        return any(not any(a <= start < b for a, b in self.apart) for start, _ in self.words.spans[words[0] : words[1]])


def side(document: Document, ranges: Iterable[Range], vocabulary: Vocabulary) -> Side:
    """Return the words of the `ranges` of a document, to compare."""
    ids, spans = vocabulary.placed(document.text, ranges)
    apart = tuple((z.start, z.end) for z in document.zones if z.kind in _PARTED)
    return Side(document, Placed(ids[:_LONGEST], spans[:_LONGEST]), apart)


def differing(left: Sequence[int], right: Sequence[int]) -> list[Run]:
    """Return the stretches in which two rows of words differ, in order; what lies one word apart is one stretch."""
    if left == right:
        return []
    numbers: dict[int, int] = {}
    a, b = ([numbers.setdefault(word, len(numbers)) for word in row] for row in (left, right))
    found: list[Run] = []
    for op in Indel.opcodes(a, b):
        if op.tag == "equal":
            continue
        run = Run((op.src_start, op.src_end), (op.dest_start, op.dest_end))
        if found and run.left[0] - found[-1].left[1] <= 1 and _both_change(found[-1], run):
            run = Run((found[-1].left[0], run.left[1]), (found[-1].right[0], run.right[1]))
            found.pop()
        found.append(run)
    return found


def _both_change(before: Run, after: Run) -> bool:
    """Whether two stretches are one alteration: they touch, or a word is kept between words that are changed."""
    touch = before.left[1] == after.left[0]
    return touch or all(a < b for run in (before, after) for a, b in (run.left, run.right))


def misread(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a scanner may have made the one of the other."""
    return max(len(left), len(right)) <= _MISREAD or Indel.normalized_similarity("".join(left), "".join(right)) >= _ALIKE


def cut_openly(quote: Quote, left: Side, at: int) -> bool:
    """Whether the gap before word `at` is an open one: the quotation is in pieces there, or a sign says so."""
    start, end = left.words.spans[at - 1][1], left.words.spans[at][0]
    if any(start <= piece.start <= end for piece in quote.pieces[1:]):
        return True
    between = quote.document.text[start:end].casefold()
    return any(sign in between for sign in _CUT_SIGNS)
