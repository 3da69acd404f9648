"""A PDF: the text of its pages, or, where it holds only pictures of pages, what Tesseract reads in them."""

from io import BytesIO
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.office.zipped import locked
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.scans.ocr import recognized
from clew.ingest.scans.picture import scanned
from clew.ingest.web.pagelayout import page_text
from clew.ingest.zones.prose import prose_document

# A page with fewer letters than this has no text layer worth the name.
_FEW = 12

# Scans are rendered at this many dots an inch: what Tesseract was trained on.
_DPI = 300


def read(piece: Piece) -> Content:
    """Read a PDF. Its scripts, forms and attachments are not run or opened."""
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
    pages = [page_text(pdf[n]) for n in range(len(pdf))]
    bare = [n for n, text in enumerate(pages) if sum(c.isalpha() for c in text) < _FEW]
    is_scan = len(bare) == len(pages)
    remark = _recognize(pdf, pages, bare, is_scan=is_scan)
    if not any(page.strip() for page in pages):
        raise PassedOver("a PDF in which no text was found")
    title = (pdf.get_metadata_dict().get("Title") or "").strip() or None
    document = prose_document(piece, "application/pdf", "\n\n\f".join(pages), title)
    return Content((scanned(document) if is_scan else document,), remark=remark)


def _recognize(pdf: Any, pages: list[str], bare: list[int], *, is_scan: bool) -> str:
    """Read the pages `bare` of text with Tesseract, in place; return the remark. In a PDF with text elsewhere an empty page is
    only a remark when Tesseract is missing."""
    pictured = [n for n in bare if is_scan or _has_picture(pdf[n])]
    try:
        for n in pictured:
            pages[n] = recognized(_rendered(pdf[n]))
    except PassedOver:
        if is_scan:
            raise
        return f"pages without text: {_listed(pictured)}; install tesseract-ocr"
    return f"text of {'all pages' if is_scan else f'pages {_listed(pictured)}'} recognized by tesseract" if pictured else ""


def _listed(pages: list[int]) -> str:
    shown = ", ".join(str(n + 1) for n in pages[:10])
    return f"{shown} ..." if len(pages) > 10 else shown


def _has_picture(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,)))


def _rendered(page: Any) -> bytes:
    """Return a picture of `page` as a portable graymap, which needs no library to write."""
    scale = min(_DPI / 72, 5000 / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    packed = BytesIO()
    packed.write(f"P5 {bitmap.width} {bitmap.height} 255\n".encode())
    for row in range(bitmap.height):
        packed.write(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])
    return packed.getvalue()
