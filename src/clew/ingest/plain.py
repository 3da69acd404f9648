"""A text file: what kind of text it is, and who speaks in it."""

from itertools import pairwise

from msgspec.structs import replace

from clew.ingest.charset import decode
from clew.ingest.piece import Content, Piece
from clew.ingest.zones.printed import unread_date
from clew.ingest.zones.printouts import printouts
from clew.ingest.zones.prose import prose_document
from clew.records import Document


def read(piece: Piece) -> Content:
    """Read a text file in whatever charset. A pile of printed mails comes out as one document each."""
    decoded = decode(piece.data)
    starts = (*printouts(decoded.text), len(decoded.text))
    texts = (decoded.text[start:end] for start, end in pairwise(starts))
    whole = piece.id
    documents = [prose_document(_printout(piece, whole, n), "text/plain", text) for n, text in enumerate(texts, 1)]
    remarks = [decoded.remark, *map(unread_date, documents)]
    return Content(tuple(_titled(d, documents[0]) for d in documents), remark="; ".join(filter(None, remarks)))


def _titled(document: Document, first: Document) -> Document:
    """Return a later message of a conversation with its title; only the first has it printed above."""
    return document if document.title or document.header("Subject") is not None else replace(document, title=first.title)


def _printout(piece: Piece, whole: str, n: int) -> Piece:
    """Return the piece that the n-th print-out of a file makes; the first goes by the file's own name and id, `whole`."""
    if n == 1:
        return piece
    return replace(piece.inner(piece.data, f"print-out {n}", piece.name, piece.parent), key=f"{whole}/{n}")
