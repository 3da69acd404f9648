"""How Lotus Notes prints the header of a mail it answers: the sender stands without a label above "To:", or before it.

Above: "Anna Vale/NYC/Corp@Corp" and "05/12/2031 09:14 AM" on lines of their own, or "Anna Vale on 05/12/2031 09:14 AM" on one.
Before: "Anna Vale/NYC 05/12/31 09:14 AM  To: Bo Lund  cc:  Subject: The sale", all on one line.
Where name and date fill a column of their own, see `columns`.
"""

import re
from collections.abc import Iterator, Sequence

from clew.ingest.zones.labels import label_of
from clew.ingest.zones.lines import Line
from clew.records import Field, Record

# The sender's lines: name, "Sent by", date, "Please respond to", each perhaps folded; the blank ones below them.
_MOST, _BLANK = 6, 12

# A name longer than this is a sentence.
_NAME = 100

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
