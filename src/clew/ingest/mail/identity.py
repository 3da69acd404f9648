"""What makes a message the same message in every mailbox it lies in."""

import re
from hashlib import blake2b

# What its writer gave it. All other fields are written or changed on the way, or say how a mailbox keeps it.
_KEPT = re.compile(
    rb"^(?:message-id|from|to|cc|bcc|date|subject|references|in-reply-to|content-(?:type|transfer-encoding|disposition))[ \t]*:"
    rb"[^\n]*(?:\n[ \t][^\n]*)*",
    re.I | re.M,
)
_QUOTED = re.compile(rb"^>+(?=From )", re.M)


def message_digest(data: bytes) -> str:
    """Return the hexadecimal digest of what the writer of the mail in `data` gave it: 32 digits, the same wherever it lies.

    Taken: Message-ID, From, To, Cc, Bcc, Date, Subject, References, In-Reply-To, the Content- fields by which the body is read,
    and the body. Left out: all other fields (Received, Return-Path, Delivered-To, Status, List-..., DKIM and ARC signatures,
    X-..., Content-Length, Content-Language and Content-Class, which servers add), the case of the fields' names, their order,
    where they are folded, line ends, blank lines at the end, and the ">" that mailboxes put before "From ".
    """
    head, body = _divided(data)
    fields = sorted(_folded(field) for field in _KEPT.findall(head))
    found = blake2b(b"\n".join(fields), digest_size=16)
    found.update(b"\n\n" + _unquoted(body).rstrip())
    return found.hexdigest()


def _divided(data: bytes) -> tuple[bytes, bytes]:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    data = data.lstrip(b"\n")
    head, _, body = data.partition(b"\n\n")
    return head + b"\n", body


def _folded(field: bytes) -> bytes:
    """Return a field on one line, its name in lower case."""
    name, _, value = field.partition(b":")
    return name.rstrip().lower() + b":" + b" ".join(value.split())


def _unquoted(body: bytes) -> bytes:
    """Return the body without ">" before "From ": how many of them a mailbox wrote depends on its kind."""
    return _QUOTED.sub(b"", body) if b">From " in body and (b"\n>" in body or body.startswith(b">")) else body
