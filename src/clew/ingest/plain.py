"""A text file: what kind of text it is, and who speaks in it."""

from itertools import pairwise

from msgspec.structs import replace

from clew.ingest.charset import decode
from clew.ingest.piece import Content, Piece
from clew.ingest.zones.printouts import printouts
from clew.ingest.zones.prose import prose_document


def read(piece: Piece) -> Content:
    """Read a text file in whatever charset. A pile of printed mails comes out as one document each."""
    decoded = decode(piece.data)
    starts = (*printouts(decoded.text), len(decoded.text))
    documents = tuple(
        prose_document(_printout(piece, n), "text/plain", decoded.text[start:end])
        for n, (start, end) in enumerate(pairwise(starts), 1)
    )
    return Content(documents, remark=decoded.remark)


def _printout(piece: Piece, n: int) -> Piece:
    """Return the piece that the n-th print-out of a file makes; the first goes by the file's own name and id."""
    if n == 1:
        return piece
    return replace(piece.inner(piece.data, f"print-out {n}", piece.name, piece.parent), key=f"{piece.id}/{n}")
