"""Threads, missing mails, altered quotations and copies as lines of text for a terminal."""

from collections.abc import Iterator

from clew.case import Case
from clew.records import Copies, Difference, Document, Message, Span, Thread
from clew.show import quote
from clew.trace.correspondents import shown_sender
from clew.when import display

# Answers are set in below what they answer, so deep at most: a thread of a hundred answers stays on the page.
_DEEPEST = 8

UNKNOWN = "sender not known"


def sender(document: Document) -> str:
    """Return who sent a mail, as its header or its printed header says."""
    said = document.header("From")
    if not said:
        fields = (f for z in document.zones if z.kind == "header" for f in z.fields if f.label == "From")
        at = next(fields, None)
        said = document.text[at.start : at.end] if at else None
    return " ".join(said.split()) if said else UNKNOWN


def name(document: Document) -> str:
    """Return the name of who sent a mail, the address when there is no name."""
    return shown_sender(sender(document))


def source_words(document: Document) -> str:
    """Return where a document was found: path and part."""
    part = f" [{document.source.part}]" if document.source.part else ""
    return f"{document.source.path}{part}"


def where(case: Case, span: Span) -> str:
    """Return where a span stands; of a mail known only from quotation, where it stands in the document that quotes it."""
    document = case.mails[span.document]
    start, end = span.start, span.end
    if document.id not in case.documents:
        (start, end), document = document.original(span), case.documents[document.parent or ""]
    return f"{source_words(document)}:{start}-{end}"


def thread_lines(case: Case, thread: Thread) -> Iterator[str]:
    """Yield a thread: its subject and size, then each message, set in below the one it answers."""
    missing = f", {len(thread.missing)} missing" if thread.missing else ""
    yield f"{thread.subject or 'no subject'}  ({count(len(thread.messages), 'message')}{missing})"
    depth: dict[str | None, int] = {None: 0}
    for message in thread.messages:
        depth[message.id] = depth[message.parent] + 1
        yield f"{'  ' * min(depth[message.id], _DEEPEST)}{message_line(case, message)}"


def message_line(case: Case, message: Message) -> str:
    """Return a message as a line: when, who, where it was found or how it is known, and what ties it to the one above."""
    tie = f"  ({message.tie})" if message.tie else ""
    if message.known == "named":
        return f"missing: <{message.message_id}>, named by {_told_by(case, message)}{tie}"
    document = case.mails[message.id]
    head = f"{display(document.sent)}  {name(document)}"
    if message.known == "quoted":
        return f"missing: {head}, known only from quotation in {_told_by(case, message)}{tie}"
    places = "; ".join(source_words(case.mails[id]) for id in message.documents)
    return f"{head}  {places}{tie}"


def missing_lines(case: Case, message: Message) -> Iterator[str]:
    """Yield a message that is not in the case: who, when and subject as far as others tell, and each who quotes or names it."""
    if message.known == "named":
        yield f"named: <{message.message_id}>"
    else:
        document = case.mails[message.id]
        yield f"quoted: {display(document.sent)}  {sender(document)}: {document.title or 'no subject'}"
    for id in message.told_by:
        document = case.mails[id]
        yield f"    by {display(document.sent)}  {sender(document)}: {document.title or 'no subject'}  {source_words(document)}"


def difference_lines(case: Case, difference: Difference) -> Iterator[str]:
    """Yield a difference with both passages."""
    quoted, by = (name(case.mails[id]) for id in (difference.message, difference.quoted.document))
    yield f"{difference.kind}: {quoted} is quoted by {by}"
    for side, span in (("quoted", difference.quoted), ("original", difference.original)):
        yield f"    {side:<8} {quote(span)} {where(case, span)}"


def copies_lines(case: Case, copies: Copies) -> Iterator[str]:
    """Yield a group of copies: its first document, then each pair with what is the same and what differs."""
    first = case.documents[copies.documents[0]]
    yield f"{first.title or source_words(first)}  ({count(len(copies.documents), 'document')})"
    for pair in copies.pairs:
        left, right = (source_words(case.documents[id]) for id in (pair.left, pair.right))
        yield f"    {left} | {right}: {pair.says}"


def count(n: int, one: str) -> str:
    """Return "1 message", "2 messages"."""
    return f"{n:,} {one if n == 1 else one + 's'}"


def _told_by(case: Case, message: Message) -> str:
    return "; ".join(source_words(case.mails[id]) for id in message.told_by)
