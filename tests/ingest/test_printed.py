"""Printed mails: a pile of print-outs in one file, each a mail with its header; stamps are furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.ingest.piece import Piece
from clew.ingest.plain import read as read_piece
from clew.ingest.zones.printouts import printouts
from clew.records import Document, Source
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


def test_the_foot_of_a_page_stays_with_its_page(read: Read) -> None:
    foot = "\nUNCLASS FIED\nDoc No. H0000017\nDate 05/13/2032\n"
    first, second = read(f"{STAMP}{FIRST}{foot}\f{STAMP}{SECOND}{foot}", "a.txt").documents
    assert second.text.startswith(f"\f{STAMP}")
    feet = [d.text[d.zones[-1].start : d.zones[-1].end] for d in (first, second)]
    assert feet == [foot.strip(), foot.strip()]


def test_a_quoted_header_at_the_top_of_a_page_is_no_print_out(read: Read) -> None:
    quoted = "From: Lund, Bo\nSent: Sunday, May 11, 2031 8:00 PM\nTo: Orrin, Tomas\nSubject: Quay 9\n\nCall me.\n"
    assert len(read(STAMP + FIRST + STAMP + quoted, "a.txt").documents) == 1
    announced = FIRST.rstrip() + "\n\n-----Original Message-----\n" + STAMP + SECOND
    assert len(read(STAMP + announced, "a.txt").documents) == 1


MISREAD = """
       From:                     Vale, Ann C <ValeAC@harbour.example>
       Sant                      Monday, May 12, 2031 9:14 AM
       To:
       Subject                   Re: Quay 9

FYI

{quoted}

Who will call?
"""


@pytest.mark.parametrize(
    "quoted",
    [
        "From Orrin, Tomas\nSent Sunday, May 11, 2031 9:02 PM\nTo Vale, Ann C\nSubject Quay 9",
        "FIRM Orrin, Tomas\nSent: Sunday, May 11, 2031 9:02 PM\nTo: Vale, Ann C\nSubject quay 9",
        "Fro Orrin, Tomas\nSent. Sunday, May 11, 2031 9:02 PM\n'To: Vale, Ann C\ngubject Quay 9",
        "Frorn: Orrin, Tomas\nSont: Sunday, May 11, 2031 9:02 PM\nTo. Vale, Ann C\nSubjoct: Quay 9",
        "From: Orrin, Tomas\nSent, Sunday, May 11, 2031 9:02 PM\nTo: Vale, Ann C\nSubject Quay 9",
        "From: Orrin, Tomas\nTo\n             Vale, Ann C\n\n\n\nSubject: Quay 9\nSent: Sunday, May 11, 2031 9:02 PM",
        "Subject: Quay 9\nFrom Orrin, Tomas\nSent: Sunday, May 11, 2031 9:02 PM\nTo: Vale, Ann C",
    ],
)
def test_misread_labels_are_labels_in_a_header(read: Read, quoted: str) -> None:
    (document,) = read(STAMP + MISREAD.format(quoted=quoted), "a.txt").documents
    own, answered = fields(document)
    assert (own["Date"], own["Subject"]) == ("Monday, May 12, 2031 9:14 AM", "Re: Quay 9")
    assert answered.pop("Subject").lower() == "quay 9"
    assert answered == {"From": "Orrin, Tomas", "Date": "Sunday, May 11, 2031 9:02 PM", "To": "Vale, Ann C"}
    assert [z.voice and z.voice.text for z in document.zones if z.kind == "quoted"] == ["Orrin, Tomas"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna,\n\nFrom here it is an hour.\nSent from my telephone\n",
        "Form follows.\nTo be sure, Bo Lund called.\nSubject to change.\n",
        "From Monday on the quay is closed\nto all boats.\nTo Bo it is all the same.\nSubject: quays\n",
    ],
)
def test_sentences_are_no_header(read: Read, text: str) -> None:
    (document,) = read(text, "a.txt").documents
    assert (document.kind, [z for z in document.zones if z.kind == "header"]) == ("text", [])


def test_stamps_are_in_no_name_and_no_subject(read: Read) -> None:
    quoted = (
        "From: Okoro, Ines                                              B6\n"
        "Sent: Sunday, May 11, 2031 9:02 PM\n"
        "To: Vale, Ann C; Lund, Bo;                                     B6\n"
        "Orrin, Tomas\n"
        "Subject: Quay 9                                                B5,B6\n"
    )
    header = (
        "From:                          B6\nSent:       Monday, May 12, 2031 9:14 AM\nTo:\nSubject:     RE: Quay 9        B5\n\n"
    )
    (document,) = read(f"{STAMP}{header}{quoted}\nWho will call?\n", "a.txt").documents
    assert next((h.name, h.value) for h in document.headers) == ("From", "")
    assert document.title == "RE: Quay 9"
    _, quoted_header = [z for z in document.zones if z.kind == "header"]
    assert [document.text[f.start : f.end] for f in quoted_header.fields] == [
        "Okoro, Ines",
        "Sunday, May 11, 2031 9:02 PM",
        "Vale, Ann C; Lund, Bo;",
        "Orrin, Tomas",
        "Quay 9",
    ]


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("Monday, May 12, 203111:08 AM", "2031-05-12 11:08"),
        ("Monday, May 12, 2O31 9:l4 AM", "2031-05-12 09:14"),
        ("Monday, May 12, 203i 9;14 PM", "2031-05-12 21:14"),
        ("Monday, May 12, 2031 11;14 PM", "2031-05-12 23:14"),
        ("Tuesday, Apri1 8, 2031 4:S6 PM", "2031-04-08 16:56"),
        ("Friday, AprI18, 2031 4:56 PM", "2031-04-18 16:56"),
        ("Thursday, Seotember 4, 2031 935 AM", "2031-09-04 09:35"),
        ("Friday, May Z 2031 4:04 PM", "2031-05-02 16:04"),
        ("Mon May 12 09:14:00 2031", "2031-05-12 09:14"),
        ("Mon 5/12/2031 9:14 AM", "2031-05-12 09:14"),
        ("Thursday, May Z 2031 4:04 PM", None),
        ("May Z 2031 4:04 PM", None),
        ("Monday, May 12, 2931 9:14 AM", None),
        ("nursciay, January ub, 2031 1Z:Zfa PM", None),
    ],
)
def test_dates_are_read_through_scanning_errors(read: Read, words: str, sent: str | None) -> None:
    text = f"From: Vale, Ann\nSent: {words}\nTo: Lund, Bo\nSubject: Quay 9\n\nBo, call me.\n"
    reading = read(text, "a.txt")
    (document,) = reading.documents
    assert document.header("Date") == words
    found = document.sent.start if document.sent else None
    assert (found.strftime("%Y-%m-%d %H:%M") if found else None) == sent
    assert reading.receipts[0].reason == ("" if sent else f"the date {words!r} cannot be read")
    if document.sent and document.sent.span:
        assert document.text[document.sent.span.start : document.sent.span.end] == document.sent.span.text == words


OUTLOOK = """{page}Anna Vale
_______________________________________________________________
From:                   Tomas Orrin <tomas@harbour.example>
Sent:                   {date}
To:                     Anna Vale
Subject:                {subject}

{words}
"""


def test_the_name_that_outlook_prints_on_top_is_furniture(read: Read) -> None:
    one = OUTLOOK.format(page="", date="Monday, May 12, 2031 9:14 AM", subject="Crane", words="The crane is back.")
    two = OUTLOOK.format(page="\f", date="Tuesday, May 13, 2031 8:00 AM", subject="Quay 9", words="Call me.")
    first, second = read(one + two, "a.txt").documents
    assert [d.title for d in (first, second)] == ["Crane", "Quay 9"]
    for document in (first, second):
        top = document.zones[0]
        assert (top.kind, document.text[top.start : top.end].split()[:2]) == ("furniture", ["Anna", "Vale"])
        assert document.header("From") == "Tomas Orrin <tomas@harbour.example>"


def test_a_rule_over_a_quoted_mail_is_no_letterhead(read: Read) -> None:
    text = FIRST.replace("-----Original Message-----", "Ann\n________________________________")
    (document,) = read(text, "a.txt").documents
    assert len(fields(document)) == 2
    assert not [z for z in document.zones if z.kind == "furniture"]


GMAIL = """5/14/31, 10:20 AM                          Gmail - Crane

Anna Vale <anna@harbour.example>

Crane
{count}

Tomas Orrin <tomas@harbour.example>                        Mon, May 12, 2031 at 9:14 AM
To: Anna Vale <anna@harbour.example>
Cc: Bo Lund <bo@harbour.example>

Anna, the crane is back.
"""
ANSWER = """
Anna Vale <anna@harbour.example>                           Tue, May 13, 2031 at 8:00 AM
To: Tomas Orrin <tomas@harbour.example>

Good.
[Quoted text hidden]

https://mail.google.com/mail/u/0/?ik=1&view=pt                                    1/1
"""


def test_gmail_prints_a_message(read: Read) -> None:
    (document,) = read(GMAIL.format(count="1 message"), "a.txt").documents
    assert (document.kind, document.title) == ("mail", "Crane")
    assert fields(document) == [
        {
            "Subject": "Crane",
            "From": "Tomas Orrin <tomas@harbour.example>",
            "Date": "Mon, May 12, 2031 at 9:14 AM",
            "To": "Anna Vale <anna@harbour.example>",
            "Cc": "Bo Lund <bo@harbour.example>",
        }
    ]
    assert document.sent is not None and document.sent.start is not None
    assert document.sent.start.isoformat() == "2031-05-12T09:14:00+00:00"


def test_each_message_of_a_conversation_is_a_document(read: Read) -> None:
    text = GMAIL.format(count="2 messages") + ANSWER
    first, second = read(text, "a.txt").documents
    assert first.text + second.text == text
    assert [d.header("From") for d in (first, second)] == [
        "Tomas Orrin <tomas@harbour.example>",
        "Anna Vale <anna@harbour.example>",
    ]
    assert [d.title for d in (first, second)] == ["Crane", "Crane"]
    assert second.sent is not None and second.sent.start is not None and second.sent.start.day == 13
    foot = second.zones[-1]
    assert (foot.kind, second.text[foot.start : foot.end].endswith("1/1")) == ("furniture", True)


@given(
    st.lists(
        st.sampled_from([STAMP, FIRST, SECOND, "\f", GMAIL.format(count="3 messages"), ANSWER, OUTLOOK, "Bo called.\n"]),
        max_size=7,
    )
)
def test_piles_lose_nothing_and_double_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    starts = printouts(text)
    assert starts[0] == 0 and list(starts) == sorted(set(starts))
    documents = read_piece(Piece(text.encode(), "a.txt", Source("a.txt", ""))).documents
    assert "".join(d.text for d in documents) == text
    assert len({d.id for d in documents}) == len(documents)
    for document in documents:
        assert all(0 <= f.start < f.end <= len(document.text) for z in document.zones for f in z.fields)
