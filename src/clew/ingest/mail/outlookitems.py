"""Outlook's appointments, tasks and contacts in the words of calendars and cards, whose readers then show them."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from clew.ingest.mail.addresses import addresses
from clew.ingest.mail.contentlines import Component, Line
from clew.ingest.mail.mapi import Properties
from clew.ingest.vocabulary import words

_SUBJECT, _SENT = 0x0037, 0x0039
_START, _END, _DAY, _STATE = 0x820D, 0x820E, 0x8215, 0x8217
_COMMON_START, _COMMON_END, _OLD_START, _OLD_END = 0x8516, 0x8517, 0x0060, 0x0061
_PLACE, _PATTERN = 0x8208, 0x8232
_FROM = (0x0042, 0x5D02, 0x0065)
_BIRTHDAY = 0x3A42

# [MS-OXOCAL]: this bit of the state of a meeting says that it was called off.
_CANCELLED = 4

# How an appointment's class ends when it was sent, and what the message wants (RFC 5546); the answer an attendee gives with it.
_METHODS = {"REQUEST": "REQUEST", "CANCELED": "CANCEL", "POS": "REPLY", "NEG": "REPLY", "TENT": "REPLY"}
_ANSWERS = {"POS": "ACCEPTED", "NEG": "DECLINED", "TENT": "TENTATIVE"}

# Recipients of a meeting: 1 must come, 2 may, 3 is a room or a thing.
_ATTENDS = {1: (), 2: (("ROLE", "OPT-PARTICIPANT"),), 3: (("CUTYPE", "RESOURCE"),)}


def line(name: str, value: str, *parameters: tuple[str, str]) -> Iterator[Line]:
    """Yield the content line that says `value`; nothing where there is nothing to say."""
    if value:
        plain = value.replace("\\", "\\\\").replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")
        said = "".join(f';{key}="{each.replace(chr(34), chr(39))}"' for key, each in parameters)
        yield Line(name, "", parameters, plain, f"{name}{said}:{plain}")


def appointment(
    message: Properties, text: str, people: Iterable[tuple[int, str]], ending: str = ""
) -> tuple[Component, Component]:
    """Return the calendar and the entry that an appointment makes. ending: how the class of a message about it ends, or "".

    people: its recipients, each with what kind of one.
    """
    answer = _ANSWERS.get(ending, "")
    who = (message.text(_FROM[0]), message.text(_FROM[1]) or message.text(_FROM[2]))
    asked = [(kind, *_named(person)) for kind, person in people]
    entry = Component(
        "VEVENT",
        (
            *line("SUMMARY", message.text(_SUBJECT)),
            *(_attendees(asked, "ORGANIZER") if answer else _attendee("ORGANIZER", *who)),
            *(_attendee("ATTENDEE", *who, ("PARTSTAT", answer)) if answer else _attendees(asked, "ATTENDEE")),
            *_time("DTSTART", _first(message, _START, _COMMON_START, _OLD_START), message.number(_DAY)),
            *_time("DTEND", _first(message, _END, _COMMON_END, _OLD_END), message.number(_DAY)),
            *line("RRULE", message.text(_PATTERN)),
            *line("LOCATION", message.text(_PLACE)),
            *line("STATUS", "CANCELLED" if message.number(_STATE) & _CANCELLED else ""),
            *_time("DTSTAMP", message.time(_SENT), 0),
            *line("DESCRIPTION", text),
        ),
    )
    method = tuple(line("METHOD", _METHODS.get(ending, "")))
    return Component("VCALENDAR", method, (entry,)), entry


def task(message: Properties, text: str) -> tuple[Component, Component]:
    """Return the calendar and the entry that a task makes."""
    entry = Component(
        "VTODO",
        (
            *line("SUMMARY", message.text(_SUBJECT)),
            *_time("DTSTART", _first(message, 0x8104, _COMMON_START), 1),
            *_time("DUE", _first(message, 0x8105, _COMMON_END), 1),
            *_time("COMPLETED", message.time(0x810F), 1),
            *line("DESCRIPTION", text),
        ),
    )
    return Component("VCALENDAR", (), (entry,)), entry


def contact(message: Properties, text: str) -> Component:
    """Return the card that a contact makes."""
    said = words("mail/outlookwords")["contact"]
    plain = [each for row in said for each in line(row["name"], _joined(message, row["numbers"]), *_kind(row))]
    born = message.time(_BIRTHDAY)
    return Component("VCARD", (*plain, *line("BDAY", f"{born:%Y%m%d}" if born else ""), *line("NOTE", text)))


def _joined(message: Properties, numbers: list[int]) -> str:
    return ", ".join(filter(None, (" ".join(message.text(number).split()) for number in numbers)))


def _kind(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return (("TYPE", row["type"]),) if "type" in row else ()


def _first(message: Properties, *numbers: int) -> datetime | None:
    return next((at for number in numbers if (at := message.time(number))), None)


def _time(name: str, at: datetime | None, day: int) -> Iterator[Line]:
    """Yield the line of a time. All-day ones begin at midnight of a zone that Outlook does not tell: the day nearest to it."""
    if at:
        yield from line(name, _nearest_day(at) if day else f"{at:%Y%m%dT%H%M%SZ}")


def _nearest_day(at: datetime) -> str:
    return f"{at + timedelta(hours=12):%Y%m%d}"


def _named(person: str) -> tuple[str, str]:
    found = addresses(person)
    return (found[0].name, found[0].mail) if found else (person, "")


def _attendees(people: Iterable[tuple[int, str, str]], name: str) -> Iterator[Line]:
    for kind, called, mail in people:
        yield from _attendee(name, called, mail, *_ATTENDS.get(kind, ()))


def _attendee(name: str, called: str, mail: str, *parameters: tuple[str, str]) -> Iterator[Line]:
    yield from line(name, f"mailto:{mail}" if "@" in mail else called, ("CN", called or mail), *parameters)
