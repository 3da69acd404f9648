"""A picture of text: a scan, a photographed page, a fax of several pages."""

import re

from msgspec.structs import replace

from clew.errors import EvidenceError
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.scans.frame import PageText, joined, scaled
from clew.ingest.scans.ocr import recognized, require
from clew.ingest.scans.pixels import MOST_PAGES, Pixels, pixels_of, upright
from clew.ingest.zones.prose import prose_document
from clew.records import Document

_TYPES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"RIFF", "image/webp"),
)

# Width and height, in pixels, under which nothing can be read.
_SMALLEST = (40, 12)

# Fewer letters in a row than this are specks that look like letters.
_WORD = re.compile(r"[^\W\d_]{3,}")


def read(piece: Piece) -> Content:
    """Read the text in a picture with Tesseract; of a TIFF, on all its pages. A page that cannot be read costs itself."""
    size = pixels_of(piece.data)
    if size and (size.width < _SMALLEST[0] or size.height < _SMALLEST[1]):
        raise PassedOver("a picture too small to hold text")
    require()
    pages, failed = _pages(piece.data, size or Pixels(0, 0))
    text, boxes = joined(pages)
    if not _WORD.search(text):
        raise PassedOver("a picture in which no text was found")
    media = next((media for magic, media in _TYPES if piece.data.startswith(magic)), "image/tiff")
    document = replace(prose_document(piece, media, text), boxes=boxes)
    return Content((scanned(document),), remark="; ".join(["text recognized by tesseract", *failed]))


def _pages(data: bytes, size: Pixels) -> tuple[list[PageText], list[str]]:
    """Return the text of each page, and for each page that could not be read why. EvidenceError when none could."""
    data = data if size.upright else upright(data)
    pages: list[PageText] = []
    failed: list[str] = []
    for n in range(min(size.pages, MOST_PAGES)):
        try:
            pages.append(scaled(recognized(data, page=n), 72 / size.dots[0], 72 / size.dots[1]))
        except EvidenceError as error:
            if size.pages == 1:
                raise
            pages.append(PageText(""))
            failed.append(f"page {n + 1} could not be read: {error}")
    if size.pages > MOST_PAGES:
        failed.append(f"the pages after {MOST_PAGES} are not read")
    return pages, failed


def scanned(document: Document) -> Document:
    """Return `document` as a scan, unless its words say more of what it is."""
    return replace(document, kind="scan") if document.kind == "text" else document
