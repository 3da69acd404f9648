"""How Lotus Notes prints the header of a mail it answers: the sender stands without a label above "To:", beside it, or before it.

Above: "Anna Vale/NYC/Corp@Corp" and "05/12/2031 09:14 AM" on lines of their own, or "Anna Vale on 05/12/2031 09:14 AM" on one.
Beside: name and date fill a left column, "To:", "cc:" and "Subject:" a right one.
Before: "Anna Vale/NYC 05/12/31 09:14 AM  To: Bo Lund  cc:  Subject: The sale", all on one line.
"""

import re
from collections.abc import Iterator, Sequence

from clew.ingest.zones.labels import label_of
from clew.ingest.zones.lines import Line
from clew.records import Field, Record

# The sender's lines: name, "Sent by", date, "Please respond to", each perhaps folded; the blank ones below them.
_MOST, _BLANK = 6, 12

# A name longer than this is a sentence; a column of a printed header is no longer than this.
_NAME, _COLUMN = 100, 40

# Columns stand at least so far from the line's start.
_SET_IN = 8

_STAMP = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d),?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:\s*[AaPp]\.?[Mm]\b\.?)?(?:\s+(?:[A-Z]{3,4}|[+-]\d{4}))?"
)
_DATE = re.compile(_STAMP)
_ON = re.compile(rf"(?P<who>\S.*?)(?:\s+on\s+|\s{{2,}}|\t\s*)(?P<when>{_STAMP})\s*", re.S)
_TAIL = re.compile(r"(?:\d{1,2}:\d\d(?::\d\d)?\s*)?(?:[AaPp]\.?[Mm]\.?)(?:\s+[A-Z]{3,4})?")
_ONE_LINE = re.compile(
    rf"(?P<From>\S.*?)\s+(?P<Date>{_STAMP})\s+To:\s*(?P<To>.*?)\s+[Cc]c:\s*(?P<Cc>.*?)\s*(?:[Bb]cc:\s*(?P<Bcc>.*?)\s*)?Subject:\s*(?P<Subject>.*)"
)
_BESIDE = re.compile(r"(?P<left>\S.*?)?[ \t]{2,}(?P<label>To|cc|Cc|bcc|Subject|Fax to):(?:[ \t]+(?P<value>\S.*))?")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2} \w{3,9} \d{4}|\w{3,9} \d{1,2}, \d{4}")
_LABELS = {"To": "To", "cc": "Cc", "Cc": "Cc", "bcc": "Bcc", "Subject": "Subject"}


class Found(Record, frozen=True, gc=False):
    """Header lines. first, last: indexes of its lines (half-open); end: where its words end."""

    first: int
    last: int
    end: int
    fields: tuple[Field, ...]


def stamped(text: str) -> bool:
    """Whether `text` is a day and a time, as Notes prints them, and nothing else."""
    return text[:1].isdigit() and bool(_DATE.fullmatch(text))


def name_and_stamp(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where in "Anna Vale on 05/12/2031 09:14 AM" (or blanks, no "on") the name and the date stand, or None."""
    m = _ON.fullmatch(text)
    return (m.span("who"), m.span("when")) if m and len(m["who"]) <= _NAME else None


def above(lines: Sequence[Line], first: int, floor: int) -> Found | None:
    """Return the sender and date printed above line `first`, a "To:", but not above line `floor`; None when there are none."""
    fields: list[Field] = []
    top = first
    for i in _upward(lines, first, floor):
        made = _sender_line(lines, i, {f.label for f in fields})
        if made is None:
            break
        fields, top = [*made, *fields], i
        if {"From", "Date"} <= {f.label for f in fields}:
            return Found(top, first, lines[first - 1].end, tuple(fields))
    return None


def _upward(lines: Sequence[Line], first: int, floor: int) -> Iterator[int]:
    """Yield the indexes of the lines with words above line `first`, nearest first, until too many are blank."""
    shown, blank, depth = 0, 0, lines[first].depth
    for i in range(first - 1, floor - 1, -1):
        blank += lines[i].blank
        if blank > _BLANK or shown >= _MOST or (lines[i].text and lines[i].depth != depth):
            return
        if lines[i].text:
            shown += 1
            blank = max(blank, _BLANK - 2)
            yield i


def _sender_line(lines: Sequence[Line], i: int, seen: set[str]) -> list[Field] | None:
    """Return what line `i` of a sender's lines says ([]: nothing by itself), or None when it is no such line."""
    line = lines[i]
    label = label_of(line)
    if label is not None:
        return [Field(label.name, line.words + label.at, line.end)] if label.name in {"Sender", "Reply-To"} else None
    if "Date" in seen:
        return [Field("From", line.words, line.end)] if _is_name(line.text) else None
    if stamped(line.text):
        return [Field("Date", line.words, line.end)]
    if _TAIL.fullmatch(line.text):
        return []
    return _name_and_date(lines, i)


def _name_and_date(lines: Sequence[Line], i: int) -> list[Field] | None:
    """Return the sender and the date of "Anna Vale on 05/12/2031 09:14 AM", which may be folded before its time."""
    line = lines[i]
    text = line.text
    if i + 1 < len(lines) and _TAIL.fullmatch(lines[i + 1].text):
        text += " " * (lines[i + 1].words - line.end) + lines[i + 1].text
    found = name_and_stamp(text)
    if found is None:
        return None
    return [
        Field(label, line.words + start, line.words + end) for label, (start, end) in zip(("From", "Date"), found, strict=True)
    ]


def _is_name(text: str) -> bool:
    return (
        len(text) <= _NAME
        and not text.endswith((".", "?", "!", ":", ";"))
        and not text.startswith("--")
        and any(c.isalpha() for c in text)
    )


def in_one_line(lines: Sequence[Line], i: int) -> Found | None:
    """Return the header that line `i` holds whole, sender and date before its labels, or None."""
    line = lines[i]
    if "Subject:" not in line.text or "To:" not in line.text:
        return None
    m = _ONE_LINE.fullmatch(line.text)
    if m is None:
        return None
    spans = [(name, *m.span(name)) for name in ("From", "Date", "To", "Cc", "Bcc", "Subject")]
    fields = tuple(Field(name, line.words + start, line.words + end) for name, start, end in spans if end > start)
    return Found(i, i + 1, line.end, fields)


def in_columns(lines: Sequence[Line], i: int) -> Found | None:
    """Return the header whose "To:", on line `i`, stands right of the sender's name and above "cc:" and "Subject:", or None."""
    m = _BESIDE.fullmatch(lines[i].text) if " To:" in lines[i].text else None
    if m is None or m["label"] != "To":
        return None
    column = lines[i].words - lines[i].start + m.start("label")
    first = _column_top(lines, i)
    last = i + 1
    labels: set[str] = {"To"}
    fields = _left(lines[first : i + 1], column) + _right(lines[i], column)
    while last < min(len(lines), i + _COLUMN) and any(_in_column(line) for line in lines[last : last + 3]) and lines[last].text:
        right = _right(lines[last], column)
        labels |= {f.label for f in right}
        fields += right
        last += 1
    if "Subject" not in {_label_at(line, column) for line in lines[i:last]}:
        return None
    days = (Field("Date", line.words + d.start(), line.words + d.end()) for line in lines[i:last] if (d := _DAY.match(line.text)))
    fields += [day for day in [next(days, None)] if day]
    return Found(first, last, lines[last - 1].end, tuple(sorted(fields, key=lambda f: f.start)))


def _column_top(lines: Sequence[Line], i: int) -> int:
    """Return the index of the first line of the sender's name: set in as far as the rest of it, above line `i`."""
    indent = lines[i].words - lines[i].start
    first = i
    while (
        first > 0
        and lines[first - 1].text
        and i - first < 3
        and indent > 1
        and lines[first - 1].words - lines[first - 1].start == indent
    ):
        first -= 1
    return first


def _left(lines: Sequence[Line], column: int) -> list[Field]:
    line = lines[0]
    end = min(line.end, line.start + column)
    m = re.match(r".*\S", line.text[: end - line.words])
    return [Field("From", line.words, line.words + m.end())] if m else []


def _label_at(line: Line, column: int) -> str | None:
    m = _BESIDE.fullmatch("  " + line.text) if line.words - line.start == column else _BESIDE.fullmatch(line.text)
    return _LABELS.get(m["label"]) if m else None


def _right(line: Line, column: int) -> list[Field]:
    """Return the field that stands in the right column of `line`."""
    shift = 2 if line.words - line.start == column else 0
    m = _BESIDE.fullmatch(" " * shift + line.text)
    label = _LABELS.get(m["label"]) if m else None
    if m is None or label is None or m["value"] is None:
        return []
    at = line.words - shift
    return [Field(label, at + m.start("value"), at + m.end("value"))]


def _in_column(line: Line) -> bool:
    """Whether `line` goes on with a header printed in columns: it is set in. Recipients may be folded to the line's start."""
    return bool(line.text) and line.words - line.start > _SET_IN + 2 * line.depth
