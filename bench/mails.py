"""Mails to generate mailboxes from: invented ones, and the test mails of others where they are."""

from base64 import encodebytes
from functools import cache
from pathlib import Path

from clew.ingest.mail.body import attached
from clew.ingest.mail.mbox import read
from clew.ingest.mail.message import bare
from clew.ingest.mail.parts import parse
from clew.ingest.piece import Piece
from clew.records import Source

EVIDENCE = Path(__file__).resolve().parents[2] / "shared" / "evidence" / "mail"

# A larger one would be most of the mailbox; what is attached in these forms has readers of its own, which are not measured here.
LARGEST = 100_000
_OTHERS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"%PDF",
    b"PK",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"7z",
)

_WORDS = (
    "I met Bo at the pier on Friday, and we went through the papers that Ines left with the Harbour Office.\n"
    "He says the permit was never signed; Tomas Orrin, who ran the office until March, says it was.\n\n"
    "Could you ask whether the call of 9 May is in the log? I would rather not write about it before we know.\n"
)
_QUOTED = "".join(f"> {line}\n" for line in _WORDS.splitlines())

_HEAD = """Return-Path: <anna.vale@pier.invalid>
Received: from gate.pier.invalid (gate.pier.invalid [192.0.2.7])
\tby mail.harbour.invalid with ESMTPS id 4Fz2Qk1; Mon, 12 May 2031 07:14:05 +0000
Received: from desk.pier.invalid by gate.pier.invalid; Mon, 12 May 2031 07:14:03 +0000
DKIM-Signature: v=1; a=rsa-sha256; d=pier.invalid; s=one; h=from:to:subject:date;
\tbh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=Zm9vYmFyYmF6cXV4
From: {sender}
To: Bo Lund <bo.lund@harbour.invalid>, "Okoro, Ines" <ines@harbour.invalid>
Cc: Tomas Orrin <tomas.orrin@office.invalid>
Date: Mon, 12 May 2031 09:14:03 +0200
Subject: {subject}
References: <9.bench@pier.invalid> <8.bench@pier.invalid>
MIME-Version: 1.0
X-Mailer: Pier Mail 3.1
"""

_ANNA = "Anna Vale <anna.vale@pier.invalid>"
_ZOE = "=?utf-8?q?Zo=C3=AB_Vale?= <zoe.vale@pier.invalid>"
_ON = "On Mon, 12 May 2031 at 08:02, Bo Lund <bo.lund@harbour.invalid> wrote:"
_ORIGINAL = "-----Original Message-----\nFrom: Bo Lund\nSent: Friday, May 9, 2031 4:16 PM\nTo: Anna Vale\nSubject: The log"
_SIGNED = "\nBest regards,\nAnna\n\n-- \nAnna Vale\nPier Review, Harbour Street 4\nPhone +44 20 5550 0100\n"
_HTML = "<html><body><p>" + _WORDS.replace("\n", "<br>\n") + "</p><blockquote><p>Shall we meet?</p></blockquote></body></html>\n"


@cache
def templates() -> tuple[bytes, ...]:
    """Return the mails, each with line feeds at its line ends."""
    return (*_invented(), *_found())


def _invented() -> tuple[bytes, ...]:
    plain = "Content-Type: text/plain; charset=utf-8\n\n"
    reply = f"{_WORDS}{_SIGNED}\n{_ON}\n{_QUOTED}"
    forward = f"FYI\n\n{_ORIGINAL}\n\n{_WORDS}"
    mails = [
        _head(_ANNA, "The pier") + plain + _WORDS + _SIGNED,
        _head(_ANNA, "Re: The pier") + plain + reply,
        _head(_ZOE, "=?iso-8859-1?b?RGFzIEdlc2No5GZ0?=") + plain + forward,
        _head(_ANNA, "Page") + "Content-Type: text/html; charset=utf-8\n\n" + _HTML,
        _head(_ANNA, "Both") + _multipart("alternative", plain + _WORDS, "Content-Type: text/html; charset=utf-8\n\n" + _HTML),
        _head(_ANNA, "Table") + _multipart("mixed", plain + reply, _attachment("when,who\n9 May,Bo\n12 May,Ines\n")),
        _head(_ANNA, "Mail")
        + _multipart("mixed", plain + _WORDS, "Content-Type: message/rfc822\n\n" + _head(_ZOE, "In") + plain + reply),
    ]
    return tuple(mail.encode() for mail in mails)


def _head(sender: str, subject: str) -> str:
    return _HEAD.format(sender=sender, subject=subject)


def _multipart(kind: str, *parts: str) -> str:
    inside = "".join(f"--cut\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="cut"\n\nThis is a message in several parts.\n{inside}--cut--\n'


def _attachment(text: str) -> str:
    head = (
        'Content-Type: text/csv; name="log.csv"\nContent-Disposition: attachment; filename="log.csv"\n'
        "Content-Transfer-Encoding: base64\n\n"
    )
    return head + encodebytes(text.encode()).decode()


def _found() -> tuple[bytes, ...]:
    """Return the test mails of others, whole files and those in mailboxes."""
    files = sorted(path for ending in ("*.eml", "*.msg", "*.emlx") for path in EVIDENCE.rglob(ending))
    whole = [bare(data) for path in files if not (data := path.read_bytes()).startswith(b"\xd0\xcf")]
    boxes = [Piece(path.read_bytes(), path.name, Source("", "")) for path in sorted(EVIDENCE.rglob("*.mbox"))]
    mails = [*whole, *(part.data for box in boxes for part in read(box).inside)]
    return tuple(mail.replace(b"\r\n", b"\n") for mail in mails if len(mail) <= LARGEST and not _holds_others(mail))


def _holds_others(mail: bytes) -> bool:
    """Whether something is attached, to any depth, that has a reader of its own kind."""
    inside = [part.data for part in attached(parse(mail))]
    return any(data.startswith(_OTHERS) or b"%PDF-" in data[:1024] or _holds_others(data) for data in inside)
