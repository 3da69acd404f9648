"""Which parts of a mail are its body, and which are attached to it."""

from collections.abc import Iterator
from email.errors import MessageError
from email.generator import BytesGenerator
from email.message import Message
from email.policy import compat32
from io import BytesIO

from clew.ingest.charset import Decoded, decode
from clew.ingest.mail.encodedwords import unfolded
from clew.ingest.web.markup import mail_text
from clew.records import Record

_MAIL_TYPES = frozenset({"message/rfc822", "message/global", "message/news"})

# A plain part that holds fewer than one in this many of the HTML part's words is a stub ("this mail needs HTML").
_STUB = 3


class Body(Record, frozen=True, gc=False):
    """A mail's own text, and remarks on what was wrong with it."""

    text: str
    remarks: tuple[str, ...] = ()


class Attached(Record, frozen=True, gc=False):
    """One attachment: its name as the mail has it (may be ""), its bytes, and whether the mail holds it as a mail."""

    name: str
    data: bytes
    is_mail: bool


def body_of(message: Message) -> Body:
    """Return the text a reader of `message` sees: plain parts as they are, HTML as text where there is nothing plain."""
    shown = list(_shown(message))
    texts = [text.text.strip("\n") for text in shown if text.text.strip()]
    return Body("\n\n".join(texts), tuple(dict.fromkeys(text.remark for text in shown if text.remark)))


def attached(message: Message) -> Iterator[Attached]:
    """Yield what is attached to `message`, in order; a mail inside it comes as the bytes of that mail."""
    for part in _leaves(message):
        if not _is_shown(part):
            inner = _holds_mail(part)
            yield Attached(name_of(part), _inner_mail(part) if inner else _bytes(part), inner)


def name_of(part: Message) -> str:
    """Return the file name of `part`, without any folder, or ""."""
    try:
        name = part.get_filename() or ""
    except (MessageError, LookupError, ValueError, TypeError):
        name = ""
    return unfolded(name).replace("\\", "/").rsplit("/", 1)[-1]


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts of `message` that hold something themselves; a mail inside is one part."""
    todo = [message]
    while todo:
        part = todo.pop()
        inside = part.get_payload()
        if isinstance(inside, list) and not _holds_mail(part):
            todo += reversed([p for p in inside if isinstance(p, Message)])
        elif part is not message or not _holds_mail(part):
            yield part


def _holds_mail(part: Message) -> bool:
    return part.get_content_type() in _MAIL_TYPES and isinstance(part.get_payload(), list)


def _is_shown(part: Message) -> bool:
    """Whether `part` is text that a mail program shows in the mail itself."""
    if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
        return part.get_content_type() in {"message/delivery-status", "message/disposition-notification"}
    return part.get_content_type() in {"text/plain", "text/html", "text/enriched"} and not name_of(part)


def _shown(message: Message) -> Iterator[Decoded]:
    """Yield the text of `message`, choosing among alternatives."""
    if message.is_multipart() and not _holds_mail(message):
        inside = [p for p in message.get_payload() if isinstance(p, Message)]
        if message.get_content_type() == "multipart/alternative":
            yield from _preferred([list(_shown(p)) for p in inside])
        else:
            for part in inside:
                yield from _shown(part)
    elif _is_shown(message):
        yield _text(message)


def _preferred(choices: list[list[Decoded]]) -> list[Decoded]:
    """Return the first choice (plain text, by custom), unless it is a stub beside the longest one."""
    counts = [sum(len(text.text.split()) for text in choice) for choice in choices]
    full = [choice for choice, count in zip(choices, counts, strict=True) if count and count * _STUB >= max(counts)]
    return full[0] if full else []


def _text(part: Message) -> Decoded:
    try:
        declared = part.get_content_charset()
    except (MessageError, LookupError, ValueError, TypeError):
        declared = None
    decoded = decode(_bytes(part), declared)
    if part.get_content_type() == "text/html":
        return Decoded(mail_text(decoded.text), decoded.remark)
    return decoded


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    written = BytesIO()
    inside = part.get_payload()
    for message in (m for m in (inside if isinstance(inside, list) else []) if isinstance(m, Message)):
        BytesGenerator(written, mangle_from_=False, policy=compat32).flatten(message)
        written.write(b"\n")
    return written.getvalue()


def _inner_mail(part: Message) -> bytes:
    """Return the bytes of the mail inside `part`. Written out again by `email`, which keeps the header lines as they were."""
    return _bytes(part).removesuffix(b"\n")
