"""The messages in one document, each with who sends and who gets it: whose a sign-off is, and whom a greeting means."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from clew.records import Document, Mention, Zone

Place = Literal["signed", "greeted", ""]


class Message(NamedTuple):
    """A mail, or one inside it: where its header ends, how far its words can reach, and the mentions in the header."""

    start: int
    end: int
    senders: tuple[Mention, ...]
    receivers: tuple[Mention, ...]


class Messages:
    """Answers which message of a document a place belongs to."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        named = [m for m in mentions if m.form == "name" and m.kind in ("person", "organization", "address")]
        self._zones = [z for z in document.zones if z.kind in ("signature", "greeting")]
        self._all = sorted(_messages(document, sorted(named, key=lambda m: (m.span.start, m.span.end))), key=lambda m: m.start)

    @property
    def any(self) -> bool:
        """Whether there is a message with a header at all."""
        return bool(self._all)

    def at(self, offset: int) -> Message | None:
        """Return the message that `offset` is in: of the last header before it that can reach so far."""
        before = bisect_right(self._all, offset, key=lambda m: m.start)
        return next((m for m in reversed(self._all[:before]) if offset < m.end), None)

    def place(self, mention: Mention) -> Place:
        """Return whether a mention stands where a mail is signed, or where somebody is greeted."""
        for zone in self._zones:
            if zone.start <= mention.span.start < zone.end:
                return "signed" if zone.kind == "signature" else "greeted"
        return ""


def _messages(document: Document, named: Sequence[Mention]) -> Iterator[Message]:
    for zone in document.zones:
        if zone.kind == "header":
            around = [z.end for z in document.zones if z.kind in ("quoted", "forwarded") and _inside(zone, z)]
            inside = [m for m in named if zone.start <= m.span.start < zone.end]
            senders = _in_fields(zone, inside, lambda label: label == "From") if zone.fields else tuple(inside)
            receivers = _in_fields(zone, inside, lambda label: label in ("To", "Cc", "Bcc"))
            yield Message(zone.end, min(around, default=len(document.text)), senders, receivers)


def _inside(zone: Zone, other: Zone) -> bool:
    return other.start <= zone.start and zone.end <= other.end


def _in_fields(zone: Zone, mentions: Sequence[Mention], wanted: Callable[[str], bool]) -> tuple[Mention, ...]:
    fields = [f for f in zone.fields if wanted(f.label)]
    return tuple(m for m in mentions if any(f.start <= m.span.start < f.end for f in fields))
