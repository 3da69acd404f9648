"""Parts: what was observed in some files, one Parquet table a kind of record, named by the hash of its bytes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import msgspec.inspect as mi
from msgspec.structs import replace

from clew.errors import CaseError
from clew.records import Claim, Document, Event, Mention, Observation, Question, Receipt, Record, When
from clew.store.files import write_whole
from clew.store.manifest import Part, Slice, Table

if TYPE_CHECKING:
    import pyarrow

R = TypeVar("R", bound=Record)

OBSERVED = "observed"

# The tables whose rows belong to a document, by the name of the field of Observation that they hold.
KINDS: dict[str, type[Record]] = {"mentions": Mention, "dates": When, "events": Event, "claims": Claim, "questions": Question}

# What says which document a row belongs to. An id alone would not: one document may be found in two places.
KEY = ("path", "part", "document")

Key = tuple[str, str, str]

_NUMBER = re.compile("[0-9]+")

_TEXT = mi.StrType()
_WHEN = mi.type_info(When | None)


def write_part(
    folder: Path, observations: Sequence[Observation], receipts: Sequence[Receipt], slices: Sequence[Slice] = ()
) -> Part:
    """Write what was observed into the case at `folder` and return the entry to commit; until then nothing reads it.

    slices: the stretches of larger files that the part accounts for; all other files in it are accounted for wholly.

    Rows are in the order of document ids, and within a document in that of the observation. Processes may do this side by side.
    CaseError when the disk is full.
    """
    ordered = sorted({key_of(o.document): o for o in observations}.values(), key=lambda o: (o.document.id, key_of(o.document)))
    made = {
        "documents": _documents(ordered),
        **{kind: _rows(kind, cls, ordered) for kind, cls in KINDS.items()},
        "receipts": _columns(Receipt, sorted(receipts, key=receipt_order)),
    }
    tables = tuple(_write(folder, kind, table) for kind, table in made.items() if table.num_rows)
    seen = {(r.path, r.sha256) for r in receipts} | {(o.document.source.path, o.document.source.sha256) for o in ordered}
    partly = {(one.path, one.sha256) for one in slices}
    return Part(tables, tuple(sorted(seen - partly)), tuple(slices))


def copy_part(folder: Path, part: Part, path: str, name: str) -> Part:
    """Write what `part` has of the file at `path` as a part of its own, under the path `name`; return its entry to commit."""
    observations = [_moved(seen, name) for key, seen in read_observations(folder, part).items() if key[0] == path]
    receipts = [_same(receipt, name) for receipt in read_receipts(folder, part) if receipt.path == path]
    return write_part(folder, observations, receipts, [replace(one, path=name) for one in part.slices if one.path == path])


def _moved(seen: Observation, name: str) -> Observation:
    return replace(seen, document=replace(seen.document, source=replace(seen.document.source, path=name)))


def _same(receipt: Receipt, name: str) -> Receipt:
    """Return a file's receipt as that of its copy; those of its parts say the same of both."""
    said = () if receipt.part else (f"the same bytes as {receipt.path}",)
    return replace(receipt, path=name, reason="; ".join(filter(None, (*said, receipt.reason))))


def key_of(document: Document) -> Key:
    """Return where and what a document is."""
    return document.source.path, document.source.part, document.id


def order_of(path: str, part: str) -> tuple[str, str, str]:
    """Return what places are sorted by: "mail 3", "mail 3/attachment 1", "mail 10"."""
    return path, _NUMBER.sub(lambda number: number[0].zfill(12), part), part


def receipt_order(receipt: Receipt) -> tuple[Any, ...]:
    """Return what receipts are sorted by."""
    return *order_of(receipt.path, receipt.part), msgspec.structs.astuple(receipt)


def hash_of(data: bytes) -> str:
    """Return the name of these bytes: 40 hexadecimal digits of BLAKE2b."""
    return blake2b(data, digest_size=20).hexdigest()


def name_of(kind: str, data: bytes) -> str:
    """Return the file name of a table of these bytes."""
    return f"{kind}-{hash_of(data)}.parquet"


def rows_in(path: Path) -> int:
    """Return how many rows a table has, by its own account."""
    from pyarrow.parquet import ParquetFile

    rows: int = ParquetFile(path).metadata.num_rows
    return rows


def document_keys(folder: Path, part: Part) -> list[Key]:
    """Return the keys of the documents of `part`, without reading their texts."""
    source = _read(folder, part, "documents", ["source.path", "source.part", "id"])
    if source is None:
        return []
    places = source.column("source").combine_chunks()
    columns = [places.field("path"), places.field("part"), source.column("id")]
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


def read_observations(folder: Path, part: Part) -> dict[Key, Observation]:
    """Return the observations of `part`, whether withdrawn or not."""
    belonging = {kind: _belonging(folder, part, kind, cls) for kind, cls in KINDS.items()}
    found = {}
    for document, written in _read_documents(folder, part):
        key = key_of(document)
        inside = {kind: rows.get(key, ()) for kind, rows in belonging.items()}
        found[key] = Observation(document, written=written, **inside)
    return found


def read_receipts(folder: Path, part: Part) -> list[Receipt]:
    """Return the receipts of `part`, whether withdrawn or not."""
    return _records(_read(folder, part, "receipts"), Receipt)


def _documents(ordered: Sequence[Observation]) -> "pyarrow.Table":
    from clew.store.columns import to_array

    table = _columns(Document, [o.document for o in ordered])
    return table.append_column("written", to_array(_WHEN, [o.written for o in ordered]))


def _rows(kind: str, cls: type[Record], ordered: Sequence[Observation]) -> "pyarrow.Table":
    """Return the table of one kind: the key of its document before each record."""
    from clew.store.columns import to_array

    keys = [key_of(o.document) for o in ordered for _ in getattr(o, kind)]
    table = _columns(cls, [record for o in ordered for record in getattr(o, kind)])
    for n, name in enumerate(KEY):
        table = table.add_column(n, name, to_array(_TEXT, [key[n] for key in keys]))
    return table


def _columns(cls: type[R], records: Sequence[R]) -> "pyarrow.Table":
    from clew.store.columns import fields, table

    return table({name: (kind, [getattr(r, name) for r in records]) for name, kind in fields(cls).items()})


def _write(folder: Path, kind: str, table: "pyarrow.Table") -> Table:
    """Write one table. It is made in memory first, because its name is the hash of its bytes."""
    from pyarrow import BufferOutputStream
    from pyarrow.parquet import write_table

    stream = BufferOutputStream()
    write_table(table, stream, compression="zstd")
    data = stream.getvalue().to_pybytes()
    name = name_of(kind, data)
    write_whole(folder / OBSERVED / name, data)
    return Table(kind, name, table.num_rows)


def _read(folder: Path, part: Part, kind: str, columns: list[str] | None = None) -> "pyarrow.Table | None":
    """Return one table of `part`, or None when it has no rows of that kind. CaseError when the file is missing or damaged."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    name = next((t.name for t in part.tables if t.kind == kind), None)
    if name is None:
        return None
    try:
        return ParquetFile(folder / OBSERVED / name).read(columns, use_threads=False)
    except (OSError, ArrowException) as error:
        raise CaseError(f"{folder / OBSERVED / name} is missing or damaged ({error}); restore the case from a copy") from error


def _records(table: "pyarrow.Table | None", cls: type[R]) -> list[R]:
    from clew.store.columns import fields, values

    if table is None:
        return []
    return list(map(cls, *(values(table, name, kind) for name, kind in fields(cls).items())))


def _read_documents(folder: Path, part: Part) -> Iterable[tuple[Document, When | None]]:
    from clew.store.columns import values

    table = _read(folder, part, "documents")
    return zip(_records(table, Document), [] if table is None else values(table, "written", _WHEN), strict=True)


def _belonging(folder: Path, part: Part, kind: str, cls: type[Record]) -> dict[Key, tuple[Any, ...]]:
    """Return the records of one kind by the document they belong to. Rows of one document stand together."""
    from clew.store.columns import values

    table = _read(folder, part, kind)
    if table is None:
        return {}
    keys: Iterator[Any] = zip(*(values(table, name, _TEXT) for name in KEY), strict=True)
    rows = zip(keys, _records(table, cls), strict=True)
    return {key: tuple(record for _, record in run) for key, run in groupby(rows, itemgetter(0))}
