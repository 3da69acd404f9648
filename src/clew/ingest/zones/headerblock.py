"""Header lines inside a text: From, Sent, To, Subject, as mail programs print them above a mail they quote, forward or print."""

import re
from collections.abc import Container, Sequence
from functools import cache

from clew.ingest.vocabulary import pattern, words
from clew.ingest.zones.lines import Line
from clew.records import Field, Record

# A list of recipients may run over this many lines.
_LONGEST_LIST = 14

# Between two header lines parted by the end of a page stand at most this many lines.
_PAGE_END = 30

# A value printed in a column of its own stands at least this far from where its label begins.
_SET_OFF = 12

# A header as programs print it has no more lines than this, even with a field or two repeated.
_MOST_FIELDS = 16

# Only these go on over line ends: recipients always, a subject when another label follows it.
_RUNS_ON = frozenset({"To", "Cc", "Bcc", "Subject", "Attachments"})

_ADDRESS = re.compile(r"[<\u2039][^<>\u2039\u203a]*[>\u203a]?|\[[^\[\]]*\]?|\([^()]*@[^()]*\)?|\S+@\S+")
_BRACKETS = str.maketrans("<>[]()\u2039\u203a", " " * 8)
_AROUND = " \t\"'`\u2018\u2019\u201c\u201d*;,._"
_WIDE = re.compile(r"\S(?:.*?\S)??(?=\s{2,}|\s*$)")


class Block(Record, frozen=True, gc=False):
    """Header lines that belong together. first, last: indexes of its lines (half-open)."""

    first: int
    last: int
    start: int
    end: int
    fields: tuple[Field, ...]

    def value(self, label: str) -> Field | None:
        """Return the first field called `label` that says something, or None."""
        return next((f for f in self.fields if f.label == label and f.start < f.end), None)


class _Label(Record, frozen=True, gc=False):
    """A label at the beginning of a line. sure: it has its colon; at: where its value begins; apart: it has its colon, or stands
    apart from its value by two blanks or more."""

    name: str
    sure: bool
    at: int
    apart: bool


@cache
def _labels() -> list[tuple[str, re.Pattern[str]]]:
    """Return (English name, pattern) pairs. A label without its colon must be set off: by blanks, or a capital after it."""
    found = []
    for name, table in words("zones/mailwords")["labels"].items():
        anyhow = "|".join([*table["plain"], *table["colon"]])
        forms = rf"\*?(?:{anyhow})\*?\s?(?P<colon>[:;\uff1a]\*?)(?!//)\s*"
        if table["plain"]:
            forms += rf"|(?:{'|'.join(table['plain'])})\b[.]?(?:\s{{2,}}|\t|\s(?=[A-Z\d\"'<\[`\u2018])|$)"
        found.append((name, re.compile(forms)))
    return found


def _label(line: Line) -> _Label | None:
    for name, form in _labels():
        if m := form.match(line.text):
            return _Label(name, bool(m["colon"]), m.end(), bool(m["colon"]) or m.group().endswith("  "))
    return None


def header_blocks(lines: Sequence[Line], left_out: Container[int] = frozenset()) -> list[Block]:
    """Return the blocks of header lines among `lines`, in order. left_out: indexes of lines that are page furniture."""
    found: list[Block] = []
    i = 0
    while i < len(lines):
        block = _block(lines, i, left_out) if i not in left_out and _starts(lines[i]) else None
        if block:
            found.append(block)
        i = block.last if block else i + 1
    return found


def _starts(line: Line) -> bool:
    label = _label(line)
    return label is not None and label.name in {"From", "Date", "To", "Subject"}


def _block(lines: Sequence[Line], first: int, left_out: Container[int]) -> Block | None:
    fields: list[Field] = []
    sure = 0
    i = last = first
    while i < len(lines) and len(fields) < _MOST_FIELDS:
        label = None if i in left_out else _label(lines[i])
        if label and not (label.name == "From" and any(f.label == "From" for f in fields)):
            end = _value_end(lines, i, label.name, left_out)
            value = min(lines[i].words + label.at, lines[end - 1].end)
            fields.append(Field(label.name, value, lines[end - 1].end))
            sure += label.sure
            i = last = end
        elif _gap(lines, i, left_out, {f.label for f in fields}):
            i += 1
        else:
            break
    block = Block(first, last, lines[first].words, lines[last - 1].end, tuple(fields)) if fields else None
    return block if block and _holds(block, sure) else None


def _gap(lines: Sequence[Line], i: int, left_out: Container[int], seen: set[str]) -> bool:
    """Whether line `i` is a gap between two header lines: blank, furniture, or one or two lines the scanner spoilt.

    Where a page ends, furniture makes the gap a long one.
    """
    spoilt = not (lines[i].blank or i in left_out)
    reach = _PAGE_END if any(j in left_out for j in range(i, i + 4)) else 4
    for j in range(i + 1, min(i + (3 if spoilt else reach), len(lines))):
        label = None if j in left_out else _label(lines[j])
        if label is not None:
            return label.apart and label.name not in seen | {"From"} and (not spoilt or len(seen) > 1)
        if lines[j].blank if spoilt else not (lines[j].blank or j in left_out):
            return False
    return False


def _value_end(lines: Sequence[Line], i: int, name: str, left_out: Container[int]) -> int:
    """Return the index after the last line of the value that begins on line `i`."""
    if name not in _RUNS_ON:
        return i + 1
    i = _hanging(lines, i, left_out)
    j = i + 1
    while j < min(len(lines), i + _LONGEST_LIST) and not lines[j].blank and j not in left_out and not _label(lines[j]):
        j += 1
    if j < len(lines) and not lines[j].blank and j not in left_out and _label(lines[j]):
        return j
    return _list_end(lines, i) if name in {"To", "Cc", "Bcc"} else i + 1


def _hanging(lines: Sequence[Line], i: int, left_out: Container[int]) -> int:
    """Follow lines that stand below the value of line `i`, not below its label; return the index of the last."""
    label = _label(lines[i])
    column = lines[i].words - lines[i].start + (label.at if label else 0)
    if column - (lines[i].words - lines[i].start) < _SET_OFF:
        return i
    while i + 1 < len(lines) and i + 1 not in left_out and not lines[i + 1].blank and not _label(lines[i + 1]):
        if lines[i + 1].words - lines[i + 1].start < column - 2:
            break
        i += 1
    return i


def _list_end(lines: Sequence[Line], i: int) -> int:
    """Follow a list of recipients as long as its lines end with a separator."""
    while i + 1 < len(lines) and lines[i].text.endswith((",", ";")) and not lines[i + 1].blank:
        i += 1
    return i + 1


def _holds(block: Block, sure: int) -> bool:
    """Three different labels, one of them certain, are a mail's header: with a sender, or with date, recipient and subject."""
    names = {f.label for f in block.fields}
    if sure == 0 or len(names & {"From", "Date", "To", "Cc", "Subject"}) < 3:
        return False
    return "From" in names or {"Date", "To", "Subject"} <= names


def is_label(text: str) -> bool:
    """Whether `text` is the label of a header line, without its colon."""
    return any(form.fullmatch(f"{text}:") for _, form in _labels())


def sender(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where in `text[start:end]`, a From value, the name stands; the address when there is no name; None when empty."""
    value = text[start:end]
    named = _ADDRESS.sub(lambda m: " " * len(m.group()), value)
    for candidate in (named.split("\n")[0], value.translate(_BRACKETS)):
        m = _WIDE.search(candidate)
        kept = candidate[: m.end()].rstrip(_AROUND) if m else ""
        first = len(kept) - len(kept.lstrip(_AROUND))
        if first < len(kept) and not pattern("zones/furniture", "stamps").fullmatch(kept[first:]):
            return start + first, start + len(kept)
    return None
