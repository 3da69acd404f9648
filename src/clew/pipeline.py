"""The stages in order: the one place where they meet, and where a document that fails becomes a record of its failure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from clew.engine import Engine, EngineError, Lost
from clew.ingest import FoundFile, read_file, with_language
from clew.mend import mend_document
from clew.parse import parse_documents
from clew.recognize import recognize
from clew.records import Document, Identity, Judgement, Observation, Parse, Receipt, Record, Source, Span, When, digest
from clew.resolve import block_of, identities, judge_block, names_of, with_hypotheses
from clew.store import Part, write_part

# A shard is the unit of work, of progress and of resuming. Small ones resume finely; each costs a part in the case and a call.
SHARD_BYTES = 500_000
SHARD_FILES = 200

# Documents parsed together, by their length: parses are large, some 300 bytes a word.
BATCH_CHARACTERS = 500_000


class Work(Record, frozen=True, gc=False):
    """One file to read. digest: SHA-256, "" for one to be passed over or that could not be opened. size: bytes."""

    file: FoundFile
    digest: str
    size: int


class Shard(Record, frozen=True, gc=False):
    """Some files to read and observe together, and the case folder that the part goes to."""

    folder: str
    files: tuple[Work, ...]


def observe(text: str, *, published: date | None = None, title: str | None = None) -> Observation:
    """Return all that is observed in one text, taken to be a document by itself.

    published: its date, when the caller knows it; nothing is assumed otherwise.
    """
    name = digest("text", text)
    source = Source("", name, "")
    told = _told(name, published) if published else None
    document = Document(name, source, "text/plain", "text", title, text, published=told)
    return observe_document(document)


def _told(document: str, day: date) -> When:
    """Return a date that the caller told: its span is empty, since no words of the document say it."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return When(start, start + timedelta(days=1), "day", Span(document, 0, 0, ""), None, "told-by-caller/1")


def observe_document(document: Document) -> Observation:
    """Return all that is observed in one document as it was read."""
    return recognize(next(parse_documents([prepared(document)])))


def prepared(document: Document) -> Document:
    """Return `document` mended, and with its language."""
    return with_language(mend_document(document))


def read_shard(shard: Shard) -> Part:
    """Read, mend, parse and recognize the files of `shard`; write what was observed as one part of the case; return its entry."""
    readings = [read_file(work.file, work.digest or None) for work in shard.files]
    documents = [prepared(document) for reading in readings for document in reading.documents]
    observations, failures = _observed(documents)
    receipts = [_with_failures(receipt, failures) for reading in readings for receipt in reading.receipts]
    return write_part(Path(shard.folder), observations, receipts)


def _observed(documents: Sequence[Document]) -> tuple[list[Observation], dict[str, str]]:
    """Return an observation for each document, and the reason for each that could be read but not recognized."""
    observations, failures = [], {}
    for batch in _batches(documents):
        for document, observed in zip(batch, _recognized(batch), strict=True):
            if isinstance(observed, Observation):
                observations.append(observed)
            else:
                observations.append(Observation(document))
                failures[document.id] = f"read, but not recognized: {type(observed).__name__}: {observed}"
    return observations, failures


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if sum(len(d.text) for d in batch) > BATCH_CHARACTERS:
            yield batch
            batch = []
    if batch:
        yield batch


def _recognized(documents: Sequence[Document]) -> list[Observation | Exception]:
    """Return what was observed in each document, or the error it raised: where a document costs itself, not the run."""
    return [parse if isinstance(parse, Exception) else _attempted(parse) for parse in _parsed(documents)]


def _parsed(documents: Sequence[Document]) -> list[Parse | Exception]:
    """Return each document's parse, or its error; found by halves, since the parser takes many at once."""
    try:
        return list(parse_documents(documents))
    except Exception as error:
        if len(documents) == 1:
            return [error]
        half = len(documents) // 2
        return [*_parsed(documents[:half]), *_parsed(documents[half:])]


def _attempted(parse: Parse) -> Observation | Exception:
    try:
        return recognize(parse)
    except Exception as error:
        return error


def _with_failures(receipt: Receipt, failures: dict[str, str]) -> Receipt:
    reasons = [failures[document] for document in receipt.documents if document in failures]
    return msgspec.structs.replace(receipt, reason="; ".join(filter(None, [receipt.reason, *reasons]))) if reasons else receipt


def shards(folder: Path, files: Iterable[Work]) -> Iterator[Shard]:
    """Yield `files` cut into shards by size, in order."""
    waiting: list[Work] = []
    for work in files:
        waiting.append(work)
        if sum(w.size for w in waiting) >= SHARD_BYTES or len(waiting) >= SHARD_FILES:
            yield Shard(str(folder), tuple(waiting))
            waiting = []
    if waiting:
        yield Shard(str(folder), tuple(waiting))


def read_all(engine: Engine, work: Sequence[Shard]) -> Iterator[Part]:
    """Yield a part for each shard, in order; last those of shards whose worker died, read again file by file."""
    lost = []
    for shard, part in zip(work, engine.map(read_shard, work), strict=True):
        if isinstance(part, Lost):
            lost.append((shard, part))
        else:
            yield part
    for shard, reason in lost:
        alone = [Shard(shard.folder, (work,)) for work in shard.files]
        yield from read_all(engine, alone) if len(alone) > 1 else [_killed(shard, reason)]


def _killed(shard: Shard, lost: Lost[Shard]) -> Part:
    work = shard.files[0]
    reason = f"reading it ended the worker: {lost.reason}"
    receipt = Receipt(work.file.name, "", work.digest, work.size, "failed", reason)
    return write_part(Path(shard.folder), [], [receipt])


def resolve(engine: Engine, observations: Sequence[Observation], judgements: Sequence[Judgement]) -> tuple[Identity, ...]:
    """Return who the mentions of `observations` are, by the rules and by what people judged."""
    apart = frozenset(side for j in judgements for side in (j.left, j.right))
    names = [names_of(observation, apart) for observation in observations]
    nodes = [node for each in names for node in each.nodes]
    by_rules = [j for each in names for j in each.judgements]
    for block in engine.group(block_of, judge_block, nodes):
        if isinstance(block, Lost):
            raise EngineError(f"names could not be compared: {block.reason}")
        by_rules += block
    return with_hypotheses(identities(nodes, by_rules, judgements), observations)
