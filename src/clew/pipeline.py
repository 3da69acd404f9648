"""The stages in order: the one place where they meet, and where a document that fails becomes a record of its failure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, tee
from multiprocessing import parent_process
from pathlib import Path
from typing import TypeVar

import msgspec

from clew import predict
from clew.engine import Engine, EngineError, Lost
from clew.ingest import Cut, FoundFile, Reading, cuts, limits, readings, with_language
from clew.mend import mend_document
from clew.parse import parse_documents
from clew.recent import Observed, Recent
from clew.recognize import listening, recognize
from clew.records import (
    Document,
    Mention,
    Near,
    Observation,
    Parse,
    Receipt,
    Record,
    Skipped,
    Source,
    Span,
    When,
    digest,
)
from clew.resolve import Names, Resolution, judge_across, names_of
from clew.store import Part, Slice, write_part

# A shard is the unit of work, of progress and of resuming. Small ones resume finely; each costs a part in the case and a call.
SHARD_BYTES = 500_000
SHARD_FILES = 200

# Documents parsed together, by their length: parses are large, some 300 bytes a word.
BATCH_CHARACTERS = 500_000

# Text held before it is written as a part.
PART_CHARACTERS = 8_000_000

# Text of documents whose observations a process remembers: some ten times as much memory.
RECENT_CHARACTERS = 4_000_000

T = TypeVar("T")


class Work(Record, frozen=True, gc=False):
    """One file to read, or one slice of a large one.

    digest   SHA-256, "" for one to be passed over or that could not be opened
    size     bytes
    cut      the stretch that makes the slice, or None: the whole file
    slice    which slice it is, or None
    """

    file: FoundFile
    digest: str
    size: int
    cut: Cut | None = None
    slice: Slice | None = None


class Shard(Record, frozen=True, gc=False):
    """Some files to read and observe together, and the case folder that the part goes to. fast: by rules alone."""

    folder: str
    files: tuple[Work, ...]
    fast: bool = False


# By whether rules alone are asked for: a process may serve two cases.
_RECENT = {fast: Recent(RECENT_CHARACTERS) for fast in (False, True)}


def observe(text: str, *, published: date | None = None, title: str | None = None, fast: bool = False) -> Observation:
    """Return all that is observed in one text, taken to be a document by itself.

    published: its date, when the caller knows it; nothing is assumed otherwise. fast: by rules alone, without the tagger.
    """
    return observe_document(text_document(text, published=published, title=title), fast=fast)


def text_document(text: str, *, published: date | None = None, title: str | None = None) -> Document:
    """Return one text as a document by itself."""
    name = digest("text", text)
    told = _told(name, published) if published else None
    return Document(name, Source("", name, ""), "text/plain", "text", title, text, published=told)


def _told(document: str, day: date) -> When:
    """Return a date that the caller told: its span is empty, since no words of the document say it."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return When(start, start + timedelta(days=1), "day", Span(document, 0, 0, ""), None, "told-by-caller/1")


def observe_document(document: Document, *, fast: bool = False) -> Observation:
    """Return all that is observed in one document as it was read; by rules alone when `fast`."""
    return explained(document, fast=fast)[1]


def explained(document: Document, *, fast: bool = False) -> tuple[Parse, Observation, list[Near]]:
    """Return the parse of a document, what is observed in it, and what rules looked at and let go."""
    (parse,) = tagged(list(parse_documents([prepared(document)])), fast=fast)
    with listening() as near:
        return parse, recognize(parse), near


def prepared(document: Document) -> Document:
    """Return `document` mended, and with its language."""
    return with_language(mend_document(document))


def read_shard(shard: Shard) -> tuple[Part, ...]:
    """Read, mend, parse and recognize the files of `shard`; write what was observed as parts of the case; return their entries.

    One part as a rule. What unpacks to more text than is well held comes in several, to be committed together.
    """
    slices = [work.slice for work in shard.files if work.slice]
    batches = _batches(_readings(shard), PART_CHARACTERS, _length)
    with limits.held(hard=parent_process() is not None):
        return tuple(_written(shard, batch, slices) for batch in batches)


def _readings(shard: Shard) -> Iterator[Reading]:
    for work in shard.files:
        limits.alive()
        yield from readings(work.file, work.digest or None, work.cut)


def _written(shard: Shard, batch: Sequence[Reading], slices: Sequence[Slice]) -> Part:
    documents = [prepared(document) for reading in batch for document in reading.documents]
    observed = _observed(documents, fast=shard.fast)
    remarks = {each.document.id: each.remark for each in observed if each.remark}
    receipts = [_remarked(receipt, remarks) for reading in batch for receipt in reading.receipts]
    return write_part(Path(shard.folder), [each.observation for each in observed], receipts, slices)


def _length(reading: Reading) -> int:
    return sum(len(document.text) for document in reading.documents)


def _observed(documents: Sequence[Document], *, fast: bool) -> list[Observed]:
    """Return what was observed in each document."""
    known = [_RECENT[fast].of(document) for document in documents]
    fresh = _fresh([document for document, seen in zip(documents, known, strict=True) if seen is None], fast=fast)
    return [seen or next(fresh) for seen in known]


def _fresh(documents: Sequence[Document], *, fast: bool) -> Iterator[Observed]:
    for batch in _batches(documents, BATCH_CHARACTERS, lambda document: len(document.text)):
        for document, parse in zip(batch, _parsed(batch), strict=True):
            observed = _recognized(document, parse, fast=fast)
            _RECENT[fast].keep(observed)
            yield observed


def _batches(items: Iterable[T], most: int, length: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield `items` in lists that end with the item with which their lengths come to more than `most`."""
    batch: list[T] = []
    held = 0
    for item in items:
        batch.append(item)
        held += length(item)
        if held > most:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _parsed(documents: Sequence[Document]) -> list[Parse | Exception]:
    """Return each document's parse, or its error; found by halves, since the parser takes many at once."""
    limits.alive()
    try:
        return list(parse_documents(documents))
    except Exception as error:
        if len(documents) == 1:
            return [error]
        half = len(documents) // 2
        return [*_parsed(documents[:half]), *_parsed(documents[half:])]


def _recognized(document: Document, parse: Parse | Exception, *, fast: bool) -> Observed:
    """Return what was observed, or nothing and the error: where a document costs itself, not the run."""
    limits.alive()
    try:
        if isinstance(parse, Exception):
            raise parse
        (hinted,) = tagged([parse], fast=fast)
        return Observed(recognize(hinted), _left_out(parse.skipped))
    except Exception as error:
        return Observed(Observation(document), f"read, but not recognized: {type(error).__name__}: {error}")


def _left_out(skipped: Sequence[Skipped]) -> str:
    """Return in one line what no rule saw: the first stretch, and how many more there are."""
    more = f", and {len(skipped) - 1:,} more like it" if len(skipped) > 1 else ""
    return f"not recognized: {skipped[0].reason} at {skipped[0].start:,}{more}" if skipped else ""


def tagged(parses: Sequence[Parse], *, fast: bool) -> Sequence[Parse]:
    """Return the parses with the tagger's hints; as they are when `fast`, or when the model's file is not there."""
    return parses if fast or not predict.is_there() else list(predict.tagged(parses))


def _remarked(receipt: Receipt, remarks: dict[str, str]) -> Receipt:
    reasons = [remarks[document] for document in receipt.documents if document in remarks]
    return msgspec.structs.replace(receipt, reason="; ".join(filter(None, [receipt.reason, *reasons]))) if reasons else receipt


def shards(folder: Path, files: Iterable[Work], *, fast: bool = False) -> Iterator[Shard]:
    """Yield `files` cut into shards by size and number, in order; a slice of a large file is a shard of its own.

    fast: they are to be observed by rules alone.
    """
    for alone, run in groupby(files, lambda work: work.slice is not None):
        most = 0 if alone else SHARD_BYTES - 1
        for batch in _batches(run, most, lambda work: work.size + SHARD_BYTES // SHARD_FILES):
            yield Shard(str(folder), tuple(batch), fast)


def read_all(engine: Engine, work: Iterable[Shard]) -> Iterator[tuple[Shard, tuple[Part, ...]]]:
    """Yield each shard with its parts, in order; last those of shards whose worker died, read again file by file."""
    lost = []
    ahead, behind = tee(work)
    for shard, parts in zip(behind, engine.map(read_shard, ahead), strict=True):
        if isinstance(parts, Lost):
            lost.append((shard, parts))
        else:
            yield shard, parts
    for shard, reason in lost:
        yield from _retried(engine, shard, reason)


def _retried(engine: Engine, shard: Shard, lost: Lost[Shard]) -> Iterator[tuple[Shard, tuple[Part, ...]]]:
    """Read what killed its worker in smaller pieces, so that the one to blame costs itself alone. A file comes out in one go."""
    if len(shard.files) > 1:
        yield from read_all(engine, [Shard(shard.folder, (work,), shard.fast) for work in shard.files])
        return
    pieces = [Shard(shard.folder, (work,), shard.fast) for work in _finer(shard.files[0])]
    if len(pieces) < 2:
        yield shard, (_killed(shard, lost),)
    else:
        yield shard, tuple(part for _, parts in read_all(engine, pieces) for part in parts)


def _finer(work: Work) -> list[Work]:
    """Return the pieces of a container, about eight; of anything else one at most."""
    found = cuts(work.file, work.cut or Cut(0, work.size, 1), work.size // 8)
    return [msgspec.structs.replace(work, cut=cut, size=work.size // len(found)) for cut in found]


def _killed(shard: Shard, lost: Lost[Shard]) -> Part:
    work = shard.files[0]
    reason = f"reading it ended the worker: {lost.reason}"
    part = f"from {work.cut.first} on" if work.cut and work.cut.first > 1 else ""
    receipt = Receipt(work.file.name, part, work.digest, work.size, "failed", reason)
    return write_part(Path(shard.folder), [], [receipt], [work.slice] if work.slice else [])


def named(engine: Engine, observations: Iterable[Observation]) -> list[Names]:
    """Return the names of each document. EngineError when a worker is lost."""
    names = list(engine.map(names_of, observations))
    if lost := next((each for each in names if isinstance(each, Lost)), None):
        raise EngineError(f"the names of a document could not be told apart: {lost.reason}")
    return [each for each in names if not isinstance(each, Lost)]


def resolved(names: Sequence[Names], mention_of: Callable[[str], Mention | None]) -> Resolution:
    """Return who the names of the documents are by the rules, in one and in several. mention_of: gives the mention of an id."""
    by_rules = [*(j for each in names for j in each.judgements), *judge_across(names)]
    return Resolution([node for each in names for node in each.nodes], by_rules, mention_of)
