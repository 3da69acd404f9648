"""Outlook's messages (.msg): a mail with all it carries, or what else Outlook keeps: appointments, tasks, contacts."""

from collections.abc import Iterator
from email.utils import format_datetime

from clew.errors import EvidenceError
from clew.ingest.charset import decode
from clew.ingest.mail import calendar, card
from clew.ingest.mail.body import Body
from clew.ingest.mail.compressedrtf import unpacked
from clew.ingest.mail.mapi import Properties, Store, embedded, opened, packed
from clew.ingest.mail.message import document_of, headers_of, remark
from clew.ingest.mail.outlookitems import appointment, contact, task
from clew.ingest.mail.parts import parse
from clew.ingest.office import richtext
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.web.markup import mail_page
from clew.records import Document, Header, Source

_MEDIA = "application/vnd.ms-outlook"

# By number: https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxprops
_CLASS, _SUBJECT, _HEADERS = 0x001A, 0x0037, 0x007D
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_NAME, _ADDRESS, _SMTP, _RECIPIENT = 0x3001, 0x3003, 0x39FE, 0x0C15
_METHOD, _DATA, _LONG_NAME, _SHORT_NAME, _LINK, _TYPE, _HIDDEN = 0x3705, 0x3701, 0x3707, 0x3704, 0x370D, 0x370E, 0x7FFE

# Whom a mail is from: name, address and Internet address of whom it speaks for, and of who sent it.
_FOR, _BY = (0x0042, 0x0065, 0x5D02), (0x0C1A, 0x0C1F, 0x5D01)

# The field of each kind of recipient, and where the names are listed when the recipients themselves are lost.
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_LISTED = {"To": 0x0E04, "Cc": 0x0E03, "Bcc": 0x0E02}
_IDS = {"Message-ID": 0x1035, "In-Reply-To": 0x1042, "References": 0x1039}

# Rich text taken out of a message lies in no file.
_NOWHERE = Source("", "")

# Where what is attached is not in the message: at a path, at an address.
_ELSEWHERE = frozenset({2, 3, 4, 7})


def read(piece: Piece) -> Content:
    """Read an Outlook message. What is attached, and messages in it, are given back to be read."""
    store = opened(piece.data)
    message = Properties(store)
    kind = message.text(_CLASS).upper()
    attached = _attached(piece, store, message)
    lost = [f"attachment {n} is only a link: {link}" for n, link in _links(store, message)]
    if made := _item(piece, message, store, kind):
        return Content((made,), attached, "; ".join(lost))
    body = _body(message)
    made = document_of(piece, _headers(message, store), body.text, _MEDIA)
    return Content((made,), _with_meeting(piece, message, store, kind, attached), remark(made, (*body.remarks, *lost)))


def _item(piece: Piece, message: Properties, store: Store, kind: str) -> Document | None:
    """Return the document of an appointment, a task or a contact; None for a mail, and for what is only kept like one."""
    text = _body(message).text
    if kind.startswith("IPM.APPOINTMENT"):
        return calendar.document(piece, *appointment(message, text, _people(store, message)))
    if kind.startswith("IPM.TASK"):
        return calendar.document(piece, *task(message, text))
    return card.document(piece, contact(message, text)) if kind.startswith("IPM.CONTACT") else None


def _with_meeting(piece: Piece, message: Properties, store: Store, kind: str, attached: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the invitation that a mail is, then what is attached."""
    if kind.startswith("IPM.SCHEDULE.MEETING."):
        held, _ = appointment(message, "", _people(store, message), kind.rsplit(".", 1)[-1])
        yield piece.inner(held.written().encode(), "invitation", "", piece.id, "calendar")
    yield from attached


def _headers(message: Properties, store: Store) -> tuple[Header, ...]:
    """Return the header as it came, whole and in order, and behind it what only Outlook knows: all, of a mail that never left."""
    said = message.text(_HEADERS).strip()
    found = headers_of(parse(f"{said}\n\n".encode())) if said else ()
    had = {header.name.title() for header in found}
    return (*found, *(header for header in _known(message, store) if header.name.title() not in had))


def _known(message: Properties, store: Store) -> Iterator[Header]:
    """Yield the fields that Outlook's properties come to."""
    yield Header("From", _person(message, *_FOR) or _person(message, *_BY))
    people = list(_people(store, message))
    for kind, field in _KINDS.items():
        named = [person for number, person in people if number == kind]
        yield Header(field, "; ".join(named) or message.text(_LISTED[field]).strip())
    at = message.time(_SUBMITTED) or message.time(_DELIVERED)
    yield Header("Date", format_datetime(at) if at else "")
    # The subject of a mailbox begins with two letters that say where "Re: " ends.
    subject = message.text(_SUBJECT)
    yield Header("Subject", " ".join((subject[2:] if subject.startswith("\x01") else subject).split()))
    yield from (Header(name, said) for name, number in _IDS.items() if (said := message.text(number).strip()))


def _people(store: Store, message: Properties) -> Iterator[tuple[int, str]]:
    """Yield each recipient with what kind of one: 1 to, 2 cc, 3 bcc."""
    for each in store.every("__recip_version1.0_"):
        one = Properties(each, message)
        yield one.number(_RECIPIENT), _person(one, _NAME, _ADDRESS, _SMTP)


def _person(of: Properties, name: int, address: int, smtp: int) -> str:
    """Return a name and an address as a mail has them. An address in Exchange's own directory ("/o=...") is none to the world."""
    said = " ".join(of.text(name).split()).strip("'\"")
    mail = next((found for number in (smtp, address) if "@" in (found := of.text(number).strip())), "")
    if not said or said.lower() == mail.lower():
        return mail or of.text(address).strip()
    quoted = f'"{said}"' if any(c in said for c in ',;:<>@"') else said
    return f"{quoted} <{mail}>" if mail else quoted


def _body(message: Properties) -> Body:
    """Return the text: plain, or else what the HTML or the rich text says."""
    if plain := message.text(_BODY).strip("\n"):
        return Body(plain)
    html = message.text(_HTML) or decode(message.data(_HTML)).text
    if html.strip():
        page = mail_page(html)
        return Body(page.text, (page.remark,) if page.remark else ())
    return _rich(message.data(_RTF)) if message.data(_RTF) else Body("")


def _rich(data: bytes) -> Body:
    try:
        content = richtext.read(Piece(unpacked(data), "", _NOWHERE))
    except (EvidenceError, PassedOver) as error:
        return Body("", (f"its text cannot be read: {error}",))
    return Body("\n\n".join(document.text for document in content.documents))


def _attached(piece: Piece, store: Store, message: Properties) -> Iterator[Piece]:
    for n, each in enumerate(store.every("__attach_version1.0_"), 1):
        one = Properties(each, message)
        part = f"attachment {n} (inline)" if one.number(_HIDDEN) else f"attachment {n}"
        name = _file_name(one)
        inner = embedded(each)
        if inner is not None:
            yield piece.inner(packed(inner, store), part, name, piece.id, "outlook")
        elif one.number(_METHOD) not in _ELSEWHERE:
            # What is signed is attached as the mail it was.
            form = "mail" if one.text(_TYPE).lower() == "multipart/signed" else ""
            yield piece.inner(one.data(_DATA), part, name, piece.id, form)


def _file_name(attachment: Properties) -> str:
    name = next((said for number in (_LONG_NAME, _SHORT_NAME, _NAME) if (said := attachment.text(number))), "")
    return " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())


def _links(store: Store, message: Properties) -> Iterator[tuple[int, str]]:
    """Yield the number of each attachment that is not in the message, and where it is said to be."""
    for n, each in enumerate(store.every("__attach_version1.0_"), 1):
        one = Properties(each, message)
        if one.number(_METHOD) in _ELSEWHERE:
            yield n, one.text(_LINK) or one.text(_LONG_NAME) or "nothing says where"
