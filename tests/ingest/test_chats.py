"""Chats as messengers export them, invented."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.ingest.chats import whatsapp
from clew.ingest.piece import Piece
from clew.records import Document, Source
from ingest.samples import Read

IPHONE = """\
[28/12/2030, 21:14:00] Harbour: \u200eMessages and calls are end-to-end encrypted.
[28/12/2030, 21:15:03] Anna Vale: I met the minister at the pier.
He was alone.
\u200e[05/01/2031, 08:00:10] Bo Lund: \u200e<attached: 00000004-PHOTO.jpg>
[05/01/2031, 08:01:00] ~\u202fInes Okoro: Who paid: him?
[05/01/2031, 08:01:30] Ines Okoro: \u200eInes Okoro added Tomas Orrin
[05/01/2031, 08:02:00] Bo Lund: \u200eimage omitted
"""

ANDROID = """\
1/5/31, 9:14\u202fPM - Messages and calls are end-to-end encrypted. Only people in this chat can read them.
1/5/31, 9:15\u202fPM - Anna Vale: Did you pay: yes or no?
1/6/31, 8:00\u202fAM - Bo Lund: <Media omitted>
1/6/31, 8:01\u202fAM - Bo Lund: IMG-0004.jpg (file attached)
1/6/31, 8:02\u202fAM - Bo Lund added Tomas Orrin
"""


def turns(document: Document) -> list[tuple[str, str]]:
    """(voice, words) of each message, its stamp cut off."""
    stamps = {z.start: z.end for z in document.zones if z.kind == "header"}
    return [
        (z.voice.text, document.text[stamps[z.start] : z.end].strip()) for z in document.zones if z.kind == "turn" and z.voice
    ]


def fields(document: Document, label: str) -> list[str]:
    return [document.text[f.start : f.end] for z in document.zones for f in z.fields if f.label == label]


def notes(document: Document) -> list[str]:
    """What the messenger says, and nobody in the chat."""
    return [document.text[z.start : z.end] for z in document.zones if z.kind == "furniture" and z.voice is None]


def test_a_chat_of_an_iphone(read: Read) -> None:
    reading = read(IPHONE, "_chat.txt")
    (document,) = reading.documents
    assert (document.kind, document.text + "\n", document.header("Date-Order")) == ("chat", IPHONE, "day first")
    assert turns(document) == [
        ("Anna Vale", "I met the minister at the pier.\nHe was alone."),
        ("Bo Lund", "\u200e<attached: 00000004-PHOTO.jpg>"),
        ("Ines Okoro", "Who paid: him?"),
        ("Bo Lund", "\u200eimage omitted"),
    ]
    assert fields(document, "Date")[1:3] == ["28/12/2030, 21:15:03", "05/01/2031, 08:00:10"]
    assert fields(document, "Attachments") == ["00000004-PHOTO.jpg"]
    assert notes(document) == [
        "Harbour: \u200eMessages and calls are end-to-end encrypted.",
        "\u200e<attached: 00000004-PHOTO.jpg>",
        "Ines Okoro: \u200eInes Okoro added Tomas Orrin",
        "\u200eimage omitted",
    ]
    assert reading.receipts[0].reason == ""


def test_a_chat_whose_dates_could_be_read_both_ways_says_so(read: Read) -> None:
    reading = read(ANDROID, "chat.txt")
    (document,) = reading.documents
    assert [voice for voice, _ in turns(document)] == ["Anna Vale", "Bo Lund", "Bo Lund"]
    assert turns(document)[0][1] == "Did you pay: yes or no?"
    assert fields(document, "Attachments") == ["IMG-0004.jpg"]
    assert document.headers == ()
    assert notes(document)[1:] == ["<Media omitted>", "IMG-0004.jpg (file attached)", "Bo Lund added Tomas Orrin"]
    assert reading.receipts[0].reason == (
        "nothing tells whether its dates are written day first or month first: both are left open"
    )


@pytest.mark.parametrize(
    "stamp",
    [
        "31.12.30, 21:15 - ",
        "12/31/30, 9:15 PM - ",
        "31/12/30, 9:15 p. m. - ",
        "31/12/2030 à 21:15 - ",
        "31.12.2030 klo 21.15 - ",
        "31-12-2030 21:15 - ",
        "2030-12-31, 21:15 - ",
        "2030/12/31 21:15 - ",
        "31.12.30, 21:15 Uhr - ",
        "[31.12.30, 21:15:03] ",
        "[2030-12-31 9:15:03 PM] ",
        "[12/31/30, 9:15:03\u202fPM] ",
    ],
)
def test_the_customs_of_many_places(read: Read, stamp: str) -> None:
    (document,) = read(f"{stamp}Anna Vale: Hi\n{stamp}Bo Lund: Ho\n", "chat.txt").documents
    assert (document.kind, turns(document)) == ("chat", [("Anna Vale", "Hi"), ("Bo Lund", "Ho")])


def test_a_quotation_in_a_note_is_no_sender(read: Read) -> None:
    text = '31/12/30, 21:15 - Anna Vale changed the subject to "Pier: the bids"\n31/12/30, 21:16 - Bo Lund: Why?\n'
    (document,) = read(text, "chat.txt").documents
    assert (turns(document), notes(document)) == (
        [("Bo Lund", "Why?")],
        ['Anna Vale changed the subject to "Pier: the bids"'],
    )


def test_a_number_between_marks_of_direction_is_a_sender(read: Read) -> None:
    text = "[31/12/30, 21:15:00] \u202a+49\u00a0170\u00a05550123\u202c: Hi\n" * 2
    (document,) = read(text, "chat.txt").documents
    assert fields(document, "From") == ["+49\u00a0170\u00a05550123"] * 2


def test_a_chat_is_known_though_a_sign_lies_where_the_sample_ends(read: Read) -> None:
    text = "".join(f"31/12/30, 21:15 - Anna Vale: {'é' * n}\n" for n in range(200))
    (document,) = read(text, "chat.txt").documents
    assert (document.kind, len(turns(document)), document.text + "\n") == ("chat", 200, text)


_LINES = st.sampled_from(
    [
        "[28/12/2030, 21:15:03] Anna Vale: Hi",
        "\u200e[05/01/2031, 08:02:00] Bo Lund: \u200eimage omitted",
        "28/12/30, 21:15 - \u202aInes\u202c: a.pdf (file attached)",
        "28/12/30, 21:15 - Bo Lund added Tomas Orrin",
        "28/12/30, 21:15 - ",
        "He was alone.",
        "",
        " \t",
    ]
)


@given(st.lists(_LINES, max_size=12))
def test_the_words_of_a_chat_stay_where_they_stand(lines: list[str]) -> None:
    text = "".join(line + "\n" for line in lines)
    for document in whatsapp.read(Piece(text.encode(), "chat.txt", Source("chat.txt", "0" * 64))).documents:
        assert document.text == text.removesuffix("\n")
        for zone in document.zones:
            assert 0 <= zone.start < zone.end <= len(document.text)
            assert zone.voice is None or document.span(zone.voice.start, zone.voice.end) == zone.voice
            assert all(0 <= f.start < f.end <= len(document.text) for f in zone.fields)


def test_a_log_of_a_program_is_no_chat(read: Read) -> None:
    log = "2031-05-12 08:03:11,123 - server - INFO: started\n2031-05-12 08:03:12,000 - server - INFO: stopped\n"
    assert read(log, "a.log").documents[0].kind == "text"


def test_a_long_chat_is_several_documents(read: Read) -> None:
    text = "".join(f"[{28 if n == 0 else 5}/01/2031, 08:00:10] Anna Vale: Message {n}\n" for n in range(2_500))
    documents = read(text, "chat.txt").documents
    assert [len(turns(document)) for document in documents] == [1_000, 1_000, 500]
    assert len({document.id for document in documents}) == 3
    assert [document.source.part for document in documents][1] == "messages 1001 to 2000"
    assert all(document.header("Date-Order") == "day first" for document in documents)
    assert documents[2].text.startswith("[5/01/2031, 08:00:10] Anna Vale: Message 2000")


SLACK = [
    {
        "type": "message",
        "subtype": "channel_join",
        "user": "U1",
        "text": "<@U1> has joined the channel",
        "ts": "1936339391.000100",
    },
    {
        "type": "message",
        "user": "U1",
        "text": "See <https://pier.invalid/a|the bid> &amp; ask <@U2>",
        "ts": "1936339391.000200",
        "thread_ts": "1936339391.000200",
        "user_profile": {"real_name": "Anna Vale"},
        "edited": {"user": "U1"},
    },
    {
        "type": "message",
        "user": "U2",
        "text": "No",
        "ts": "1936339451.000300",
        "thread_ts": "1936339391.000200",
        "files": [{"name": "bid.pdf"}],
    },
    {"type": "message", "subtype": "bot_message", "username": "Clerk", "text": "<!here> go", "ts": "1936339451.000400"},
]


def test_a_day_of_slack(read: Read) -> None:
    reading = read(json.dumps(SLACK), "2031-05-12.json")
    (document,) = reading.documents
    assert document.text == (
        "[2031-05-12 08:03:11 UTC] @Anna Vale has joined the channel\n"
        "[2031-05-12 08:03:11 UTC] Anna Vale: See the bid (https://pier.invalid/a) & ask @U2\n(edited)\n"
        "[2031-05-12 08:04:11 UTC] U2: No\n[file: bid.pdf]\n(in reply to Anna Vale, 2031-05-12 08:03:11 UTC)\n"
        "[2031-05-12 08:04:11 UTC] Clerk: @here go"
    )
    assert [voice for voice, _ in turns(document)] == ["Anna Vale", "U2", "Clerk"]
    assert notes(document) == [
        "@Anna Vale has joined the channel",
        "(edited)",
        "[file: bid.pdf]",
        "(in reply to Anna Vale, 2031-05-12 08:03:11 UTC)",
    ]
    assert fields(document, "Attachments") == ["bid.pdf"]
    assert reading.receipts[0].reason == "1 user without a name: who they are stands in users.json of the export"


TELEGRAM = {
    "name": "Harbour",
    "type": "private_group",
    "id": 7,
    "messages": [
        {
            "id": 1,
            "type": "service",
            "date": "2031-05-12T10:03:00",
            "actor": "Anna Vale",
            "action": "invite_members",
            "members": ["Bo Lund"],
        },
        {
            "id": 2,
            "type": "message",
            "date": "2031-05-12T10:03:11",
            "date_unixtime": "1936339391",
            "from": "Anna Vale",
            "text": "Pay",
        },
        {
            "id": 3,
            "type": "message",
            "date": "2031-05-12T10:04:00",
            "from": "Bo Lund",
            "text": ["No, see ", {"type": "text_link", "text": "this", "href": "https://pier.invalid/"}],
            "reply_to_message_id": 2,
            "photo": "photos/1.jpg",
        },
    ],
}


def test_a_telegram_chat(read: Read) -> None:
    (document,) = read(json.dumps(TELEGRAM), "result.json").documents
    assert (document.kind, document.title) == ("chat", "Harbour")
    assert document.text == (
        "[2031-05-12 10:03:00] Anna Vale invite members Bo Lund\n[2031-05-12 08:03:11 UTC] Anna Vale: Pay\n"
        "[2031-05-12 10:04:00] Bo Lund: No, see this (https://pier.invalid/)\n[file: photos/1.jpg]\n(in reply to Anna Vale)"
    )
    everything = {
        "about": "Here is the data you requested from Telegram.",
        "chats": {"about": "", "list": [TELEGRAM, TELEGRAM | {"id": 8}]},
    }
    everything |= {"left_chats": {"list": [TELEGRAM | {"name": "Pier"}]}, "frequent_contacts": {"list": []}}
    reading = read(json.dumps(everything), "result.json")
    assert [(d.source.part, d.title) for d in reading.documents] == [
        ("chat 1", "Harbour"),
        ("chat 2", "Harbour"),
        ("chat 3", "Pier"),
    ]
    assert reading.receipts[0].reason == "its chats are read; not read: frequent contacts"


def test_a_file_the_export_left_out(read: Read) -> None:
    left = {"id": 9, "type": "message", "from": "Bo Lund", "text": "", "file": "(File not included.)", "file_name": "bid.pdf"}
    (document,) = read(json.dumps(TELEGRAM | {"messages": [left]}), "result.json").documents
    assert document.text == "Bo Lund: [file: bid.pdf]"


def test_what_programs_send_to_slack(read: Read) -> None:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "The *bid*"}},
        {"elements": [{"url": "https://pier.invalid/"}]},
    ]
    sent = {"ts": "1936339391.000100", "bot_id": "B1", "bot_profile": {"name": "Clerk"}, "text": "", "blocks": blocks}
    (document,) = read(json.dumps([sent]), "a.json").documents
    assert document.text == "[2031-05-12 08:03:11 UTC] Clerk: The *bid* https://pier.invalid/"


@pytest.mark.parametrize("tail", ['"', "[" * 100_000, '{"a": 1}]]'])
def test_broken_exports_fail_in_one_line(read: Read, tail: str) -> None:
    for head in ('[{"ts": "1936339391.000100", "blocks": ', '{"name": "A", "type": "private_group", "messages": ['):
        (receipt,) = read(head + tail, "a.json").receipts
        assert receipt.outcome == "failed" and receipt.reason.startswith("damaged: ") and "\n" not in receipt.reason


@pytest.mark.parametrize(
    "text", ['[{"ts": "1936339391.000100"}]', '[{"ts":"1936339391.000100","user":1,"files":3,"attachments":[1]}, 2]']
)
def test_odd_exports_are_read_or_refused(read: Read, text: str) -> None:
    assert read(text, "a.json").receipts[0].outcome in {"read", "passed", "failed"}
