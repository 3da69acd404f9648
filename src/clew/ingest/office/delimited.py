"""Tables in text: comma, semicolon, tab or bar between the cells."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain
from typing import BinaryIO

from msgspec.structs import replace

from clew.ingest.charset import decode
from clew.ingest.office.table import Sheet, labels_of, sheet_document
from clew.ingest.piece import Content, Cut, Piece
from clew.records import Document, Source, digest

_MEDIA = "text/csv"
_DELIMITERS = ",;\t|"
_SAMPLE = 20_000

# A cell longer than this ends the reading of a table with an error: one forgotten quote mark would swallow the rest.
_LONGEST_CELL = 1_000_000

# Excel's own first line: "sep=;".
_STATED = re.compile(r'"?sep=(.)"?[ \t]*\n', re.I)

# A large table is cut at line ends outside quotes; one without any for so many bytes is not cut there.
_FARTHEST = 2_000_000

# No table holds this line.
_AFTER = "\0end"


def read(piece: Piece) -> Content:
    """Read a table; what parts its cells is found out from the table itself. A large one gives a document for each cut of it."""
    if not piece.path:
        rows, remark = _rows(piece.data, "")
        return Content((sheet_document(piece, _MEDIA, [Sheet("", rows)]),), remark=remark)
    head, _ = _rows(_whole_lines(piece.data), "")
    delimiter = _delimiter_of(decode(piece.data[:_SAMPLE]).text)
    remarks: dict[str, None] = {}
    documents = []
    for cut in [piece.cut] if piece.cut else list(cuts(piece, 4_000_000)):
        rows, remark = _rows(_bytes(piece, cut), delimiter)
        documents.append(_part(piece, cut, rows, labels_of(head)))
        remarks[remark] = None
    return Content(tuple(documents), remark="; ".join(filter(None, remarks)))


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


def _whole_lines(data: bytes) -> bytes:
    return data[: data.rfind(b"\n") + 1] or data


def _bytes(piece: Piece, cut: Cut) -> bytes:
    with piece.opened() as file:
        file.seek(cut.start)
        return file.read(cut.end - cut.start)


def _part(piece: Piece, cut: Cut, rows: Sequence[Sequence[str]], labels: Sequence[str]) -> Document:
    """Return a cut of a table as a document; the labels stand only in the first cut, but hold for every one."""
    document = sheet_document(piece, _MEDIA, [Sheet("", rows, None if cut.first == 1 else labels)])
    id = digest("document", piece.source.sha256, piece.source.part, cut.start)
    where, part = piece.source, f"from line {cut.first}"
    source = Source(where.path, where.sha256, f"{where.part}/{part}" if where.part else part)
    return replace(document, id=id, source=source)


def _rows(data: bytes, delimiter: str) -> tuple[list[list[str]], str]:
    """Return the rows in `data`, and a remark. delimiter: "" to find it out."""
    decoded = decode(data)
    text, stated = decoded.text, _STATED.match(decoded.text)
    if stated:
        text, delimiter = text[stated.end() :], stated[1]
    delimiter = delimiter or _delimiter_of(text[:_SAMPLE])
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return _parsed(text, delimiter, csv.QUOTE_MINIMAL), decoded.remark
    except csv.Error:
        rows = _parsed(text, delimiter, csv.QUOTE_NONE)
        return rows, "; ".join(filter(None, [decoded.remark, "a quote mark is never closed: quote marks are read as they stand"]))


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
