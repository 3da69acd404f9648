"""A picture of text: a scan, a photographed page."""

import re

import msgspec

from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.scans.ocr import recognized
from clew.ingest.zones.prose import prose_document
from clew.records import Document

_TYPES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"RIFF", "image/webp"),
)

# Width and height, in points, under which nothing can be read.
_SMALLEST = (40, 12)

# Fewer letters in a row than this are specks that look like letters.
_WORD = re.compile(r"[^\W\d_]{3,}")


def read(piece: Piece) -> Content:
    """Read the text in a picture with Tesseract."""
    if _is_small(piece.data):
        raise PassedOver("a picture too small to hold text")
    text = recognized(piece.data)
    if not _WORD.search(text):
        raise PassedOver("a picture in which no text was found")
    media = next((media for magic, media in _TYPES if piece.data.startswith(magic)), "image/tiff")
    return Content((scanned(prose_document(piece, media, text)),), remark="text recognized by tesseract")


def _is_small(data: bytes) -> bool:
    """Whether a PNG or GIF, by the size at its beginning, is an icon, a spacer or a rule."""
    if data[12:16] == b"IHDR":
        width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    elif data.startswith(b"GIF8"):
        width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    else:
        return False
    return width < _SMALLEST[0] or height < _SMALLEST[1]


def scanned(document: Document) -> Document:
    """Return `document` as a scan, unless its words say more of what it is."""
    return msgspec.structs.replace(document, kind="scan") if document.kind == "text" else document
