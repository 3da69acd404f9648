"""The files that lie inside a PDF."""

from collections.abc import Iterator

from clew.ingest.piece import Piece


def attached(piece: Piece, parent: str | None) -> Iterator[Piece]:
    """Yield the files attached to the PDF in `piece`, in order; they hang on the document `parent`.

    They are unpacked when they are asked for, one at a time, and never run.
    """
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(piece.data)
    try:
        for n in range(pdf.count_attachments()):
            file = pdf.get_attachment(n)
            yield piece.inner(_data(file), f"attachment {n + 1}", _name(file.get_name()), parent)
    finally:
        pdf.close()


def _data(file: object) -> bytes:
    """Return the bytes of an attachment; b"" (an empty file, so its receipt says) when the PDF holds none for it."""
    from pypdfium2 import PdfiumError

    try:
        return bytes(file.get_data())  # type: ignore[attr-defined]
    except PdfiumError:
        return b""


def _name(name: str) -> str:
    """Return a file's name without any folder."""
    return name.replace("\\", "/").rsplit("/", 1)[-1]
