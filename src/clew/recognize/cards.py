"""Address cards: who somebody is, the post held, and where."""

import re
from collections.abc import Iterator, Sequence

from clew.recognize.correspondents import person_mention
from clew.records import Document, Event, Field, Mention, MentionKind, Zone, make

BY = "card/1"

_NOT_DIGITS = re.compile(r"[^\d+]")


def card_mentions(document: Document) -> tuple[Mention, ...]:
    """Return whom and what a card names: the person, the organization, telephone numbers, the places; () for other documents."""
    return tuple(m for zone in _zones(document) for field in zone.fields if (m := _mention(document, field)))


def find_card_posts(document: Document, mentions: Sequence[Mention]) -> Iterator[Event]:
    """Yield the post that a card gives its person: with a post, an organization, or both.

    evidence   the words of the post, or else the organization's name; then the whole card
    """
    for zone in _zones(document):
        holder, body = (_standing(zone, label, mentions) for label in ("Name", "Organization"))
        said = next((f for label in ("Post", "Organization") for f in zone.fields if f.label == label), None)
        if holder and said and holder.kind == "person":
            roles = (("holder", holder.id), *((("organization", body.id),) if body else ()))
            evidence = (document.span(said.start, said.end), document.span(zone.start, zone.end))
            yield make(Event, kind="post", roles=roles, when=None, where=None, status="happened", evidence=evidence, by=BY)


def _zones(document: Document) -> tuple[Zone, ...]:
    return tuple(z for z in document.zones if z.kind == "header")[:1] if document.kind == "contact" else ()


def _standing(zone: Zone, label: str, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that stands in the first field called `label`."""
    field = next((f for f in zone.fields if f.label == label), None)
    wanted = ("person", "organization")
    return next((m for m in mentions if field and field.start <= m.span.start < field.end and m.kind in wanted), None)


def _mention(document: Document, field: Field) -> Mention | None:
    if field.label == "Name":
        return person_mention(document, field.start, field.end)
    kinds: dict[str, MentionKind] = {"Organization": "organization", "Phone": "phone", "Address": "place"}
    kind = kinds.get(field.label)
    if kind is None:
        return None
    span = document.span(field.start, field.end)
    name = _NOT_DIGITS.sub("", span.text) if kind == "phone" else " ".join(span.text.split())
    return make(Mention, span=span, kind=kind, form="name", name=name, by="phone/1" if kind == "phone" else BY) if name else None
