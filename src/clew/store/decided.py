"""What people and rules decided: one SQLite file that can only be added to."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from clew.errors import CaseError
from clew.records import Judgement, Note, Record
from clew.store.files import FULL

R = TypeVar("R", bound=Record)

TABLES: dict[type[Record], str] = {Judgement: "judgements", Note: "notes"}

# A record said twice is one record; nothing is changed or taken away, because undoing is a judgement too.
_GUARDS = """
create trigger if not exists {table}_once before insert on {table}
when exists (select 1 from {table} where id = new.id) begin select raise(ignore); end;
create trigger if not exists {table}_stay before update on {table} begin select raise(abort, '{table} only grow'); end;
create trigger if not exists {table}_last before delete on {table} begin select raise(abort, '{table} only grow'); end;
"""


class Decided:
    """The decisions of one case. The file appears with the first one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, record: Judgement | Note) -> None:
        """Add a record; the same one again changes nothing. CaseError when it cannot be written."""
        row = msgspec.to_builtins(record)
        marks = ", ".join("?" * len(row))
        with self._open() as connection:
            _prepare(connection)
            connection.execute(f"insert into {TABLES[type(record)]} values (null, {marks})", tuple(row.values()))  # noqa: S608

    def all(self, cls: type[R]) -> tuple[R, ...]:
        """Return all records of a class in the order in which they were decided."""
        if not self._path.exists():
            return ()
        columns = ", ".join(map(_quoted, cls.__struct_fields__))
        with self._open() as connection:
            if not connection.execute("select 1 from sqlite_master where name = ?", (TABLES[cls],)).fetchone():
                return ()  # the first decision was cut short
            rows = connection.execute(f"select {columns} from {TABLES[cls]} order by turn").fetchall()  # noqa: S608
        return tuple(msgspec.convert(dict(zip(cls.__struct_fields__, row, strict=True)), cls) for row in rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection whose changes are kept when all goes well. It waits up to 10 s for another that writes."""
        try:
            connection = sqlite3.connect(self._path, timeout=10)
            try:
                with connection:
                    yield connection
            finally:
                connection.close()
        except sqlite3.DatabaseError as error:
            full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            raise CaseError(FULL if full else f"{self._path}: {error}") from error


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables if new. WAL lets the page read while the command line writes."""
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    for cls, table in TABLES.items():
        columns = ", ".join(map(_quoted, cls.__struct_fields__))
        connection.execute(f"create table if not exists {table} (turn integer primary key, {columns})")
        connection.executescript(_GUARDS.format(table=table))


def _quoted(name: str) -> str:
    return f'"{name}"'
