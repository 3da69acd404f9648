"""The text of a Word 97-2003 file ([MS-DOC]): the pieces it is written in, put together; what its runs are marked as."""

from bisect import bisect_right
from collections.abc import Iterator
from struct import error as Short
from struct import unpack_from

from clew.errors import EvidenceError
from clew.ingest.office.zipped import LOCKED
from clew.records import Record

# The file information block: its magic number, its flags, and where it says how long each part of the text is (section 2.5).
_MAGIC = 0xA5EC
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_PARTS = ("body", "notes", "margins", "macros", "comments", "endnotes", "boxes", "margin boxes")
_LENGTHS, _CLX, _RUNS, _PARAGRAPHS = 0x4C, 0x01A2, 0x00FA, 0x0102

# A page of properties is 512 bytes. What matters of a run: that it is deleted, or hidden; of a paragraph: that it is in a table,
# or ends a row of one.
_PAGE = 512
_DELETED, _HIDDEN, _IN_TABLE, _ENDS_ROW = 0x0800, 0x083C, 0x2416, 0x2417

# What stands for the mark at the end of a row; Word has one mark for rows and cells. No text holds it.
ROW, CELL = "\x1d", "\x07"

# How many bytes the operand of a property has, by the top three bits of its name (section 2.2.5.1); 0: its first byte says so.
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)


class Piece(Record, frozen=True, gc=False):
    """A stretch of the text. start, end: in characters; at: its first byte in the file; wide: two bytes a character."""

    start: int
    end: int
    at: int
    wide: bool

    @property
    def width(self) -> int:
        """Bytes of one character."""
        return 2 if self.wide else 1


class Written(Record, frozen=True, gc=False):
    """The text of a Word file without what was deleted. parts: of body, notes ...; what the receipt should say of it."""

    parts: dict[str, str]
    deleted: int
    hidden: bool


def written(main: bytes, tables: dict[int, bytes]) -> Written:
    """Return the text of a Word file. main: its stream WordDocument; tables: its streams 0Table and 1Table, by number.

    EvidenceError when it is locked, or older than Word 97; anything else when it is damaged.
    """
    magic, version = unpack_from("<HH", main)
    flags = unpack_from("<H", main, 0x0A)[0]
    if magic != _MAGIC or version < 0x00C1:
        raise EvidenceError("older than Word 97; open it in a word processor and save it as docx")
    if flags & _ENCRYPTED:
        raise EvidenceError(LOCKED)
    table = tables.get(1 if flags & _TABLE_1 else 0, b"")
    pieces = list(_pieces(table, *unpack_from("<ii", main, _CLX)))
    # Pieces of a real file do not overlap; of one made to swell, each may be the whole of it.
    if sum(max(0, piece.end - piece.start) * piece.width for piece in pieces) > len(main):
        raise EvidenceError("a damaged Word file: its pieces come to more than the file")
    runs, paragraphs = _Marks(main, table, _RUNS), _Marks(main, table, _PARAGRAPHS)
    found = [run for piece in pieces for run in _read(main, piece, runs, paragraphs)]
    return _put_together(found, unpack_from("<8i", main, _LENGTHS))


def _pieces(table: bytes, start: int, size: int) -> Iterator[Piece]:
    """Yield the pieces that the table of pieces lists; it stands behind blocks of properties (section 2.9.38)."""
    at, end = start, start + size
    while at < end and table[at] == 1:
        at += 3 + unpack_from("<h", table, at + 1)[0]
    (length,) = unpack_from("<i", table, at + 1)
    count, at = (length - 4) // 12, at + 5
    if not 0 < count < len(table):
        raise EvidenceError("a damaged Word file: its table of pieces cannot be read")
    starts = unpack_from(f"<{count + 1}i", table, at)
    for n in range(count):
        (where,) = unpack_from("<I", table, at + 4 * (count + 1) + 8 * n + 2)
        narrow = bool(where & 0x40000000)
        where &= 0x3FFFFFFF
        yield Piece(starts[n], starts[n + 1], where // 2 if narrow else where, not narrow)


class _Marks:
    """Looks up how stretches of the file are marked, by their bytes (sections 2.8.5 and 2.8.6: pages of properties)."""

    def __init__(self, main: bytes, table: bytes, where: int) -> None:
        found = sorted(dict(_marked(main, table, where)).items())
        self._starts = [start for start, _ in found]
        self._marks = [marks for _, marks in found]

    def cuts(self, start: int, end: int) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Yield (start, end, marks) of the stretches between two bytes."""
        i = bisect_right(self._starts, start) - 1
        while start < end:
            stop = self._starts[i + 1] if i + 1 < len(self._starts) else end
            yield start, min(stop, end), self._marks[i] if i >= 0 else frozenset()
            start, i = max(start, stop), i + 1


def _marked(main: bytes, table: bytes, where: int) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield (first byte, marks) of each stretch with properties of its own; nothing where they cannot be read."""
    try:
        start, size = unpack_from("<ii", main, where)
        count = (size - 4) // 8
        pages = unpack_from(f"<{count}I", table, start + 4 * (count + 1)) if 0 < count < len(table) else ()
        for number in dict.fromkeys(pages):
            yield from _page(main[(number & 0x3FFFFF) * _PAGE :][:_PAGE], of_paragraphs=where == _PARAGRAPHS)
    except (Short, IndexError):
        return


def _page(page: bytes, *, of_paragraphs: bool) -> Iterator[tuple[int, frozenset[int]]]:
    count = page[_PAGE - 1]
    starts = unpack_from(f"<{count + 1}I", page)
    step, read = (13, _paragraph) if of_paragraphs else (1, _run)
    for n in range(count):
        at = 2 * page[4 * (count + 1) + step * n]
        yield starts[n], _marks(read(page, at)) if at else frozenset()
    yield starts[count], frozenset()


def _run(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + page[at]]


def _paragraph(page: bytes, at: int) -> bytes:
    """Return the properties of a paragraph, behind the number of its style; a length of 0 is followed by another."""
    start, size = (at + 1, 2 * page[at] - 1) if page[at] else (at + 2, 2 * page[at + 1])
    return page[start + 2 : start + size]


def _marks(properties: bytes) -> frozenset[int]:
    """Return which of the marks that matter are set."""
    at, found = 0, set()
    while at + 2 < len(properties):
        (name,) = unpack_from("<H", properties, at)
        size = _OPERANDS[name >> 13]
        if name in (_DELETED, _HIDDEN, _IN_TABLE, _ENDS_ROW) and properties[at + 2]:
            found.add(name)
        at += 2 + (size or 1 + properties[at + 2])
    return frozenset(found)


def _read(main: bytes, piece: Piece, runs: _Marks, paragraphs: _Marks) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield the runs of a piece with their marks; a character of the file is one here, so that lengths hold."""
    end = min(piece.at + (piece.end - piece.start) * piece.width, len(main))
    for start, stop, marks in runs.cuts(piece.at, end):
        text = "".join(_said(main[a:b], kind, wide=piece.wide) for a, b, kind in paragraphs.cuts(start, stop))
        yield text, marks


def _said(data: bytes, marks: frozenset[int], *, wide: bool) -> str:
    """Return the characters in `data`; what ends a row is told from what ends a cell, or a paragraph in one."""
    # Halves of a character are put together later.
    text = data.decode("utf-16-le", "surrogatepass") if wide else data.decode("cp1252", "replace")
    if _ENDS_ROW in marks:
        return text.replace(CELL, ROW)
    return text.replace("\r", "\n") if _IN_TABLE in marks else text


def _put_together(runs: list[tuple[str, frozenset[int]]], lengths: tuple[int, ...]) -> Written:
    whole = "".join("\0" * len(text) if _DELETED in marks else text for text, marks in runs)
    parts, at = {}, 0
    for name, length in zip(_PARTS, lengths, strict=True):
        parts[name] = whole[at : at + max(0, length)].replace("\0", "")
        at += max(0, length)
    deleted = sum(_DELETED in marks and bool(text.strip()) for text, marks in runs)
    return Written(parts, deleted, any(_HIDDEN in marks and text.strip() for text, marks in runs))
