"""Figures of a case, counted by DuckDB over its parts: fast on a large case, and no record is made for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from clew.store.folder import CaseFolder
from clew.store.manifest import Part
from clew.store.parts import OBSERVED

if TYPE_CHECKING:
    import duckdb

# DuckDB's own year() of a time with a zone needs an extension, which it would look for on the network; the epoch does not.
_YEAR = "year(make_timestamp(epoch_us({})))::varchar"

_DOCUMENT = {
    "kind": "kind",
    "media": "media",
    "language": "language",
    "year": _YEAR.format("coalesce(sent.start, published.start)"),
}

_EVENT = {"kind": "kind", "status": "status", "year": _YEAR.format('"when".start')}

# A document found in several places counts once; it is the same in each.
_DOCUMENTS = """
create table documents as
select distinct on (id) id, kind, media, language, headers, sent, published, source.path as path, source.part as part, number
from read_parquet($files, filename = 'file') join place using (file)
where (number, source.path) not in (select (gone.number, gone.path) from gone)
order by id, source.path, source.part, number
"""

_EVENTS = """
create table events as
select e.kind, e.status, e."when" from read_parquet($files, filename = 'file') e join place using (file)
join documents d on (d.id, d.path, d.part, d.number) = (e.document, e.path, e.part, place.number)
"""

# A name in quotes may look like an address of its own: "roe@old.example" <roe@new.example>.
_ADDRESSES = r"""
select id, unnest(regexp_extract_all(regexp_replace(lower(value), '"[^"]*"', '', 'g'), '[^\s<>,;:()]+@[^\s<>,;:()]+')) address
from (select id, unnest(headers, recursive := true) from documents) where lower(name) in ({})
"""

_PAIRS = """
with sender as ({}), recipient as ({})
select sender.address, recipient.address, count(distinct id) from sender join recipient using (id)
group by all order by 3 desc, 1, 2
""".format(_ADDRESSES.format("'from'"), _ADDRESSES.format("'to', 'cc', 'bcc'"))


class Figures:
    """Counts over what stands in a case when this is made. What is not known (a year, a language) is counted under ""."""

    def __init__(self, folder: CaseFolder) -> None:
        standing = folder.standing()
        self._database = _connect()
        self._fill("gone", "path", [(path, n) for n, (_, gone) in enumerate(standing) for path in sorted(gone)])
        observed = folder.path / OBSERVED
        files = {kind: [(str(observed / name), n) for name, n in _named(standing, kind)] for kind in ("documents", "events")}
        self._fill("place", "file", [*files["documents"], *files["events"]])
        self._filled = [kind for kind in files if files[kind]]
        for kind, make in (("documents", _DOCUMENTS), ("events", _EVENTS)):
            if files[kind]:
                self._database.execute(make, {"files": sorted({file for file, _ in files[kind]})})

    def documents(self, by: Literal["kind", "media", "language", "year"]) -> dict[str, int]:
        """Return how many documents there are of each, most first. A document's year is that of its sending or publishing."""
        return self._counts("documents", _DOCUMENT[by])

    def events(self, by: Literal["kind", "status", "year"]) -> dict[str, int]:
        """Return how many events there are of each, most first."""
        return self._counts("events", _EVENT[by])

    def correspondence(self) -> list[tuple[str, str, int]]:
        """Return (sender's address, recipient's address, mails), most first: copies count, a mail counts once for each pair."""
        return self._database.execute(_PAIRS).fetchall() if "documents" in self._filled else []

    def _counts(self, table: str, column: str) -> dict[str, int]:
        if table not in self._filled:
            return {}
        ask = f"select coalesce({column}, ''), count(*) from {table} group by 1 order by 2 desc, 1"  # noqa: S608 names from here
        return dict(self._database.execute(ask).fetchall())

    def _fill(self, table: str, column: str, rows: Sequence[tuple[str, int]]) -> None:
        """Make a table of names, each with the number of a part."""
        make = f"create table {table} as select unnest($names::varchar[]) {column}, unnest($numbers::integer[]) number"
        self._database.execute(make, {"names": [name for name, _ in rows], "numbers": [number for _, number in rows]})


def _connect() -> "duckdb.DuckDBPyConnection":
    """Return a database in memory that asks nothing of the network."""
    import duckdb

    return duckdb.connect(config={"autoinstall_known_extensions": False})


def _named(standing: Sequence[tuple[Part, frozenset[str]]], kind: str) -> list[tuple[str, int]]:
    """Return the tables of one kind, each with the number of its part."""
    return [(table.name, number) for number, (part, _) in enumerate(standing) for table in part.tables if table.kind == kind]
