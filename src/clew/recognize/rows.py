"""Rows of calendars and telephone logs: what was planned with whom, who called whom."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from clew.recognize.scene import PEOPLE, Telling
from clew.recognize.vocabulary import load
from clew.records import Document, Mention, Status, When

CALENDAR, LOG = "calendar-row/1", "call-log-row/1"

_LINE = re.compile(r"[^\n]+")
_FIELD = re.compile(r"(?:^|;\s*)(?P<name>[^:;\n]{1,40}):\s*(?P<value>[^;\n]*)")

Cells = dict[str, tuple[int, int]]


class _Row:
    """One line of a sheet: what each of its known columns says, by offsets in the text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.cells: Cells = {}
        for field in _FIELD.finditer(text[start:end]):
            column = _columns().get(field["name"].strip().lower())
            if column and field["value"].strip():
                self.cells.setdefault(column, (start + field.start("value"), start + field.end("value")))


@cache
def _columns() -> dict[str, str]:
    names = ("date", "time", "what", "where", "people", "caller", "called", "length")
    return {word: name for name in names for word in load("rows")[name]}


def find_rows(document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> Iterator[Telling]:
    """Yield the event of each table row that reads as a calendar entry or a logged call and names somebody."""
    placed = _Placed(mentions, dates)
    for zone in document.zones:
        if zone.kind == "table":
            for line in _LINE.finditer(document.text, zone.start, zone.end):
                row = _Row(document.text, *line.span())
                telling = _logged(document, row, placed) or _entered(document, row, placed)
                if telling:
                    yield telling


class _Placed:
    """Finds mentions and dates by where they stand."""

    def __init__(self, mentions: Sequence[Mention], dates: Sequence[When]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
        self._dates = sorted(dates, key=lambda d: (d.span.start, d.span.end))

    def people(self, cell: tuple[int, int]) -> list[Mention]:
        """Return who is named in `cell`."""
        return [m for m in self.within(cell) if m.kind in PEOPLE]

    def within(self, cell: tuple[int, int]) -> Iterator[Mention]:
        """Yield the mentions that lie in `cell`."""
        at = bisect_left(self._mentions, cell[0], key=lambda m: m.span.start)
        while at < len(self._mentions) and self._mentions[at].span.start < cell[1]:
            if self._mentions[at].span.end <= cell[1]:
                yield self._mentions[at]
            at += 1

    def date(self, row: _Row) -> When | None:
        """Return the row's date: the finest one in it that is placed."""
        at = bisect_left(self._dates, row.start, key=lambda d: d.span.start)
        found = []
        while at < len(self._dates) and self._dates[at].span.start < row.end:
            found.append(self._dates[at])
            at += 1
        return next((d for d in found if d.start is not None), found[0] if found else None)


def _logged(document: Document, row: _Row, placed: _Placed) -> Telling | None:
    """Return the call of a row that has who called, whom, and how long or when."""
    if not {"caller", "called"} <= row.cells.keys() or not {"length", "time", "date"} & row.cells.keys() or "what" in row.cells:
        return None
    callers, called = placed.people(row.cells["caller"]), placed.people(row.cells["called"])
    roles = [("with", m) for m in (*callers, *called)] + [("initiator", m) for m in callers]
    return _telling(document, row, "call", roles, placed, "happened", LOG) if callers or called else None


def _entered(document: Document, row: _Row, placed: _Placed) -> Telling | None:
    """Return the meeting, call or occasion of a calendar's row; its words are only a plan."""
    if "what" not in row.cells or not {"date", "time"} & row.cells.keys():
        return None
    kind = _kind(document.text[slice(*row.cells["what"])])
    people = [m for column in ("what", "people") if column in row.cells for m in placed.people(row.cells[column])]
    role = "attendee" if kind == "attendance" else "with"
    return _telling(document, row, kind, [(role, m) for m in people], placed, "planned", CALENDAR) if kind and people else None


def _kind(entry: str) -> str:
    """Return what kind of event the words of a calendar entry name, "" when none."""
    spoken = re.findall(r"[a-z-]+", entry.lower())
    kinds = {word: kind for kind, listed in load("rows")["kinds"].items() for word in listed}
    return next((kinds[word] for word in spoken if word in kinds), "")


def _telling(
    document: Document, row: _Row, kind: str, roles: list[tuple[str, Mention]], placed: _Placed, status: Status, by: str
) -> Telling:
    where = next((m for m in placed.within(row.cells["where"])), None) if "where" in row.cells else None
    return Telling(kind, tuple(dict.fromkeys(roles)), placed.date(row), where, status, document.span(row.start, row.end), by)
