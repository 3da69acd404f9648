"""A PDF: the text of its pages, or, where a page holds only a picture of text, what Tesseract reads in it."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from clew.errors import EvidenceError
from clew.ingest.office.zipped import locked
from clew.ingest.piece import Content, PassedOver, Piece, told
from clew.ingest.scans.attached import attached
from clew.ingest.scans.frame import PageText, joined, scaled
from clew.ingest.scans.layer import layer_of, page_text
from clew.ingest.scans.layerdoubts import FEW, is_gibberish, lacks_text, letters
from clew.ingest.scans.ocr import recognized, require
from clew.ingest.scans.pagenotes import Note, notes_of, with_notes
from clew.ingest.scans.pdffacts import headers_of, title_of
from clew.ingest.scans.picture import scanned
from clew.ingest.scans.render import rendered
from clew.ingest.zones.prose import prose_document
from clew.records import Document


class _Pages:
    """The pages of a PDF as far as they are read; by number, from 0: those without letters, those to be recognized (with the
    letters they have of their own), those that were, and the failed."""

    def __init__(self) -> None:
        self.texts: list[PageText] = []
        self.notes: list[Note] = []
        self.bare: list[int] = []
        self.wanted: dict[int, int] = {}
        self.recognized: list[int] = []
        self.failed: dict[str, list[int]] = {}

    @property
    def is_scan(self) -> bool:
        """Whether no page has words of its own."""
        return len(self.bare) == len(self.texts)

    def fail(self, n: int, error: Exception) -> None:
        """Note that page `n` could not be read, and why."""
        self.failed.setdefault(told(error, 160), []).append(n)


def read(piece: Piece) -> Content:
    """Read a PDF: its pages, people's notes on them and what forms hold. Scripts and actions are not run; files in it are given
    back to be read. A page that cannot be read costs itself."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(piece.data)
    except PdfiumError as error:
        raise EvidenceError(locked(error) or f"a damaged PDF: {error}") from error
    try:
        return _read(piece, pdf)
    finally:
        pdf.close()


def _read(piece: Piece, pdf: Any) -> Content:
    if not len(pdf):
        raise EvidenceError("a damaged PDF: it has no pages")
    if pdf.get_formtype():
        pdf.init_forms()
    pages = _layers(pdf)
    lacking = _recognize(pdf, pages)
    remark = "; ".join(filter(None, [lacking, *_told(pages)]))
    has_files = pdf.count_attachments() > 0
    if not any(page.text.strip() for page in pages.texts) and not pages.notes:
        return _without_text(piece, remark, pages, has_files=has_files)
    return Content((_document(piece, pdf, pages),), attached(piece, piece.id), remark)


def _without_text(piece: Piece, remark: str, pages: _Pages, *, has_files: bool) -> Content:
    if has_files:
        return Content((), attached(piece, piece.parent), remark or "no text on its pages; it holds files")
    if pages.failed:
        raise EvidenceError(f"no page of it could be read: {next(iter(pages.failed))}")
    raise PassedOver("a PDF in which no text was found")


def _document(piece: Piece, pdf: Any, pages: _Pages) -> Document:
    text, boxes = joined(pages.texts)
    document = prose_document(piece, "application/pdf", text, title_of(pdf))
    document = replace(document, headers=(*document.headers, *headers_of(pdf)), boxes=boxes)
    return with_notes(scanned(document) if pages.is_scan else document, pages.notes)


def _layers(pdf: Any) -> _Pages:
    """Return the text layers of all pages."""
    pages = _Pages()
    for n in range(len(pdf)):
        try:
            _read_layer(pdf, n, pages)
        except Exception as error:  # the boundary of one page: pdfium's own error, or whatever a hostile page provokes
            pages.fail(n, error)
            del pages.texts[n:]
            pages.texts.append(PageText(""))
    return pages


def _read_layer(pdf: Any, n: int, pages: _Pages) -> None:
    page = pdf[n]
    words = page.get_textpage()
    layer = layer_of(words)
    pages.texts.append(page_text(page, layer))
    if letters(layer.text, FEW) < FEW:
        pages.bare.append(n)
    wrong = is_gibberish(layer)
    if wrong or lacks_text(page, layer):
        pages.wanted[n] = 0 if wrong else letters(layer.text)
    words.close()
    pages.notes += notes_of(pdf, page, n + 1)
    page.close()


def _recognize(pdf: Any, pages: _Pages) -> str:
    """Read the pages in doubt with Tesseract, in place; return what to say when it is not installed.

    A page keeps its layer when that has more letters than are recognized.
    """
    if not pages.wanted:
        return ""
    try:
        require()
    except PassedOver:
        if pages.is_scan and not pages.notes:
            raise
        return f"no text of {_listed(list(pages.wanted))}: a scan; install tesseract-ocr"
    for n in pages.wanted:
        try:
            _recognize_page(pdf, n, pages)
        except Exception as error:  # the boundary of one page, as above
            pages.fail(n, error)
    return ""


def _recognize_page(pdf: Any, n: int, pages: _Pages) -> None:
    page = pdf[n]
    picture = rendered(page)
    page.close()
    found = recognized(picture.data, picture.dpi)
    if letters(found.text) > pages.wanted[n]:
        pages.texts[n] = scaled(found, 1 / picture.scale, 1 / picture.scale)
        pages.recognized.append(n)


def _told(pages: _Pages) -> Iterator[str]:
    """Yield what a reader should know of pages that were recognized, and of those that could not be read."""
    if pages.recognized:
        every = len(pages.recognized) == len(pages.texts)
        yield f"text of {'all pages' if every else _listed(pages.recognized)} recognized by tesseract"
    for why, which in pages.failed.items():
        yield f"{_listed(which)} could not be read: {why}"


def _listed(pages: list[int]) -> str:
    """Return "page 3" or "pages 1, 4-6" for pages numbered from 0, in order; of many runs the first ten."""
    runs = [[n for _, n in run] for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0])]
    shown = ", ".join(f"{run[0] + 1}-{run[-1] + 1}" if len(run) > 1 else str(run[0] + 1) for run in runs[:10])
    return f"page{'s' if len(pages) > 1 else ''} {shown}{' ...' if len(runs) > 10 else ''}"
