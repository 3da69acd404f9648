"""Near-duplicates: documents whose words nearly agree. They are linked with what differs, never merged.

Words count, not lines, punctuation, letter case or links; header lines, page furniture and disclaimers are left out. Of a mail
its author's own words must agree by themselves too: an answer of two words under a long quotation is no copy of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from clew.records import Copies, Copy, Document
from clew.resolve.minhash import meetings
from clew.shingles import Numbers, Vocabulary, shingles, without

BY = "near-duplicate/1"

# Measured on 1,180 documents (scanned print-outs, mails of public lists, office mail), every pair above .5 read: all 16 pairs
# from .93 up are the same text scanned, sent or forwarded again; the 19 below .9 are nearly all one notice filled in anew.
LEAST = 0.9

# Shorter texts are copies only when they are equal; and of short mails many say the same without being one.
SHORT = 20

# Each text is compared with so many that stand before it in a band; and no longer texts than this word by word.
_MOST, _LONGEST = 8, 20_000

_LEFT_OUT = frozenset({"header", "furniture", "disclaimer"})
_OTHERS = frozenset({"quoted", "forwarded"})


class _Text(NamedTuple):
    """A document by its words: all that count, and those of its own author."""

    document: Document
    words: Numbers
    own: Numbers


def find_copies(documents: Iterable[Document]) -> tuple[Copies, ...]:
    """Return the groups of `documents` that are copies, in the order of their first. The order they come in is of no matter."""
    vocabulary = Vocabulary()
    texts = [_text(document, vocabulary) for document in _in_order(documents)]
    texts = [text for text in texts if len(text.words)]
    pairs = [*_equal(texts), *_near(texts)]
    return tuple(_grouped(texts, pairs))


def _in_order(documents: Iterable[Document]) -> list[Document]:
    """Return documents with the one sent first in front; those without a time last, by their path."""
    return sorted(documents, key=lambda d: (_time(d), d.source.path, d.source.part, d.id))


def _time(document: Document) -> str:
    when = document.sent or document.published
    return when.start.isoformat() if when and when.start else "~"


def _text(document: Document, vocabulary: Vocabulary) -> _Text:
    out = [(z.start, z.end) for z in document.zones if z.kind in _LEFT_OUT]
    others = [(z.start, z.end) for z in document.zones if z.kind in _OTHERS]
    size = len(document.text)
    words = vocabulary.words(document.text, without(0, size, out))
    own = vocabulary.words(document.text, without(0, size, out + others)) if others else words
    return _Text(document, words, own)


def _equal(texts: Sequence[_Text]) -> Iterator[Copy]:
    """Yield a pair for each text that says the same as one before it, word for word."""
    first: dict[tuple[object, ...], _Text] = {}
    for text in texts:
        told = _header(text.document) if len(text.words) < SHORT and text.document.kind == "mail" else ()
        key = (text.words.tobytes(), text.own.tobytes(), *told)
        before = first.setdefault(key, text)
        if before is not text and told != (None, None):
            yield _copy(before, text, 1.0)


def _header(document: Document) -> tuple[object, object]:
    """Return who sent a mail and when: what a short mail must have in common with its copy."""
    return document.header("From"), document.sent.start if document.sent else None


def _near(texts: Sequence[_Text]) -> Iterator[Copy]:
    """Yield the pairs of longer texts that differ, but little. Of equal texts the first stands for all."""
    once = {text.words.tobytes(): text for text in reversed(texts) if len(text.words) >= SHORT}
    longer = [text for text in texts if once.get(text.words.tobytes()) is text]
    for left, right in meetings([shingles(text.words) for text in longer], _MOST):
        likeness = _likeness(longer[left], longer[right])
        if likeness:
            yield _copy(longer[left], longer[right], likeness)


def _likeness(left: _Text, right: _Text) -> float:
    """Return the share of the words that both have in the same order, 0 when it is too small; likewise for their own words."""
    if not _own_agree(left.own, right.own):
        return 0.0
    return Indel.normalized_similarity(_plain(left.words), _plain(right.words), score_cutoff=LEAST)


def _own_agree(left: Numbers, right: Numbers) -> bool:
    if min(len(left), len(right)) < SHORT:
        return left.tobytes() == right.tobytes()
    return Indel.normalized_similarity(_plain(left), _plain(right), score_cutoff=LEAST) > 0


def _plain(words: Numbers) -> list[int]:
    return [int(word) for word in words[:_LONGEST]]


def _copy(left: _Text, right: _Text, similarity: float) -> Copy:
    says = _says(left.document, right.document, similarity)
    return Copy(left.document.id, right.document.id, round(similarity, 4), says, BY)


def _says(left: Document, right: Document, similarity: float) -> str:
    """Return what is the same, and what differs in the header."""
    words = "the same words" if similarity == 1 else f"{int(similarity * 1000) / 10:g}% of the words"
    if left.kind != right.kind:
        return f"{words}; of kinds {left.kind} and {right.kind}"
    if left.kind != "mail":
        return words
    differs = [name for name in ("From", "Date", "Subject", "To", "Cc") if _differ(left, right, name)]
    named = left.header("Message-ID")
    same = "the same Message-ID" if named and named == right.header("Message-ID") else ""
    other = f"other {', '.join(differs)}" if differs else "the same sender, time and recipients"
    return "; ".join(filter(None, (words, same, other)))


def _differ(left: Document, right: Document, name: str) -> bool:
    if name == "Date" and left.sent and right.sent:
        return left.sent.start != right.sent.start
    a, b = (" ".join((d.header(name) or "").split()).casefold() for d in (left, right))
    return a != b


def _grouped(texts: Sequence[_Text], pairs: Sequence[Copy]) -> Iterator[Copies]:
    """Yield the groups that `pairs` tie together: each pair once, by the places of its documents."""
    place = {text.document.id: n for n, text in enumerate(texts)}
    home = {text.document.id: text.document.id for text in texts}

    def root(id: str) -> str:
        while home[id] != id:
            home[id] = id = home[home[id]]
        return id

    for pair in pairs:
        first, last = sorted((root(pair.left), root(pair.right)), key=place.__getitem__)
        home[last] = first
    groups: dict[str, list[str]] = defaultdict(list)
    tied: dict[str, list[Copy]] = defaultdict(list)
    for id in place:
        groups[root(id)].append(id)
    for pair in sorted(pairs, key=lambda pair: (place[pair.left], place[pair.right])):
        tied[root(pair.left)].append(pair)
    for first, members in groups.items():
        if len(members) > 1:
            yield Copies(tuple(members), tuple(tied[first]))
