"""A document's text cut so that it can be shown: pages, blocks with their zones, and segments with every mark on them.

Pure functions; offsets count code points of the mended text. Marks may nest and overlap in any way: a segment is a stretch in
which nothing begins or ends, so that the page never has to close one mark inside another.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from clew.records import Document, Edit, Record, Zone
from clew.view.marks import Mark

# Long enough for a sitting, short enough that a browser lays it out at once with some thousand marks.
PAGE = 20_000

_GAP = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n\s*")

# What mail programs put before a quoted line.
_QUOTING = "> \t|"

# Zones in which every line stands for itself.
_LINED = frozenset({"table"})


class Part(Record, frozen=True, gc=False):
    """Words of a segment, or one repair in it: `text` is then the text as found where it is undone, else as mended."""

    text: str
    edit: Edit | None = None


class Segment(Record, frozen=True, gc=False):
    """A stretch with the same marks throughout. passage: whether it is the one asked for."""

    start: int
    end: int
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...] = ()
    passage: bool = False

    @property
    def opens(self) -> tuple[str, ...]:
        """The kinds of the marks that begin here: where the keyboard stops."""
        return tuple(sorted({mark.kind for mark in self.marks if mark.start == self.start}))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its marks, each once."""
        return tuple(sorted({mark.kind for mark in self.marks}))


class Block(Record, frozen=True, gc=False):
    """A paragraph, or the part of one that has its zones to itself. `following` is where the next block begins."""

    start: int
    end: int
    following: int
    zones: tuple[Zone, ...]


def pages(text: str, size: int = PAGE) -> list[tuple[int, int]]:
    """Return the pages of `text`, each about `size` characters, cut after a paragraph, else a line, else a word."""
    found, at = [], 0
    while len(text) - at > size + size // 4:
        cut = _cut(text, at + size // 2, at + size)
        found.append((at, cut))
        at = cut
    return [*found, (at, len(text))]


def page_at(cuts: Sequence[tuple[int, int]], offset: int) -> int:
    """Return the index of the page that holds `offset`; the last one for an offset behind the end."""
    return min(bisect_left(cuts, offset + 1, key=lambda cut: cut[1]), len(cuts) - 1)


def blocks(document: Document, start: int, end: int) -> list[Block]:
    """Return the blocks of `document.text[start:end]`: parted at blank lines and where a zone of whole lines begins or ends."""
    text = document.text
    zones = [_from_line_start(text, z) for z in document.zones if z.start < end and z.end > start and is_block(text, z)]
    gaps = [m.span() for m in _GAP.finditer(text, start, end)]
    lined = [m.span() for z in zones if z.kind in _LINED for m in _LINE.finditer(text, max(z.start, start), min(z.end, end))]
    edges = {start, end, *(at for z in zones for at in (z.start, z.end) if start < at < end), *(b for _, b in gaps + lined)}
    ordered = sorted(edges)
    found = [_block(text, a, b, zones) for a, b in pairwise(ordered) if not text[a:b].isspace()]
    return [Block(a.start, a.end, b.start, a.zones) for a, b in pairwise(found)] + found[-1:]


def is_block(text: str, zone: Zone) -> bool:
    """Whether a zone is made of whole lines, leaving quoting signs and a speaker's label aside; any other is shown as a mark."""
    before = "" if zone.kind == "turn" else text[line_start(text, zone) : zone.start].strip(_QUOTING)
    line_end = text.find("\n", zone.end)
    after = text[zone.end : len(text) if line_end < 0 else line_end]
    return not before and (not after.strip() or text[zone.end - 1] == "\n")


def line_start(text: str, zone: Zone) -> int:
    """Return where the line begins that a zone begins in."""
    return text.rfind("\n", 0, zone.start) + 1


def segments(
    text: str,
    block: Block,
    marks: Iterable[Mark],
    edits: Sequence[Edit] = (),
    passage: tuple[int, int] | None = None,
    *,
    undone: bool = True,
) -> list[Segment]:
    """Return the segments of a block, in order and without gaps.

    edits      repairs to tell apart; a mark that cuts one is widened to hold all of it
    passage    a stretch to be marked as the one asked for
    undone     whether the repairs are shown undone
    """
    here = [e for e in edits if block.start <= e.start < block.following or e.start == block.following == len(text)]
    end = max([block.end, *(e.end for e in here)])
    shown = [widened(mark, here) for mark in marks if mark.start < end and mark.end > block.start]
    wanted = [*((m.start, m.end) for m in shown), *([passage] if passage else [])]
    inside = {at for e in here for at in range(e.start + 1, e.end)}
    cuts = sorted({block.start, end, *(at for pair in wanted for at in pair if block.start < at < end)} - inside)
    starts = [e.start for e in here]
    return [
        Segment(
            a,
            b,
            tuple(_parts(text, a, b, here[bisect_left(starts, a) : bisect_left(starts, b + (b == end))], undone=undone)),
            tuple(m for m in shown if m.start <= a and m.end >= b),
            passage is not None and passage[0] <= a and b <= passage[1],
        )
        for a, b in pairwise(cuts)
    ]


def widened(mark: Mark, edits: Iterable[Edit]) -> Mark:
    """Return `mark` grown so that it cuts none of `edits`."""
    start = next((e.start for e in edits if e.start < mark.start < e.end), mark.start)
    end = next((e.end for e in edits if e.start < mark.end < e.end), mark.end)
    return mark if (start, end) == (mark.start, mark.end) else Mark(start, end, mark.kind, mark.record)


def _cut(text: str, low: int, high: int) -> int:
    for sep in ("\n\n", "\n", " "):
        at = text.rfind(sep, low, high)
        if at >= 0:
            return at + len(sep)
    return high


def _from_line_start(text: str, zone: Zone) -> Zone:
    return Zone(line_start(text, zone), zone.end, zone.kind, zone.voice, zone.by)


def _block(text: str, start: int, following: int, zones: Iterable[Zone]) -> Block:
    around = sorted((z for z in zones if z.start <= start < z.end), key=lambda z: (z.start - z.end, z.start))
    words = text[start:following]
    blank = len(words) - len(words.lstrip("\n"))
    return Block(start + blank, start + len(words.rstrip()), following, tuple(around))


def _parts(text: str, start: int, end: int, edits: Iterable[Edit], *, undone: bool) -> Iterator[Part]:
    at = start
    for edit in edits:
        if edit.start > at:
            yield Part(text[at : edit.start])
        yield Part(edit.found if undone else text[edit.start : edit.end], edit)
        at = edit.end
    if at < end:
        yield Part(text[at:end])
