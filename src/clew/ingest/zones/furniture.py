"""Page furniture: stamps, running heads, page numbers. Nobody speaks in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from clew.ingest.vocabulary import pattern
from clew.ingest.zones.letterhead import letterheads
from clew.ingest.zones.lines import Line, lines_of
from clew.records import Zone

BY = "page-furniture/1"

_CELL = re.compile(r"\S(?:.*?\S)??(?=\s{3,}|\t|$)")

# A line that stands on this many pages is a running head, or on both where there are two.
_PAGES = 3

# A stamp is no longer than a line of print; the patterns for stamps are slow on what is.
_WIDEST = 250

_DIGITS = re.compile(r"\d+")


def furniture(text: str, lines: Sequence[Line]) -> tuple[set[int], list[Zone]]:
    """Return (indexes of lines that are nothing but furniture, the furniture zones: runs of such lines, and margin stamps).

    lines: those of `text`.
    """
    cells = [list(_cells(line)) for line in lines]
    stamped = [[_is_stamp(text) for _, _, text in row] for row in cells]
    heads = _running_heads(text)
    whole = {i for i, marks in enumerate(stamped) if marks and all(marks)}
    whole |= {i for i, line in enumerate(lines) if line.words in heads or _is_browsers(line.text)}
    whole |= {i for i in range(len(lines)) if i not in whole and _beside(lines, i, whole)}
    whole |= letterheads(text, lines, whole)
    runs = [Zone(lines[a].words, lines[b - 1].end, "furniture", None, BY) for a, b in _runs(lines, whole)]
    margins = [
        Zone(cell[0], cell[1], "furniture", None, BY)
        for i, row in enumerate(cells)
        if i not in whole and len(row) > 1
        for cell, mark in list(zip(row, stamped[i], strict=True))[1:]
        if mark
    ]
    return whole, runs + margins


def _cells(line: Line) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, text) of the parts of `line` that wide gaps set off."""
    for m in _CELL.finditer(line.text):
        yield line.words + m.start(), line.words + m.end(), m.group()


def _is_stamp(text: str) -> bool:
    return len(text) <= _WIDEST and bool(pattern("zones/furniture", "stamps").fullmatch(text))


def _is_browsers(text: str) -> bool:
    """Whether a browser printed this line above or below the page."""
    if "ail - " not in text and "://" not in text:
        return False
    return len(text) <= _WIDEST and bool(pattern("zones/furniture", "browser").fullmatch(" ".join(text.split())))


def _beside(lines: Sequence[Line], i: int, whole: set[int]) -> bool:
    """Whether line `i` is furniture because the line above or below it, across no blank, is."""
    if lines[i].blank or not pattern("zones/furniture", "beside").fullmatch(lines[i].text.split("   ")[0]):
        return False
    return i - 1 in whole or i + 1 in whole


def _runs(lines: Sequence[Line], whole: set[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, after last) of runs of furniture lines, over the blank lines between them."""
    first = last = -1
    for i in sorted(whole):
        if first >= 0 and all(line.blank for line in lines[last:i]):
            last = i + 1
            continue
        if first >= 0:
            yield first, last
        first, last = i, i + 1
    if first >= 0:
        yield first, last


def _running_heads(text: str) -> set[int]:
    """Return the offsets of lines that stand, but for their numbers, first or last on several pages (parted by form feeds)."""
    pages = _pages(text)
    if len(pages) < 2:
        return set()
    edges = [edge for page in pages for edge in _edges(page)]
    counts = Counter(_DIGITS.sub("#", line.text) for line in edges)
    return {line.words for line in edges if counts[_DIGITS.sub("#", line.text)] >= min(_PAGES, len(pages))}


def _pages(text: str) -> list[list[Line]]:
    pages, at = [], 0
    for page in text.split("\f"):
        pages.append([line for line in lines_of(text, at, at + len(page)) if not line.blank])
        at += len(page) + 1
    return pages


def _edges(page: list[Line]) -> list[Line]:
    """Return the first two and the last two lines of a page, each once."""
    return page if len(page) <= 4 else [*page[:2], *page[-2:]]
