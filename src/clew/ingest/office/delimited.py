"""Tables in text: comma, semicolon, tab or bar between the cells."""

import csv

from clew.ingest.charset import decode
from clew.ingest.office.table import Sheet, sheet_document
from clew.ingest.piece import Content, Piece

_DELIMITERS = ",;\t|"
_SAMPLE = 20_000

# A cell longer than this ends the reading of a table with an error: one forgotten quote mark would swallow the rest.
_LONGEST_CELL = 1_000_000


def read(piece: Piece) -> Content:
    """Read a table; what parts its cells is found out from the table itself."""
    decoded = decode(piece.data)
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = _delimiter(decoded.text[:_SAMPLE]) or ","
    rows = list(csv.reader(decoded.text.split("\n"), delimiter=delimiter, skipinitialspace=True))
    return Content((sheet_document(piece, "text/csv", [Sheet("", rows)]),), remark=decoded.remark)


def is_table(data: bytes, *, sure: bool) -> bool:
    """Whether `data` is a table. sure: its name says so, and one delimiter anywhere is enough."""
    text = decode(data[:_SAMPLE]).text
    if sure:
        return any(d in text for d in _DELIMITERS)
    return _delimiter(text) is not None


def _delimiter(sample: str) -> str | None:
    """Return what cuts every full line of `sample` into the same number of cells, three lines or more, or None.

    Prose has commas too, but not the same number in each line; short cells tell a table from verse.
    """
    lines = [line for line in sample.split("\n")[:-1] or [sample] if line.strip()]
    for delimiter in _DELIMITERS:
        rows = [row for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True) if row]
        widths = {len(row) for row in rows}
        fewest = 2 if delimiter in "\t|" else 3
        if len(rows) >= 3 and len(widths) == 1 and widths.pop() >= fewest:
            return delimiter
    return None
