"""The line above a quotation that says who wrote it, and when: "On 12 May 2031 at 09:14, Anna Vale <a@pier.invalid> wrote:"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from clew.ingest.vocabulary import words
from clew.ingest.zones.attributionparts import Parts, parts_of
from clew.ingest.zones.headerblock import sender
from clew.ingest.zones.lines import Line
from clew.records import Field, Record

# An attribution runs over this many lines and characters at most.
_JOINED, _LONG = 6, 300

_ENDS = frozenset({":", "\uff1a"})


class Said(Record, frozen=True, gc=False):
    """An attribution. first, last: indexes of its lines (half-open); name: where the name stands, or None; firm: it has so much
    of date, address and verb that it needs no quote marks below to be one; timed: it has a clock time or an address."""

    first: int
    last: int
    fields: tuple[Field, ...]
    name: tuple[int, int] | None
    firm: bool
    timed: bool


def attributions(text: str, lines: Sequence[Line]) -> dict[int, Said]:
    """Return the attributions among `lines`, by the index of their first line."""
    ends = [i for i, line in enumerate(lines) if line.text[-1:] in _ENDS or line.text.endswith(" wrote")]
    return {said.first: said for i in ends if _may_end(lines, i) for said in _ending(text, lines, i)}


def _may_end(lines: Sequence[Line], i: int) -> bool:
    """Whether an attribution may end on line `i`: a quick test."""
    small = " ".join([line.text for line in lines[max(0, i - 1) : i + 1]]).lower()
    return "@" in lines[i].text or any(verb in small for verb in _verbs())


def _ending(text: str, lines: Sequence[Line], i: int) -> Iterator[Said]:
    """Yield the attribution that ends on line `i`: the shortest with a date or an address, or the line itself."""
    alone: Said | None = None
    for first in _starts(lines, i):
        flat = _flat(text[lines[first].words : lines[i].end])
        parts = parts_of(flat)
        said = _said(lines, first, i, flat, parts) if parts else None
        if said and parts and parts.date:
            yield said
            return
        alone = alone or said
    if alone:
        yield alone


def _starts(lines: Sequence[Line], i: int) -> Iterator[int]:
    """Yield the lines on which an attribution that ends on line `i` may begin, the nearest first."""
    for first in range(i, max(-1, i - _JOINED), -1):
        folded = lines[first].blank and lines[first].depth
        if (lines[first].blank and not folded) or lines[i].end - lines[first].words > _LONG:
            return
        if first < i and lines[first].text[-1:] in _ENDS:
            return
        if not folded:
            yield first


def _said(lines: Sequence[Line], first: int, i: int, flat: str, parts: Parts) -> Said | None:
    start = lines[first].words
    fields = [Field(label, start + at[0], start + at[1]) for label, at in (("Date", parts.date), ("From", parts.who)) if at]
    name = sender(" " * start + flat, start + parts.who[0], start + parts.who[1]) if parts.who else None
    return Said(first, i + 1, tuple(sorted(fields, key=lambda f: f.start)), name, parts.firm, parts.timed)


def _flat(text: str) -> str:
    """Return `text` on one line, same length, its quote marks blanked."""
    return re.sub(r"\n[ \t>]*", lambda m: " " * len(m.group()), text)


@cache
def _verbs() -> tuple[str, ...]:
    table = words("zones/attribution")
    return (*table["verbs"], *table["verbs_joined"])
