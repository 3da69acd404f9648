"""Mail headers as messages: from whom, to whom, when. The header of the mail itself, and those quoted inside it."""

from collections.abc import Iterator, Mapping, Sequence

from clew.recognize.correspondents import correspondents
from clew.recognize.scene import Telling
from clew.records import Document, Mention, Voice, When, Zone

RULE = "mail-header/1"


def find_headers(document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> Iterator[Telling]:
    """Yield the message of each header zone that names a sender or recipient. `mentions`, `dates`: those of the document."""
    headers = [z for z in document.zones if z.kind == "header"]
    standing = {m.span.start: m for m in reversed(mentions)}
    for zone in headers:
        roles = _roles(document, zone, standing)
        own = document.kind == "mail" and zone == headers[0] and not _embedded(document, zone)
        when = document.sent if own and document.sent else _date_in(zone, dates)
        if roles:
            yield _telling(document, zone, roles, when, own=own)


def _embedded(document: Document, zone: Zone) -> bool:
    return any(z.kind in ("quoted", "forwarded") for z in document.zones_at(zone.start))


def _telling(document: Document, zone: Zone, roles: tuple[tuple[str, Mention], ...], when: When | None, *, own: bool) -> Telling:
    """Return the message; one whose header was only quoted is as sure as who quotes it."""
    start, end = zone.start, zone.end
    while document.text[end - 1].isspace():
        end -= 1
    voices = () if own else (Voice(None, None, "quoted", "probable"),)
    return Telling("message", roles, when, None, "happened", document.span(start, end), RULE, voices=voices)


def _roles(document: Document, zone: Zone, standing: Mapping[int, Mention]) -> tuple[tuple[str, Mention], ...]:
    """Return (role, mention) of each correspondent: by the name where there is one, else by the address.

    standing: the document's mentions by their start. A header is read again here, and its name may meanwhile have been made
    fuller, or cut otherwise by what quotes the mail: an event speaks of the mention that stands.
    """
    found = []
    for one in correspondents(document, zone):
        named = one.person or one.address
        if named and named.span.start in standing:
            found.append(("cc" if one.role == "bcc" else one.role, standing[named.span.start]))
    return tuple(dict.fromkeys(found))


def _date_in(zone: Zone, dates: Sequence[When]) -> When | None:
    return next((d for d in dates if zone.start <= d.span.start and d.span.end <= zone.end), None)
