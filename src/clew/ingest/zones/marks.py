"""Quotations that some programs mark with "|" or ":" instead of ">": they count only below an attribution."""

from collections.abc import Iterator, Sequence

import msgspec

from clew.ingest.zones.attribution import attributions
from clew.ingest.zones.lines import Line

_MARKS = ("|", ":")


def remarked(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Return `lines`, those quoted with "|" or ":" below an attribution one deeper and without their marks."""
    if not any(line.text[:1] in _MARKS for line in lines):
        return lines
    found = list(lines)
    for said in attributions(text, lines).values():
        for i in _run(lines, said.last):
            found[i] = _deeper(lines[i])
    return found


def _run(lines: Sequence[Line], i: int) -> Iterator[int]:
    """Yield the indexes of the lines from `i` on that have the mark of the first of them with words."""
    while i < len(lines) and not lines[i].text:
        i += 1
    mark = lines[i].text[:1] if i < len(lines) else ""
    while mark in _MARKS and i < len(lines) and lines[i].text[:1] == mark:
        yield i
        i += 1


def _deeper(line: Line) -> Line:
    rest = line.text[1:].strip()
    return msgspec.structs.replace(line, words=line.end - len(rest), depth=line.depth + 1, text=rest)
