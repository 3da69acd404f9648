"""A PDF: the text of its pages, or, where it holds only pictures of pages, what Tesseract reads in them."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.ocr import recognized
from clew.ingest.picture import scanned
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.prose import prose_document
from clew.ingest.zipped import locked

# A page with fewer letters than this has no text layer worth the name.
_FEW = 12

# Scans are rendered at this many dots an inch: what Tesseract was trained on.
_DPI = 300

# A gap this many times the usual one between lines parts paragraphs; so does an indent of this many points.
_GAP, _INDENT = 1.45, 8.0

# pdfium marks a hyphen at the end of a line so.
_HYPHEN = re.compile("\ufffe\r?\n|\u00ad\r?\n")


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
    pages = [_page_text(pdf, n) for n in range(len(pdf))]
    bare = [n for n, text in enumerate(pages) if sum(c.isalpha() for c in text) < _FEW]
    is_scan = len(bare) == len(pages)
    remark = _recognize(pdf, pages, bare, is_scan=is_scan)
    if not any(page.strip() for page in pages):
        raise PassedOver("a PDF in which no text was found")
    title = (pdf.get_metadata_dict().get("Title") or "").strip() or None
    document = prose_document(piece, "application/pdf", "\f".join(pages), title)
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


def _page_text(pdf: Any, n: int) -> str:
    """Return the text of page `n`, a blank line between paragraphs."""
    page = pdf[n]
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    breaks = _paragraphs(text_page, text) if text_page.count_chars() == len(text) else set()
    lines = [("\n" if start in breaks else "") + text[start:end] for start, end in _line_spans(text)]
    text_page.close()
    page.close()
    return _HYPHEN.sub("", "\n".join(lines) + "\n").replace("\ufffe", "-").replace("\r", "").strip("\n")


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line.rstrip("\r"))
        at += len(line) + 1


def _paragraphs(text_page: Any, text: str) -> set[int]:
    """Return the offsets of lines that begin a paragraph, by the gaps between lines and by indents."""
    spans = [(start, end) for start, end in _line_spans(text) if text[start:end].strip()]
    boxes = [text_page.get_charbox(start) for start, _ in spans]
    gaps = [above[1] - below[1] for above, below in pairwise(boxes)]
    usual = _usual([gap for gap in gaps if gap > 1])
    lefts = [box[0] for box in boxes]
    far = {i + 1 for i, gap in enumerate(gaps) if usual and (gap > usual * _GAP or gap < -usual)}
    return {spans[i][0] for i in range(1, len(spans)) if i in far or _indented(lefts, i)}


def _usual(gaps: list[float]) -> float:
    """Return the gap between lines of one paragraph: the lower quartile, since no gap is narrower and a short page has few."""
    return sorted(gaps)[(len(gaps) - 1) // 4] if gaps else 0.0


def _indented(lefts: list[float], i: int) -> bool:
    """Whether line `i` begins further right than the line above and the line below it."""
    below = lefts[i + 1] if i + 1 < len(lefts) else lefts[i - 1]
    return lefts[i] - lefts[i - 1] > _INDENT and lefts[i] - below > _INDENT
