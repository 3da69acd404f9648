"""A text file: what kind of text it is, and who speaks in it."""

from clew.ingest.charset import decode
from clew.ingest.piece import Content, Piece
from clew.ingest.zones.prose import prose_document


def read(piece: Piece) -> Content:
    """Read a text file in whatever charset."""
    decoded = decode(piece.data)
    return Content((prose_document(piece, "text/plain", decoded.text),), remark=decoded.remark)
