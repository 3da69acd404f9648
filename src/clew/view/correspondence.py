"""What stands beside a mail: its thread with the messages that are missing, its copies, and how it is quoted."""

from clew.records import Copy, Difference, Document, Message, Record, Span, Thread
from clew.showthreads import name
from clew.view.desk import Desk

# So many messages of a long thread are shown before the one that is read, and so many from it on.
_AROUND = 20

# Answers are set in below what they answer, so deep at most.
_DEEPEST = 6


class Shown(Record, frozen=True, gc=False):
    """One message of a thread as a page lists it. document: None for one that is only named; here: the one that is read."""

    message: Message
    document: Document | None
    sender: str
    depth: int
    here: bool


class Excerpt(Record, frozen=True, gc=False):
    """The messages of a thread around the one that is read, and how many come before and after."""

    thread: Thread
    shown: tuple[Shown, ...]
    before: int
    after: int


def thread(desk: Desk, id: str) -> Excerpt | None:
    """Return the thread around the mail of this id; None for what is no mail, and for a mail that stands alone."""
    found = desk.threads.get(id)
    if found is None or len(found.messages) < 2:
        return None
    depth: dict[str | None, int] = {None: -1}
    for message in found.messages:
        depth[message.id] = depth[message.parent] + 1
    at = next(n for n, message in enumerate(found.messages) if id in (message.id, *message.documents))
    first, last = max(0, at - _AROUND), min(len(found.messages), at + _AROUND + 1)
    shown = [_shown(desk, m, min(depth[m.id], _DEEPEST), here=m is found.messages[at]) for m in found.messages[first:last]]
    return Excerpt(found, tuple(shown), first, len(found.messages) - last)


def _shown(desk: Desk, message: Message, depth: int, *, here: bool) -> Shown:
    document = desk.case.mails.get(message.id)
    return Shown(message, document, name(document) if document else "", depth, here)


def copies(desk: Desk, id: str) -> list[tuple[str, Copy]]:
    """Return the copies of a document: (the other document's id, what is the same and what differs)."""
    group = desk.copies.get(id)
    pairs = group.pairs if group else ()
    return [(pair.right if pair.left == id else pair.left, pair) for pair in pairs if id in (pair.left, pair.right)]


def altered(desk: Desk, id: str) -> list[tuple[Difference, Span, Span]]:
    """Return the quotations that differ in which a mail is quoted, or quotes: each with its side here and the other side."""
    return [_sides(each, id) for each in desk.differences.get(id, ()) if each.kind != "shortened"]


def _sides(difference: Difference, id: str) -> tuple[Difference, Span, Span]:
    quoted, original = difference.quoted, difference.original
    return (difference, quoted, original) if quoted.document == id else (difference, original, quoted)
