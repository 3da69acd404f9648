"""Chats as messengers export them, invented."""

import json
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from clew.parse import parse_documents
from clew.recognize import recognize
from clew.records import Document
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
    assert reading.receipts[0].reason == ""


def test_a_chat_whose_dates_could_be_read_both_ways_says_so(read: Read) -> None:
    reading = read(ANDROID, "chat.txt")
    (document,) = reading.documents
    assert [voice for voice, _ in turns(document)] == ["Anna Vale", "Bo Lund", "Bo Lund"]
    assert turns(document)[0][1] == "Did you pay: yes or no?"
    assert fields(document, "Attachments") == ["IMG-0004.jpg"]
    assert document.headers == ()
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
        "[2031-05-12 08:04:11 UTC] U2: No\n(in reply to Anna Vale, 2031-05-12 08:03:11 UTC)\n[file: bid.pdf]\n"
        "[2031-05-12 08:04:11 UTC] Clerk: @here go"
    )
    assert [voice for voice, _ in turns(document)] == ["Anna Vale", "U2", "Clerk"]
    assert fields(document, "Attachments") == ["bid.pdf"]
    assert reading.receipts[0].reason == "1 users without a name: who they are stands in users.json of the export"


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
        "[2031-05-12 10:04:00] Bo Lund: (in reply to Anna Vale)\nNo, see this (https://pier.invalid/)\n[file: photos/1.jpg]"
    )
    everything = {
        "about": "Here is the data you requested from Telegram.",
        "chats": {"about": "", "list": [TELEGRAM, TELEGRAM | {"id": 8}]},
    }
    documents = read(json.dumps(everything), "result.json").documents
    assert [(d.source.part, d.title) for d in documents] == [("chat 1", "Harbour"), ("chat 2", "Harbour")]


@pytest.mark.parametrize(
    "text", ['[{"ts": "1936339391.000100"}]', '[{"ts":"1936339391.000100","user":1,"files":3,"attachments":[1]}, 2]']
)
def test_odd_exports_are_read_or_refused(read: Read, text: str) -> None:
    assert read(text, "a.json").receipts[0].outcome in {"read", "passed", "failed"}


def test_each_line_of_a_chat_is_a_message(read: Read) -> None:
    (document,) = read(IPHONE, "chat.txt").documents
    seen = recognize(next(iter(parse_documents([replace(document, language="en")]))))
    sent = [e for e in seen.events if e.kind == "message"]
    names = {m.id: m.name for m in seen.mentions}
    assert [(names[e.roles[0][1]], e.when.start, e.when.end) for e in sent if e.when] == [
        ("Anna Vale", datetime(2030, 12, 28, 21, 15, 3, tzinfo=UTC), datetime(2030, 12, 28, 21, 15, 4, tzinfo=UTC)),
        ("Bo Lund", datetime(2031, 1, 5, 8, 0, 10, tzinfo=UTC), datetime(2031, 1, 5, 8, 0, 11, tzinfo=UTC)),
        ("Ines Okoro", datetime(2031, 1, 5, 8, 1, tzinfo=UTC), datetime(2031, 1, 5, 8, 1, 1, tzinfo=UTC)),
        ("Bo Lund", datetime(2031, 1, 5, 8, 2, tzinfo=UTC), datetime(2031, 1, 5, 8, 2, 1, tzinfo=UTC)),
    ]
    (met,) = [e for e in seen.events if e.kind == "meeting"]
    assert [names[m] for _, m in met.roles] == ["Anna Vale", "the minister"]
