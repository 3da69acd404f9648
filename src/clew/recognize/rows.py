"""Rows of calendars, visitor books, telephone logs and guest lists: who was to be, or was, with whom."""

import re
from collections.abc import Iterator, Sequence

from clew.recognize.cells import Row, Sheet, rows
from clew.recognize.frames import things
from clew.recognize.scene import Telling
from clew.recognize.vocabulary import load
from clew.records import Document, Mention, Status, When

CALENDAR, LOG, VISIT, GUEST = "calendar-row/1", "call-log-row/1", "visit-row/1", "guest-row/1"


def find_rows(document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> Iterator[Telling]:
    """Yield the event of each table row that reads as a visit, a logged call, a calendar entry or a guest, and names somebody."""
    sheet = Sheet(document, mentions, dates)
    for zone in document.zones:
        if zone.kind == "table":
            for row in rows(document, zone):
                yield from next((found for read in _READERS if (found := read(sheet, row))), [])


def _visit(sheet: Sheet, row: Row) -> list[Telling]:
    """Return the visit of a visitor book's row: it happened, the book was kept at the door."""
    people = sheet.people(row, "visitor", "visited")
    if not row.has("visitor", "visited", "date") or not people:
        return []
    return [_telling(sheet, row, "meeting", [("with", m) for m in people], "happened", VISIT)]


def _logged(sheet: Sheet, row: Row) -> list[Telling]:
    """Return the call of a row that has both ends of it and when, or how long, it was."""
    if row.has("line", "direction") and (row.has("number") or row.has("party")):
        ends = [sheet.people(row, "line"), sheet.people(row, "party")[:1] or sheet.people(row, "number")]
        outgoing = sheet.words(row.cells["direction"]) in load("rows")["answers"]["out"]
        callers, called = ends if outgoing else reversed(ends)
    elif row.has("caller", "called") and not row.has("what") and (row.has("length") or row.has("time")):
        callers, called = sheet.people(row, "caller"), sheet.people(row, "called")
    else:
        return []
    roles = [("with", m) for m in (*callers, *called)] + [("initiator", m) for m in callers]
    return [_telling(sheet, row, "call", roles, "happened", LOG)] if roles else []


def _entered(sheet: Sheet, row: Row) -> list[Telling]:
    """Return what a calendar's row plans with whom, or what a list of contacts tells of one ("Nature: chance encounter")."""
    people = sheet.people(row, "what", "people")
    told = row.has("nature", "people", "date")
    if not people or not (told or (row.has("date") and (row.has("time") or row.has("what")))):
        return []
    kind = _kind(sheet, row)
    role = "attendee" if kind == "attendance" else "with"
    roles = [(role, m) for m in (*people, *(sheet.signer() if told else ()))]
    return [_telling(sheet, row, kind, roles, "happened" if told else "planned", CALENDAR)] if kind else []


def _kind(sheet: Sheet, row: Row) -> str:
    """Return what kind of event a row's words name; one that only has people "with" is a meeting, one without is nothing."""
    cells = [row.cells[c] for c in ("nature", "what", "people") if c in row.cells]
    spoken = re.findall(r"[a-z-]+", " ".join(map(sheet.words, cells)))
    kinds = {word: kind for kind, listed in load("rows")["kinds"].items() for word in listed}
    return next((kinds[word] for word in spoken if word in kinds), "meeting" if row.has("people") else "")


def _guest(sheet: Sheet, row: Row) -> list[Telling]:
    """Return, for a row of a guest list, the occasions that its columns name and its cells say yes to."""
    guests = sheet.people(row, "guest")
    found = []
    for name, cell in row.others.items() if guests else ():
        role = next((r for r in ("attendee", "speaker") if sheet.words(cell) in load("rows")["answers"][r]), "")
        if role and set(name.lower().split()) & things("occasions"):
            roles = [(role, guests[0])]
            found.append(_telling(sheet, row, "attendance", roles, "planned", GUEST)._replace(noun=name.lower()))
    return found


def _telling(sheet: Sheet, row: Row, kind: str, roles: list[tuple[str, Mention]], status: Status, by: str) -> Telling:
    span = sheet.document.span(row.start, row.end)
    return Telling(kind, tuple(dict.fromkeys(roles)), sheet.date(row), sheet.place(row), status, span, by)


_READERS = (_visit, _logged, _entered, _guest)
