"""Headers that Lotus Notes prints in two columns: sender and date on the left, "To:", "cc:" and "Subject:" on the right.

"Anna Vale"
<anna@pier.invalid>     To:     Bo Lund
                        cc:     Ines Okoro
05/12/2031 09:14        Subject:     The sale
"""

import re
from collections.abc import Iterator, Sequence

from clew.ingest.zones.lines import Line
from clew.ingest.zones.notes import Found
from clew.records import Field

# A header in columns is no longer than this; the sender's name stands on so many lines above "To:"; columns stand so far from the
# line's start; recipients may be folded to it on so many lines.
_MOST, _NAME, _SET_IN, _FOLDED = 40, 3, 8, 2

_LABELS = {"To": "To", "cc": "Cc", "Cc": "Cc", "bcc": "Bcc", "Subject": "Subject"}
_RIGHT = re.compile(rf"(?:(?P<left>\S.*?)?[ \t]{{2,}})?(?P<label>{'|'.join(_LABELS)}):(?:[ \t]+(?P<value>\S.*))?")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2} \w{3,9} \d{4}|\w{3,9} \d{1,2}, \d{4}")


def in_columns(lines: Sequence[Line], i: int) -> Found | None:
    """Return the header whose "To:" stands on line `i`, right of the sender, or None."""
    m = _RIGHT.fullmatch(lines[i].text) if " To:" in lines[i].text else None
    if m is None or m["label"] != "To" or not m["left"]:
        return None
    column = lines[i].words - lines[i].start + m.start("label")
    rows = lines[_top(lines, i) : _bottom(lines, i)]
    right = [field for line in rows for field in _right(line, column)]
    if not any(f.label == "Subject" for f in right):
        return None
    fields = [_left(rows[0], column), *right, *_day(rows)]
    first = _top(lines, i)
    return Found(first, first + len(rows), rows[-1].end, tuple(sorted(fields, key=lambda f: f.start)))


def _top(lines: Sequence[Line], i: int) -> int:
    """Return the index of the first line of the sender's name: set in as far as what stands left of "To:"."""
    first = i
    while first > max(0, i - _NAME) and lines[first - 1].text and _indent(lines[first - 1]) == _indent(lines[i]) > 1:
        first -= 1
    return first


def _bottom(lines: Sequence[Line], i: int) -> int:
    """Return the index after the last line that stands in the columns; recipients may be folded to the line's start."""
    last = i + 1
    while last < min(len(lines), i + _MOST) and lines[last].text and any(map(_is_set_in, lines[last : last + 1 + _FOLDED])):
        last += 1
    return last


def _left(line: Line, column: int) -> Field:
    """Return the sender: what stands on its first line left of `column`."""
    cell = line.text[: line.start + column - line.words].rstrip()
    return Field("From", line.words, line.words + len(cell))


def _right(line: Line, column: int) -> Iterator[Field]:
    """Yield the field that stands at `column` on `line`; an empty one ("cc:") too."""
    m = _RIGHT.fullmatch(line.text)
    if m and abs(_indent(line) + m.start("label") - column) <= 1:
        start, end = m.span("value") if m["value"] else (m.end(), m.end())
        yield Field(_LABELS[m["label"]], line.words + start, line.words + end)


def _day(rows: Sequence[Line]) -> list[Field]:
    days = (Field("Date", line.words, line.words + m.end()) for line in rows if (m := _DAY.match(line.text)))
    return [day for day in [next(days, None)] if day]


def _indent(line: Line) -> int:
    return line.words - line.start


def _is_set_in(line: Line) -> bool:
    return bool(line.text) and _indent(line) > _SET_IN + 2 * line.depth
