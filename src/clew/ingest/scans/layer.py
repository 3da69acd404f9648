"""The text layer of a PDF page: its words with their places, and what places and sizes tell: paragraphs, the numbers of notes."""

import re
from collections.abc import Callable, Iterator, Sequence
from ctypes import CFUNCTYPE, addressof, byref, c_double, c_int, c_void_p, cast, sizeof
from functools import cache
from itertools import chain, pairwise
from typing import Any

import numpy as np

from clew.ingest.scans.frame import Frame, PageText, Word, frame_of
from clew.records import Record

# A gap this many times the usual one between lines parts paragraphs; so does an indent of this many points.
_GAP, _INDENT = 1.45, 8.0

# A number printed smaller than this share of its neighbour's size is the mark of a note.
_SMALL = 0.8
_NUMBER = re.compile(r"\d+")

# Digits that the number of a note has behind a word; before the note a year may follow it at once.
_LONGEST_BEHIND, _LONGEST_BEFORE = 4, 6

# pdfium marks a hyphen at the end of a line so; a carriage return is half a line end.
_DROPPED = re.compile("\ufffe\r?\n|\u00ad\r?\n|\r")
_WORD = re.compile(r"\S+")

# Stands for a character of ours: no character of the page.
_OURS = -1


class Layer(Record, frozen=True, gc=False):
    """What pdfium finds on a page. page: its text page, kept open; text: one character for each number in `chars`."""

    page: Any
    text: str
    chars: Sequence[int]


def layer_of(text_page: Any) -> Layer:
    """Return the layer of a pdfium text page."""
    text = text_page.get_text_range(errors="surrogatepass")
    if text_page.count_chars() == len(text):
        return Layer(text_page, _storable(text), range(len(text)))
    from pypdfium2.raw import FPDFText_GetCharIndexFromTextIndex

    chars, unit = [], 0
    for char in text:
        chars.append(FPDFText_GetCharIndexFromTextIndex(text_page.raw, unit))
        unit += 2 if char > "\uffff" else 1
    return Layer(text_page, _storable(text), chars)


def _storable(text: str) -> str:
    """Return `text` with lone surrogates, which no record can hold, as U+FFFD."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def page_text(page: Any, layer: Layer) -> PageText:
    """Return the text and words of a pdfium page: a blank line between paragraphs, the marks of notes in brackets, words joined
    that a line end parted."""
    text, origin = _traced(layer)
    return PageText(text, tuple(_words(layer, frame_of(page), text, origin)))


def _traced(layer: Layer) -> tuple[str, list[int]]:
    """Return the text as it is shown, and for each of its characters where it stands in the layer's text, or _OURS."""
    marks = list(_marks(layer))
    breaks = _paragraphs(layer) | {start for start, _ in marks}
    pieces: list[str] = []
    origin: list[int] = []
    for said, at in _pieces(layer.text, marks, breaks):
        pieces.append(said)
        origin += range(at, at + len(said)) if at >= 0 else [_OURS] * len(said)
    return _stripped(*_dropped("".join(pieces), origin))


def _pieces(text: str, marks: list[tuple[int, int]], breaks: set[int]) -> Iterator[tuple[str, int]]:
    """Yield the stretches of `text`, each with its place, and between them what is ours: line ends, brackets."""
    for start, end in _line_spans(text):
        if start in breaks:
            yield "\n", _OURS
        yield from _marked(text, start, end, marks)
        yield "\n", _OURS


def _marked(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """Yield `text[start:end]` with marks in brackets, as for web pages: "nothing.[12]", and "[12] See" where a note begins."""
    at = start
    for first, last in (mark for mark in marks if start <= mark[0] < end):
        yield from ((text[at:first], at), ("[", _OURS), (text[first:last], first), ("] " if first == start else "]", _OURS))
        at = last
    yield text[at:end], at


def _dropped(text: str, origin: list[int]) -> tuple[str, list[int]]:
    pieces, kept, at = [], [], 0
    for m in _DROPPED.finditer(text):
        pieces.append(text[at : m.start()])
        kept += origin[at : m.start()]
        at = m.end()
    return "".join([*pieces, text[at:]]).replace("\ufffe", "-"), kept + origin[at:]


def _stripped(text: str, origin: list[int]) -> tuple[str, list[int]]:
    inner = text.lstrip("\n")
    first = len(text) - len(inner)
    inner = inner.rstrip("\n")
    return inner, origin[first : first + len(inner)]


def _words(layer: Layer, frame: Frame, text: str, origin: list[int]) -> Iterator[Word]:
    """Yield the words of `text` with their places; a word is yielded in parts where it was joined over a line end or a mark."""
    runs = list(_runs(text, origin))
    places = frame.placed(_printed(layer, [(origin[first], origin[last - 1]) for first, last in runs]))
    return (Word(*run, *place) for run, place in zip(runs, places, strict=True) if place[0] < place[2])


def _runs(text: str, origin: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the words of `text`, or the parts of them that stand together in the layer too."""
    for m in _WORD.finditer(text):
        start, end = m.span()
        if origin[end - 1] - origin[start] == end - 1 - start:
            yield start, end
        else:
            yield from _parts(origin, start, end)


def _parts(origin: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for i in range(start + 1, end + 1):
        if i == end or origin[i] != origin[i - 1] + 1 or origin[i - 1] == _OURS:
            if origin[first] != _OURS:
                yield first, i
            first = i


def _printed(layer: Layer, runs: list[tuple[int, int]]) -> "np.ndarray[Any, Any]":
    """Return for each straight run, from its first to its last character, a row of left, top, right, bottom in the PDF's space.

    Its height is that of the line, not of its letters, as a reader would mark it.
    """
    from pypdfium2.raw import FS_RECTF

    boxes = (FS_RECTF * (2 * len(runs)))()
    ask, chars, page, at = _loose_box(), layer.chars, cast(layer.page.raw, c_void_p).value, addressof(boxes)
    for i in chain.from_iterable(runs):
        ask(page, chars[i], at)
        at += sizeof(FS_RECTF)
    ends = np.frombuffer(boxes, np.float32).astype(np.float64).reshape(-1, 2, 4)
    low, high = ends.min(axis=1), ends.max(axis=1)
    return np.stack([low[:, 0], high[:, 1], high[:, 2], low[:, 3]], axis=1)


@cache
def _loose_box() -> Callable[[int | None, int, int], int]:
    """Return pdfium's FPDFText_GetLooseCharBox, called with plain addresses: with nothing to convert it takes half the time, and
    it is called twice a word."""
    from pypdfium2.raw import FPDFText_GetLooseCharBox

    return CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)(cast(FPDFText_GetLooseCharBox, c_void_p).value or 0)


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line.rstrip("\r"))
        at += len(line) + 1


def _marks(layer: Layer) -> Iterator[tuple[int, int]]:
    """Yield where the raised numbers of notes stand: behind a word, or before the first word of the note."""
    from pypdfium2.raw import FPDFText_GetFontSize

    text, chars = layer.text, layer.chars
    for m in _NUMBER.finditer(text):
        start, end = m.span()
        begins = start == 0 or text[start - 1] == "\n"
        if not begins and (text[start - 1].isspace() or end - start > _LONGEST_BEHIND):
            continue
        last = min(end, start + _LONGEST_BEFORE) if begins else end
        follows = last < len(text) and not text[last].isspace()
        around = range(start if begins else start - 1, last + follows)
        sizes = [FPDFText_GetFontSize(layer.page.raw, chars[i]) for i in around]
        if not begins and max(sizes[1 : 1 + end - start]) < _SMALL * sizes[0]:
            yield start, end
        elif begins and (small := _small_until(sizes)):
            yield start, start + small


def _small_until(sizes: list[float]) -> int:
    """Return how many characters stand before the first one that is larger than those before it, 0 when none is."""
    return next((i for i in range(1, len(sizes)) if 0 < max(sizes[:i]) < _SMALL * sizes[i]), 0)


def _paragraphs(layer: Layer) -> set[int]:
    """Return the offsets of lines that begin a paragraph, by the gaps between lines and by indents."""
    spans = [(start, end) for start, end in _line_spans(layer.text) if layer.text[start:end].strip()]
    corners = list(_corners(layer, [start for start, _ in spans]))
    gaps = [above[1] - below[1] for above, below in pairwise(corners)]
    usual = _usual([gap for gap in gaps if gap > 1])
    lefts = [left for left, _ in corners]
    far = {i + 1 for i, gap in enumerate(gaps) if usual and (gap > usual * _GAP or gap < -usual)}
    return {spans[i][0] for i in range(1, len(spans)) if i in far or _indented(lefts, i)}


def _corners(layer: Layer, starts: list[int]) -> Iterator[tuple[float, float]]:
    """Yield left and bottom of the characters at `starts`, in the PDF's space."""
    from pypdfium2.raw import FPDFText_GetCharBox

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    sides = byref(left), byref(right), byref(bottom), byref(top)
    for at in starts:
        FPDFText_GetCharBox(layer.page.raw, layer.chars[at], *sides)
        yield left.value, bottom.value


def _usual(gaps: list[float]) -> float:
    """Return the gap between lines of one paragraph: the lower quartile, since no gap is narrower and a short page has few."""
    return sorted(gaps)[(len(gaps) - 1) // 4] if gaps else 0.0


def _indented(lefts: list[float], i: int) -> bool:
    """Whether line `i` begins further right than the line above and the line below it."""
    below = lefts[i + 1] if i + 1 < len(lefts) else lefts[i - 1]
    return lefts[i] - lefts[i - 1] > _INDENT and lefts[i] - below > _INDENT
