"""A workbook: every sheet, also hidden ones; the values as last computed, no macro run."""

from io import BytesIO
from struct import unpack_from
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.office.compound import opened, sound, stream
from clew.ingest.office.packages import inside, remarks, title_and_facts
from clew.ingest.office.sheetnotes import notes
from clew.ingest.office.stretches import office_content
from clew.ingest.office.table import Sheet, sheet_document
from clew.ingest.office.zipped import LOCKED, checked, locked
from clew.ingest.piece import Content, PassedOver, Piece

_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OLD = "application/vnd.ms-excel"

# Cells read from one workbook. A sheet may declare a billion empty ones.
_MOST = 5_000_000

# The record that locks an old workbook, and the bytes among which it stands.
_FILEPASS, _HEAD = 0x2F, 200


def read(piece: Piece) -> Content:
    """Read a workbook (xlsx, xlsb, xls). Nothing is fetched; pictures and files in it are given back."""
    packed = checked(piece.data) if piece.data.startswith(b"PK") else None
    sheets = _sheets(piece.data)
    if packed is None:
        document = sheet_document(piece, _OLD, sheets)
        if not document.text:
            raise PassedOver(_EMPTY)
        return Content((document,))
    title, headers = title_and_facts(packed)
    document = sheet_document(piece, _MEDIA, [*sheets, *notes(packed)], title, headers)
    held = inside(piece, packed)
    if not document.text and held == ():
        raise PassedOver(_EMPTY)
    return office_content(piece, document, held, "; ".join(remarks(packed)))


_EMPTY = "a workbook without anything in its cells"


def _sheets(data: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    if not data.startswith(b"PK"):
        sound(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [Sheet(name, _rows(book.get_sheet_by_name(name))) for name in _names(book)]
    except CalamineError as error:
        raise EvidenceError(locked(error) or _sealed(data) or f"a damaged workbook: {error}") from error
    except BaseException as error:
        # What stops the library itself is no Exception, and would stop the run.
        if type(error).__name__ == "PanicException":
            raise EvidenceError("a damaged workbook: its parts do not fit together") from error
        raise


def _sealed(data: bytes) -> str:
    """Return what to do when an old workbook is locked, else "": a record that says so stands among its first ([MS-XLS])."""
    if data.startswith(b"PK"):
        return ""
    with opened(data) as store:
        records = stream(store, "Workbook")[:_HEAD]
    at = 0
    while at + 4 <= len(records):
        kind, size = unpack_from("<HH", records, at)
        if kind == _FILEPASS:
            return LOCKED
        at += 4 + size
    return ""


def _names(book: Any) -> list[str]:
    """Return the names of the sheets of cells; charts and dialogs have none."""
    return [sheet.name for sheet in book.sheets_metadata if str(sheet.typ).endswith("WorkSheet")]


def _rows(sheet: Any) -> list[list[Any]]:
    if sheet.height * sheet.width > _MOST:
        raise EvidenceError(f"a sheet of {sheet.height} by {sheet.width} cells is too large; save it as csv and split it")
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    return rows
