"""What people wrote on the pages of a PDF: notes, and the fields of a form."""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from clew.ingest.zones.zoning import with_zones
from clew.records import Document, Record, Zone

BY = "page-note/1"

# More notes than this on one page are not a person's.
_MOST = 2_000


class Note(Record, frozen=True, gc=False):
    """A note on a page, or a field filled in. who: as the note says it, or ""; label: of a field, its name; else ""."""

    page: int
    text: str
    who: str = ""
    label: str = ""


def with_notes(document: Document, notes: list[Note]) -> Document:
    """Return `document` with its notes and fields below its text, one a line. A note is a zone with its author as the voice."""
    at = len(document.text)
    lines: list[str] = []
    zones: list[tuple[int, int, Note]] = []
    for note in notes:
        line = _line(note)
        before = "\n" if lines else "\n\n"
        start = at + len(before)
        lines.append(before + line)
        at = start + len(line)
        zones.append((start, at, note))
    document = replace(document, text=document.text + "".join(lines))
    return with_zones(document, [_zone(document, *zone) for zone in zones])


def _line(note: Note) -> str:
    if note.label:
        return f"{note.label}: {note.text}"
    return f"{note.who or 'Note'} on page {note.page}: {note.text}"


def _zone(document: Document, start: int, end: int, note: Note) -> Zone:
    if note.label:
        return Zone(start, end, "table", None, BY)
    return Zone(start, end, "quoted", document.span(start, start + len(note.who)) if note.who else None, BY)


def notes_of(pdf: Any, page: Any, number: int) -> Iterator[Note]:
    """Yield the notes and filled fields on a pdfium `page`, in the file's order. number: of the page, from 1."""
    from pypdfium2.raw import FPDFPage_CloseAnnot, FPDFPage_GetAnnot, FPDFPage_GetAnnotCount

    for i in range(min(FPDFPage_GetAnnotCount(page), _MOST)):
        found = FPDFPage_GetAnnot(page, i)
        if found:
            yield from _noted(pdf, found, number)
            FPDFPage_CloseAnnot(found)


def _noted(pdf: Any, found: Any, number: int) -> Iterator[Note]:
    from pypdfium2.raw import FPDF_ANNOT_LINK, FPDF_ANNOT_POPUP, FPDF_ANNOT_WIDGET, FPDFAnnot_GetSubtype

    kind = FPDFAnnot_GetSubtype(found)
    if kind == FPDF_ANNOT_WIDGET:
        yield from _field(pdf, found, number)
    elif kind not in {FPDF_ANNOT_LINK, FPDF_ANNOT_POPUP}:
        text = _value(found, b"Contents")
        if text:
            yield Note(number, text, _value(found, b"T"))


def _field(pdf: Any, found: Any, number: int) -> Iterator[Note]:
    """Yield a field of a form that holds something; a box that is not ticked says "Off", a button has no value."""
    from pypdfium2.raw import FPDFAnnot_GetFormFieldName, FPDFAnnot_GetFormFieldValue

    form = pdf.formenv
    if form is None:
        return
    value = _words(lambda *into: FPDFAnnot_GetFormFieldValue(form, found, *into))
    name = _words(lambda *into: FPDFAnnot_GetFormFieldName(form, found, *into))
    if value and value != "Off":
        yield Note(number, value, "", name or "Field")


def _value(found: Any, key: bytes) -> str:
    from pypdfium2.raw import FPDFAnnot_GetStringValue

    return _words(lambda *into: FPDFAnnot_GetStringValue(found, key, *into))


def _words(ask: Callable[..., int]) -> str:
    """Return on one line what pdfium's `ask` writes: UTF-16 with a zero at its end, into a buffer of the size it states."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return " ".join(bytes(buffer)[: size - 2].decode("utf-16-le", "replace").split())
