"""Quotations held against what they quote, word by word: a quotation that somebody altered is evidence.

Line ends, quote marks, white space, punctuation, letter case and links do not count; nor do signatures and disclaimers, which
programs cut off and add, nor the banners and notes that mail systems put into mails. Only the beginning or the end missing, or a
cut where the one who quotes speaks, is "shortened".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from clew.records import Difference, Document, make
from clew.records.threads import DifferenceKind
from clew.shingles import Vocabulary
from clew.trace.quotations import Quotation
from clew.trace.quotes import Quote, own_ranges
from clew.trace.sides import Run, Side, cut_openly, differing, misread, side
from clew.trace.vocabulary import banners

BY = "quotation-compared/1"

# With fewer shared words the two say different things throughout: that is one difference, not hundreds.
_LITTLE = 0.3

# The same words at the beginning or end of quotations of so many messages are a program's, and no alteration of one of them; so
# they are anywhere in print-outs, which are stamped page by page.
_RECURRING = 3


class _Found(NamedTuple):
    """A difference, and its words where a program may have put them, () elsewhere."""

    difference: Difference
    machine: tuple[str, ...]


def find_differences(
    quotations: Iterable[Quotation], documents: Mapping[str, Document], vocabulary: Vocabulary
) -> tuple[Difference, ...]:
    """Return how each of `quotations` differs from what it quotes.

    documents: the mails of the case and those known only from quotation, by their id.
    """
    found = [each for q in quotations if q.message for each in _compared(q.quote, documents[q.message], vocabulary)]
    messages: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in found:
        messages[each.machine].add(each.difference.message)
    kept = (each.difference for each in found if not each.machine or len(messages[each.machine]) < _RECURRING)
    return tuple(sorted(kept, key=lambda d: (d.quoted.document, d.quoted.start, d.quoted.end, d.original.start, d.id)))


def _compared(quote: Quote, original: Document, vocabulary: Vocabulary) -> Iterator[_Found]:
    left, right = side(quote.document, quote.ranges(), vocabulary), side(original, own_ranges(original), vocabulary)
    if not left.words.ids or not right.words.ids:
        return
    for kind, run in _operations(quote, left, right):
        a, b = left.span(run.left), right.span(run.right)
        difference = make(Difference, kind=kind, message=original.id, quoted=a, original=b, by=BY)
        yield _Found(difference, _machine(kind, left, right, run))


def _machine(kind: DifferenceKind, left: Side, right: Side, run: Run) -> tuple[str, ...]:
    at_an_end = run.left[0] == 0 or run.left[1] == len(left.words.ids)
    if kind == "shortened" or not (at_an_end or left.printed or right.printed):
        return ()
    return (*left.letters(run.left), "|", *right.letters(run.right))


def _operations(quote: Quote, left: Side, right: Side) -> Iterator[tuple[DifferenceKind, Run]]:
    """Yield the differences that count."""
    runs = differing(left.words.ids, right.words.ids)
    if sum(run.left[1] - run.left[0] for run in runs) > (1 - _LITTLE) * len(left.words.ids):
        yield "changed", Run((0, len(left.words.ids)), (0, len(right.words.ids)))
        return
    for run in runs:
        if _counts(left, right, run):
            yield _kind(quote, left, run), run


def _counts(left: Side, right: Side, run: Run) -> bool:
    if not left.counts(run.left) and not right.counts(run.right):
        return False
    if all(_is_banner(words) for words in (left.letters(run.left), right.letters(run.right))):
        return False
    return not ((left.printed or right.printed) and misread(left.letters(run.left), right.letters(run.right)))


def _is_banner(words: Iterable[str]) -> bool:
    """Whether `words` are none, or what a mail system puts into mails."""
    text = " ".join(words).casefold()
    return not text or banners().fullmatch(text) is not None


def _kind(quote: Quote, left: Side, run: Run) -> DifferenceKind:
    (i, j), (k, m) = run
    if i < j:
        return "changed" if k < m else "added"
    return "shortened" if i in (0, len(left.words.ids)) or cut_openly(quote, left, i) else "left out"
