"""What the places and sizes of characters on a PDF page tell: paragraphs, and the raised numbers of notes."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

# A gap this many times the usual one between lines parts paragraphs; so does an indent of this many points.
_GAP, _INDENT = 1.45, 8.0

# A number printed smaller than this share of its neighbour's size is the mark of a note.
_SMALL = 0.8
_MARK = re.compile(r"(?<=[^\s\d])(?P<behind>\d{1,4})(?!\d)|^(?P<before>\d{1,6})(?=\S)", re.M)

# pdfium marks a hyphen at the end of a line so.
_HYPHEN = re.compile("\ufffe\r?\n|\u00ad\r?\n")


def page_text(page: Any) -> str:
    """Return the text of a pdfium page: a blank line between paragraphs, the marks of notes in brackets, words joined that a
    line end parted."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    aligned = text_page.count_chars() == len(text)
    marks = list(_marks(text_page, text)) if aligned else []
    breaks = _paragraphs(text_page, text) | {start for start, _ in marks} if aligned else set()
    lines = [("\n" if start in breaks else "") + _marked(text, start, end, marks) for start, end in _line_spans(text)]
    text_page.close()
    return _HYPHEN.sub("", "\n".join(lines) + "\n").replace("\ufffe", "-").replace("\r", "").strip("\n")


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line.rstrip("\r"))
        at += len(line) + 1


def _marks(text_page: Any, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the raised numbers of notes stand: behind a word, or before the first word of the note."""
    from pypdfium2.raw import FPDFText_GetFontSize

    for m in _MARK.finditer(text):
        sizes = [FPDFText_GetFontSize(text_page, i) for i in range(m.start() - 1 if m["behind"] else m.start(), m.end() + 1)]
        if m["behind"] and max(sizes[1:-1]) < _SMALL * sizes[0]:
            yield m.span()
        elif m["before"] and (end := _small_until(sizes)):
            yield m.start(), m.start() + end


def _small_until(sizes: list[float]) -> int:
    """Return how many characters stand before the first one that is larger than those before it, 0 when none is."""
    return next((i for i in range(1, len(sizes)) if 0 < max(sizes[:i]) < _SMALL * sizes[i]), 0)


def _marked(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> str:
    """Return `text[start:end]` with marks in brackets, as for web pages: "nothing.[12]", and "[12] See" where a note begins."""
    pieces, at = [], start
    for first, last in marks:
        if start <= first < end:
            pieces += [text[at:first], f"[{text[first:last]}]" + (" " if first == start else "")]
            at = last
    return "".join([*pieces, text[at:end]])


def _paragraphs(text_page: Any, text: str) -> set[int]:
    """Return the offsets of lines that begin a paragraph, by the gaps between lines and by indents."""
    spans = [(start, end) for start, end in _line_spans(text) if text[start:end].strip()]
    boxes = [text_page.get_charbox(start) for start, _ in spans]
    gaps = [above[1] - below[1] for above, below in pairwise(boxes)]
    usual = _usual([gap for gap in gaps if gap > 1])
    lefts = [box[0] for box in boxes]
    far = {i + 1 for i, gap in enumerate(gaps) if usual and (gap > usual * _GAP or gap < -usual)}
    return {spans[i][0] for i in range(1, len(spans)) if i in far or _indented(lefts, i)}


def _usual(gaps: list[float]) -> float:
    """Return the gap between lines of one paragraph: the lower quartile, since no gap is narrower and a short page has few."""
    return sorted(gaps)[(len(gaps) - 1) // 4] if gaps else 0.0


def _indented(lefts: list[float], i: int) -> bool:
    """Whether line `i` begins further right than the line above and the line below it."""
    below = lefts[i + 1] if i + 1 < len(lefts) else lefts[i - 1]
    return lefts[i] - lefts[i - 1] > _INDENT and lefts[i] - below > _INDENT
