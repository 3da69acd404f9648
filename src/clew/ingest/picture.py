"""A picture of text: a scan, a photographed page."""

import re

import msgspec

from clew.ingest.ocr import recognized
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.prose import prose_document
from clew.records import Document

_TYPES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"RIFF", "image/webp"),
)

# Fewer letters in a row than this are specks that look like letters.
_WORD = re.compile(r"[^\W\d_]{3,}")


def read(piece: Piece) -> Content:
    """Read the text in a picture with Tesseract."""
    text = recognized(piece.data)
    if not _WORD.search(text):
        raise PassedOver("a picture in which no text was found")
    media = next((media for magic, media in _TYPES if piece.data.startswith(magic)), "image/tiff")
    return Content((scanned(prose_document(piece, media, text)),), remark="text recognized by tesseract")


def scanned(document: Document) -> Document:
    """Return `document` as a scan, unless its words say more of what it is."""
    return msgspec.structs.replace(document, kind="scan") if document.kind == "text" else document
