"""Printed mails: a pile of print-outs in one file, each a mail with its header; stamps are furniture."""

from clew.records import Document
from ingest.samples import Read

STAMP = "UNCLASSIFIED\nCase No. F-2031-00017\nDoc No. H0000017\nDate: 05/13/2032\n\n"
FIRST = """
       From:                     Vale, Ann C <ValeAC@harbour.example>
       Sent:                     Monday, May 12, 2031 843 AM
       To:                       Orrin, Tomas
       Subject:                  Quay 9

Tomas, Bo Lund will call about the quay.

-----Original Message-----
From: Orrin, Tomas [mailto:OrrinT@harbour.example]
Sent: Sunday, May 11, 2031 9:02 PM
To: Vale, Ann C
Subject: Quay 9

Who will call?

"""
SECOND = """
       From:                     Okoro, Ines <OkoroI@harbour.example>
       Sent:                     Tuesday, May 13, 2031 10:17 AM
       To:                       Vale, Ann C
       Subject:                  Edits

Ann, see the edits.
"""


def fields(document: Document) -> list[dict[str, str]]:
    heads = [zone for zone in document.zones if zone.kind == "header"]
    return [{f.label: document.text[f.start : f.end] for f in zone.fields} for zone in heads]


def test_a_printed_mail_and_the_mail_it_answers(read: Read) -> None:
    (document,) = read(STAMP + FIRST, "a.txt").documents
    assert (document.kind, document.title) == ("mail", "Quay 9")
    assert [h.name for h in document.headers] == ["From", "Date", "To", "Subject"]
    assert fields(document) == [
        {
            "From": "Vale, Ann C <ValeAC@harbour.example>",
            "Date": "Monday, May 12, 2031 843 AM",
            "To": "Orrin, Tomas",
            "Subject": "Quay 9",
        },
        {
            "From": "Orrin, Tomas [mailto:OrrinT@harbour.example]",
            "Date": "Sunday, May 11, 2031 9:02 PM",
            "To": "Vale, Ann C",
            "Subject": "Quay 9",
        },
    ]
    assert document.sent is not None
    assert (document.sent.start.hour, document.sent.start.minute) == (8, 43)  # type: ignore[union-attr]


def test_a_pile_of_print_outs_is_one_document_each(read: Read) -> None:
    text = STAMP + FIRST + STAMP + SECOND
    reading = read(text, "a.txt")
    first, second = reading.documents
    assert first.text + second.text == text
    assert (first.source.part, second.source.part) == ("", "print-out 2")
    assert (first.title, second.title) == ("Quay 9", "Edits")
    assert first.id != second.id
    assert reading.receipts[0].documents == (first.id, second.id)
    assert second.text.startswith("UNCLASSIFIED")
    assert second.zones[0].kind == "furniture"


def test_a_quoted_header_at_the_top_of_a_page_is_no_print_out(read: Read) -> None:
    quoted = "From: Lund, Bo\nSent: Sunday, May 11, 2031 8:00 PM\nTo: Orrin, Tomas\nSubject: Quay 9\n\nCall me.\n"
    assert len(read(STAMP + FIRST + STAMP + quoted, "a.txt").documents) == 1
    announced = FIRST.rstrip() + "\n\n-----Original Message-----\n" + STAMP + SECOND
    assert len(read(STAMP + announced, "a.txt").documents) == 1
