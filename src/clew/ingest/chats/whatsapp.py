"""A WhatsApp chat as the program exports it: one text, written by the phone's own customs."""

import re
from collections.abc import Iterator, Sequence

from clew.ingest.charset import decode
from clew.ingest.chats.chatlog import Entry, chat_documents
from clew.ingest.piece import Content, Piece
from clew.ingest.vocabulary import pattern
from clew.records import Header

# A day in figures, a clock, and what may stand between and behind them: "klo", "à", "PM", "p. m.", "Uhr".
_DAY = r"\d{1,4}[./-] ?\d{1,2}[./-] ?\d{2,4}\.?"
_CLOCK = r"\d{1,2}[:.]\d\d"
_BETWEEN = r"[^\d\n\[\]]{1,8}?"
_BEHIND = r"(?:[ \u202f\u00a0]?[^\W\d][^\d\n\[\]:-]{0,9})?"

# iPhones: "[31/12/2030, 21:15:03] Anna Vale: "; the others, which say no seconds: "12/31/30, 9:15 PM - Anna Vale: ".
_STAMP = re.compile(
    rf"^[\u200e\u200f]?(?:\[(?P<a>{_DAY}{_BETWEEN}{_CLOCK}(?:[:.]\d\d)?{_BEHIND})\] "
    rf"|(?P<b>{_DAY}{_BETWEEN}{_CLOCK}{_BEHIND}) - )",
    re.M,
)
_SENDER = re.compile(
    r"[\u200e\u200f\u202a\u202b\u2068~\u202f\u00a0 ]*(?P<name>[^\n:\u200e]{1,80}?)[\u200e\u200f\u202c\u2069]*:(?: |$)", re.M
)
_QUOTES = (('"', '"'), ("\u201c", "\u201d"), ("\u00ab", "\u00bb"))
_FIGURES = re.compile(r"(\d{1,4})[./-] ?(\d{1,2})[./-]")
_MARK = "\u200e"

_ORDERS = {
    (True, False): ("day first", ""),
    (False, True): ("month first", ""),
    (True, True): ("", "its dates are written in two orders: days and months of those that could be either are left open"),
    (False, False): ("", "nothing tells whether its dates are written day first or month first: both are left open"),
}


def read(piece: Piece) -> Content:
    """Read an exported chat, its words as they stand.

    Whether days or months come first is told by the whole of it (a number over 12) and noted in a header, Date-Order; where that
    tells nothing, or dates contradict each other, the receipt says so and no order is taken for granted.
    """
    decoded = decode(piece.data)
    entries = list(_entries(decoded.text))
    order, remark = _order([entry.text[slice(*entry.date)] for entry in entries if entry.date])
    headers = (Header("Date-Order", order),) if order else ()
    documents = chat_documents(piece, "text/plain", entries, None, headers)
    return Content(documents, remark="; ".join(filter(None, [decoded.remark, remark])))


def is_chat(text: str) -> bool:
    """Whether `text` begins as an exported chat: two stamps or more, one of them with a sender, the first at its head."""
    found = list(_STAMP.finditer(text))
    return len(found) >= 2 and found[0].start() < 200 and any(_SENDER.match(text, m.end()) for m in found)


def _entries(text: str) -> Iterator[Entry]:
    stamps = list(_STAMP.finditer(text))
    starts = [m.start() for m in stamps]
    above = text[: starts[0]] if starts else text
    if above:
        yield Entry(above.removesuffix("\n"))
    for m, end in zip(stamps, [*starts, len(text)][1:], strict=True):
        yield _entry(text[m.start() : end].removesuffix("\n"), m)


def _entry(text: str, stamp: re.Match[str]) -> Entry:
    start = stamp.start()
    date = next((at - start, end - start) for at, end in (stamp.span("a"), stamp.span("b")) if at >= 0)
    head = stamp.end() - start
    sender = _SENDER.match(text, head)
    if sender is None or _open(sender["name"]) or _notes(text[sender.end() :]):
        return Entry(text, head, date, notes=((head, len(text.rstrip())),) if text[head:].strip() else ())
    files, noted = (list(pattern("chats/chatwords", key).finditer(text, sender.end())) for key in ("files", "notes"))
    sent = tuple(m.span(m.lastgroup or 0) for m in files)
    notes = [m.span() for m in noted]
    notes += [m.span() for m in files if not any(start < m.end() and m.start() < end for start, end in notes)]
    return Entry(text, sender.end(), date, sender.span("name"), sent, tuple(sorted(notes)))


def _open(name: str) -> bool:
    """Whether a quotation begins in `name` and goes on behind it: 'Anna Vale changed the subject to "Pier: the bids"'."""
    return any(name.count(a) % 2 if a == b else name.count(a) > name.count(b) for a, b in _QUOTES)


def _notes(words: str) -> bool:
    """Whether the program says this and not the sender: iPhones set a mark before it, and before what stands for a file."""
    return words.startswith(_MARK) and not pattern("chats/chatwords", "sent", re.I).match(words.lstrip(_MARK))


def _order(dates: Sequence[str]) -> tuple[str, str]:
    """Return which of day and month comes first, or "", and what there is to say about it."""
    found = [(int(m[1]), int(m[2])) for date in dates if (m := _FIGURES.match(date))]
    if not found or any(first > 31 for first, _ in found):
        return "", ""
    return _ORDERS[any(first > 12 for first, _ in found), any(second > 12 for _, second in found)]
