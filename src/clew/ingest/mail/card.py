"""Address cards (vCard 2.1, RFC 2426 and RFC 6350): who somebody is and how to reach them."""

from collections.abc import Iterable, Iterator

from clew.errors import EvidenceError
from clew.ingest.mail.contentlines import Component, Line, divided, parsed
from clew.ingest.mail.labelled import Row, head
from clew.ingest.mail.moments import moment, point
from clew.ingest.mail.timezones import Zones
from clew.ingest.piece import Content, Piece
from clew.ingest.vocabulary import words
from clew.records import Document, Header, Zone

BY = "card/1"

_FILES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


def read(piece: Piece) -> Content:
    """Read address cards. One is a document of kind "contact"; of several each is given back as a part of its own ("card 2")."""
    written = parsed(piece.data)
    cards = [c for c in written.components if c.name == "VCARD"]
    if not cards:
        raise EvidenceError("no address card can be found in it")
    remark = "; ".join(written.remarks)
    if len(cards) > 1:
        return Content(inside=_each(piece, cards), remark=remark)
    return Content((document(piece, cards[0]),), _files(piece, cards[0]), remark)


def _each(piece: Piece, cards: Iterable[Component]) -> Iterator[Piece]:
    for n, card in enumerate(cards, 1):
        yield piece.inner(card.written().encode(), f"card {n}", "", piece.parent, "card")


def _files(piece: Piece, card: Component) -> Iterator[Piece]:
    """Yield the pictures and other files that stand in `card` itself, and the cards in it. What it points to is never fetched."""
    for n, line in enumerate((each for each in card.lines if each.name in _FILES and each.binary), 1):
        yield piece.inner(line.binary or b"", f"{line.name.lower()} {n}", "", piece.id)
    for n, inner in enumerate((c for c in card.inside if c.name == "VCARD"), 1):
        yield piece.inner(inner.written().encode(), f"card {n}", "", piece.id, "card")


def document(piece: Piece, card: Component) -> Document:
    """Return the document that `card` makes: one line for each thing it says, which are its header zone, and the notes
    below them."""
    top, fields = head(_rows(card))
    notes = "\n\n".join(line.text for line in card.every("NOTE") if line.text)
    headers = tuple(Header(line.name, line.text) for line in card.lines if line.binary is None)
    zones = (Zone(0, len(top), "header", None, BY, fields),) if top else ()
    return Document(
        piece.id, piece.source, "text/vcard", "contact", name(card) or None, "\n\n".join(filter(None, [top, notes])), headers,
        parent=piece.parent, zones=zones,
    )  # fmt: skip


def name(card: Component) -> str:
    """Return what the card is called: its full name, or the parts of one in their natural order, or ""."""
    if card.text("FN"):
        return card.text("FN")
    line = card.line("N")
    parts = [divided(line.value)] if line else []
    last, first, middle, before, after = [*parts[0], "", "", "", "", ""][:5] if parts else [""] * 5
    return " ".join(filter(None, [before, first, middle, last, after]))


def _rows(card: Component) -> Iterator[Row]:
    """Yield the lines to show, those that say who before those that say where."""
    labels = words("mail/cardwords")["labels"]
    yield Row("Name", name(card))
    for line in card.every("ORG"):
        body, *parts = divided(line.value)
        yield Row("Organization", body)
        yield Row("Department", ", ".join(filter(None, parts)))
    for label, names in labels.items():
        for line in (line for each in names for line in card.every(each)):
            yield Row(label, _value(line), _kinds(line))


def _value(line: Line) -> str:
    if line.binary is not None:
        return ""
    if line.name in ("ADR", "NICKNAME", "CATEGORIES"):
        parts = divided(line.value, ",") if line.name in ("NICKNAME", "CATEGORIES") else divided(line.value)
        return ", ".join(filter(None, (part.replace("\n", ", ") for part in parts)))
    if line.name in ("BDAY", "ANNIVERSARY", "DEATHDATE"):
        said = moment(line.value, "", Zones(Component("", ())))
        return point(said) if said else line.text
    scheme, colon, rest = line.text.partition(":")
    return rest if colon and scheme.lower() in ("mailto", "tel") else line.text


def _kinds(line: Line) -> str:
    """Return what kind of address or number it is ("work", "mobile"), as the card has it."""
    said = words("mail/cardwords")["types"]
    return ", ".join(said[kind] for kind in said if kind in line.types())
