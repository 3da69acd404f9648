"""Invitations as meetings: who asked whom, for when and where, and whether it was called off."""

import re
from collections.abc import Iterator, Sequence

from clew.recognize.correspondents import ADDRESS, Correspondent, Role, address_mention, person_mention
from clew.recognize.scene import Telling
from clew.recognize.vocabulary import load, words
from clew.records import Document, Field, Mention, Status, When, Zone, make

RULE = "invitation/1"

# What is noted behind a name: "Bo Lund <bo@pier.invalid> (declined, optional)".
_NOTED = re.compile(r" \(([^()\n]*)\)")
_LINK = re.compile(r"\S*(?:://|www\.)\S*")


def invited(document: Document) -> tuple[Correspondent, ...]:
    """Return who asks and who is asked in an invitation, in order; () for any other document."""
    return tuple(one for field in _fields(document) if (one := _person(document, field)))


def invitation_place(document: Document) -> tuple[Mention, ...]:
    """Return the mention of the place an invitation names; () for none, and where it names nothing but a link."""
    field = next((f for f in _fields(document) if f.label == "Where"), None)
    said = _LINK.split(document.text[field.start : field.end])[0].rstrip(" ;,(<") if field else ""
    if field is None or not said:
        return ()
    span = document.span(field.start, field.start + len(said))
    return (make(Mention, span=span, kind="place", form="name", name=said, by=RULE),)


def find_invitations(document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> Iterator[Telling]:
    """Yield the meeting of an invitation that names anybody. `mentions`, `dates`: those of the document."""
    zone = _zone(document)
    standing = {m.span.start: m for m in reversed(mentions)}
    roles = tuple(dict.fromkeys(_roles(document, standing)))
    if zone and roles:
        where = next((m for m in invitation_place(document) if m in mentions), None)
        evidence = document.span(zone.start, zone.end)
        yield Telling("meeting", roles, _when(zone, dates), where, _status(document), evidence, RULE)


def _zone(document: Document) -> Zone | None:
    return next((z for z in document.zones if z.kind == "header"), None) if document.kind == "invitation" else None


def _fields(document: Document) -> tuple[Field, ...]:
    zone = _zone(document)
    return zone.fields if zone else ()


def _person(document: Document, field: Field) -> Correspondent | None:
    role: Role | None = load("invitations")["people"].get(field.label)
    if role is None:
        return None
    found = ADDRESS.search(document.text, field.start, field.end)
    address = address_mention(document, *found.span()) if found else None
    person = person_mention(document, field.start, field.end)
    return Correspondent(role, person, address) if person or address else None


def _roles(document: Document, standing: dict[int, Mention]) -> Iterator[tuple[str, Mention]]:
    """Yield (role, mention) of everybody; who declined is spoken about, but does not take part."""
    for field in _fields(document):
        one = _person(document, field)
        named = one and (one.person or one.address)
        if one and named and named.span.start in standing:
            away = bool(_noted(document, field) & words("invitations", "declined")) and _status(document) != "declined"
            yield "from" if one.role == "from" else "about" if away else "with", standing[named.span.start]


def _noted(document: Document, field: Field) -> frozenset[str]:
    m = _NOTED.match(document.text, field.end)
    return frozenset(m[1].split(", ")) if m else frozenset()


def _status(document: Document) -> Status:
    """Return "declined" for a meeting that was called off, or to which nobody who is named comes; else "planned"."""
    said = next((document.text[f.start : f.end] for f in _fields(document) if f.label == "Status"), "")
    asked = [_noted(document, f) for f in _fields(document) if load("invitations")["people"].get(f.label) == "to"]
    nobody = bool(asked) and all(noted & words("invitations", "declined") for noted in asked)
    off = not words("invitations", "off").isdisjoint(said.split(", "))
    return "declined" if off or nobody else "planned"


def _when(zone: Zone, dates: Sequence[When]) -> When | None:
    field = next((f for f in zone.fields if f.label == "When"), None)
    return next((d for d in dates if field and field.start <= d.span.start < field.end), None)
