"""One mail: header fields, body, who speaks where, and what is attached."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from clew.ingest.mail.body import attached, body_of
from clew.ingest.mail.datefield import date_field
from clew.ingest.mail.encodedwords import unfolded, unfolded_addresses
from clew.ingest.mail.identity import message_digest
from clew.ingest.mail.parts import Part, parse
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.sniff import without_count
from clew.ingest.zones.lines import lines_of
from clew.ingest.zones.zoning import mail_zones, with_zones
from clew.records import Document, Field, Header, When, Zone

BY = "mail-header/1"

# The header fields shown above the body, in this order. Bcc stands only in the sender's own copy: others did not see it.
SHOWN = ("From", "To", "Cc", "Bcc", "Date", "Subject")

# The first message of mailboxes that Pine and the IMAP server of the University of Washington wrote.
_INTERNAL = "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA"

_ADDRESSES = frozenset(
    b"from to cc bcc sender reply-to resent-from resent-to resent-cc resent-bcc resent-sender disposition-notification-to".split()
)

# Blank lines above a mail, and the line that a mailbox has put above it.
_ABOVE = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*(?:>?From [^\n]*\n(?=[!-9;-~]+[ \t]*:))?")


def read(piece: Piece) -> Content:
    """Read a mail (RFC 5322 and MIME, however broken). Its attachments, and mails inside it, are given back to be read."""
    mail = parse(bare(piece.data))
    headers = headers_of(mail)
    if _title(headers) == _INTERNAL:
        raise PassedOver("what a mail program keeps for itself in a mailbox, no mail")
    body = body_of(mail)
    document = document_of(piece, headers, body.text)
    return Content((document,), attachments(piece, mail), remark(document, body.remarks))


def document_of(piece: Piece, headers: tuple[Header, ...], body: str, media: str = "message/rfc822") -> Document:
    """Return the mail of `headers` and the text `body`: the lines of its header above it, its zones, and when it was sent."""
    head, fields = shown_header(headers)
    text = f"{head}\n\n{body}" if head else body
    document = Document(piece.id, piece.source, media, "mail", _title(headers), text, headers, parent=piece.parent)
    document = msgspec.structs.replace(document, sent=sent(document, fields))
    return _zoned(document, fields, len(head))


def key(data: bytes) -> str:
    """Return what makes the mail in `data` the same message wherever it lies (hexadecimal)."""
    return message_digest(bare(data))


def bare(data: bytes) -> bytes:
    """Return the mail in `data` without what a mailbox or Apple Mail has put around it."""
    data = without_count(data.removeprefix(b"\xef\xbb\xbf"))
    return _unix_lines(_ABOVE.sub(b"", data) if data[:1] in b"\r\n\t \xef>F" else data)


def _unix_lines(data: bytes) -> bytes:
    """Return `data` with line feeds where it has only carriage returns, as on an old Macintosh."""
    return data.replace(b"\r", b"\n") if b"\n" not in data[:4096] and b"\r" in data[:4096] else data


def headers_of(mail: Part) -> tuple[Header, ...]:
    """Return every header field of `mail` in its order, decoded; one called "" is a line that is no field."""
    return tuple(
        Header(
            name.decode("ascii", "backslashreplace"),
            unfolded_addresses(value) if name.lower() in _ADDRESSES else unfolded(value),
        )
        for name, value in mail.fields
    )


def shown_header(headers: Iterable[Header]) -> tuple[str, tuple[Field, ...]]:
    """Return the lines above the body, and where the value of each stands. A field that wrongly stands twice is shown twice."""
    values: dict[str, list[str]] = {label.lower(): [] for label in SHOWN}
    for header in headers:
        if header.value and header.name.lower() in values:
            values[header.name.lower()].append(header.value)
    lines, fields, at = [], [], 0
    for label, value in ((shown, value) for shown in SHOWN for value in values[shown.lower()]):
        start = at + len(label) + 2
        at = start + len(value) + 1
        lines.append(f"{label}: {value}")
        fields.append(Field(label, start, at - 1))
    return "\n".join(lines), tuple(fields)


def sent(document: Document, fields: Iterable[Field]) -> When | None:
    """Return when the first Date of the header says the mail was sent; None without one."""
    date = next((field for field in fields if field.label == "Date"), None)
    return date_field(document.span(date.start, date.end)) if date else None


def _title(headers: Iterable[Header]) -> str | None:
    return next((h.value for h in headers if h.value and h.name.lower() == "subject"), None)


def _zoned(document: Document, fields: tuple[Field, ...], end: int) -> Document:
    lines = lines_of(document.text, end + 2 if end else 0)
    header = [Zone(0, end, "header", None, BY, fields)] if end else []
    return with_zones(document, [*header, *mail_zones(document, lines)])


def remark(document: Document, remarks: Iterable[str]) -> str:
    """Say what was not as it should be. A date that cannot be read is a date that is not known."""
    said = list(remarks)
    date = document.header("Date")
    if not date:
        said.insert(0, "no date")
    elif document.sent is None:
        said.insert(0, f"its date cannot be read: {date[:60]!r}")
    return "; ".join(said)


def attachments(piece: Piece, mail: Part) -> Iterator[Piece]:
    """Yield what is attached to `mail` (whose document is `piece.id`), in order."""
    for n, part in enumerate(attached(mail), 1):
        name = f"attachment {n} ({part.what})" if part.what else f"attachment {n}"
        yield piece.inner(part.data, name, part.name, piece.id, part.form)
