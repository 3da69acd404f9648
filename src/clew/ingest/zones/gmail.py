"""Print-outs of Gmail: a conversation's subject, how many messages it has, and over each message its sender, date and "To:"."""

import re
from collections.abc import Container, Iterator, Sequence

from clew.ingest.dates import stated_date
from clew.ingest.zones.headerblock import Block
from clew.ingest.zones.labels import label_of
from clew.ingest.zones.lines import Line
from clew.records import Field, Span

_COUNT = re.compile(r"\d{1,3} messages?")

# "Anna Vale <anna@harbour.example>     Mon, May 12, 2031 at 9:14 AM": a scanner may spoil the address, not the gap.
_SENDER = re.compile(r"(?P<who>[^\s<][^<>]{0,80}<[^<>]{3,80}>)\s{2,}(?P<when>\S.{8,50})")
_LISTS = frozenset({"To", "Cc", "Bcc", "Reply-To"})
_NEAR = 3

# Over a message stand at most so many lines of recipients.
_MOST = 20


def gmail_blocks(lines: Sequence[Line], left_out: Container[int] = frozenset()) -> list[Block]:
    """Return the header of each message among `lines`, in order.

    The first has the conversation's subject too, which stands above the count of messages. Without a count there is one message
    at most, at the very beginning: what is cut from a conversation begins so.
    """
    shown = [i for i, line in enumerate(lines) if line.text and i not in left_out]
    counted = next((n for n, i in enumerate(shown) if _COUNT.fullmatch(lines[i].text)), 0)
    found = list(_messages(lines, shown[counted:]))
    if not found or found[0].first not in shown[counted : counted + 1 + _NEAR]:
        return []
    if counted:
        return [_with_subject(lines, shown[counted - 1], found[0]), *found[1:]]
    return found[:1] if found[0].first == shown[0] else []


def _with_subject(lines: Sequence[Line], title: int, block: Block) -> Block:
    """Return `block` with line `title` as its subject."""
    subject = Field("Subject", lines[title].words, lines[title].end)
    return Block(title, block.last, lines[title].words, block.end, (subject, *block.fields))


def _messages(lines: Sequence[Line], shown: Sequence[int]) -> Iterator[Block]:
    for n, i in enumerate(shown):
        m = _SENDER.fullmatch(lines[i].text)
        if m is None or stated_date(Span("", 0, len(m["when"]), m["when"])) is None:
            continue
        fields = [_field("From", lines[i], *m.span("who")), _field("Date", lines[i], *m.span("when"))]
        lists = list(_recipients(lines, shown[n + 1 : n + 1 + _MOST]))
        if lists:
            last = next(j for j in shown[n : n + 1 + _MOST] if lines[j].end == lists[-1].end) + 1
            yield Block(i, last, lines[i].words, lists[-1].end, (*fields, *lists))


def _recipients(lines: Sequence[Line], below: Sequence[int]) -> Iterator[Field]:
    """Yield the fields of the lines right below a sender's: To, Cc."""
    for i in below:
        label = label_of(lines[i])
        if label is None or label.name not in _LISTS:
            return
        yield _field(label.name, lines[i], label.at, len(lines[i].text))


def _field(label: str, line: Line, start: int, end: int) -> Field:
    return Field(label, line.words + start, line.words + end)
