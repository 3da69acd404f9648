"""Tables in text: comma, semicolon, tab or bar between the cells."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice
from typing import BinaryIO

from clew.errors import EvidenceError
from clew.ingest.charset import decode
from clew.ingest.office.table import Sheet, header_row, sheet_document
from clew.ingest.piece import Content, Cut, Piece

_DELIMITERS = ",;\t|"
_SAMPLE = 20_000

# A quoted cell longer than this is none: one forgotten quote mark would swallow the rest.
_LONGEST_CELL = 1_000_000

# Excel's own first line: "sep=;".
_STATED = re.compile(r'"?sep=(.)"?[ \t]*\n', re.I)

# Bytes of a large table that are read in one go: when nobody says how many, and at most.
_STRETCH, _LONGEST = 4_000_000, 100_000_000

# A large table is cut at line ends outside quotes; one without any for so many bytes is not cut there.
_FARTHEST = 2_000_000

# No table holds this line.
_AFTER = "\0end"


def read(piece: Piece) -> Content:
    """Read a table; what parts its cells is found out from the table itself. A large one is given back in stretches."""
    if piece.path:
        return Content((), _stretches(piece))
    rows, remark = _rows(piece.data)
    return Content((sheet_document(piece, "text/csv", [Sheet("", rows)]),), remark=remark)


def cuts(piece: Piece, size: int) -> Iterator[Cut]:
    """Yield stretches of about `size` bytes of a large table, each of whole rows; `first` counts lines.

    A text whose line ends are not single bytes (UTF-16) is one cut.
    """
    if b"\0" in piece.data[:_SAMPLE]:
        yield Cut(0, piece.size, 1)
        return
    start, line = (piece.cut.start, piece.cut.first) if piece.cut else (0, 1)
    end = piece.cut.end if piece.cut else piece.size
    with piece.opened() as file:
        file.seek(start)
        while start < end:
            data = b"".join(_stretch(file, min(size, end - start)))
            yield Cut(start, start + len(data), line)
            start, line = start + len(data), line + data.count(b"\n")


def _stretch(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield about `size` bytes of whole rows: up to a line end behind an even number of quote marks."""
    data = file.read(size)
    yield data
    more = b"" if data.endswith(b"\n") else file.readline(_FARTHEST)
    quotes, far = data.count(b'"') + more.count(b'"'), len(more)
    yield more
    while quotes % 2 and far < _FARTHEST and (more := file.readline(_FARTHEST)):
        quotes, far = quotes + more.count(b'"'), far + len(more)
        yield more


def is_table(data: bytes, *, sure: bool) -> bool:
    """Whether `data` is a table. sure: its name says so, and one delimiter anywhere is enough."""
    text = decode(data[:_SAMPLE]).text
    if sure:
        return any(d in text for d in _DELIMITERS)
    return _delimiter(text) is not None or bool(_STATED.match(text))


def _stretches(piece: Piece) -> Iterator[Piece]:
    """Yield the table piece by piece, each with the row of labels at its head: a table that can be read by itself."""
    top = _top(piece.data)
    for cut in [piece.cut] if piece.cut else cuts(piece, _STRETCH):
        if cut.end - cut.start > _LONGEST:
            raise EvidenceError(
                f"rows of more than {_LONGEST // 1_000_000} MB, or a table in UTF-16 of so many; save it as UTF-8"
            )
        with piece.opened() as file:
            file.seek(cut.start)
            data = file.read(cut.end - cut.start)
        yield piece.inner(data if cut.first == 1 else top + data, f"from line {cut.first}", piece.name, piece.parent, "csv")


def _top(data: bytes) -> bytes:
    """Return the lines of `data` that say what parts the cells and what the columns are called, b"" for none."""
    text = decode(data).text
    stated = _STATED.match(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=stated[1] if stated else _delimiter_of(text[:_SAMPLE]))
    rows, ends = [], [0]
    for row in islice(reader, 50):
        rows.append(row)
        ends.append(reader.line_num)
    header = header_row(rows)
    lines = data.splitlines(keepends=True)
    return b"".join(lines[: bool(stated)] + (lines[ends[header] : ends[header + 1]] if header is not None else []))


def _rows(data: bytes) -> tuple[list[list[str]], str]:
    """Return the rows in `data`, and a remark."""
    decoded = decode(data)
    stated = _STATED.match(decoded.text)
    text = decoded.text[stated.end() :] if stated else decoded.text
    delimiter = stated[1] if stated else _delimiter_of(text[:_SAMPLE])
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return _parsed(text, delimiter, csv.QUOTE_MINIMAL), decoded.remark
    except csv.Error as error:
        why = "a cell is very long" if "limit" in str(error) else "a quote mark is never closed"
    csv.field_size_limit(max(len(text), _LONGEST_CELL))
    rows = _parsed(text, delimiter, csv.QUOTE_NONE)
    return rows, "; ".join(filter(None, [decoded.remark, f"{why}: quote marks are read as they stand"]))


def _parsed(text: str, delimiter: str, quoting: int) -> list[list[str]]:
    """Return the rows of `text`. csv.Error when a quote mark is not closed, or a cell is too long to be one."""
    # A line more tells: it is a row of its own, unless the last cell is still open.
    lines = chain(StringIO(text, newline=""), ("\n" if text and not text.endswith("\n") else "", f"{_AFTER}\n"))
    rows = list(csv.reader(lines, delimiter=delimiter, quoting=quoting, skipinitialspace=True))  # type: ignore[arg-type]
    if rows.pop() != [_AFTER]:
        raise csv.Error("a quote mark is not closed")
    return rows


def _delimiter_of(sample: str) -> str:
    """Return what parts the cells: what cuts all lines alike, else what stands most often in the first."""
    first = next((line for line in sample.split("\n") if line.strip()), "")
    return _delimiter(sample) or max(_DELIMITERS, key=first.count)


def _delimiter(sample: str) -> str | None:
    """Return what cuts every full row of `sample` into the same number of cells, three rows or more, or None.

    Prose has commas too, but not the same number in each line; short cells tell a table from verse.
    """
    # The last line may be cut off, and with it a quoted cell of several lines.
    whole = sample[: sample.rfind("\n") + 1] or sample
    for delimiter in _DELIMITERS:
        rows = [row for row in csv.reader(StringIO(whole, newline=""), delimiter=delimiter, skipinitialspace=True) if row]
        rows = rows[:-1] if len(sample) >= _SAMPLE and len(rows) > 3 else rows
        widths = {len(row) for row in rows}
        fewest = 2 if delimiter in "\t|" else 3
        if len(rows) >= 3 and len(widths) == 1 and widths.pop() >= fewest:
            return delimiter
    return None
