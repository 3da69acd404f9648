from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.ingest.mail.contentlines import Component, parsed
from clew.ingest.mail.recurrence import repeats
from clew.ingest.mail.timezones import Zones
from clew.records import Document
from ingest.samples import Read

ZONE = """BEGIN:VTIMEZONE
TZID:Harbour time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""

REQUEST = f"""BEGIN:VCALENDAR
METHOD:REQUEST
VERSION:2.0
{ZONE}BEGIN:VEVENT
ORGANIZER;CN=Anna Vale:MAILTO:anna@pier.invalid
ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Bo Lund:MAILTO
 :bo@pier.invalid
ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED;CN="Okoro, Ines":mailto:ines@p
 ier.invalid
ATTENDEE;CUTYPE=ROOM;CN="Room 4":mailto:room4@pier.invalid
SUMMARY:Harbour review
DESCRIPTION:Dear Bo\\,\\n\\nbring the plans.\\n\\nRegards\\nAnna
DTSTART;TZID=Harbour time:20310512T100000
DTEND;TZID=Harbour time:20310512T113000
RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO
DTSTAMP:20310501T071400Z
LOCATION:Harbour Office\\, Room 4
STATUS:CONFIRMED
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def calendar(*lines: str, above: str = "") -> str:
    return f"BEGIN:VCALENDAR\n{above}BEGIN:VEVENT\n" + "\n".join(lines) + "\nEND:VEVENT\nEND:VCALENDAR\n"


def fields(document: Document) -> dict[str, str]:
    return {f.label: document.text[f.start : f.end] for f in document.zones[0].fields}


def test_an_invitation_says_what_who_when_and_where(read: Read) -> None:
    (told,) = read(REQUEST.replace("\n", "\r\n"), "review.ics").documents
    head, _, body = told.text.partition("\n\n")
    assert head.split("\n") == [
        "What: Harbour review",
        "Organizer: Anna Vale <anna@pier.invalid>",
        "Attendee: Bo Lund <bo@pier.invalid>",
        "Attendee: Okoro, Ines <ines@pier.invalid> (declined, optional)",
        "Room: Room 4 <room4@pier.invalid>",
        "When: 12 May 2031 10:00 UTC+02:00 to 11:30 (Harbour time)",
        "Repeats: every week on Monday, 4 times",
        "Where: Harbour Office, Room 4",
        "Status: invitation, confirmed",
        "Sent: 1 May 2031 07:14 UTC",
    ]
    assert body == "Dear Bo,\n\nbring the plans.\n\nRegards\nAnna"
    assert (told.kind, told.media, told.title) == ("invitation", "text/calendar", "Harbour review")
    assert told.sent is not None and told.sent.start == datetime(2031, 5, 1, 7, 14, tzinfo=UTC)
    assert told.header("LOCATION") == "Harbour Office, Room 4"
    assert [z.kind for z in told.zones] == ["header", "greeting", "signature"]
    assert fields(told)["Attendee"] == "Okoro, Ines <ines@pier.invalid>"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (["DTSTART:20310512T080000Z"], "12 May 2031 08:00 UTC"),
        (["DTSTART:20310512T080000Z", "DURATION:PT1H30M"], "12 May 2031 08:00 UTC to 09:30"),
        (["DTSTART:20310512T100000", "DTEND:20310512T110000"], "12 May 2031 10:00 to 11:00 (no time zone said)"),
        (["DTSTART;TZID=Europe/Copenhagen:20310112T100000"], "12 January 2031 10:00 UTC+01:00 (Europe/Copenhagen)"),
        (["DTSTART;TZID=/x.invalid/1/Europe/Rome:20310712T100000"], "12 July 2031 10:00 UTC+02:00 (/x.invalid/1/Europe/Rome)"),
        (["DTSTART;TZID=Eastern Standard Time:20310712T100000"], "12 July 2031 10:00 UTC-04:00 (Eastern Standard Time)"),
        (["DTSTART;TZID=../../etc/x:20310712T100000"], "12 July 2031 10:00 (a time zone called “../../etc/x”, not known)"),
        (["DTSTART;TZID=Pier time:20310712T100000"], "12 July 2031 10:00 (a time zone called “Pier time”, not known)"),
        (["DTSTART;VALUE=DATE:20310512", "DTEND;VALUE=DATE:20310513"], "12 May 2031 (all day)"),
        (["DTSTART;VALUE=DATE:20310512", "DTEND;VALUE=DATE:20310515"], "12 May 2031 to 14 May 2031 (all day)"),
        (["DTSTART:20310512T220000Z", "DTEND:20310513T020000Z"], "12 May 2031 22:00 UTC to 13 May 2031 02:00 UTC"),
        (["DTSTART:2031-05-12T08:00:00+02:00"], "12 May 2031 08:00 UTC+02:00"),
        (["DTSTART:soon", "DTEND:20310512T110000"], "soon to 20310512T110000"),
        (["DTSTART:20311399T100000"], "20311399T100000"),
    ],
)  # fmt: skip
def test_a_time_is_told_with_its_zone(read: Read, lines: list[str], when: str) -> None:
    (told,) = read(calendar("SUMMARY:Talk", *lines), "a.ics").documents
    line = next(line for line in told.text.splitlines() if line.startswith("When: "))
    assert line == f"When: {when}"


@pytest.mark.parametrize(
    ("at", "offset"),
    [("20310330T030000", "+02:00"), ("20310330T010000", "+01:00"), ("20311026T040000", "+01:00"), ("16010101T000000", "+01:00")],
)
def test_a_zone_of_its_own_changes_its_clock_by_its_rules(read: Read, at: str, offset: str) -> None:
    (told,) = read(calendar(f"DTSTART;TZID=Harbour time:{at}", above=ZONE), "a.ics").documents
    assert f"UTC{offset}" in told.text


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20310630", "every 2 weeks on Monday, Wednesday, until 30 June 2031"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "every month on the last Friday, 3 times"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20310630T080000Z", "every month on day 15 of the month, until 30 June 2031 08:00 UTC"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2"),
        ("W2 MO WE 20310630T080000Z", "W2 MO WE 20310630T080000Z"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_rule_is_told_in_words_or_as_found(rule: str, words: str) -> None:
    assert repeats(rule, Zones(Component("VCALENDAR", ()))) == words


def test_each_entry_of_a_calendar_is_a_document_of_its_own(read: Read) -> None:
    events = "".join(
        f"BEGIN:VEVENT\nSUMMARY:Talk {n}\nDTSTART;TZID=Harbour time:203105{n}T100000\nEND:VEVENT\n" for n in (12, 13)
    )
    reading = read(
        f"BEGIN:VCALENDAR\n{ZONE}{events}BEGIN:VTODO\nSUMMARY:Call Bo\nDUE:20310601\nEND:VTODO\nEND:VCALENDAR\n", "a.ics"
    )
    assert [(d.source.part, d.kind, d.title) for d in reading.documents] == [
        ("event 1", "invitation", "Talk 12"),
        ("event 2", "invitation", "Talk 13"),
        ("event 3", "text", "Call Bo"),
    ]
    assert "13 May 2031 10:00 UTC+02:00" in reading.documents[1].text
    assert reading.documents[2].text == "Task: Call Bo\nDue: 1 June 2031"
    assert [r.part for r in reading.receipts] == ["", "event 1", "event 2", "event 3"]


@pytest.mark.parametrize(
    ("method", "lines", "status", "attendee"),
    [
        ("CANCEL", ["STATUS:CANCELLED"], "cancelled", "bo@pier.invalid"),
        ("REPLY", ["COMMENT:I am away"], "answer", "bo@pier.invalid (declined)"),
        ("COUNTER", [], "another time is proposed", "bo@pier.invalid"),
    ],
)
def test_a_message_about_a_meeting_says_what_it_wants(
    read: Read, method: str, lines: list[str], status: str, attendee: str
) -> None:
    answer = ";PARTSTAT=DECLINED" if method == "REPLY" else ""
    sent = calendar(f"ATTENDEE{answer}:mailto:bo@pier.invalid", *lines, above=f"METHOD:{method}\n")
    (told,) = read(sent, "a.ics").documents
    assert told.text.split("\n\n")[0] == f"Attendee: {attendee}\nStatus: {status}"


@pytest.mark.parametrize(
    ("data", "text", "remark"),
    [
        (REQUEST[: REQUEST.index("LOCATION")], "Harbour review", "cut off: its end is missing"),
        (calendar("SUMMARY:Talk", "", "DESCRIPTION:one", "two of it", "DTSTART:20310512"), "one\ntwo of it", ""),
        (calendar("SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:H=C3=A9l=", "ene"), "What: Hélene", ""),
        (calendar("SUMMARY:Café").encode("latin-1"), "What: Café", "charset guessed: cp1252"),
        (calendar('ATTENDEE;CN="Vale, Anna: desk":mailto:a@pier.invalid'), "Vale, Anna: desk <a@pier.invalid>", ""),
        (calendar("ORGANIZER;CN=Anna Vale:/o=Harbour/cn=anna"), "Organizer: Anna Vale", ""),
        (calendar("SUMMARY:Talk", "X-ALT-DESC;FMTTYPE=text/html:<p>Bring <b>plans</b></p>"), "Bring plans", ""),
        (REQUEST.replace("END:VTIMEZONE\n", ""), "Harbour review", ""),
        ("BEGIN:VEVENT\nSUMMARY:Alone\nEND:VEVENT\n", "", None),
    ],
)  # fmt: skip
def test_broken_calendars_are_read_as_far_as_they_go(read: Read, data: str | bytes, text: str, remark: str | None) -> None:
    reading = read(data, "a.ics")
    assert all(text in document.text for document in reading.documents)
    assert remark is None or (reading.documents and remark in reading.receipts[0].reason)


def test_what_stands_in_an_entry_is_a_part_and_a_link_is_only_told(read: Read) -> None:
    attached = [
        "ATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=..\\note.txt:SGFyYm91ciBub3Rl",
        "ATTACH:https://pier.invalid/plan.pdf",
    ]
    reading = read(calendar("SUMMARY:Talk", *attached), "a.ics")
    assert [(d.source.part, d.title) for d in reading.documents] == [("", "Talk"), ("attachment 1", "note.txt")]
    assert "Link: https://pier.invalid/plan.pdf" in reading.documents[0].text
    assert reading.documents[1].parent == reading.documents[0].id


def test_a_calendar_without_entries_is_passed_over(read: Read) -> None:
    (receipt,) = read(f"BEGIN:VCALENDAR\n{ZONE}END:VCALENDAR\n", "a.ics").receipts
    assert (receipt.outcome, receipt.reason) == ("passed", "a calendar without entries")


@pytest.mark.parametrize("data", [REQUEST.replace("VEVENT", "VEVXNT"), REQUEST.replace("BEGIN:VEVENT\n", ""), REQUEST[:200]])
def test_a_calendar_whose_entries_are_lost_is_no_empty_one(read: Read, data: str) -> None:
    (receipt,) = read(data, "a.ics").receipts
    assert receipt.outcome == "failed" and receipt.reason.startswith("damaged: no entry can be told in it")


def test_an_invitation_in_a_mail_hangs_on_the_mail(read: Read) -> None:
    mail = (
        "From: Anna Vale <anna@pier.invalid>\nTo: bo@pier.invalid\nSubject: Review\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nPlease come.\n'
        f"--b\nContent-Type: text/calendar; method=REQUEST\n\n{REQUEST}--b--\n"
    )
    first, second = read(mail, "a.eml").documents
    assert (first.kind, second.kind, second.parent) == ("mail", "invitation", first.id)
    assert "Please come." in first.text and "VCALENDAR" not in first.text


@given(st.binary(max_size=400) | st.text(alphabet='BEGINVND:;="\n\\ ,T2031Z', max_size=300).map(str.encode))
def test_content_lines_never_raise_and_nest_within_bounds(data: bytes) -> None:
    for component in parsed(b"BEGIN:VCALENDAR\n" + data).components:
        component.written()


@given(st.integers(0, 399), st.binary(min_size=1, max_size=3))
def test_a_calendar_with_damage_is_read_or_refused(at: int, damage: bytes) -> None:
    from clew.errors import EvidenceError
    from clew.ingest.mail.calendar import read as read_calendar
    from clew.ingest.piece import Piece
    from clew.records import Source

    data = REQUEST.encode()
    try:
        content = read_calendar(Piece(data[:at] + damage + data[at + 1 :], "a.ics", Source("a.ics", "0")))
    except EvidenceError:
        return
    for document in content.documents:
        assert all(0 <= f.start < f.end <= len(document.text) for z in document.zones for f in z.fields)
