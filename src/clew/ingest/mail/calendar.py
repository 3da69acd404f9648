"""Calendars and invitations (iCalendar, RFC 5545 and 5546; vCalendar 1.0 before it): what, who, when and where."""

from collections.abc import Iterable, Iterator
from itertools import count, groupby

from msgspec.structs import replace

from clew.errors import EvidenceError
from clew.ingest.dates import stated_date
from clew.ingest.mail.contentlines import Component, Line, parsed
from clew.ingest.mail.labelled import Row, head
from clew.ingest.mail.moments import later, moments, stretch
from clew.ingest.mail.recurrence import repeats
from clew.ingest.mail.timezones import Zones
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.vocabulary import words
from clew.ingest.web.markup import mail_text
from clew.ingest.zones.lines import lines_of
from clew.ingest.zones.zoning import mail_zones, with_zones
from clew.records import Document, Header, Zone

BY = "calendar/1"

# What people put into calendars: meetings, tasks, notes.
_ENTRIES = {"VEVENT": "What", "VTODO": "Task", "VJOURNAL": "Note"}


# Characters. The whole history of a zone takes 20,000; it is written out again with every entry.
_LARGEST_ZONE = 50_000


def read(piece: Piece) -> Content:
    """Read a calendar. One entry is a document; of several each is given back as a part of its own ("event 2")."""
    written = parsed(piece.data)
    entries = [(calendar, entry) for calendar in written.components for entry in _entries(calendar)]
    if not written.components:
        raise EvidenceError("no calendar can be found in it")
    remark = "; ".join(written.remarks)
    if not entries and (remark or any(map(_holds_more, written.components))):
        raise EvidenceError("; ".join(filter(None, ["damaged: no entry can be told in it", remark])))
    if not entries:
        raise PassedOver("a calendar without entries")
    if len(entries) > 1:
        return Content(inside=_each(piece, entries), remark=remark)
    return Content((document(piece, *entries[0]),), _attached(piece, entries[0][1]), remark)


def _entries(calendar: Component) -> Iterator[Component]:
    """Yield the entries of `calendar`, where damage has put them too: alone, or in a time zone whose end was lost."""
    if calendar.name in _ENTRIES:
        yield calendar
    for inner in calendar.inside:
        yield from _entries(inner)


def _holds_more(calendar: Component) -> bool:
    """Whether a calendar without entries holds what should be some: lines of one, or what is neither a zone nor free time."""
    known = all(c.name in ("VTIMEZONE", "VFREEBUSY") for c in calendar.inside)
    return not known or calendar.line("SUMMARY") is not None or calendar.line("DTSTART") is not None


def _each(piece: Piece, entries: Iterable[tuple[Component, Component]]) -> Iterator[Piece]:
    number = count(1)
    for calendar, its in groupby(entries, key=lambda each: each[0]):
        frame = _frame(calendar)
        for _, entry in its:
            yield piece.inner(_alone(frame, entry), f"event {next(number)}", "", piece.parent, "calendar")


def _frame(calendar: Component) -> Component:
    """Return what each entry of `calendar` needs of it: what it is for, and the zones of its times."""
    zones = (c for c in calendar.inside if c.name == "VTIMEZONE" and c.text("TZID"))
    return Component(
        "VCALENDAR", tuple(calendar.every("METHOD"))[:1], tuple(z for z in zones if len(z.written()) < _LARGEST_ZONE)
    )


def _alone(frame: Component, entry: Component) -> bytes:
    """Return a calendar that holds nothing but `entry` and the time zones it names."""
    own = entry.written()
    zones = (zone for zone in frame.inside if zone.text("TZID") in own)
    return Component("VCALENDAR", frame.lines, (*zones, entry)).written().encode()


def _attached(piece: Piece, entry: Component) -> Iterator[Piece]:
    """Yield the files that stand in `entry` itself. What it only points to is never fetched."""
    for n, line in enumerate(entry.every("ATTACH"), 1):
        if line.binary:
            name = line.parameter("X-FILENAME") or line.parameter("FILENAME")
            yield piece.inner(line.binary, f"attachment {n}", name.replace("\\", "/").rsplit("/", 1)[-1], piece.id)


def document(piece: Piece, calendar: Component, entry: Component) -> Document:
    """Return the document that `entry` of `calendar` makes: of kind "invitation" when it is a meeting, else "text"."""
    top, fields = head(_rows(calendar, entry))
    body = _description(entry)
    headers = tuple(Header(line.name, line.text) for line in (*_own(calendar, entry), *entry.lines) if line.binary is None)
    kind = "invitation" if entry.name == "VEVENT" else "text"
    made = Document(
        piece.id, piece.source, "text/calendar", kind, entry.text("SUMMARY") or None,
        f"{top}\n\n{body}" if top and body else top or body, headers, parent=piece.parent,
    )  # fmt: skip
    dated = next((f for f in fields if f.label == "Sent"), None)
    made = replace(made, sent=stated_date(made.span(dated.start, dated.end)) if dated else None)
    own = [Zone(0, len(top), "header", None, BY, fields)] if top else []
    return with_zones(made, [*own, *mail_zones(made, lines_of(made.text, len(top) + 2 if top else 0))])


def _own(calendar: Component, entry: Component) -> tuple[Line, ...]:
    return () if calendar is entry else calendar.lines


def _rows(calendar: Component, entry: Component) -> Iterator[Row]:
    """Yield the lines to show above the description."""
    zones, method = Zones(calendar), _method(calendar)
    yield Row(_ENTRIES[entry.name], entry.text("SUMMARY"))
    yield from _people(entry)
    yield Row("When", _when(entry, zones))
    yield Row("Due", _times(entry, "DUE", zones))
    yield Row("Done", _times(entry, "COMPLETED", zones))
    yield Row("Repeats", "; ".join(repeats(line.value, zones) for line in entry.every("RRULE")))
    yield Row("Also on", _times(entry, "RDATE", zones))
    yield Row("Not on", _times(entry, "EXDATE", zones))
    yield Row("Instead of", _times(entry, "RECURRENCE-ID", zones))
    yield Row("Where", _once(line.text for line in entry.every("LOCATION")))
    yield Row("Status", _status(entry, method))
    # Programs that export a calendar stamp every entry with the time of the export: only a message was sent at that time.
    yield Row("Sent", _times(entry, "DTSTAMP", zones) if method in words("mail/calendarwords")["method"] else "")
    yield Row("Contact", _once(line.text for line in entry.every("CONTACT")))
    links = (line.value.strip() for line in entry.lines if line.name in ("URL", "CONFERENCE", "ATTACH") and line.binary is None)
    yield Row("Link", _once(links))


def _method(calendar: Component) -> str:
    return calendar.text("METHOD").upper()


def _once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))


def _people(entry: Component) -> Iterator[Row]:
    for line in entry.every("ORGANIZER"):
        yield Row("Organizer", person(line))
    for line in entry.every("ATTENDEE"):
        yield Row(_called("usertype", line.parameter("CUTYPE")) or "Attendee", person(line), _answer(line))


def person(line: Line) -> str:
    """Return the name and address of an ORGANIZER or ATTENDEE as a mail has them: "Anna Vale <anna@vale.example>"."""
    name = line.parameter("CN").strip("'\" ")
    mail = line.text[7:] if line.text.lower().startswith("mailto:") else line.parameter("EMAIL") or line.text
    mail = mail.strip("<> ") if "@" in mail else ""
    if not name or name.lower() == mail.lower():
        return mail or line.text
    return f"{name} <{mail}>" if mail else name


def _called(table: str, word: str) -> str:
    return str(words("mail/calendarwords")[table].get(word.upper(), ""))


def _answer(line: Line) -> str:
    """Return what is said of an attendee: the answer given, and the part played."""
    # vCalendar 1.0 said STATUS for PARTSTAT.
    said = line.parameter("PARTSTAT") or line.parameter("STATUS")
    return ", ".join(filter(None, [_called("answer", said), _called("role", line.parameter("ROLE"))]))


def _status(entry: Component, method: str) -> str:
    said = (_called("method", method), _called("status", entry.text("STATUS")) or entry.text("STATUS").lower())
    return ", ".join(dict.fromkeys(filter(None, said)))


def _when(entry: Component, zones: Zones) -> str:
    """Return from when to when it lasts; what cannot be read as a time stands as found."""
    start, end, length = (entry.line(name) for name in ("DTSTART", "DTEND", "DURATION"))
    first = next(iter(moments(start, zones)), None) if start else None
    if first is None:
        return " to ".join(line.text for line in (start, end) if line and line.text)
    last = next(iter(moments(end, zones)), None) if end else later(first, length.value, zones) if length else None
    return stretch(first, last)


def _times(entry: Component, name: str, zones: Zones) -> str:
    """Return the times of the lines called `name`; what cannot be read stands as found."""
    return ", ".join(_stated(line, zones) for line in entry.every(name) if line.text)


def _stated(line: Line, zones: Zones) -> str:
    found = moments(line, zones)
    if len(found) < len(line.value.split(",")):
        return line.text
    return ", ".join(stretch(each).removesuffix(" (all day)") for each in found)


def _description(entry: Component) -> str:
    """Return what is written about it: plain, or else HTML as text, and the comments with which it was sent or answered."""
    html = next((line.text for line in entry.every("X-ALT-DESC") if "html" in line.parameter("FMTTYPE").lower()), "")
    said = [_plain(line.text) for line in entry.every("DESCRIPTION") if line.text] or [mail_text(html) if html else ""]
    return "\n\n".join(filter(None, [*said, *(line.text for line in entry.every("COMMENT"))]))


def _plain(text: str) -> str:
    """Return a description as text; web calendars write it in HTML."""
    return mail_text(text) if text.lstrip()[:1] == "<" and "</" in text else text
