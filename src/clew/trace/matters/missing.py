"""Mails that must exist but are not in the case, and attachments that a mail speaks of and does not have."""

from collections import defaultdict
from collections.abc import Iterator

from clew.records import Document, Message, Span
from clew.trace.correspondents import sender_keys, shown_sender
from clew.trace.matters.found import Found
from clew.trace.matters.look import Look
from clew.trace.matters.words import pattern, short
from clew.when import display

MISSING, UNATTACHED = "missing-mail/1", "missing-attachment/1"

# So many characters of a quoted mail stand for it.
_SHOWN = 160

# Of more senders than this with one quoted mail each, the mails are one line: most mailboxes quote a mail of everybody.
_ALONE = 10

_SPOKEN_BY_OTHERS = frozenset({"quoted", "forwarded", "disclaimer", "furniture", "header"})


def missing_mails(look: Look) -> Iterator[Found]:
    """Yield each mail that others quote, by its sender, and each that is only named, by its thread."""
    quoted: dict[str, list[Document]] = defaultdict(list)
    for thread in look.threads:
        for message in thread.missing:
            if message.known == "named":
                yield from _named(look, message, thread.id, thread.subject)
            elif message.id in look.mails and look.mails[message.id].parent in look.documents:
                quoted[_sender_key(look.mails[message.id])].append(look.mails[message.id])
    alone = {key for key, mails in quoted.items() if len(mails) == 1}
    for key, mails in quoted.items():
        one_each = key in alone and len(alone) > _ALONE
        yield from (_quoted(look, mail, key, one_each=one_each) for mail in mails)


def _sender_key(mail: Document) -> str:
    """Return a key of who sent a mail: the name before an address, as written by one who may be misread elsewhere."""
    keys = sorted(key for key in sender_keys(_sender(mail)) if not key.startswith("~"))
    return min(keys, key=lambda key: ("@" in key, key), default="")


def _quoted(look: Look, mail: Document, key: str, *, one_each: bool) -> Found:
    start, end = mail.original(mail.span(0, min(len(mail.text), _SHOWN)))
    span = look.documents[mail.parent or ""].span(start, end)
    writer = next((m for e in look.said_in(span) if look.is_header(e) for role, m in e.roles if role == "from"), None)
    identity = look.identity(writer) if writer else None
    name = identity.name if identity else shown_sender(_sender(mail))
    when = f" of {display(mail.sent)}" if mail.sent else ""
    asks = f"who has the mail by {name}{when} that another quotes?"
    many = "who has the {n} mails that others quote, " + ("one by each sender?" if one_each else f"by {name}?")
    about = (writer,) if writer else ()
    return Found((("mails", "" if one_each else key),), "message", asks, span, about, MISSING, many=many)


def _named(look: Look, message: Message, thread: str, subject: str | None) -> Iterator[Found]:
    """Yield a mail of which only a header of another says that it was: the answering mail's first line stands for it."""
    asks = f"who has the mail of “{short(subject or 'no subject', 60)}” that a header names?"
    for id in message.told_by[:1]:
        if id in look.documents:
            yield Found((("thread", thread),), "message", asks, _first_line(look.documents[id]), (), MISSING)


def _first_line(document: Document) -> Span:
    line = document.text.split("\n", 1)[0] or document.text[:80]
    return document.span(0, max(1, len(line)))


def _sender(mail: Document) -> str:
    said = mail.header("From")
    fields = (f for z in mail.zones if z.kind == "header" for f in z.fields if f.label == "From")
    at = next(fields, None)
    return said or (mail.text[at.start : at.end] if at else "somebody")


def missing_attachments(look: Look) -> Iterator[Found]:
    """Yield the words of each mail that speak of an attachment which is not there."""
    having = {d.parent for d in look.documents.values() if d.parent}
    said: dict[str, list[Found]] = defaultdict(list)
    for mail in (d for d in look.documents.values() if d.kind == "mail" and d.id not in having):
        for match in pattern("attached").finditer(mail.text):
            if not any(z.kind in _SPOKEN_BY_OTHERS for z in mail.zones_at(match.start())):
                span = _sentence(mail, match.start(), match.end())
                asks = f"who has what came with the mail “{short(mail.title or 'no subject', 60)}”?"
                said[mail.id].append(Found((("attached", mail.id),), "attachment", asks, span, (), UNATTACHED, copied=""))
    yield from (found[0] for found in said.values())


def _sentence(document: Document, start: int, end: int) -> Span:
    """Return the line or sentence around some words."""
    text = document.text
    first = max(text.rfind("\n\n", 0, start), text.rfind(". ", 0, start)) + 2
    last = min(at for at in (text.find("\n\n", end), text.find(". ", end), len(text)) if at >= 0)
    first = max(first if first > 1 else 0, start - 160)
    return document.span(first, min(last, end + 160))
