"""What a search finds: the documents, and where in each the words stand."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from clew.records import Document, Observation, Record, Span
from clew.store import CaseFolder

if TYPE_CHECKING:
    import tantivy


class Hit(Record, frozen=True, gc=False):
    """A document that a search found, with the exact places of its words."""

    document: str
    score: float
    passages: tuple[Span, ...]


def words_of(
    folder: CaseFolder | None, observations: Iterable[Observation], filed: Callable[[Document], frozenset[str]]
) -> "tantivy.Index":
    """Return the index of the words of a case: that of its folder, made if it is not there, or one in memory.

    filed: gives what a document is filed under beside its words.
    """
    from clew.store.search import build_index, open_index

    return open_index(folder, filed) if folder else build_index(observations, filed)


def hits(index: "tantivy.Index", documents: Mapping[str, Document], query: str, limit: int) -> tuple[Hit, ...]:
    """Return the documents that match `query`, best first, at most `limit`. AskError when the query is malformed."""
    from clew.store.search import passages, search

    ranked = search(index, query, limit)
    return tuple(
        Hit(id, score, tuple(documents[id].span(*place) for place in passages(documents[id].text, query))) for id, score in ranked
    )
