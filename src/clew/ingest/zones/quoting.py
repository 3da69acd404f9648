"""Other people's words inside a mail: quoted with ">", under "On ... wrote:", or below embedded header lines."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import islice

from clew.ingest.vocabulary import pattern
from clew.ingest.zones.announced import Announced, announcements, says_original
from clew.ingest.zones.attribution import Said, attributions
from clew.ingest.zones.headerblock import Block, header_blocks, sender
from clew.ingest.zones.lines import Line
from clew.records import Document, Field, Span, Zone, ZoneKind

BY = "quoted-mail/2"

# Limits against texts made to be slow: a mail quotes no more mails than this, nor deeper; the subject of the mail around a
# block stands at most this many characters above it.
_MOST, _DEEPEST, _NEAR = 400, 20, 20_000

# Between the line that announces a mail and its header lines stand at most so many lines, of these so many with words: Notes
# prints a company's name there.
_APART, _LETTERHEAD, _SHORT = 8, 1, 50

# The last cell of a value, set off by blanks, is sought among so many characters; a value that is one cell is set off by so many.
_CELL = re.compile(r"(?:(?<=\S)\s{3,}|(?<=\s{8}))(\S(?:\S|\s(?!\s\s))*)$")
_RIGHT, _SET_OFF = 300, 8

_SUBJECT = re.compile(r"^[ \t>]*(?:Sub[jl]ect|Betreff|Objet|Asunto)\b[ \t:;]*(.*)$", re.M | re.I)
_FORWARDS = re.compile(r"(?:FW|Fwd|WG|TR)\s*[:;]", re.I)


def quoted_zones(document: Document, lines: Sequence[Line], left_out: Container[int] = frozenset()) -> list[Zone]:
    """Return the quoted and forwarded zones among `lines`, and inside each the header zone that says whose words they are.

    left_out: indexes of lines that are page furniture. A zone's voice is the sender's name as it stands there, or None. A header
    zone carries what it says as fields; Resent-From and Resent-Date say who forwarded a mail, and when.
    """
    return _Quoting(document, lines, left_out).zones()


class _Quoting:
    """What is found in one mail, each kind once: header blocks, announcing lines, attributions."""

    def __init__(self, document: Document, lines: Sequence[Line], left_out: Container[int]) -> None:
        self.document = document
        self.lines = lines
        self.announced = announcements(document.text, lines)
        self.blocks = header_blocks(lines, left_out)[:_MOST]
        taken = {i for block in self.blocks for i in range(block.first, block.last)}
        taken |= {i for announced in self.announced.values() for i in range(announced.first, announced.last)}
        found = attributions(document.text, lines).values()
        self.said = {said.first: said for said in found if taken.isdisjoint(range(said.first, said.last))}
        self.stops = [a.first for a in self.announced.values() if a.kind == "end"]
        self.shallower: dict[int, list[int]] = {}
        self.inside: set[int] = set()

    def zones(self) -> list[Zone]:
        """Return all zones, those under header lines first."""
        found = [zone for block in self.blocks for zone in self._under_header(block)]
        found += islice(self._under_marks(), 2 * _MOST)
        return found + list(self._by_depth())

    def _under_header(self, block: Block) -> Iterator[Zone]:
        """Yield the zone that a header block opens: from the line that announces it to the end of what it covers."""
        announced = self._above(block.first)
        first = announced.first if announced else block.first
        self.inside.update(range(first, block.last))
        name = block.value("From")
        at = sender(self.document.text, name.start, name.end) if name else None
        voice = self.document.span(*at) if at else None
        forwarded = (announced and announced.kind == "forwarded") or self._forwards(block)
        fields = (*(announced.fields if announced else ()), *block.fields)
        yield from self._zones("forwarded" if forwarded else "quoted", first, block.last, block.end, voice, fields)

    def _zones(
        self, kind: ZoneKind, first: int, last: int, header: int, voice: Span | None, fields: Sequence[Field]
    ) -> Iterator[Zone]:
        """Yield a zone from line `first` to the end of the words that follow line `last`, and its header zone, up to `header`."""
        start = self.lines[first].words
        shown = tuple(field for f in fields if (field := _unstamped(self.document.text, f)))
        yield Zone(start, max(header, self.lines[self._end(last, self.lines[first].depth) - 1].end), kind, voice, BY)
        yield Zone(start, header, "header", voice, BY, shown)

    def _above(self, first: int) -> Announced | None:
        """Return what announces the block at line `first`, or None: nothing but blanks, or a company's name, stands between."""
        shown = 0
        for i in range(first - 1, max(-1, first - _APART), -1):
            line = self.lines[i]
            announced = self._announced_until(i)
            if announced:
                return announced if shown == 0 or announced.kind == "forwarded" else None
            if shown == 0 and first - i <= 3 and says_original(line):
                return Announced("original", i, i + 1)
            shown += not line.blank
            if shown > _LETTERHEAD or len(line.text) > _SHORT:
                return None
        return None

    def _announced_until(self, i: int) -> Announced | None:
        """Return the announcement whose last line is `i`, or None."""
        candidates = (self.announced.get(first) for first in range(i, max(-1, i - 4), -1))
        return next((a for a in candidates if a and a.last == i + 1 and a.kind != "end"), None)

    def _forwards(self, block: Block) -> bool:
        """Whether the mail around `block` was a forward: its own subject, the nearest one above, says so."""
        above = _SUBJECT.findall(self.document.text, max(0, block.start - _NEAR), block.start)
        return bool(above) and bool(_FORWARDS.match(above[-1]))

    def _end(self, last: int, depth: int) -> int:
        """Return the index after the last line that belongs to a header of this depth which ends before line `last`."""
        end = min(_next(self.stops, last, len(self.lines)), _next(self._shallower(depth), last, len(self.lines)))
        while end > last and self.lines[end - 1].blank and self.lines[end - 1].depth <= depth:
            end -= 1
        return end

    def _shallower(self, depth: int) -> list[int]:
        """Return the indexes of the lines with words that are quoted less deep than `depth`."""
        if depth not in self.shallower:
            self.shallower[depth] = [i for i, line in enumerate(self.lines) if line.depth < depth and line.text] if depth else []
        return self.shallower[depth]

    def _under_marks(self) -> Iterator[Zone]:
        """Yield zones announced by a marker or an attribution with neither header lines nor ">" below."""
        for a in self.announced.values():
            if a.kind in {"forwarded", "original"} and a.first not in self.inside:
                yield from self._announced_zones(
                    "forwarded" if a.kind == "forwarded" else "quoted", a.first, a.last, a.fields, None
                )
        for said in self.said.values():
            firm = said.firm and (said.timed or self.document.kind == "mail" or bool(self.blocks))
            if firm and said.first not in self.inside and self._next_depth(said.last) == self.lines[said.first].depth:
                yield from self._announced_zones("quoted", said.first, said.last, said.fields, said.name)

    def _announced_zones(
        self, kind: ZoneKind, first: int, last: int, fields: Sequence[Field], name: tuple[int, int] | None
    ) -> Iterator[Zone]:
        voice = self.document.span(*name) if name else None
        yield from self._zones(kind, first, last, self.lines[last - 1].end, voice, fields)

    def _next_depth(self, i: int) -> int:
        """Return how deep the first line with words at or after `i` is quoted, or -1."""
        return next((self.lines[j].depth for j in range(i, len(self.lines)) if self.lines[j].text), -1)

    def _by_depth(self) -> Iterator[Zone]:
        """Yield a zone for each run of lines quoted deeper than the lines around it, with its attribution above it."""
        inside = [(0, len(self.lines))]
        for depth in range(1, _DEEPEST + 1):
            inside = [run for first, last in inside for run in _runs(self.lines, first, last, depth)]
            voice: Span | None = None
            for first, last in inside:
                said = self._said_above(first, depth)
                # An answer between the lines cuts one quotation in pieces: the later ones are by whom the first was.
                voice = (self.document.span(*said.name) if said.name else None) if said else voice if depth == 1 else None
                yield from self._run(first, last, said, voice)

    def _run(self, first: int, last: int, said: Said | None, voice: Span | None) -> Iterator[Zone]:
        start = self.lines[said.first].words if said else self.lines[first].start
        if not said and first in self.inside:
            return
        yield Zone(start, self.lines[last - 1].end, "quoted", voice, BY)
        if said:
            yield Zone(start, self.lines[said.last - 1].end, "header", voice, BY, said.fields)

    def _said_above(self, first: int, depth: int) -> Said | None:
        """Return the attribution right above line `first`, quoted less deep than `depth`; a folded one ends at its own depth."""
        above = first - 1
        while above >= 0 and self.lines[above].blank:
            above -= 1
        for start in range(first, max(-1, above - 6), -1):
            said = self.said.get(start)
            if said and said.last >= above + 1 and self.lines[start].depth < depth:
                return said
        return None


def _unstamped(text: str, field: Field) -> Field | None:
    """Return `field` without a stamp that a releasing office put in its place, or right of it; None when nothing is left."""
    start = max(field.start, field.end - _RIGHT)
    set_off = not text[max(0, start - _SET_OFF) : start].strip()
    m = _CELL.search(text, start, field.end)
    if m is None or not (m.start() > start or set_off) or not pattern("zones/furniture", "stamps").fullmatch(m[1]):
        return field if field.start < field.end else None
    return Field(field.label, field.start, m.start()) if m.start() > field.start else None


def _next(indexes: Sequence[int], at: int, otherwise: int) -> int:
    """Return the first of `indexes`, which ascend, that is not below `at`."""
    i = bisect_left(indexes, at)
    return indexes[i] if i < len(indexes) else otherwise


def _runs(lines: Sequence[Line], start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    """Yield (first, after last) of the runs of lines at least `depth` deep; blank lines do not end one, nor
    are they in it unless they have quote marks."""
    first: int | None = None
    last = 0
    for i in range(start, end):
        line = lines[i]
        if line.depth >= depth:
            first, last = i if first is None else first, i + 1
        elif line.text and first is not None:
            yield first, last
            first = None
    if first is not None:
        yield first, last
