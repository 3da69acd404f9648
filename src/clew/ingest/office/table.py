"""Sheets as text: one line a row, "Header: value; Header: value"."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from clew.ingest.piece import Piece
from clew.ingest.zones.zoning import with_zones
from clew.records import Document, Header, Record, Zone

BY = "sheet/1"

# Titles and blank lines may stand above a table; its header row is among these first rows.
_HEADER_ROWS = 10

# What no text holds; the control codes left out here are blanks.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")


class Sheet(Record, frozen=True, gc=False):
    """One sheet. name: "" when it has none; rows: cells as strings, numbers, dates or None."""

    name: str
    rows: Sequence[Sequence[Any]]


def sheet_document(
    piece: Piece, media: str, sheets: Sequence[Sheet], title: str | None = None, headers: tuple[Header, ...] = ()
) -> Document:
    """Return `sheets` as one document, with a zone over each. headers: what the file says of itself."""
    text, tables = "", []
    for sheet in sheets:
        body = rows_text(sheet.rows)
        if not body:
            continue
        text += ("\n\n" if text else "") + (f"{sheet.name}\n\n" if sheet.name else "")
        tables.append(Zone(len(text), len(text) + len(body), "table", None, BY))
        text += body
    return with_zones(Document(piece.id, piece.source, media, "sheet", title, text, headers, parent=piece.parent), tables)


def header_row(rows: Sequence[Sequence[Any]]) -> int | None:
    """Return the index of the row that labels the columns of `rows`, or None."""
    return _header([[shown_cell(cell) for cell in row] for row in rows])


def rows_text(rows: Sequence[Sequence[Any]]) -> str:
    """Return one line for each row that holds something. The header row gives the labels and is not a line of its own."""
    shown = [[shown_cell(cell) for cell in row] for row in rows]
    header = _header(shown)
    labels = shown[header] if header is not None else []
    lines = [_line([] if header is not None and i < header else labels, row) for i, row in enumerate(shown) if i != header]
    if header is not None and not any(lines):
        lines = ["; ".join(label for label in labels if label)]
    return "\n".join(line for line in lines if line)


def shown_cell(cell: Any) -> str:
    """Return a cell as it is shown: dates and times in ISO form, whole numbers without a fraction, text on one line."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", _unit(cell))
    if isinstance(cell, time):
        return cell.isoformat(_unit(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return " ".join(_CONTROLS.sub("", str(cell)).split())


def _unit(at: datetime | time) -> str:
    return "seconds" if at.second else "minutes"


def _header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the row of labels: the first with two cells or more, if they are short, differ, and are no numbers."""
    for i, row in enumerate(rows[:_HEADER_ROWS]):
        cells = [cell for cell in row if cell]
        if len(cells) >= 2:
            labels = all(len(cell) <= 50 and not cell[0].isdigit() for cell in cells) and len(set(cells)) == len(cells)
            return i if labels and len(rows) > i + 1 else None
    return None


def _line(labels: Sequence[str], row: Sequence[str]) -> str:
    pairs = zip_longest(labels[: len(row)], row, fillvalue="")
    return "; ".join(f"{label}: {cell}" if label else cell for label, cell in pairs if cell)
