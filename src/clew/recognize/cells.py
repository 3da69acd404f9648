"""The rows of a sheet ("Header: value; Header: value") by what their headers mean, and what stands in their cells."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from clew.recognize.scene import PEOPLE
from clew.recognize.vocabulary import load
from clew.records import Document, Mention, When, Zone

Cell = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
# A header may hold a time of day ("Reception 18:00").
_FIELD = re.compile(r"(?:^|;\s*)(?P<name>(?:[^:;\n]|(?<=\d):(?=\d)){1,40}):\s*(?P<value>[^;\n]*)")


class Row:
    """One line of a sheet. cells: where the value of each known column stands; others: of the columns we have no word for."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.cells: dict[str, Cell] = {}
        self.others: dict[str, Cell] = {}
        for field in _FIELD.finditer(document.text[start:end]):
            name, cell = field["name"].strip(), (start + field.start("value"), start + field.end("value"))
            if field["value"].strip():
                self.others.setdefault(name, cell)
                for column in _columns().get(name.lower(), ()):
                    self.cells.setdefault(column, cell)

    def has(self, *columns: str) -> bool:
        """Whether every one of `columns` has a value."""
        return all(column in self.cells for column in columns)


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    """Return header word -> what it may mean; "name" is a guest in one sheet and the other party in another."""
    table: dict[str, tuple[str, ...]] = {}
    for column, names in load("rows").items():
        for name in names if isinstance(names, list) else ():
            table[name] = (*table.get(name, ()), column)
    return table


def rows(document: Document, zone: Zone) -> Iterator[Row]:
    """Yield the rows of a table zone."""
    for line in _LINE.finditer(document.text, zone.start, zone.end):
        yield Row(document, *line.span())


class Sheet:
    """Finds mentions and dates of a document by where they stand."""

    def __init__(self, document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> None:
        self.document = document
        self._mentions = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
        self._dates = sorted(dates, key=lambda d: (d.span.start, d.span.end))

    def words(self, cell: Cell) -> str:
        """Return the text of `cell`, small letters."""
        return self.document.text[cell[0] : cell[1]].strip().lower()

    def people(self, row: Row, *columns: str) -> list[Mention]:
        """Return who is named in `columns` of `row`, in order."""
        cells = [row.cells[c] for c in columns if c in row.cells]
        return list(dict.fromkeys(m for cell in cells for m in self.within(cell) if m.kind in PEOPLE))

    def within(self, cell: Cell) -> Iterator[Mention]:
        """Yield the mentions that lie in `cell`."""
        at = bisect_left(self._mentions, cell[0], key=lambda m: m.span.start)
        while at < len(self._mentions) and self._mentions[at].span.start < cell[1]:
            if self._mentions[at].span.end <= cell[1]:
                yield self._mentions[at]
            at += 1

    def signer(self) -> list[Mention]:
        """Return who signed the document, as far as one person did: a list of contacts in a letter is of the writer's."""
        signed = (m for z in self.document.zones if z.kind == "signature" for m in self.within((z.start, z.end)))
        people = [m for m in signed if m.kind == "person" and m.form == "name"]
        return people[:1] if len({m.name for m in people}) == 1 else []

    def place(self, row: Row) -> Mention | None:
        """Return the place the row names, or None."""
        cells = [row.cells["where"]] if row.has("where") else []
        return next((m for cell in cells for m in self.within(cell) if m.kind in ("place", "organization")), None)

    def date(self, row: Row) -> When | None:
        """Return the row's date, a placed one before one that is not."""
        at = bisect_left(self._dates, row.start, key=lambda d: d.span.start)
        found = []
        while at < len(self._dates) and self._dates[at].span.start < row.end:
            found.append(self._dates[at])
            at += 1
        return next((d for d in found if d.start is not None), found[0] if found else None)
