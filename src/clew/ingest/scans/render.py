"""A PDF page as a picture, for Tesseract."""

from io import BytesIO
from typing import Any

from clew.errors import EvidenceError
from clew.records import Record

# Scans are rendered at this many dots an inch: what Tesseract was trained on.
_DPI = 300

# No side of a picture is larger: a page may claim to be as wide as a street, and its picture would fill the memory.
_LARGEST = 5000


class Picture(Record, frozen=True, gc=False):
    """A picture of a page as a portable graymap, which needs no library to write, and how many pixels make a point."""

    data: bytes
    scale: float

    @property
    def dpi(self) -> int:
        """Dots an inch; at least 70, below which Tesseract does not believe it."""
        return max(round(self.scale * 72), 70)


def rendered(page: Any) -> Picture:
    """Return a picture of a pdfium page as it is shown; EvidenceError when it has no size."""
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        raise EvidenceError("a page without size")
    scale = min(_DPI / 72, _LARGEST / max(width, height))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    packed = BytesIO()
    packed.write(f"P5 {bitmap.width} {bitmap.height} 255\n".encode())
    for row in range(bitmap.height):
        packed.write(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])
    return Picture(packed.getvalue(), scale)
