"""winmail.dat, written here as Outlook writes it."""

from struct import pack

from clew.ingest import Reading
from ingest.samples import Read


def attribute(name: int, data: bytes, level: int = 2) -> bytes:
    return pack("<BII", level, name, len(data)) + data + pack("<H", sum(data) & 0xFFFF)


def properties(*each: bytes) -> bytes:
    return pack("<I", len(each)) + b"".join(each)


def string(name: int, words: str) -> bytes:
    data = words.encode("utf-16-le") + b"\0\0"
    return pack("<HHII", 0x1F, name, 1, len(data)) + data + bytes(-len(data) % 4)


def binary(name: int, data: bytes, kind: int = 0x102) -> bytes:
    return pack("<HHII", kind, name, 1, len(data)) + data + bytes(-len(data) % 4)


NAMED = pack("<HH16sII", 0x1F, 0x8001, bytes(16), 1, 10) + "Pier".encode("utf-16-le") + b"\0\0\0\0" + pack("<II", 1, 2) + bytes(4)
MANY = pack("<HHI", 0x1003, 0x1234, 2) + pack("<II", 1, 2)


def wrapped(*attributes: bytes) -> bytes:
    return pack("<IH", 0x223E9F78, 1) + attribute(0x89006, pack("<I", 0x10000), 1) + b"".join(attributes)


def in_mail(data: bytes, read: Read) -> Reading:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["From"], mail["Message-ID"], mail["Date"] = "a@b.invalid", "<1@b>", "Mon, 12 May 2031 09:14:03 +0200"
    mail.set_content("See the papers.")
    mail.add_attachment(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return read(mail.as_bytes(), "a.eml")


OPENS = attribute(0x69002, bytes(14))


def test_what_is_wrapped_hangs_on_the_mail(read: Read) -> None:
    names = attribute(0x69005, properties(pack("<HHI", 3, 0x3705, 1), NAMED, MANY, string(0x3707, "the long log.txt")))
    inner = wrapped(attribute(0x69003, properties(binary(0x1013, b"<p>Anna met Bo at the pier.</p>")), 1))
    data = wrapped(
        attribute(0x69003, properties(string(0x1000, "I met Bo at the pier.")), 1),
        *(OPENS, attribute(0x18010, b"LOG.TXT\0"), attribute(0x6800F, b"Bo was here."), names),
        *(OPENS, attribute(0x18010, b"inner\0"), attribute(0x69005, properties(binary(0x3701, bytes(16) + inner, 0x0D)))),
    )
    reading = in_mail(data, read)
    mail, text, log, nested = reading.documents
    assert [d.source.part for d in (text, log, nested)] == [
        "attachment 1/text",
        "attachment 1/attachment 1",
        "attachment 1/attachment 2/text",
    ]
    assert {d.parent for d in (text, log, nested)} == {mail.id}
    assert [d.text for d in (text, log)] == ["I met Bo at the pier.", "Bo was here."]
    assert log.title == "the long log.txt"
    assert "Anna met Bo at the pier." in nested.text


def test_one_that_is_cut_off_gives_what_it_has(read: Read) -> None:
    data = wrapped(
        OPENS, attribute(0x18010, b"log.txt\0"), attribute(0x6800F, b"Bo was here."), OPENS, attribute(0x6800F, b"x" * 50)
    )
    reading = in_mail(data[:-20], read)
    assert [d.text for d in reading.documents[1:]] == ["Bo was here."]
    assert [r.reason for r in reading.receipts if r.part == "attachment 1"] == ["cut off: the rest of it is lost"]
    assert [r.outcome for r in in_mail(data[:10], read).receipts] == ["read", "failed"]
