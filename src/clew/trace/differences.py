"""Quotations held against what they quote, word by word: a quotation that somebody altered is evidence.

Line ends, quote marks, white space, punctuation, letter case and links do not count; nor do signatures and disclaimers, which
programs cut off and add. Only the beginning or the end missing, or a cut where the one who quotes speaks, is "shortened".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from clew.records import Difference, Document, Span, make
from clew.records.threads import DifferenceKind
from clew.shingles import Placed, Range, Vocabulary
from clew.trace.quotations import Quotation
from clew.trace.quotes import Quote, own_ranges

BY = "quotation-compared/1"

# Comparing takes the product of both lengths in bits: of longer texts the first so many words are compared.
_LONGEST = 10_000

# With fewer shared words the two say different things throughout: that is one difference, not hundreds.
_LITTLE = 0.3

# Programs and hands mark an open cut so.
_CUT_SIGNS = ("...", "…", "[snip", "<snip", "[cut", "[trimmed")

# Of scanned print-outs a difference of a word or two is the scanner's: only more words in a row count, whose letters differ.
_MISREAD, _ALIKE = 2, 0.6
_PRINTED = ("image/", "application/pdf", "text/plain")

_PARTED = frozenset({"signature", "disclaimer", "greeting"})


class _Side(NamedTuple):
    """One of two texts that are compared: its words, and the stretches that do not count."""

    document: Document
    words: Placed
    apart: tuple[Range, ...]

    @property
    def printed(self) -> bool:
        """Whether its words may come from a scanner."""
        return self.document.media.startswith(_PRINTED)

    def span(self, first: int, last: int) -> Span:
        """Return the span of words `first:last`; where there are none, of the words around."""
        first, last = (first, last) if first < last else (max(0, first - 1), min(len(self.words.ids), last + 1))
        return self.document.span(self.words.spans[first][0], self.words.spans[last - 1][1])

    def letters(self, first: int, last: int) -> list[str]:
        """Return the words `first:last` as they are written."""
        return [self.document.text[a:b] for a, b in self.words.spans[first:last]]

    def counts(self, first: int, last: int) -> bool:
        """Whether any of the words `first:last` stands outside signatures and the like."""
        return any(not any(a <= start < b for a, b in self.apart) for start, _ in self.words.spans[first:last])


def find_differences(
    quotations: Iterable[Quotation], documents: Mapping[str, Document], vocabulary: Vocabulary
) -> tuple[Difference, ...]:
    """Return how each of `quotations` differs from what it quotes.

    documents: the mails of the case and those known only from quotation, by their id.
    """
    found = [d for q in quotations if q.message for d in _compared(q.quote, documents[q.message], vocabulary)]
    return tuple(sorted(found, key=lambda d: (d.quoted.document, d.quoted.start, d.quoted.end, d.original.start, d.id)))


def _compared(quote: Quote, original: Document, vocabulary: Vocabulary) -> Iterator[Difference]:
    left = _side(quote.document, quote.ranges(), vocabulary)
    right = _side(original, _ranges(original), vocabulary)
    if not left.words.ids or not right.words.ids:
        return
    for kind, a, b in _operations(quote, left, right):
        yield make(Difference, kind=kind, message=original.id, quoted=left.span(*a), original=right.span(*b), by=BY)


def _ranges(original: Document) -> list[Range]:
    """Return where the words of a message stand: its own, or, when it is known only from quotation, those of its quotation."""
    return own_ranges(original)


def _side(document: Document, ranges: Iterable[Range], vocabulary: Vocabulary) -> _Side:
    ids, spans = vocabulary.placed(document.text, ranges)
    apart = tuple((z.start, z.end) for z in document.zones if z.kind in _PARTED)
    return _Side(document, Placed(ids[:_LONGEST], spans[:_LONGEST]), apart)


def _operations(quote: Quote, left: _Side, right: _Side) -> Iterator[tuple[DifferenceKind, Range, Range]]:
    """Yield (kind, words of the quotation, words of the original) of each difference that counts."""
    if left.words.ids == right.words.ids:
        return
    numbers: dict[int, int] = {}
    a, b = ([numbers.setdefault(i, len(numbers)) for i in side.words.ids] for side in (left, right))
    runs = _differing(a, b)
    if sum(j - i for i, j, _, _ in runs) > (1 - _LITTLE) * len(a):
        yield "changed", (0, len(a)), (0, len(b))
        return
    for i, j, k, m in runs:
        kind = _kind(quote, left, right, (i, j, k, m))
        if kind:
            yield kind, (i, j), (k, m)


def _differing(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Return the stretches (of a, of b) in which the two differ, in order: neighbours joined."""
    found: list[tuple[int, int, int, int]] = []
    for op in Indel.opcodes(a, b):
        i, j, k, m = op.src_start, op.src_end, op.dest_start, op.dest_end
        if op.tag == "equal":
            continue
        if found and found[-1][1] == i and found[-1][3] == k:
            i, k = found[-1][0], found[-1][2]
            found.pop()
        found.append((i, j, k, m))
    return found


def _kind(quote: Quote, left: _Side, right: _Side, run: tuple[int, int, int, int]) -> DifferenceKind | None:
    i, j, k, m = run
    if not left.counts(i, j) and not right.counts(k, m):
        return None
    if (left.printed or right.printed) and _misread(left.letters(i, j), right.letters(k, m)):
        return None
    if i < j:
        return "changed" if k < m else "added"
    at_an_end = i in (0, len(left.words.ids))
    return "shortened" if at_an_end or _cut_openly(quote, left, i) else "left out"


def _misread(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a scanner may have made the one of the other."""
    return max(len(left), len(right)) <= _MISREAD or Indel.normalized_similarity("".join(left), "".join(right)) >= _ALIKE


def _cut_openly(quote: Quote, left: _Side, at: int) -> bool:
    """Whether the gap before word `at` is an open one: the quotation is in pieces there, or a sign says so."""
    start, end = left.words.spans[at - 1][1], left.words.spans[at][0]
    if any(start <= piece.start <= end for piece in quote.pieces[1:]):
        return True
    between = quote.document.text[start:end].casefold()
    return any(sign in between for sign in _CUT_SIGNS)
