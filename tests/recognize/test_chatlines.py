"""Lines of a chat, invented, as messages."""

from datetime import UTC, datetime

import pytest

from clew.parse import parse_documents
from clew.recognize import recognize
from clew.records import Document, Event, Field, Header, Observation, Source, Zone


def chat(*lines: tuple[str, str, str], order: str = "") -> Document:
    """Return the chat whose messages are (stamp, sender, words), as readers zone it."""
    text, zones = "", []
    headers = (Header("Date-Order", order),) if order else ()
    empty = Document("d" * 24, Source("chat.txt", "0" * 64), "text/plain", "chat", None, "", headers, language="en")
    for at, sender, words in lines:
        start, head = len(text), f"{at} - {sender}:"
        text += f"{head} {words}\n"
        named = (start + len(head) - 1 - len(sender), start + len(head) - 1)
        voice = Document(empty.id, empty.source, "", "chat", None, text).span(*named)
        fields = (Field("Date", start, start + len(at)), Field("From", *named))
        zones += [
            Zone(start, len(text) - 1, "turn", voice, "t/1"),
            Zone(start, start + len(head), "header", voice, "t/1", fields),
        ]
    return Document(empty.id, empty.source, "text/plain", "chat", None, text, headers, language="en", zones=tuple(zones))


def seen(document: Document) -> Observation:
    return recognize(next(iter(parse_documents([document]))))


def messages(observation: Observation) -> list[Event]:
    return [e for e in observation.events if e.kind == "message"]


def starts(observation: Observation) -> list[datetime | None]:
    return [e.when.start if e.when else None for e in messages(observation)]


def test_each_line_is_a_message_of_its_sender() -> None:
    document = chat(
        ("28/12/2030, 21:15", "Anna Vale", "I met the minister at the pier."), ("05/01/2031, 08:01", "Bo Lund", "Why?")
    )
    observation = seen(document)
    names = {m.id: m.name for m in observation.mentions}
    assert [[(role, names[m]) for role, m in e.roles] for e in messages(observation)] == [
        [("from", "Anna Vale")],
        [("from", "Bo Lund")],
    ]
    assert starts(observation) == [datetime(2030, 12, 28, 21, 15, tzinfo=UTC), datetime(2031, 1, 5, 8, 1, tzinfo=UTC)]
    assert [e.evidence[0].text for e in messages(observation)] == [
        "28/12/2030, 21:15 - Anna Vale:",
        "05/01/2031, 08:01 - Bo Lund:",
    ]
    (met,) = [e for e in observation.events if e.kind == "meeting"]
    assert [names[m] for _, m in met.roles] == ["Anna Vale", "the minister"]


def test_a_part_of_a_chat_reads_its_dates_as_the_whole_does() -> None:
    lines = ("1/5/31, 9:15 PM", "Anna Vale", "Hi"), ("1/6/31, 9:15 PM", "Bo Lund", "Ho")
    assert starts(seen(chat(*lines, order="day first"))) == [
        datetime(2031, 5, 1, 21, 15, tzinfo=UTC),
        datetime(2031, 6, 1, 21, 15, tzinfo=UTC),
    ]
    assert starts(seen(chat(*lines, order="month first")))[1] == datetime(2031, 1, 6, 21, 15, tzinfo=UTC)


@pytest.mark.parametrize(("order", "day"), [("day first", datetime(2031, 4, 30, tzinfo=UTC)), ("", None)])
def test_yesterday_hangs_on_the_day_of_the_message_if_that_is_known(order: str, day: datetime | None) -> None:
    document = chat(("1/5/31, 9:15 PM", "Anna Vale", "I met Bo Lund yesterday."), order=order)
    (met,) = [e for e in seen(document).events if e.kind == "meeting"]
    assert (met.when.start if met.when else None) == day


def test_no_date_runs_on_into_the_stamp_of_the_next_line() -> None:
    document = chat(
        ("28/12/2030, 08:03", "Anna Vale", "I paid Greta Holm for the lease on Friday"), ("1/1/2031, 08:04", "Bo Lund", "Good")
    )
    assert starts(seen(document))[1] == datetime(2031, 1, 1, 8, 4, tzinfo=UTC)


def test_words_about_a_message_do_not_join_a_line() -> None:
    document = chat(
        ("28/12/2030, 08:03", "Anna Vale", "I sent Bo Lund a message today."),
        ("28/12/2030, 08:04", "Anna Vale", "The message was read."),
    )
    lines = [e for e in messages(seen(document)) if e.by == "chat-line/1"]
    assert [len(e.evidence) for e in lines] == [1, 1]


def test_who_writes_speaks_under_no_oath() -> None:
    observation = seen(chat(("28/12/2030, 08:03", "Anna Vale", "She was duly sworn. I met Bo Lund.")))
    assert {v.act for c in observation.claims for v in c.voices} == {"wrote"}


def test_a_short_account_is_not_the_longer_one() -> None:
    observation = seen(chat(("28/12/2030, 08:03", "Tomas", "Hi"), ("28/12/2030, 08:04", "Tomas Orrin", "Ho")))
    names = {m.id: m.name for m in observation.mentions}
    assert [names[e.roles[0][1]] for e in messages(observation)] == ["Tomas", "Tomas Orrin"]
