from datetime import UTC, datetime
from pathlib import Path
from struct import pack
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import EvidenceError
from clew.ingest import FoundFile, Reading, read_file
from clew.ingest.mail import mapi, outlook
from clew.ingest.mail.compressedrtf import unpacked
from clew.ingest.mail.mapi import Store
from clew.ingest.piece import Content, Piece
from clew.ingest.read import read_piece
from clew.records import Document, Source

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
SUBJECT, CLASS, BODY, HTML, RTF, HEADERS, SENT = 0x37, 0x1A, 0x1000, 0x1013, 0x1009, 0x7D, 0x39
NAME, MAIL, SMTP, KIND = 0x3001, 0x3003, 0x39FE, 0x0C15
AT = datetime(2031, 5, 12, 7, 14, 3, tzinfo=UTC)


def store(name: str, said: dict[int, Any], *inside: Store, above: int = 32) -> Store:
    """Make a folder of properties as Outlook does: texts and bytes in files of their own, numbers and times in a table."""
    files, table = {}, b"\0" * above
    for number, value in said.items():
        if isinstance(value, str):
            files[f"__substg1.0_{number:04X}001F"] = value.encode("utf-16-le")
        elif isinstance(value, bytes):
            files[f"__substg1.0_{number:04X}0102"] = value
        elif isinstance(value, bool):
            table += pack("<HHIQ", 0x000B, number, 6, value)
        elif isinstance(value, int):
            table += pack("<HHIQ", 0x0003, number, 6, value)
        else:
            table += pack("<HHIQ", 0x0040, number, 6, int((value - EPOCH).total_seconds() * 10_000_000))
    return Store(name, {**files, "__properties_version1.0": table}, inside)


def recipient(n: int, kind: int, name: str, mail: str) -> Store:
    return store(f"__recip_version1.0_#{n:08X}", {KIND: kind, NAME: name, MAIL: mail}, above=8)


def attachment(n: int, said: dict[int, Any], *inside: Store) -> Store:
    return store(f"__attach_version1.0_#{n:08X}", said, *inside, above=8)


def named(*numbers: int) -> Store:
    """Make the table of properties with long numbers: the first of `numbers` is kept as 0x8000, the next as 0x8001 ..."""
    table = b"".join(pack("<IHH", number, 0, n) for n, number in enumerate(numbers))
    return Store("__nameid_version1.0", {"__substg1.0_00030102": table})


def read(message: Store) -> Reading:
    piece = Piece(mapi.packed(message, message), "a.msg", Source("a.msg", "0"), form="outlook")
    parts = list(read_piece(piece))
    return Reading(tuple(d for p in parts for d in p.documents), tuple(r for p in parts for r in p.receipts))


FROM = {0x0042: "Anna Vale", 0x0065: "/O=HARBOUR/CN=ANNA", 0x5D02: "anna@pier.invalid"}


def test_a_message_that_never_left_has_a_header_of_its_properties() -> None:
    people = [
        recipient(0, 1, "Bo Lund", "bo@pier.invalid"),
        recipient(1, 2, "Okoro, Ines", "ines@pier.invalid"),
        recipient(2, 1, "tomas@pier.invalid", "tomas@pier.invalid"),
        recipient(3, 3, "Harbour Office", "/O=HARBOUR/CN=OFFICE"),
    ]
    said = {**FROM, CLASS: "IPM.Note", SUBJECT: "Review", BODY: "Dear Bo,\r\n\r\nplease come.\r\n", SENT: AT}
    (mail,) = read(store("", said, *people)).documents
    assert mail.text == (
        "From: Anna Vale <anna@pier.invalid>\n"
        "To: Bo Lund <bo@pier.invalid>; tomas@pier.invalid\n"
        'Cc: "Okoro, Ines" <ines@pier.invalid>\n'
        "Bcc: Harbour Office\n"
        "Date: Mon, 12 May 2031 07:14:03 +0000\n"
        "Subject: Review\n\n"
        "Dear Bo,\n\nplease come."
    )
    assert (mail.kind, mail.media, mail.title) == ("mail", "application/vnd.ms-outlook", "Review")
    assert mail.sent is not None and mail.sent.start == AT
    assert [z.kind for z in mail.zones] == ["header", "greeting"]
    assert [f.label for f in mail.zones[0].fields] == ["From", "To", "Cc", "Bcc", "Date", "Subject"]


def test_the_header_that_came_with_it_is_kept_whole_and_in_order() -> None:
    came = "Received: from pier.invalid\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nFrom: a@pier.invalid\r\nReceived: by x\r\n\r\n"
    (mail,) = read(store("", {**FROM, HEADERS: came, SUBJECT: "Other", BODY: "x", 0x0E04: "Bo Lund"})).documents
    assert [(h.name, h.value) for h in mail.headers if h.value] == [
        ("Received", "from pier.invalid"),
        ("Subject", "Café"),
        ("From", "a@pier.invalid"),
        ("Received", "by x"),
        ("To", "Bo Lund"),
    ]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({BODY: "plain", HTML: b"<p>html</p>"}, "plain"),
        ({HTML: b"<html><p>Bring <b>plans</b></p><blockquote>old</blockquote></html>"}, "Bring plans\n\n> old"),
        ({HTML: "<p>caf\u00e9</p>"}, "caf\u00e9"),
        ({}, ""),
    ],
)
def test_the_text_is_the_plain_one_or_else_the_html(said: dict[int, Any], text: str) -> None:
    (mail,) = read(store("", {SUBJECT: "S", **said})).documents
    assert mail.text.removeprefix("Subject: S").strip() == text


def test_rich_text_is_read_where_there_is_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_text(piece: Piece) -> Content:
        return Content((Document(piece.id, piece.source, "text/rtf", "text", None, piece.data.decode()),))

    monkeypatch.setattr(outlook.richtext, "read", as_text)
    bare = pack("<IIII", 0, 6, 0x414C454D, 0) + b"{\\rtf}"
    (mail,) = read(store("", {SUBJECT: "S", RTF: bare})).documents
    assert mail.text == "Subject: S\n\n{\\rtf}"
    damaged = read(store("", {SUBJECT: "S", RTF: b"cut"}))
    assert damaged.receipts[0].reason == "no date; its text cannot be read: its rich text is cut off"


def test_text_that_is_not_unicode_is_read_by_its_code_page() -> None:
    message = store("", {0x3FFD: 1251})
    message = Store("", {**message.files, "__substg1.0_0037001E": "Привет".encode("cp1251") + b"\0"})
    assert read(message).documents[0].title == "Привет"


def test_what_is_attached_is_given_back_also_messages_in_messages() -> None:
    inner = store(
        "__substg1.0_3701000D", {SUBJECT: "Inner", BODY: "in it"}, attachment(0, {0x3707: "..\\c.txt", 0x3701: b"deep"}), above=24
    )
    reading = read(
        store(
            "", {SUBJECT: "Outer", SENT: AT},
            attachment(0, {0x3707: "a.txt", 0x3701: b"Harbour note", 0x3705: 1}),
            attachment(1, {NAME: "Inner", 0x3705: 5}, inner),
            attachment(2, {0x3707: "pier.png", 0x3701: b"", 0x3705: 1, 0x7FFE: True}),
            attachment(3, {0x3707: "plan.docx", 0x370D: "\\\\desk\\plan.docx", 0x3705: 2}),
        )
    )  # fmt: skip
    assert [(d.source.part, d.title, d.text) for d in reading.documents[1:]] == [
        ("attachment 1", "a.txt", "Harbour note"),
        ("attachment 2", "Inner", "Subject: Inner\n\nin it"),
        ("attachment 2/attachment 1", "c.txt", "deep"),
    ]
    outer, first, second, deep = reading.documents
    assert (first.parent, second.parent, deep.parent) == (outer.id, outer.id, second.id)
    assert reading.receipts[0].reason == "attachment 4 is only a link: \\\\desk\\plan.docx"
    assert [(r.part, r.outcome) for r in reading.receipts if r.outcome != "read"] == [("attachment 3 (inline)", "passed")]


def test_an_appointment_is_an_invitation() -> None:
    said = {
        **FROM, CLASS: "IPM.Appointment", SUBJECT: "Pier review", BODY: "Bring plans.",
        0x8000: datetime(2031, 5, 12, 8, tzinfo=UTC), 0x8001: datetime(2031, 5, 12, 9, 30, tzinfo=UTC),
        0x8002: "Room 4; north", 0x8003: "every Monday", 0x8004: 4,
    }  # fmt: skip
    people = [recipient(0, 1, "Bo Lund", "bo@pier.invalid"), recipient(1, 2, "Ines Okoro", "ines@pier.invalid")]
    (told,) = read(store("", said, *people, named(0x820D, 0x820E, 0x8208, 0x8232, 0x8217))).documents
    assert told.kind == "invitation"
    assert told.text == (
        "What: Pier review\n"
        "Organizer: Anna Vale <anna@pier.invalid>\n"
        "Attendee: Bo Lund <bo@pier.invalid>\n"
        "Attendee: Ines Okoro <ines@pier.invalid> (optional)\n"
        "When: 12 May 2031 08:00 UTC to 09:30\n"
        "Repeats: every Monday\n"
        "Where: Room 4; north\n"
        "Status: cancelled\n\n"
        "Bring plans."
    )


def test_a_mail_that_asks_to_a_meeting_has_the_invitation_as_a_part() -> None:
    said = {**FROM, CLASS: "IPM.Schedule.Meeting.Resp.Neg", SUBJECT: "Declined: review", BODY: "Sorry.", SENT: AT, 0x0060: AT}
    mail, told = read(store("", said, recipient(0, 1, "Bo Lund", "bo@pier.invalid"))).documents
    assert (mail.kind, told.kind, told.parent, told.source.part) == ("mail", "invitation", mail.id, "invitation")
    assert told.text == (
        "What: Declined: review\n"
        "Organizer: Bo Lund <bo@pier.invalid>\n"
        "Attendee: Anna Vale <anna@pier.invalid> (declined)\n"
        "When: 12 May 2031 07:14:03 UTC\n"
        "Status: answer\n"
        "Sent: 12 May 2031 07:14:03 UTC"
    )


def test_a_contact_is_a_card_and_a_task_a_task() -> None:
    said = {
        CLASS: "IPM.Contact",
        NAME: "Bo Lund",
        0x3A16: "Harbour Office",
        0x3A17: "Pilot",
        0x3A1C: "20 12 34 56",
        0x8000: "bo@pier.invalid",
    }
    (card,) = read(store("", said, named(0x8083))).documents
    assert card.kind == "contact"
    assert card.text == (
        "Name: Bo Lund\nOrganization: Harbour Office\nPost: Pilot\nPhone: 20 12 34 56 (mobile)\nMail: bo@pier.invalid"
    )
    due = {CLASS: "IPM.Task", SUBJECT: "Call Bo", 0x8000: datetime(2031, 5, 12, tzinfo=UTC), BODY: "Ask for plans."}
    (task,) = read(store("", due, named(0x8105))).documents
    assert (task.kind, task.text) == ("text", "Task: Call Bo\nDue: 12 May 2031\n\nAsk for plans.")


# The two examples in [MS-OXRTFCP] 3.1 and 3.2.
@pytest.mark.parametrize(
    ("packed", "text"),
    [
        (
            "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
            "0af32068656c090020627705b06c647d0a800fa0",
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
        ),
        ("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0", b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
        ("100000000500000" + "04d454c41" + "00000000" + b"{\\rtf".hex(), b"{\\rtf"),
    ],
)  # fmt: skip
def test_packed_rich_text_is_unpacked(packed: str, text: bytes) -> None:
    assert unpacked(bytes.fromhex(packed)) == text


@given(st.binary(max_size=300), st.integers(0, 5000))
def test_damaged_rich_text_ends(data: bytes, length: int) -> None:
    assert len(unpacked(pack("<III4x", 0, length, 0x75465A4C) + data)) <= length


@given(st.binary(max_size=80), st.sampled_from(["__properties_version1.0", "__substg1.0_0037001F", "__substg1.0_10130102"]))
def test_damaged_properties_are_absent(data: bytes, name: str) -> None:
    message = store("", {**FROM, SUBJECT: "Review", SENT: AT})
    read(Store("", {**message.files, name: data}))


def test_a_file_that_claims_more_than_it_holds_is_refused(monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    monkeypatch.setattr(mapi, "_SWELL", 0)
    data = (shared / "evidence/mail/ingest-file/tests/fixtures/piste.msg").read_bytes()
    with pytest.raises(EvidenceError, match="larger or nested deeper"):
        outlook.read(Piece(data, "a.msg", Source("a.msg", "0")))


def test_every_message_file_of_others_is_read_or_refused_with_a_reason(shared: Path) -> None:
    files = sorted((shared / "evidence/mail").rglob("*.msg"))
    read = [read_file(FoundFile(file, file.name, file.stat().st_size)) for file in files]
    assert all(r.reason for reading in read for r in reading.receipts if r.outcome != "read")
    assert sum(reading.receipts[0].outcome == "read" for reading in read) >= 0.95 * len(files)
    ole = next(r for f, r in zip(files, read, strict=True) if f.read_bytes().startswith(mapi.MAGIC))
    (mail,) = ole.documents
    assert mail.sent is not None and mail.sent.start == datetime(2010, 11, 28, 22, 42, 18, tzinfo=UTC)
    assert [f.label for f in mail.zones[0].fields] == ["From", "To", "Date", "Subject"] and len(mail.headers) > 10
