"""Other people's words inside a mail: quoted with ">", under "On ... wrote:", or below embedded header lines."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from clew.ingest.vocabulary import pattern
from clew.ingest.zones.headerblock import Block, header_blocks, sender
from clew.ingest.zones.lines import Line
from clew.records import Document, Span, Zone, ZoneKind

BY = "quoted-mail/1"

# An attribution may run over this many lines, and this many characters.
_JOINED, _LONG = 3, 300

# Limits against texts made to be slow: a mail quotes no more mails than this, nor deeper; the subject of the mail around a
# block stands at most this many characters above it.
_MOST, _DEEPEST, _NEAR = 400, 20, 20_000

_SUBJECT = re.compile(r"^[ \t>]*(?:Sub[jl]ect|Betreff|Objet|Asunto)\b[ \t:;]*(.*)$", re.M | re.I)
_FORWARDS = re.compile(r"(?:FW|Fwd|WG|TR)\s*[:;]", re.I)

# A bare "Name wrote:" without ">" below it is prose; the long form, with a date or an address, is not.
_LONG_FORM = re.compile(r"(?:-+\s*)?(?:On|Am|Le|El)\s|.{1,80}<[^<>\s]+@[^<>\s]+>")


def quoted_zones(document: Document, lines: Sequence[Line], left_out: Container[int] = frozenset()) -> list[Zone]:
    """Return the quoted and forwarded zones among `lines`, and inside each the header zone that says whose words they are.

    left_out: indexes of lines that are page furniture. A zone's voice is the sender's name as it stands there, or None.
    """
    blocks = header_blocks(lines, left_out)[:_MOST]
    stops = [i for i, line in enumerate(lines) if pattern("zones/zonewords", "forwarded_end").match(line.text)]
    found = [zone for block in blocks for zone in _under_header(document, lines, block, stops)]
    inside = {i for block in blocks for i in range(block.first, block.last)}
    inside |= {_announced(lines, block.first)[0] for block in blocks}
    found += _under_marks(document, lines, inside, stops)
    return found + list(_by_depth(document, lines, inside))


def _under_header(document: Document, lines: Sequence[Line], block: Block, stops: Sequence[int]) -> Iterator[Zone]:
    """Yield the zone that a header block opens: from the line that announces it to the end of what it covers."""
    first, forwarded = _announced(lines, block.first)
    name = block.value("From")
    at = sender(document.text, name.start, name.end) if name else None
    voice = document.span(*at) if at else None
    end = _end(lines, block.last, lines[block.first].depth, stops)
    kind: ZoneKind = "forwarded" if forwarded or _forwards(document, block) else "quoted"
    yield Zone(lines[first].words, lines[end - 1].end, kind, voice, BY)
    yield Zone(lines[first].words, block.end, "header", voice, BY)


def _announced(lines: Sequence[Line], first: int) -> tuple[int, bool]:
    """Return the index of the line that announces the block at `first` (itself when none does), and whether it says forwarded."""
    i = first - 1
    while i >= max(0, first - 3) and lines[i].blank:
        i -= 1
    if i >= 0 and pattern("zones/zonewords", "forwarded").match(lines[i].text):
        return i, True
    if i >= 0 and any(pattern("zones/zonewords", key).match(lines[i].text) for key in ("original", "original_bare")):
        return i, False
    return first, False


def _forwards(document: Document, block: Block) -> bool:
    """Whether the mail around `block` was a forward: its own subject, the nearest one above, says so."""
    above = _SUBJECT.findall(document.text, max(0, block.start - _NEAR), block.start)
    return bool(above) and bool(_FORWARDS.match(above[-1]))


def _end(lines: Sequence[Line], last: int, depth: int, stops: Sequence[int]) -> int:
    """Return the index after the last line that belongs to a block whose header ends before `last`.

    stops: indexes of the lines that say a forwarded mail ends, ascending.
    """
    at = bisect_left(stops, last)
    end = stops[at] if at < len(stops) else len(lines)
    if depth:
        end = next((i for i in range(last, end) if not lines[i].blank and lines[i].depth < depth), end)
    while end > last and lines[end - 1].blank:
        end -= 1
    return end


def _under_marks(document: Document, lines: Sequence[Line], inside: set[int], stops: Sequence[int]) -> Iterator[Zone]:
    """Yield zones announced by a marker or an attribution with neither header lines nor ">" below."""
    for i, line in enumerate(lines):
        opened = None if i in inside or line.blank else _opened(document, lines, i)
        if opened:
            kind, last, name = opened
            end = _end(lines, last, line.depth, stops)
            voice = document.span(*name) if name else None
            yield Zone(line.words, lines[end - 1].end, kind, voice, BY)
            yield Zone(line.words, lines[last - 1].end, "header", voice, BY)


def _opened(document: Document, lines: Sequence[Line], i: int) -> tuple[ZoneKind, int, tuple[int, int] | None] | None:
    if pattern("zones/zonewords", "forwarded").match(lines[i].text):
        return "forwarded", i + 1, None
    if pattern("zones/zonewords", "original").match(lines[i].text) and not lines[i].text.startswith("___"):
        return "quoted", i + 1, None
    said = attribution(document.text, lines, i)
    if said is None or _next_depth(lines, said[0]) != lines[i].depth or not _LONG_FORM.match(lines[i].text):
        return None
    return "quoted", said[0], said[1]


def _next_depth(lines: Sequence[Line], i: int) -> int:
    """Return how deep the first line with words at or after `i` is quoted, or -1."""
    return next((line.depth for line in lines[i:] if not line.blank), -1)


def attribution(text: str, lines: Sequence[Line], i: int) -> tuple[int, tuple[int, int] | None] | None:
    """Read an attribution that begins on line `i`: (index after its last line, where the name stands or None), or None."""
    joined = _JOINED if pattern("zones/zonewords", "attribution_start").match(lines[i].text) else 1
    for last in range(i + 1, min(i + joined, len(lines)) + 1):
        start, end = lines[i].words, lines[last - 1].end
        if end - start > _LONG or lines[last - 1].blank:
            return None
        if lines[last - 1].text.endswith(":"):
            flat = _flat(text[start:end])
            m = pattern("zones/zonewords", "attribution").match(flat)
            return (last, _name(m, start)) if m else None
    return None


def _flat(text: str) -> str:
    """Return `text` on one line, same length, its quote marks blanked."""
    return re.sub(r"\n[ \t>]*", lambda m: " " * len(m.group()), text)


def _name(match: re.Match[str], start: int) -> tuple[int, int] | None:
    group = next((g for g, name in match.groupdict().items() if name and name.strip()), None)
    if group is None:
        return None
    return sender(" " * start + match.string, start + match.start(group), start + match.end(group))


def _by_depth(document: Document, lines: Sequence[Line], inside: set[int]) -> Iterator[Zone]:
    """Yield a zone for each run of lines quoted deeper than the lines around it, with its attribution above it."""
    for depth in range(1, min(_DEEPEST, max((line.depth for line in lines), default=0)) + 1):
        voice: Span | None = None
        for first, last in _runs(lines, depth):
            said = _said(document, lines, first, depth)
            # An answer between the lines cuts one quotation in pieces: the later ones are by whom the first was.
            voice = (document.span(*said[2]) if said[2] else None) if said else voice if depth == 1 else None
            start = lines[said[0]].words if said else lines[first].start
            if not said and first in inside:
                continue
            yield Zone(start, lines[last - 1].end, "quoted", voice, BY)
            if said:
                yield Zone(start, lines[said[1] - 1].end, "header", voice, BY)


def _runs(lines: Sequence[Line], depth: int) -> Iterator[tuple[int, int]]:
    """Yield (first, after last) of the runs of lines at least `depth` deep; blank lines do not end one."""
    first: int | None = None
    last = 0
    for i, line in enumerate(lines):
        if line.depth >= depth and not line.blank:
            first, last = i if first is None else first, i + 1
        elif not line.blank and first is not None:
            yield first, last
            first = None
    if first is not None:
        yield first, last


def _said(document: Document, lines: Sequence[Line], first: int, depth: int) -> tuple[int, int, tuple[int, int] | None] | None:
    """Find the attribution right above line `first`: (its first line, after its last, the name)."""
    above = first - 1
    while above >= 0 and lines[above].blank:
        above -= 1
    for start in range(above, max(-1, above - _JOINED), -1):
        if lines[start].blank or lines[start].depth >= depth:
            return None
        said = attribution(document.text, lines, start)
        if said and said[0] == above + 1:
            return start, said[0], said[1]
    return None
