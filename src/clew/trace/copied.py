"""Which of two documents that share passages has them from the other, and how sure that is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import permutations

from clew.index import Index
from clew.records import Certainty, Copies, Document, Reliance, Span, make
from clew.trace.around import Around
from clew.trace.reuse import Shared, find_shared

RULE = "shared-passage/1"

# A shorter run may be a saying, a title or a formula. Of 23 runs in 298 mails of one office and 8 in the demo case, all of 20
# words and more are the same passage; of those below, half are a formula of one writer.
_LONG = 20

_QUOTES = '"“”‘’«»'


class Reuse:
    """The passages that documents of a case share; judgements do not change them. copies: groups of near-duplicates."""

    def __init__(self, index: Index, copies: Callable[[], Iterable[Copies]] = tuple) -> None:
        self.index, self._copies = index, copies

    @cached_property
    def first(self) -> Mapping[str, str]:
        """The id of the first of each group of copies, by the id of each of them."""
        return {id: group.documents[0] for group in self._copies() for id in group.documents}

    @cached_property
    def reliances(self) -> tuple[Reliance, ...]:
        """Who has copied whom, one for each passage, in the order of the documents."""
        documents = sorted(self.index.documents.values(), key=lambda d: (d.source.path, d.source.part, d.id))
        shared = find_shared(documents, self.first)
        ends: dict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
        for each in shared:
            for (id, where), (other, _) in permutations(_ends(each)):
                ends[id].append((self.first.get(other, other), where))
        kept = [s for s in shared if s.words >= _LONG or not self._is_common(s, ends)]
        return tuple(self._reliance(s) for s in kept)

    @cached_property
    def into(self) -> Around[Reliance]:
        """The reliances that are surer than possible, by where the copied passage stands."""
        return Around((r for r in self.reliances if r.certainty != "possible"), lambda r: r.left)

    def _is_common(self, shared: Shared, ends: Mapping[str, Sequence[tuple[str, tuple[int, int]]]]) -> bool:
        """Whether a third document has some of the words too: a formula rather than a copy."""
        for (id, (start, end)), (other, _) in permutations(_ends(shared)):
            home = self.first.get(other, other)
            if any(third != home and a < end and start < b for third, (a, b) in ends[id]):
                return True
        return False

    def _reliance(self, shared: Shared) -> Reliance:
        left, right = (self.index.documents[id] for id in (shared.left, shared.right))
        spans = left.span(*shared.left_range), right.span(*shared.right_range)
        later, says = self._later(*spans)
        copy, source = spans if later == 0 else spans[::-1]
        sure: Certainty = "certain" if later is not None else "probable"
        if all(_is_speech(d, s) for d, s in zip((left, right), spans, strict=True)):
            sure, says = "possible", f"{says}; the words of a third, perhaps"
        elif shared.words < _LONG:
            sure = "possible" if later is None else "probable"
        reason = f"{shared.words} words in a row are the same; {says}"
        other = self.index.documents[source.document]
        fields = {
            "document": copy.document,
            "on": other.id,
            "name": title(other),
            "kind": "copied",
            "left": copy,
            "right": source,
        }
        return make(Reliance, **fields, certainty=sure, reason=reason, by=RULE)

    def _later(self, left: Span, right: Span) -> tuple[int | None, str]:
        """Return which of two passages (0 or 1) is the copy, and why; None when nothing tells."""
        documents = [self.index.documents[s.document] for s in (left, right)]
        marked = [any(z.kind == "quoted" for z in d.zones_at(s.start)) for d, s in zip(documents, (left, right), strict=True)]
        if marked[0] != marked[1]:
            return marked.index(True), "it is marked as a quotation"
        (a_start, a_end), (b_start, b_end) = map(self._time, documents)
        if a_end and b_start and a_end <= b_start:
            return 1, "it is the later document"
        if b_end and a_start and b_end <= a_start:
            return 0, "it is the later document"
        return None, "which was first is not known"

    def _time(self, document: Document) -> tuple[datetime | None, datetime | None]:
        when = document.published or document.sent or self.index.observations[document.id].written
        return (when.start, when.end) if when else (None, None)


def title(document: Document) -> str:
    """Return what to call a document: its title, else where it was found."""
    source = document.source
    return document.title or " ".join(filter(None, (source.path, source.part)))


def _ends(shared: Shared) -> Iterator[tuple[str, tuple[int, int]]]:
    yield shared.left, shared.left_range
    yield shared.right, shared.right_range


def _is_speech(document: Document, span: Span) -> bool:
    """Whether a passage stands inside quotation marks: more opened than closed before it in its paragraph."""
    start = document.text.rfind("\n\n", 0, span.start) + 1
    before = document.text[start : span.start + 1]
    return (before.count("“") > before.count("”")) or before.count('"') % 2 == 1
