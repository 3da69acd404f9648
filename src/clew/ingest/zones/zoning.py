"""Who speaks where: the zones of a mail's body, of a printed mail, of a letter."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence

import msgspec

from clew.ingest.zones.letter import letter_zones
from clew.ingest.zones.lines import Line
from clew.ingest.zones.marks import remarked
from clew.ingest.zones.quoting import quoted_zones
from clew.records import Document, Zone

_SPOKEN = frozenset({"quoted", "forwarded"})
_OWN, _HEADER = -1, -2


def with_zones(document: Document, zones: Sequence[Zone]) -> Document:
    """Return `document` with `zones` beside those it has; sorted by start, the wider first, each once."""
    every = {(z.start, -z.end, z.kind): z for z in [*document.zones, *zones] if z.start < z.end}
    return msgspec.structs.replace(document, zones=tuple(every[key] for key in sorted(every)))


def mail_zones(document: Document, lines: Sequence[Line], left_out: Container[int] = frozenset()) -> list[Zone]:
    """Return the zones of `lines`, the body of a mail: other people's words, and in each voice's stretch greeting and signature.

    left_out: indexes of lines that are page furniture.
    """
    lines = remarked(document.text, lines)
    quoted = quoted_zones(document, lines, left_out)
    stretches: dict[int, list[Line]] = {}
    for i, owner in enumerate(_owners(lines, quoted)):
        if owner != _HEADER and i not in left_out:
            stretches.setdefault(owner, []).append(lines[i])
    said = {zone.start: zone for zone in quoted if zone.kind == "header"}
    for owner, stretch in stretches.items():
        header = said.get(quoted[owner].start) if owner != _OWN else None
        quoted += letter_zones(stretch, *_correspondents(document, header, own=owner == _OWN))
    return quoted


def _correspondents(document: Document, header: Zone | None, *, own: bool) -> tuple[str, str]:
    """Return the words that say who wrote a stretch and to whom: of its header, or of the mail's own for its own words."""
    if own:
        return document.header("From") or "", document.header("To") or ""
    fields = header.fields if header else ()
    writer, readers = (" ".join(document.text[f.start : f.end] for f in fields if f.label == label) for label in ("From", "To"))
    return writer, readers


def _owners(lines: Sequence[Line], zones: Sequence[Zone]) -> list[int]:
    """Return for each line the number of the innermost zone it is in, _OWN for the mail's own words, _HEADER for header lines.

    Each zone paints its lines, the wide ones first.
    """
    owners = [_OWN] * len(lines)
    order = sorted(range(len(zones)), key=lambda n: (zones[n].kind == "header", zones[n].start - zones[n].end))
    for n in order:
        mark = n if zones[n].kind in _SPOKEN else _HEADER
        first = bisect_left(lines, zones[n].start, key=lambda line: line.words)
        last = bisect_right(lines, zones[n].end, key=lambda line: line.end)
        owners[first:last] = [mark] * (last - first)
    return _blanks_with_neighbours(lines, owners)


def _blanks_with_neighbours(lines: Sequence[Line], owners: list[int]) -> list[int]:
    """Give each blank line to the line above it, so that paragraphs stay apart."""
    for i, line in enumerate(lines):
        if line.blank and i:
            owners[i] = owners[i - 1]
    return owners
