import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from clew.ingest import Reading

Read = Callable[..., Reading]


def pdf(pages: list[list[str]], password: str | None = None) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, encrypt=password)
    for n, lines in enumerate(pages, 1):
        canvas.drawString(72, 800, "Harbour Office Review")
        for i, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * i, line)
        canvas.drawString(290, 40, str(n))
        canvas.showPage()
    canvas.save()
    return written.getvalue()
