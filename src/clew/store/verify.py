"""Does the case still say what it said: bytes against hashes, spans against texts, references and judgements against records."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from clew.errors import CaseError
from clew.records import Document, Judgement, Observation, Record, Span, digest
from clew.store.manifest import Table
from clew.store.parts import OBSERVED, name_of, rows_in
from clew.store.reading import withdrawn

if TYPE_CHECKING:
    from clew.store.folder import CaseFolder

MANIFEST = "manifest.jsonl"


def problems(case: "CaseFolder") -> list[str]:
    """Return what is wrong, one line a problem."""
    return [*_heard(_bytes(case)), *_heard(case.originals.problems()), *_heard(_words(case))]


def _heard(lines: Iterator[str]) -> Iterator[str]:
    """Yield `lines`; what stops them is one more."""
    try:
        yield from lines
    except CaseError as error:
        yield str(error)


def _bytes(case: "CaseFolder") -> Iterator[str]:
    """Yield files that are not what the manifest says, and files that it does not speak of."""
    folder = case.path / OBSERVED
    named = {table.name: table for part, _ in case.standing() for table in part.tables}
    for table in named.values():
        yield from _table(folder / table.name, table)
    present = {path.name for path in folder.iterdir()} if folder.exists() else set()
    for name in sorted(present - set(named) - {MANIFEST}):
        yield f"{folder / name} belongs to no part: an interrupted run left it; the next clew add of the same files takes it up"


def _table(path: Path, table: Table) -> Iterator[str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        yield f"{path} cannot be read: {error.strerror}"
        return
    if table.name != name_of(table.kind, data):
        yield f"{path} has changed since it was written: its bytes do not have the hash in its name"
    elif table.rows != rows_in(path):
        yield f"{path} does not have the {table.rows} rows that the manifest gives it"


def _words(case: "CaseFolder") -> Iterator[str]:
    """Yield spans that are not what stands in their document, and judgements that are not about anything in the case."""
    known: set[str] = set()
    for observation in case.observations():
        yield from _spans(observation)
        yield from _references(observation)
        known.update(_ids(observation))
    decided = case.judgements()
    known.update(judgement.id for judgement in decided)
    # What a judgement was about may have been withdrawn since: it rests.
    if decided:
        known.update(id for seen in withdrawn(case.path, case.standing()) for id in _ids(seen))
    for judgement in decided:
        yield from _judgement(judgement, known)


def _spans(observation: Observation) -> Iterator[str]:
    document = observation.document
    for span in spans_in(observation):
        if not _holds(document, span):
            yield f"{document.source.path} {document.source.part}: {span.start}:{span.end} is not {span.text!r} in {document.id}"


def _references(observation: Observation) -> Iterator[str]:
    """Yield what a record of one document points to and the document does not have."""
    source = observation.document.source
    mentions, events = {m.id for m in observation.mentions}, {e.id for e in observation.events}
    pointed = [(e.id, m) for e in observation.events for m in (*(m for _, m in e.roles), e.where) if m and m not in mentions]
    pointed += [(q.id, m) for q in observation.questions for m in q.about if m not in mentions]
    pointed += [(c.id, c.event) for c in observation.claims if c.event and c.event not in events]
    for record, missing in pointed:
        yield f"{source.path} {source.part}: {record} speaks of {missing}, which is not in the document"


def _holds(document: Document, span: Span) -> bool:
    return span.document == document.id and span.start < span.end and document.text[span.start : span.end] == span.text


def spans_in(value: Any) -> Iterator[Span]:
    """Yield every span in a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from spans_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)


def _ids(observation: Observation) -> Iterator[str]:
    yield observation.document.id
    for records in (observation.mentions, observation.events, observation.claims, observation.questions):
        yield from (record.id for record in records)


def _judgement(judgement: Judgement, known: set[str]) -> Iterator[str]:
    if judgement.id != digest("Judgement", msgspec.structs.replace(judgement, id="")):
        yield f"judgement {judgement.id} has changed since it was made: it does not have the hash in its id"
    for side in filter(None, (judgement.left, judgement.right)):
        if side not in known:
            yield f"judgement {judgement.id} ({judgement.verdict}) is about {side}, which is not in the case"
