"""The mails inside one mail: its quoted and forwarded zones as a tree, the pieces of each, and whose words each says they are."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from clew.records import Document, Field, Span, Zone
from clew.shingles import Range, without

SPOKEN = frozenset({"quoted", "forwarded"})

# Words nobody wrote into the mail.
_LAID_OVER = frozenset({"header", "furniture"})


class Quote(NamedTuple):
    """A mail as another mail quotes it.

    pieces   its zones: several when the one who quotes speaks between them
    header   the zone that says whose words they are, or None
    inner    the quotes inside it
    over     the header lines and the page furniture in it, which are nobody's words
    outer    the index, in the list it came in, of the quote it is inside of; -1: none
    """

    document: Document
    pieces: tuple[Zone, ...]
    header: Zone | None
    inner: tuple[Zone, ...]
    over: tuple[Range, ...]
    outer: int

    @property
    def start(self) -> int:
        """Where it begins in the document's text."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1].end

    @property
    def forwarded(self) -> bool:
        """Whether the mail forwards it, and does not answer it."""
        return self.pieces[0].kind == "forwarded"

    def field(self, label: str) -> Span | None:
        """Return what its header says for `label`; for "From", else, the words that name who speaks."""
        header = self.header
        found: Iterable[Field] = header.fields if header else ()
        at = next((f for f in found if f.label == label and f.start < f.end), None)
        if at:
            return self.document.span(at.start, at.end)
        return self.pieces[0].voice if label == "From" else None

    def ranges(self) -> list[Range]:
        """Return where its words stand, without its header, page furniture and what it quotes itself."""
        between = ((a.end, b.start) for a, b in pairwise(self.pieces))
        return without(self.start, self.end, [*between, *self.over, *((z.start, z.end) for z in self.inner)])


def own_ranges(document: Document) -> list[Range]:
    """Return where the words of the mail's own author stand."""
    holes = ((z.start, z.end) for z in document.zones if z.kind in SPOKEN or z.kind in _LAID_OVER)
    return without(0, len(document.text), holes)


def quotes(document: Document) -> list[Quote]:
    """Return the mails quoted in `document`, each before those inside it, in the order of the text.

    Consecutive zones of one depth are one mail as long as none of them has a header of its own but the first: the words between
    are the answer's.
    """
    zones = [z for z in document.zones if z.kind in SPOKEN and z.start < z.end]
    if not zones:
        return []
    inside, headers = _nested(zones), _headers(document, zones)
    over = sorted((z.start, z.end) for z in document.zones if z.kind in _LAID_OVER)
    found: list[Quote] = []
    waiting = [(-1, inside.get(-1, []))]
    for outer, children in waiting:
        for group in _groups(children, zones, headers):
            inner = [child for n in group for child in inside.get(n, [])]
            pieces, within = tuple(zones[n] for n in group), tuple(zones[n] for n in inner)
            laid = over[bisect_right(over, (pieces[0].start,)) : bisect_right(over, (pieces[-1].end,))]
            quote = Quote(document, pieces, headers.get(group[0]), within, tuple(laid), outer)
            speaks = quote.header is not None or quote.ranges()
            if speaks:
                found.append(quote)
            if inner:
                waiting.append((len(found) - 1 if speaks else outer, inner))
    return found


def _nested(zones: Sequence[Zone]) -> dict[int, list[int]]:
    """Return the indexes of the zones right inside each zone, by its index; -1: inside none."""
    inside: dict[int, list[int]] = {}
    around: list[int] = []
    for n in sorted(range(len(zones)), key=lambda n: (zones[n].start, -zones[n].end)):
        while around and zones[around[-1]].end <= zones[n].start:
            around.pop()
        inside.setdefault(around[-1] if around else -1, []).append(n)
        around.append(n)
    return inside


def _headers(document: Document, zones: Sequence[Zone]) -> dict[int, Zone]:
    """Return the first header zone of each zone that has one to itself, by the zone's index."""
    found: dict[int, Zone] = {}
    order = sorted(range(len(zones)), key=lambda n: (zones[n].start, -zones[n].end))
    starts = [zones[n].start for n in order]
    for header in (z for z in document.zones if z.kind == "header"):
        before = order[: bisect_right(starts, header.start)]
        owner = next((n for n in reversed(before) if zones[n].end >= header.end), None)
        if owner is not None and _opens(document.text, zones[owner], header):
            found.setdefault(owner, header)
    return found


def _opens(text: str, zone: Zone, header: Zone) -> bool:
    """Whether `header` stands at the beginning of `zone`: nothing but a line or two that announce it come first."""
    return text.count("\n", zone.start, header.start) <= 3 and not text[zone.start : header.start].strip(" \t\r\n>|-_=*")


def _groups(children: Sequence[int], zones: Sequence[Zone], headers: Mapping[int, Zone]) -> Iterator[list[int]]:
    group: list[int] = []
    for n in children:
        if group and (n in headers or zones[n].kind == "forwarded" or zones[group[0]].kind == "forwarded"):
            yield group
            group = []
        group.append(n)
    if group:
        yield group
