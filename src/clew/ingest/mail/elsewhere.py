"""Attachments that a mail only points to (message/external-body, RFC 2046)."""

from clew.ingest.mail.encodedwords import unfolded
from clew.ingest.piece import Content, PassedOver, Piece


def read(piece: Piece) -> Content:
    """Pass it over: nothing is fetched."""
    named = f" ({unfolded(piece.name)})" if piece.name else ""
    raise PassedOver(f"its content lies elsewhere{named} and is not fetched")
