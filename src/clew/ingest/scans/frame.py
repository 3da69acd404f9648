"""The page as it is shown: how places in a PDF's own space, which may be turned and cropped, lie on it."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from clew.records import Box, Record


class Word(Record, frozen=True, gc=False):
    """A printed word, or a part of one, of one page: its place in that page's text, and on the page as a Box has it."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


class PageText(Record, frozen=True, gc=False):
    """The text of one page and where each of its words is printed, both of one and the same reading."""

    text: str
    words: tuple[Word, ...] = ()


def scaled(page: PageText, across: float, down: float) -> PageText:
    """Return `page`, whose words are in pixels, in points; across, down: points a pixel."""
    return PageText(page.text, tuple(_scaled(w, across, down) for w in page.words))


def _scaled(w: Word, x: float, y: float) -> Word:
    return Word(w.start, w.end, round(w.left * x, 2), round(w.top * y, 2), round(w.right * x, 2), round(w.bottom * y, 2))


class Frame(Record, frozen=True, gc=False):
    """The part of a page that is shown, in the PDF's space (points, y upwards); turned: by so many degrees, clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int = 0

    def placed(self, rectangles: "np.ndarray[Any, Any]") -> list[list[float]]:
        """Return rectangles (rows of left, top, right, bottom in the PDF's space) as they are shown, cut at the page's edges.

        What is not on the page is left with no width.
        """
        width, height = self.right - self.left, self.top - self.bottom
        flipped = (rectangles - [self.left, self.top, self.left, self.top]) * [1, -1, 1, -1]
        a, b, c, d = flipped.clip(0, [width, height, width, height]).T
        outside = (a >= c) | (b >= d)
        shown = np.stack(_turned(self.turned, width, height, (a, b, c, d)), axis=1).round(2)
        shown[outside] = 0
        rows: list[list[float]] = shown.tolist()
        return rows


def _turned(by: int, width: float, height: float, box: tuple[Any, Any, Any, Any]) -> tuple[Any, Any, Any, Any]:
    a, b, c, d = box
    if by == 90:
        return height - d, a, height - b, c
    if by == 180:
        return width - c, height - d, width - a, height - b
    return (b, width - c, d, width - a) if by == 270 else box


def frame_of(page: Any) -> Frame:
    """Return the frame of a pdfium page: its crop box within its media box, and its rotation."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation())


# Between two pages of one text.
_PAGE_END = "\n\n\f"


def joined(pages: list[PageText]) -> tuple[str, tuple[Box, ...]]:
    """Return the text of all pages, a form feed before each but the first, and the boxes of their words."""
    return _PAGE_END.join(page.text for page in pages), tuple(_boxes(pages))


def _boxes(pages: list[PageText]) -> Iterator[Box]:
    at = 0
    for n, page in enumerate(pages, 1):
        for w in page.words:
            yield Box(at + w.start, at + w.end, n, w.left, w.top, w.right, w.bottom)
        at += len(page.text) + len(_PAGE_END)
