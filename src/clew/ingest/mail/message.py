"""One mail: header fields, body, who speaks where, and what is attached."""

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

import msgspec

from clew.ingest.dates import mail_date
from clew.ingest.mail.body import attached, body_of
from clew.ingest.mail.encodedwords import unfolded
from clew.ingest.piece import Content, Piece
from clew.ingest.sniff import without_count
from clew.ingest.zones.lines import lines_of
from clew.ingest.zones.zoning import mail_zones, with_zones
from clew.records import Document, Header, When, Zone

BY = "mail-header/1"

# The header fields shown above the body, in this order. Bcc stands only in the sender's own copy: others did not see it.
SHOWN = ("From", "To", "Cc", "Bcc", "Date", "Subject")


def read(piece: Piece) -> Content:
    """Read a mail (RFC 5322 and MIME, however broken). Its attachments, and mails inside it, are given back to be read."""
    message = message_from_bytes(without_count(piece.data.removeprefix(b"\xef\xbb\xbf")), policy=compat32)
    headers = tuple(Header(name, unfolded(value)) for name, value in message.raw_items())
    head = "\n".join(f"{label}: {value}" for label, value in _shown(headers))
    body = body_of(message)
    text = f"{head}\n\n{body.text}" if head else body.text
    document = Document(piece.id, piece.source, "message/rfc822", "mail", _title(headers), text, headers, parent=piece.parent)
    document = msgspec.structs.replace(document, sent=_sent(document, len(head)))
    return Content((_zoned(document, len(head)),), attachments(piece, message), _remark(document, body.remarks))


def _shown(headers: Iterable[Header]) -> Iterator[tuple[str, str]]:
    """Yield the fields to show. A field that wrongly stands twice is shown twice."""
    for label in SHOWN:
        yield from ((label, h.value) for h in headers if h.name.lower() == label.lower() and h.value)


def _title(headers: Iterable[Header]) -> str | None:
    return next((h.value for h in headers if h.name.lower() == "subject" and h.value), None)


def _sent(document: Document, head: int) -> When | None:
    """Return when the first Date line above the body says the mail was sent; None without one."""
    m = re.search(r"^Date: (.+)$", document.text[:head], re.M)
    return mail_date(document.span(m.start(1), m.end(1))) if m else None


def _zoned(document: Document, head: int) -> Document:
    lines = lines_of(document.text, head + 2 if head else 0)
    header = [Zone(0, head, "header", None, BY)] if head else []
    return with_zones(document, [*header, *mail_zones(document, lines)])


def _remark(document: Document, remarks: Iterable[str]) -> str:
    """Say what was not as it should be. A date that cannot be read is a date that is not known."""
    said = list(remarks)
    date = document.header("Date")
    if not date:
        said.insert(0, "no date")
    elif document.sent is None:
        said.insert(0, f"its date cannot be read: {date[:60]!r}")
    return "; ".join(said)


def attachments(piece: Piece, message: Message) -> Iterator[Piece]:
    """Yield what is attached to `message` (whose document is `piece.id`), in order."""
    for n, part in enumerate(attached(message), 1):
        yield piece.inner(part.data, f"attachment {n}", part.name, piece.id, "mail" if part.is_mail else "")
