"""The lines of a chat as messages: from whom, when. To whom is not said: whoever was in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from clew.recognize.scene import Telling
from clew.records import Document, Field, Mention, When, Zone

RULE = "chat-line/1"


def find_chat_lines(document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> Iterator[Telling]:
    """Yield the message of each line of a chat whose sender is named. `mentions`, `dates`: those of the document, in order."""
    if document.kind != "chat":
        return
    standing = {m.span.start: m for m in reversed(mentions)}
    for zone in document.zones:
        sender = _sender(zone, standing) if zone.kind == "header" else None
        if sender:
            evidence = document.span(zone.start, zone.end)
            yield Telling("message", (("from", sender),), _when(zone, dates), None, "happened", evidence, RULE)


def _sender(zone: Zone, standing: dict[int, Mention]) -> Mention | None:
    field = _field(zone, "From")
    return next((standing[at] for at in range(field.start, field.end) if at in standing), None) if field else None


def _when(zone: Zone, dates: Sequence[When]) -> When | None:
    field = _field(zone, "Date")
    first = bisect_left(dates, field.start, key=lambda d: d.span.start) if field else len(dates)
    found = dates[first] if first < len(dates) else None
    return found if found and field and found.span.end <= field.end else None


def _field(zone: Zone, label: str) -> Field | None:
    return next((field for field in zone.fields if field.label == label), None)
