"""The mails of a case by what they say of themselves: sender, recipients, subject, time, and the Message-IDs they name."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from clew.records import Document, Span, When
from clew.trace.correspondents import base_subject, recipient_keys, sender_keys
from clew.trace.quotes import SPOKEN
from clew.when import order_key

# Reads the words of a date; reading is not the business of this stage, so it is handed in.
ReadDate = Callable[[Span], When | None]

_ID = re.compile(r"<\s*([^<>\s]+)\s*>")

# A header that names more messages is no chain of answers but an attack; the last ones are the nearest.
_MOST_NAMED = 1000


class Mail(NamedTuple):
    """What one document of kind mail says of itself, reduced to keys."""

    document: Document
    message_id: str | None
    references: tuple[str, ...]
    in_reply_to: tuple[str, ...]
    senders: frozenset[str]
    recipients: frozenset[str]
    subject: str | None
    base: str

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def sent(self) -> When | None:
        """When it says it was sent."""
        return self.document.sent


def mails_of(documents: Iterable[Document]) -> list[Mail]:
    """Return the mails among `documents`, in the order of time, whatever order they came in."""
    mails = {d.id: mail_of(d) for d in documents if d.kind == "mail"}
    return sorted(mails.values(), key=lambda mail: (order_key(mail.sent)[:4], mail.id))


def mail_of(document: Document) -> Mail:
    """Return what `document` says of itself in its header; for a printed mail in the lines of its first header zone."""
    fields = _fields(document)

    def said(name: str) -> str:
        return fields.get(name, "")

    own = _ID.findall(said("message-id"))
    references = tuple(dict.fromkeys(_ID.findall(said("references"))[-_MOST_NAMED:]))
    recipients = frozenset().union(*(recipient_keys(said(name)) for name in ("to", "cc", "bcc")))
    subject = said("subject") or document.title
    return Mail(
        document,
        own[0] if own else None,
        tuple(each for each in references if each not in own),
        tuple(each for each in _ID.findall(said("in-reply-to"))[:1] if each not in own),
        sender_keys(said("from")),
        recipients,
        subject,
        base_subject(subject or ""),
    )


def _fields(document: Document) -> dict[str, str]:
    """Return the header by lower-case names; of a field that stands twice all recipients, else the first."""
    found: dict[str, str] = {}
    for name, value in _said(document):
        if name in ("to", "cc", "bcc") and name in found:
            found[name] += f"; {value}"
        else:
            found.setdefault(name, value)
    return found


def _said(document: Document) -> Iterable[tuple[str, str]]:
    if document.headers:
        return ((h.name.lower(), h.value) for h in document.headers)
    header = next((z for z in document.zones if z.kind == "header" and z.fields), None)
    if header and any(z.kind in SPOKEN and z.start <= header.start and header.end <= z.end for z in document.zones):
        return ()
    return ((f.label.lower(), document.text[f.start : f.end]) for f in header.fields) if header else ()
