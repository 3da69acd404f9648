"""Header lines inside a text: From, Sent, To, Subject, as mail programs print them above a mail they quote, forward or print.

`header_blocks` finds them, in quoted mail and in printed mail alike; `sender` says whom a From value names. A block's fields are
records of clew.records in the order of the text, empty ones among them ("cc:"); From may be parted in Sender and From, or in From
and Date (see `senders`), and Notes prints From and Date above the first label (see `notes`).
"""

from collections.abc import Container, Sequence

from clew.ingest.zones.columns import in_columns
from clew.ingest.zones.labels import OTHER, Label, label_of
from clew.ingest.zones.labels import is_label as is_label
from clew.ingest.zones.lines import Line
from clew.ingest.zones.misread import with_misread
from clew.ingest.zones.notes import above, in_one_line, stamped
from clew.ingest.zones.senders import sender as sender
from clew.ingest.zones.senders import split_senders
from clew.records import Field, Record

# A list of recipients may run over this many lines, and further while they look like a list.
_LONGEST_LIST = 14

# Between two header lines stand at most this many blank ones: Notes leaves many below the sender. At the end of a page, more.
_BLANKS, _PAGE_END = 8, 30

# A line that was folded is longer than this.
_FULL = 60

# A value printed in a column of its own stands at least this far from where its label begins.
_SET_OFF = 12

# A header as programs print it has no more lines than this, even with a field or two repeated.
_MOST_FIELDS = 40

# Only these go on over line ends: recipients always, a subject when another label follows it.
_RUNS_ON = frozenset({"To", "Cc", "Bcc", "Subject", "Attachments", OTHER})

_LISTS = frozenset({"To", "Cc", "Bcc"})
_OPENS = frozenset({"From", "Date", "To", "Subject", "Message-ID", OTHER})
_SENDER = frozenset({"From", "Date", "Sender", "Reply-To"})


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


def header_blocks(lines: Sequence[Line], left_out: Container[int] = frozenset()) -> list[Block]:
    """Return the blocks of header lines among `lines`, in order. left_out: indexes of lines that are page furniture."""
    exact = [None if i in left_out or not line.text else label_of(line) for i, line in enumerate(lines)]
    labels = with_misread(lines, exact, left_out)
    found: list[Block] = []
    done = 0
    for i, label in enumerate(labels):
        if i >= done and (label is not None or " To:" in lines[i].text):
            block = _at(lines, labels, i, left_out, done)
            if block:
                found.append(block)
                done = block.last
    return found


def _at(lines: Sequence[Line], labels: Sequence[Label | None], i: int, left_out: Container[int], floor: int) -> Block | None:
    """Return the block that begins on line `i`, or whose recipients stand there below a sender without a label, or None."""
    label = labels[i]
    if label is not None:
        return _block(lines, labels, i, left_out, floor) if label.name in _OPENS else None
    found = in_one_line(lines, i) or in_columns(lines, i)
    return Block(found.first, found.last, lines[found.first].words, found.end, found.fields) if found else None


def _block(
    lines: Sequence[Line], labels: Sequence[Label | None], first: int, left_out: Container[int], floor: int
) -> Block | None:
    fields: list[Field] = []
    sure = 0
    i = last = first
    while i < len(lines) and len(fields) < _MOST_FIELDS:
        label = labels[i]
        if label and not (label.name == "From" and any(f.label == "From" for f in fields)):
            end = _value_end(lines, labels, i, label.name, left_out)
            value = min(lines[i].words + label.at, lines[end - 1].end)
            fields.append(Field(label.name, value, lines[end - 1].end))
            sure += label.sure
            i = last = end
        elif label is None and _bare_date(lines[i], fields):
            fields.append(Field("Date", lines[i].words, lines[i].end))
            i = last = i + 1
        elif _gap(lines, labels, i, left_out, {f.label for f in fields}):
            i += 1
        else:
            break
    return _made(lines, first, last, fields, sure, floor)


def _made(lines: Sequence[Line], first: int, last: int, fields: list[Field], sure: int, floor: int) -> Block | None:
    """Return the block that `fields` make, with the sender and date that Notes prints above its "To:", or None."""
    fields = split_senders(lines[first:last], fields)
    if fields and fields[0].label == "To" and not any(f.label == "From" for f in fields):
        notes = above(lines, first, floor)
        first, fields = (notes.first, [*notes.fields, *fields]) if notes else (first, fields)
    if not _holds(fields, sure):
        return None
    return Block(first, last, lines[first].words, lines[last - 1].end, tuple(f for f in fields if f.label != OTHER))


def _bare_date(line: Line, fields: Sequence[Field]) -> bool:
    """Whether `line`, below a sender, is a date and nothing else."""
    return bool(fields) and fields[-1].label in {"From", "Sender", "Reply-To"} and stamped(line.text)


def _gap(lines: Sequence[Line], labels: Sequence[Label | None], i: int, left_out: Container[int], seen: set[str]) -> bool:
    """Whether line `i` is a gap between two header lines: blank, furniture, or one or two lines the scanner spoilt.

    Where a page ends, furniture makes the gap a long one. Only the sender's lines have more than three blank ones below.
    """
    spoilt = not (lines[i].blank or i in left_out)
    reach = _PAGE_END if any(j in left_out for j in range(i, i + 4)) else _BLANKS if seen <= _SENDER else 4
    for j in range(i + 1, min(i + (3 if spoilt else reach), len(lines))):
        label = labels[j]
        if label is not None:
            return label.apart and label.name not in seen | {"From"} and (not spoilt or len(seen) > 1)
        if not spoilt and seen and seen <= _SENDER and stamped(lines[j].text):
            return True
        if lines[j].blank if spoilt else not (lines[j].blank or j in left_out):
            return False
    return False


def _value_end(lines: Sequence[Line], labels: Sequence[Label | None], i: int, name: str, left_out: Container[int]) -> int:
    """Return the index after the last line of the value that begins on line `i`."""
    if name not in _RUNS_ON:
        return _address_end(lines, labels, i) if name == "From" else i + 1
    i = _hanging(lines, labels, i, left_out)
    j = i + 1
    while j < len(lines) and not lines[j].blank and j not in left_out and not labels[j] and _goes_on(lines[j], j - i):
        j += 1
    if j < len(lines) and not lines[j].blank and labels[j]:
        return j
    if name in _LISTS:
        return j if _label_below(lines, labels, j) else _list_end(lines, i)
    return i + 2 if _folds(lines, i, j) else i + 1


def _label_below(lines: Sequence[Line], labels: Sequence[Label | None], i: int) -> bool:
    """Whether below the blank lines at `i` the header goes on: Notes leaves some above the subject."""
    below = next((j for j in range(i, min(i + 3, len(lines))) if not lines[j].blank), None)
    label = labels[below] if below is not None else None
    return label is not None and label.sure and label.name in {"Cc", "Bcc", "Date", "Subject"}


def _folds(lines: Sequence[Line], i: int, j: int) -> bool:
    """Whether line `i + 1` is the fold of a long subject: alone, shorter, where a blank line should be."""
    return j == i + 2 and len(lines[i].text) > _FULL > len(lines[i + 1].text) and not lines[i + 1].text.endswith((",", ":"))


def _goes_on(line: Line, at: int) -> bool:
    return at < _LONGEST_LIST or any(mark in line.text for mark in "@;,")


def _address_end(lines: Sequence[Line], labels: Sequence[Label | None], i: int) -> int:
    """Return the index after the address of a sender: it may stand below the name, in brackets, folded."""
    j = i + 1
    while j < min(i + 3, len(lines)) and lines[j].blank:
        j += 1
    if j >= len(lines) or lines[j].text[:1] not in ("[", "<", "@") or labels[j]:
        return i + 1
    if lines[j].text[0] == "@":
        return _address_end(lines, labels, j)
    return next((last + 1 for last in range(j, min(j + 3, len(lines))) if lines[last].text.endswith(("]", ">"))), i + 1)


def _hanging(lines: Sequence[Line], labels: Sequence[Label | None], i: int, left_out: Container[int]) -> int:
    """Follow lines that stand below the value of line `i`, not below its label; return the index of the last."""
    label, indent = labels[i], lines[i].words - lines[i].start
    column = indent + (label.at if label else 0)
    if label and label.at >= len(lines[i].text) and i + 1 < len(lines):
        column = lines[i + 1].words - lines[i + 1].start  # nothing beside the label: the value may stand below it
    if column - indent < _SET_OFF:
        return i
    while i + 1 < len(lines) and i + 1 not in left_out and not lines[i + 1].blank and not labels[i + 1]:
        if lines[i + 1].words - lines[i + 1].start < column - 2:
            break
        i += 1
    return i


def _list_end(lines: Sequence[Line], i: int) -> int:
    """Follow a list of recipients as long as its lines end with a separator."""
    while i + 1 < len(lines) and lines[i].text.endswith((",", ";")) and not lines[i + 1].blank:
        i += 1
    return i + 1


def _holds(fields: Sequence[Field], sure: int) -> bool:
    """Three different labels, one of them certain, are a mail's header: with a sender, or with date, recipient and subject."""
    names = {f.label for f in fields}
    if sure == 0 or len(names & {"From", "Date", "To", "Cc", "Subject"}) < 3:
        return False
    return "From" in names or {"Date", "To", "Subject"} <= names or {"To", "Cc", "Subject"} <= names
