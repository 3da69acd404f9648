"""Full-text search: a Tantivy index over the documents of a case. It holds no texts, and may be deleted at any time."""

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, NamedTuple

from clew.errors import CaseError
from clew.records import Document, Observation
from clew.store.files import ASIDE, FULL
from clew.store.folder import CaseFolder
from clew.store.passages import passages
from clew.store.query import WORD_FIELDS, All, Damaged, Dated, Either, Kind, Node, Not, Words, parse_query

if TYPE_CHECKING:
    import tantivy

__all__ = ["Hit", "build_index", "count", "open_index", "passages", "search"]

# A hit in the title weighs as much as two in the text.
TITLE_BOOST = 2.0

# Documents with equal scores come in another order in each build of the index. So this many times the hits asked for are
# fetched and put in order here, and more when the last of them still ties.
FETCH = 5

# Scores are sums of floats, added in an order that depends on the build.
SCORE_DIGITS = 3

_ANALYZER = "words"

# What `query.word_pattern` says, in Tantivy's terms.
_WORD = r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*"


# The fields of the index: another version does not read what this one placed.
_FORMAT = 2

# Says what the text of a document went through, in words of `query.DAMAGES`.
Filed = Callable[[Document], Iterable[str]]


class Hit(NamedTuple):
    """A document that matches, and how well (BM25)."""

    document: str
    score: float


def build_index(observations: Iterable[Observation], damage: Filed, path: Path | None = None) -> "tantivy.Index":
    """Return an index over `observations`, in folder `path` or in memory; each is asked its `damage` once."""
    import tantivy

    index = tantivy.Index(_schema(), None if path is None else str(path))
    index.register_tokenizer(_ANALYZER, _analyzer())
    writer = index.writer(num_threads=1)
    for row in _rows(observations, damage):
        writer.add_document(tantivy.Document.from_dict(row, _schema()))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def open_index(folder: CaseFolder, damage: Filed) -> "tantivy.Index":
    """Return the index of a case, built anew when the case has changed or another version of Tantivy made it.

    damage    asked of each document while it is built, so that no query has to
    """
    import tantivy

    place = folder.derived(f"search-{_FORMAT}-{folder.fingerprint()}")
    if place.exists() and not _readable(place):
        shutil.rmtree(place)
    if not place.exists():
        _place(folder, place, damage)
    index = tantivy.Index.open(str(place))
    index.register_tokenizer(_ANALYZER, _analyzer())
    return index


def search(index: "tantivy.Index", query: str, limit: int) -> tuple[Hit, ...]:
    """Return at most `limit` documents that match, best first, equal ones by id. AskError when the query is malformed.

    The query language is in `clew.store.query`.
    """
    wanted, searcher = _compiled(parse_query(query)), index.searcher()
    fetch = max(limit, 1) * FETCH
    while True:
        found = searcher.search(wanted, fetch).hits
        scores = [round(score, SCORE_DIGITS) for score, _ in found]
        if len(found) < fetch or scores[-1] < scores[limit - 1]:
            break
        fetch *= FETCH
    hits = [Hit(searcher.doc(place)["id"][0], score) for score, (_, place) in zip(scores, found, strict=True)]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.document))[:limit])


def count(index: "tantivy.Index", query: str) -> int:
    """Return how many documents match. AskError when the query is malformed."""
    total: int = index.searcher().search(_compiled(parse_query(query)), 1).count  # type: ignore[attr-defined]
    return total


def _readable(place: Path) -> bool:
    """Tell whether this version of Tantivy reads the index: Tantivy answers no, or raises when half of it was deleted."""
    import tantivy

    try:
        return tantivy.Index.is_compatible(str(place))
    except ValueError:
        return False


@contextmanager
def _full_disk() -> Iterator[None]:
    """Turn Tantivy's own "no space left", which it raises as a ValueError, into the CaseError that says what to do."""
    try:
        yield
    except ValueError as error:
        if f"os error {errno.ENOSPC}" in str(error):
            raise CaseError(FULL) from error
        raise


def _place(folder: CaseFolder, place: Path, damage: Filed) -> None:
    """Build the index aside, move it to its place and clear away its predecessors."""
    aside = place.with_name(f"{ASIDE}{token_hex(8)}")
    try:
        aside.mkdir(parents=True)
        with _full_disk():
            build_index(folder.observations(), damage, aside)
        with suppress(OSError):  # another process was first: its index is the same
            aside.rename(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    for old in place.parent.glob("search-*"):
        if old != place:
            shutil.rmtree(old, ignore_errors=True)


@cache
def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "damage"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("text", "title", *WORD_FIELDS):
        builder.add_text_field(name, tokenizer_name=_ANALYZER)
    builder.add_integer_field("date", indexed=True, fast=True)
    return builder.build()


def _analyzer() -> "tantivy.TextAnalyzer":
    """Return what cuts words. Unlike Tantivy's default it keeps long ones, and the marks of scripts that need them."""
    import tantivy

    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD)).filter(tantivy.Filter.lowercase()).build()


def _rows(observations: Iterable[Observation], damage: Filed) -> Iterator[dict[str, Any]]:
    """Yield the fields of each document. What came with a mail was sent when and by whom the mail was; a mail comes before it."""
    carried: dict[str, dict[str, Any]] = {}
    for observation in observations:
        document = observation.document
        own = _sending(document)
        carried[document.id] = {**carried.get(document.parent or "", {}), **own}
        yield {
            "id": document.id,
            "kind": document.kind,
            "damage": sorted(damage(document)),
            "text": document.text,
            "title": document.title or "",
            "path": document.source.path,
            "name": sorted({mention.name for mention in observation.mentions if mention.kind in ("person", "organization")}),
            **carried[document.id],
        }


def _sending(document: Document) -> dict[str, Any]:
    """Return who sent a document, to whom and when, as far as it says."""
    when = document.sent or document.published
    fields = {
        "from": _headers(document, ("from", "sender")),
        "to": _headers(document, ("to", "cc", "bcc")),
        "date": int(when.start.timestamp()) if when and when.start else None,
    }
    return {name: value for name, value in fields.items() if value not in ([], None)}


def _headers(document: Document, names: Sequence[str]) -> list[str]:
    return [header.value for header in document.headers if header.name.lower() in names]


def _compiled(node: Node) -> "tantivy.Query":
    """Return the query in Tantivy's terms."""
    import tantivy

    match node:
        case Words():
            return _words(node)
        case Kind(kind):
            return tantivy.Query.term_query(_schema(), "kind", kind)
        case Damaged(damage):
            return tantivy.Query.term_query(_schema(), "damage", damage)
        case Dated():
            return _dated(node)
        case Either(nodes):
            return _boolean([(tantivy.Occur.Should, _compiled(part)) for part in nodes])
        case All(nodes):
            return _boolean([(tantivy.Occur.Must, _compiled(part)) for part in nodes])
        case Not(inner):
            everything = (tantivy.Occur.Must, tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0))
            return _boolean([everything, (tantivy.Occur.MustNot, _compiled(inner))])


def _boolean(clauses: Sequence[tuple[Any, "tantivy.Query"]]) -> "tantivy.Query":
    import tantivy

    return tantivy.Query.boolean_query(clauses)


def _words(asked: Words) -> "tantivy.Query":
    """Words without a field are those of the text or of the title, which not every format has in its text."""
    import tantivy

    if asked.field:
        return _in_field(asked.field, asked)
    title = tantivy.Query.boost_query(_in_field("title", asked), TITLE_BOOST)
    return _boolean([(tantivy.Occur.Should, _in_field("text", asked)), (tantivy.Occur.Should, title)])


def _in_field(field: str, asked: Words) -> "tantivy.Query":
    import tantivy

    first, schema = asked.words[0], _schema()
    if asked.ending == "*":
        return tantivy.Query.regex_query(schema, field, f"{first}.*")
    if asked.ending == "~":
        return tantivy.Query.fuzzy_term_query(schema, field, first)
    if len(asked.words) > 1:
        return tantivy.Query.phrase_query(schema, field, list(asked.words))
    return tantivy.Query.term_query(schema, field, first)


def _dated(asked: Dated) -> "tantivy.Query":
    import tantivy

    start, end = (None if at is None else int(at.timestamp()) for at in (asked.after, asked.before))
    return tantivy.Query.range_query(_schema(), "date", tantivy.FieldType.Integer, start, end, include_upper=end is None)
