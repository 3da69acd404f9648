from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from clew.ingest import Reading
from clew.records import Header
from ingest.samples import Read, pdf

SIMPLE = """Received: from pier.invalid by gate.invalid; Mon, 12 May 2031 07:14:05 +0000
Received: from desk by pier.invalid; Mon, 12 May 2031 07:14:03 +0000
From: =?utf-8?q?Zo=C3=AB_Vale?= <zoe@pier.invalid>
To: "Lund, Bo" <bo@pier.invalid>,
 Ines Okoro <ines@pier.invalid>
Cc: cy@pier.invalid
Date: Mon, 12 May 2031 09:14:03 +0200
Message-ID: <1@pier.invalid>
Subject: =?iso-8859-1?b?RGFzIEdlc2No?= =?iso-8859-1?b?5GZ0?=

I met Bo at the pier.
"""


def parts(reading: Reading) -> list[tuple[str, str, str]]:
    return [(r.part, r.outcome, r.reason) for r in reading.receipts]


def test_a_mail_begins_with_its_header_lines(read: Read) -> None:
    (mail,) = read(SIMPLE, "a.eml").documents
    head, _, body = mail.text.partition("\n\n")
    assert head.split("\n") == [
        "From: Zoë Vale <zoe@pier.invalid>",
        'To: "Lund, Bo" <bo@pier.invalid>, Ines Okoro <ines@pier.invalid>',
        "Cc: cy@pier.invalid",
        "Date: Mon, 12 May 2031 09:14:03 +0200",
        "Subject: Das Geschäft",
    ]
    assert body == "I met Bo at the pier."
    assert (mail.kind, mail.title, mail.zones[0].kind, mail.zones[0].end) == ("mail", "Das Geschäft", "header", len(head))
    assert [h.name for h in mail.headers][:3] == ["Received", "Received", "From"]
    assert mail.headers[-1] == Header("Subject", "Das Geschäft")


def test_sent_is_the_date_header_in_utc(read: Read) -> None:
    (mail,) = read(SIMPLE, "a.eml").documents
    assert mail.sent is not None
    assert (mail.sent.start, mail.sent.end) == (
        datetime(2031, 5, 12, 7, 14, 3, tzinfo=UTC),
        datetime(2031, 5, 12, 7, 14, 4, tzinfo=UTC),
    )
    assert (mail.sent.grain, mail.sent.rule) == ("second", "mail-date/1")
    assert mail.text[mail.sent.span.start : mail.sent.span.end] == "Mon, 12 May 2031 09:14:03 +0200"


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("", "no date"),
        ("Date: soon\n", "its date cannot be read: 'soon'"),
        ("Date: Mon, 42 May 2031 09:14 +0200\n", "its date cannot"),
    ],
)
def test_no_date_is_no_date(read: Read, date: str, reason: str) -> None:
    reading = read(f"From: a@b.invalid\nMessage-ID: <1@b>\n{date}\nHello there.", "a.eml")
    assert reading.documents[0].sent is None
    assert reading.receipts[0].reason.startswith(reason)


def test_a_broken_charset_is_read_and_said(read: Read) -> None:
    head = "From: a@b.invalid\nMessage-ID: <1@b>\nDate: Mon, 12 May 2031 09:14:03 +0200\nContent-Type: text/plain; charset="
    broken = read(f"{head}utf-8\n\nAnna met Zo".encode() + b"\xeb at the pier.", "a.eml")
    assert broken.documents[0].text.endswith("Anna met Zo\ufffd at the pier.")
    assert broken.receipts[0].reason == "broken charset: 1 characters are not utf-8 and are shown as \ufffd"
    unknown = read(f"{head}x-unheard\n\nAnna met Zo".encode() + b"\xeb at the pier, and they talked for an hour.", "a.eml")
    assert "Anna met Zoë at the pier" in unknown.documents[0].text
    assert unknown.receipts[0].reason == "unknown charset 'x-unheard'; charset guessed: cp1252"


def with_parts() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = "a@b.invalid", "c@d.invalid", "Papers", "<1@b>"
    mail["Date"] = "Mon, 12 May 2031 09:14:03 +0200"
    mail.set_content("Here are the papers.\n")
    mail.add_alternative("<p>Here are the <b>papers</b>.</p>", subtype="html")
    return mail


def test_attachments_are_documents_below_their_mail(read: Read) -> None:
    mail = with_parts()
    mail.add_attachment("who,when,where\nAnna,9 May,pier\nBo,9 May,pier\n", filename="../../calendar.csv")
    mail.add_attachment(pdf([["Anna met Bo at the pier in May."]]), maintype="application", subtype="pdf", filename="memo.pdf")
    mail.add_attachment(pdf([["x"]], password="p"), maintype="application", subtype="pdf", filename="locked.pdf")
    mail.add_attachment(b"\x7fELF" + bytes(18), maintype="application", subtype="octet-stream", filename="run.bin")
    reading = read(mail.as_bytes(), "a.eml")
    first, *attached = reading.documents
    assert first.text.endswith("\n\nHere are the papers.")
    assert [(d.kind, d.source.part, d.parent == first.id) for d in attached] == [
        ("sheet", "attachment 1", True),
        ("text", "attachment 2", True),
    ]
    assert parts(reading) == [
        ("", "read", ""),
        ("attachment 1", "read", ""),
        ("attachment 2", "read", ""),
        ("attachment 3", "failed", "needs a password; save a copy without one and add that"),
        ("attachment 4", "passed", "a program, not evidence to read"),
    ]


def test_a_mail_inside_a_mail_is_its_child(read: Read) -> None:
    inner, outer = with_parts(), with_parts()
    inner.replace_header("Subject", "Inner")
    inner.add_attachment("Anna met Bo at the pier.", filename="note.txt")
    outer.add_attachment(inner)
    reading = read(outer.as_bytes(), "a.eml")
    first, child, note = reading.documents
    assert (child.title, child.parent, note.parent) == ("Inner", first.id, child.id)
    assert [part for part, _, _ in parts(reading)] == ["", "attachment 1", "attachment 1/attachment 1"]


def test_mails_nested_without_end_are_cut_off(read: Read) -> None:
    mail = with_parts()
    for _ in range(20):
        outer = with_parts()
        outer.add_attachment(mail)
        mail = outer
    reading = read(mail.as_bytes(), "a.eml")
    assert len(reading.documents) == 13
    assert parts(reading)[-1][1:] == ("passed", "more than 12 containers deep")


def test_html_is_read_where_plain_text_is_missing_or_a_stub(read: Read) -> None:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "a@b.invalid", "<1@b>"
    mail.set_content("HTML only.")
    mail.add_alternative(
        "<p>I met Bo at the pier on Friday.</p><p>On Mon, 12 May 2031, Bo Lund wrote:</p>"
        "<blockquote><p>Shall we meet?</p></blockquote>",
        subtype="html",
    )
    (document,) = read(mail.as_bytes(), "a.eml").documents
    body = "I met Bo at the pier on Friday.\n\nOn Mon, 12 May 2031, Bo Lund wrote:\n\n> Shall we meet?"
    assert document.text.endswith("\n\n" + body)
    assert [z.voice.text for z in document.zones if z.kind == "quoted" and z.voice] == ["Bo Lund"]


def message(n: int, body: str = "I met Bo at the pier.", extra: str = "") -> str:
    return f"From: a{n}@b.invalid\nMessage-ID: <{n}@b>\nDate: Mon, 12 May 2031 09:14:03 +0200\n{extra}\n{body}\n"


LINE = "From a@b.invalid Mon May 12 09:14:03 2031\n"


def bodies(reading: Reading) -> list[str]:
    return [d.text.partition("\n\n")[2] for d in reading.documents]


def test_a_mailbox_is_split_and_each_mail_accounted_for(read: Read) -> None:
    reading = read("\n".join(LINE + message(n) for n in (1, 2, 3)), "a.mbox")
    assert [d.source.part for d in reading.documents] == ["mail 1", "mail 2", "mail 3"]
    assert [r.part for r in reading.receipts] == ["", "mail 1", "mail 2", "mail 3"]
    assert {r.outcome for r in reading.receipts} == {"read"}
    assert all(d.parent is None for d in reading.documents)


def test_what_lies_in_a_mailbox_is_a_mail_however_bare(read: Read) -> None:
    reading = read(f"{LINE}Subject: x\nFrom: a\n\nAnna met Bo.\n\n{LINE}Subject: y\n\nThey spoke.\n", "a.mbox")
    assert [d.kind for d in reading.documents] == ["mail", "mail"]


def test_the_same_mail_twice_is_read_once(read: Read) -> None:
    reading = read("\n".join(LINE + message(n) for n in (1, 2, 1)), "a.mbox")
    assert len(reading.documents) == 2
    assert parts(reading)[-1] == ("mail 3", "passed", "same message as mail 1")


def test_a_mail_has_one_id_wherever_it_lies(read: Read) -> None:
    alone = read(message(1), "a.eml").documents[0]
    boxed = read(LINE + message(1), "a.mbox").documents[0]
    assert alone.id == boxed.id


def test_from_lines_in_a_mail_do_not_split_it(read: Read) -> None:
    quoted = message(1, "Dear Bo,\n\n>From the pier we see it.\n>>From Anna.\n\nFrom here on, it is 10:00 o'clock.\nThat is all.")
    reading = read(LINE + quoted + "\n" + LINE + message(2), "a.mbox")
    first, _second = bodies(reading)
    assert first == "Dear Bo,\n\nFrom the pier we see it.\n>From Anna.\n\nFrom here on, it is 10:00 o'clock.\nThat is all."


def test_content_length_is_trusted_where_it_fits(read: Read) -> None:
    body = f"See:\n\n{LINE}Subject: not a mail\n\n>From the pier.\n"
    counted = message(1, body.rstrip("\n"), f"Content-Length: {len(body)}\n")
    assert bodies(read(LINE + counted + "\n" + LINE + message(2), "a.mbox"))[0] == body.rstrip("\n")
    wrong = message(1, "I met Bo.", "Content-Length: 4000\n")
    assert bodies(read(LINE + wrong + "\n" + LINE + message(2), "a.mbox")) == ["I met Bo.", "I met Bo at the pier."]


def test_a_mailbox_with_carriage_returns(read: Read) -> None:
    reading = read("\n".join(LINE + message(n) for n in (1, 2)).replace("\n", "\r\n"), "a.mbox")
    assert bodies(reading) == ["I met Bo at the pier."] * 2


def test_apple_mail_is_read(read: Read) -> None:
    mail = message(1)
    (document,) = read(f"{len(mail)}\n{mail}<?xml version='1.0'?><plist/>", "1.emlx").documents
    assert document.text.endswith("\n\nI met Bo at the pier.")


def test_what_lies_elsewhere_is_said_and_not_fetched(read: Read) -> None:
    pointer = (
        'Content-Type: message/external-body; access-type=anon-ftp; site=pier.invalid; name="{}"\n\nContent-Type: image/gif\n\n'
    )
    inside = "".join(f"--cut\n{pointer.format(name)}\n" for name in ("a.gif", "b.gif"))
    reading = read(
        f"{message(1).partition(chr(10) * 2)[0]}\nContent-Type: multipart/mixed; boundary=cut\n\n{inside}--cut--\n", "a.eml"
    )
    assert [(r.outcome, r.reason) for r in reading.receipts[1:]] == [
        ("passed", "its content lies elsewhere (a.gif) and is not fetched"),
        ("passed", "its content lies elsewhere (b.gif) and is not fetched"),
    ]
