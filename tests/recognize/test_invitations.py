"""Invitations as meetings and address cards as people, from the text their readers make."""

from clew.ingest.mail import calendar, card
from clew.ingest.piece import Piece
from clew.pipeline import observe_document
from clew.records import Event, Mention, Observation, Source
from clew.resolve.names import names_of
from clew.when import display

LINES = (
    "SUMMARY:Harbour review",
    "ORGANIZER;CN=Anna Vale:mailto:anna@pier.invalid",
    "ATTENDEE;CN=Bo Lund:mailto:bo@pier.invalid",
    'ATTENDEE;CN="Okoro, Ines";PARTSTAT=DECLINED:mailto:ines@pier.invalid',
    "DTSTART;TZID=Europe/Copenhagen:20310512T100000",
    "LOCATION:Harbour Office\\, Room 4 https://pier.invalid/join",
)


def observed(reader: object, text: str) -> Observation:
    piece = Piece(text.encode(), "a", Source("a", "0"))
    (document,) = reader.read(piece).documents  # type: ignore[attr-defined]
    return observe_document(document)


def meeting(*lines: str, method: str = "REQUEST") -> tuple[Observation, Event]:
    text = "\n".join(["BEGIN:VCALENDAR", f"METHOD:{method}", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    seen = observed(calendar, text)
    (event,) = seen.events
    return seen, event


def roles(seen: Observation, event: Event) -> list[tuple[str, str]]:
    by_id = {m.id: m for m in seen.mentions}
    return [(role, by_id[mention].name) for role, mention in event.roles]


def mention(seen: Observation, id: str | None) -> Mention | None:
    return next((m for m in seen.mentions if m.id == id), None)


def test_an_invitation_is_a_planned_meeting_with_people_time_and_place() -> None:
    seen, event = meeting(*LINES)
    assert (event.kind, event.status, event.by) == ("meeting", "planned", "invitation/1")
    assert roles(seen, event) == [("from", "Anna Vale"), ("with", "Bo Lund"), ("about", "Ines Okoro")]
    assert display(event.when) == "12 May 2031, 08:00 UTC"
    where = mention(seen, event.where)
    assert where and (where.kind, where.name) == ("place", "Harbour Office, Room 4")
    assert event.evidence[0].text.startswith("What: Harbour review\n")
    assert {m.name for m in seen.mentions if m.kind == "address"} == {f"{n}@pier.invalid" for n in ("anna", "bo", "ines")}


def test_a_meeting_that_was_called_off_is_declined() -> None:
    _, event = meeting(*LINES, method="CANCEL")
    assert event.status == "declined"


def test_an_answer_is_declined_or_planned() -> None:
    said = [line.replace("CN=Bo Lund", "PARTSTAT=DECLINED;CN=Bo Lund") for line in LINES if "Okoro" not in line]
    seen, event = meeting(*said, method="REPLY")
    assert (event.status, roles(seen, event)) == ("declined", [("from", "Anna Vale"), ("with", "Bo Lund")])
    assert meeting(*[line.replace("DECLINED", "ACCEPTED") for line in said], method="REPLY")[1].status == "planned"


def test_an_entry_that_names_nobody_tells_no_meeting() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Holiday\nDTSTART:20310512\nEND:VEVENT\nEND:VCALENDAR"
    assert observed(calendar, text).events == ()


def test_a_card_gives_its_person_post_organization_address_and_number() -> None:
    lines = ("FN:Anna Vale", "ORG:Harbour Office", "TITLE:Harbour master", "TEL:33 12 34", "EMAIL:anna@pier.invalid")
    seen = observed(card, "\n".join(["BEGIN:VCARD", *lines, "END:VCARD"]))
    assert [(m.kind, m.name) for m in seen.mentions] == [
        ("person", "Anna Vale"),
        ("organization", "Harbour Office"),
        ("phone", "331234"),
        ("address", "anna@pier.invalid"),
    ]
    (post,) = seen.events
    assert (post.kind, post.evidence[0].text) == ("post", "Harbour master")
    assert roles(seen, post) == [("holder", "Anna Vale"), ("organization", "Harbour Office")]
    assert [j.reason for j in names_of(seen).judgements] == [
        "the card of “Anna Vale” has “331234”",
        "the card of “Anna Vale” has “anna@pier.invalid”",
    ]


def test_a_card_of_an_office_holds_no_post() -> None:
    seen = observed(card, "BEGIN:VCARD\nFN:Harbour Office\nORG:Harbour Office\nTEL:+45 33 12 34 56\nEND:VCARD")
    assert seen.events == ()
    assert {(m.kind, m.name) for m in seen.mentions} == {("organization", "Harbour Office"), ("phone", "+4533123456")}
