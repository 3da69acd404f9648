"""Zones over what was spared: passages and quotations that likely came from elsewhere, after the rest had been altered."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from clew.mend.report.passages import RULE as PASSAGE_RULE
from clew.mend.report.passages import Substitution
from clew.mend.report.stretches import RULE as STRETCH_RULE
from clew.mend.report.stretches import Stretches
from clew.records import Document, Zone


def voices(document: Document) -> tuple[Zone, ...]:
    """Return a zone "quoted", without a voice, over each passage and quotation that was spared what the rest went through.

    What already lies in a zone of another voice has its reason.
    """
    if not document.edits:
        return ()
    found = tuple(_spared(Substitution(document.text, document.edits)))
    others = _merged((z.start, z.end) for z in document.zones if z.kind != "own") if found else []
    return tuple(z for z in found if not _meets(others, z))


def _spared(seen: Substitution) -> Iterator[Zone]:
    if seen.edits and seen.is_systematic and seen.prevails:
        yield from (Zone(p.start, p.end, "quoted", None, PASSAGE_RULE) for p in seen.passages if seen.is_apart(p))
        yield from (Zone(s.start, s.end, "quoted", None, STRETCH_RULE) for s in Stretches(seen).spared)


def _merged(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _meets(others: list[tuple[int, int]], zone: Zone) -> bool:
    at = bisect_left(others, zone.start + 1, key=lambda pair: pair[1])
    return at < len(others) and others[at][0] < zone.end
