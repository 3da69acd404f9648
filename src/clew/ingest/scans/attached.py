"""The files that lie inside a PDF."""

from collections.abc import Iterator
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.piece import Piece


def attached(piece: Piece, parent: str | None) -> Iterator[Piece]:
    """Yield the files attached to the PDF in `piece`, in order; they hang on the document `parent`.

    They are unpacked one at a time, as they are asked for, and never run. EvidenceError, behind the last, when some are damaged.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    pdf = PdfDocument(piece.data)
    damaged = []
    try:
        for n in range(1, pdf.count_attachments() + 1):
            try:
                name, data = _opened(pdf, n)
            except PdfiumError:
                damaged.append(str(n))
                continue
            yield piece.inner(data, f"attachment {n}", name, parent)
    finally:
        pdf.close()
    if damaged:
        raise EvidenceError(f"damaged in the PDF: attachment {', '.join(damaged[:10])}")


def _opened(pdf: Any, n: int) -> tuple[str, bytes]:
    """Return the name, without any folder, and the bytes of attachment `n`, from 1."""
    file = pdf.get_attachment(n - 1)
    return file.get_name().replace("\\", "/").rsplit("/", 1)[-1], bytes(file.get_data())
