"""What stands at the left of a transcript's lines and is no part of what is said: line numbers, time codes."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from clew.ingest.zones.lines import Line
from clew.records import Zone

# The parser is shown blanks in their place, so that a sentence may run over many numbered lines.
NUMBER = "line-number/1"
CODE = "time-code/1"

# A page of a deposition has 25 lines, some courts' have 28. So many numbered lines, and such a share of all, are no list.
_HIGHEST, _FEWEST, _SHARE = 28, 20, 0.6
_NUMBER = re.compile(r"(\d{1,2})(?:\s+|$)")
_TIME = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?(?:\s+(?:[-–]\s+)?|$)")


def without_margin(lines: Sequence[Line]) -> tuple[list[Line], list[Zone]]:
    """Return `lines` as they are without line numbers and time codes, and the zones of these."""
    numbered = _numbered(lines)
    shown, zones = [], []
    for i, line in enumerate(lines):
        left, zone = _cut(line, _NUMBER, NUMBER) if i in numbered else (line, None)
        left, code = _cut(left, _TIME, CODE)
        zones += [found for found in (zone, code) if found]
        shown.append(left)
    return shown, zones


def _numbered(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of lines with a number in the margin: they count up from 1, page after page."""
    found = {i: int(m[1]) for i, line in enumerate(lines) if (m := _NUMBER.match(line.text)) and int(m[1]) <= _HIGHEST}
    full = sum(not line.blank for line in lines)
    if len(found) < max(_FEWEST, _SHARE * full):
        return set()
    counted = set(_counted(found))
    return counted if len(counted) >= 0.9 * len(found) else set()


def _counted(found: dict[int, int]) -> Iterator[int]:
    before = 0
    for i, number in found.items():
        if number in (before + 1, 1):
            yield i
            before = number


def _cut(line: Line, what: re.Pattern[str], by: str) -> tuple[Line, Zone | None]:
    m = what.match(line.text)
    if m is None:
        return line, None
    words = line.words + m.end()
    zone = Zone(line.words, line.words + len(m.group().rstrip()), "furniture", None, by)
    return replace(line, words=words, text=line.text[m.end() :]), zone
