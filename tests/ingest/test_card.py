import pytest

from clew.records import Document
from ingest.samples import Read

CARD = """BEGIN:VCARD
VERSION:3.0
N:Vale;Anna;;Dr.;
FN:Dr. Anna Vale
ORG:Harbour Office;Plans
TITLE:Harbour master
TEL;TYPE=WORK,VOICE:+45 33 12 34 56
TEL;TYPE=CELL:20 12 34 56
EMAIL;TYPE=PREF:anna@pier.invalid
ADR;TYPE=WORK:;;Pier 4\\nGate B;Skal;;1234;Denmark
BDAY:1980-03-12
NOTE:Met Bo Lund\\, who knows\\nthe pier.
END:VCARD
"""


def card(*lines: str, version: str = "3.0") -> str:
    return f"BEGIN:VCARD\nVERSION:{version}\n" + "\n".join(lines) + "\nEND:VCARD\n"


def fields(document: Document) -> list[tuple[str, str]]:
    return [(f.label, document.text[f.start : f.end]) for f in document.zones[0].fields]


def test_a_card_says_who_somebody_is(read: Read) -> None:
    (told,) = read(CARD, "anna.vcf").documents
    assert told.text == (
        "Name: Dr. Anna Vale\n"
        "Organization: Harbour Office\n"
        "Department: Plans\n"
        "Post: Harbour master\n"
        "Phone: +45 33 12 34 56 (work)\n"
        "Phone: 20 12 34 56 (mobile)\n"
        "Mail: anna@pier.invalid (preferred)\n"
        "Address: Pier 4, Gate B, Skal, 1234, Denmark (work)\n"
        "Birthday: 12 March 1980\n\n"
        "Met Bo Lund, who knows\nthe pier."
    )
    assert (told.kind, told.media, told.title) == ("contact", "text/vcard", "Dr. Anna Vale")
    assert ("Mail", "anna@pier.invalid") in fields(told) and ("Post", "Harbour master") in fields(told)
    assert told.header("N") == "Vale;Anna;;Dr.;"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (card("N;CHARSET=UTF-8;QUOTED-PRINTABLE:V=C3=A4le;Anna", version="2.1"), ("Name", "Anna Väle")),
        (card("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Anna V=E4=", "le", version="2.1"), ("Name", "Anna Väle")),
        (card("FN;CHARSET=windows-1251:Анна", version="2.1").encode("cp1251"), ("Name", "Анна")),
        (card("FN:Anna Vale", "TITLE:Harbour", " master", version="2.1"), ("Post", "Harbour master")),
        (card("FN:Anna Vale", "TITLE:Harb", " our master"), ("Post", "Harbour master")),
        (card("FN:A", 'item1.TEL;VALUE=uri;TYPE="voice,home":tel:+45-33-12', version="4.0"), ("Phone", "+45-33-12")),
        (card("FN:A", "EMAIL:mailto:a@pier.invalid", version="4.0"), ("Mail", "a@pier.invalid")),
        (card("FN:A", "NICKNAME:Annie,Nan"), ("Also called", "Annie, Nan")),
        (card("FN:A", "BDAY:--0312"), ("Birthday", "--0312")),
        (card("N:;;;;", "ORG:Harbour Office"), ("Organization", "Harbour Office")),
        (CARD[:60], ("Name", "Dr. Anna Vale")),
    ],
)  # fmt: skip
def test_cards_of_every_age_and_broken_ones(read: Read, data: str | bytes, expected: tuple[str, str]) -> None:
    (told,) = read(data, "a.vcf").documents
    assert expected in fields(told)


def test_each_of_several_cards_is_a_document(read: Read) -> None:
    reading = read(CARD + card("FN:Bo Lund"), "all.vcf")
    assert [(d.source.part, d.title, d.kind) for d in reading.documents] == [
        ("card 1", "Dr. Anna Vale", "contact"),
        ("card 2", "Bo Lund", "contact"),
    ]
    assert [r.outcome for r in reading.receipts] == ["read"] * 3


def test_a_photo_is_a_part_of_the_card_and_its_letters_are_not_text(read: Read) -> None:
    reading = read(card("FN:Bo Lund", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJRgABAQEA"), "a.vcf")
    assert reading.documents[0].text == "Name: Bo Lund"
    assert [(r.part, r.size) for r in reading.receipts] == [("", 95), ("photo 1", 15)]


def test_a_file_that_only_begins_like_a_card_is_refused(read: Read) -> None:
    (receipt,) = read("BEGIN:VCARD\n", "a.vcf").receipts
    assert receipt.outcome == "read" and "cut off" in receipt.reason
