"""What office documents are made of, whatever wrote them: stretches of text, some of a kind of their own."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from clew.errors import EvidenceError
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.zones.prose import prose_document
from clew.ingest.zones.zoning import with_zones
from clew.records import Document, Header, Record, Zone

BY = "office-part/1"

# Characters of text taken from one document; more is made to fill the memory.
MOST = 50_000_000

# What no text holds: control codes, and halves of characters.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


class Stretch(Record, frozen=True, gc=False):
    """A paragraph, a table, a note or a running head. kind: of the zone over it, or "": the author's own words."""

    text: str
    kind: str = ""


def stretched_document(
    piece: Piece, media: str, stretches: Iterable[Stretch], title: str | None, headers: Sequence[Header] = ()
) -> Document:
    """Return the document of `stretches`, its kind told from its words.

    headers: what the file says of itself; they stand behind those of a printed mail.
    """
    shown = list(_bounded(stretches))
    text = "\n\n".join(stretch.text for stretch in shown)
    document = with_zones(prose_document(piece, media, text, title), list(_zones(shown)))
    return replace(document, headers=(*document.headers, *headers))


def office_content(piece: Piece, document: Document, inside: Iterable[Piece] = (), remark: str = "") -> Content:
    """Return `document` and what lies inside it; without text of its own only the latter. PassedOver when there is neither.

    inside: () for nothing; anything else, an iterator too, is taken for something.
    """
    if document.text:
        return Content((document,), inside, remark)
    if inside == ():
        raise PassedOver("; ".join(filter(None, ["a document without text", remark])))
    within = (replace(each, parent=piece.parent) for each in inside)
    return Content((), within, "; ".join(filter(None, ["without text of its own", remark])))


def furniture(texts: Iterable[str]) -> Iterator[Stretch]:
    """Yield running heads or feet, each wording once."""
    yield from (Stretch(text, "furniture") for text in dict.fromkeys(texts))


def flat(text: str | None) -> str:
    """Return what a file says of itself on one line of sensible length."""
    return " ".join(_CONTROLS.sub(" ", text or "").split())[:300]


def facts(named: Iterable[tuple[str, str | None]]) -> tuple[Header, ...]:
    """Return what a file says of itself as header fields: "Office-Author", "Office-Created" ...

    Programs fill these in, so they are hints, never its author's word or its date.
    """
    return tuple(Header(f"Office-{name}", said) for name, value in named if (said := flat(value)))


def said_by(name: str | None, at: str | None) -> str:
    """Return "Comment by Anna Vale, 2031-05-12: "."""
    by, day = " ".join((name or "").split())[:100], (at or "").strip()[:10]
    return f"Comment{f' by {by}' if by else ''}{f', {day}' if day else ''}: "


def deletions(writers: Sequence[str]) -> str:
    """Return the remark on tracked deletions, one name for each in `writers` ("" where nobody is named): 3 by Anna Vale ..."""
    counts = {name: writers.count(name) for name in sorted(set(writers))}
    said = ", ".join(f"{n}{f' by {flat(name)[:60]}' if name else ''}" for name, n in list(counts.items())[:10])
    return f"deletions that are tracked and not shown: {said}" if said else ""


def _bounded(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    size = 0
    for stretch in stretches:
        text = _CONTROLS.sub("", stretch.text).strip()
        size += len(text)
        if size > MOST:
            raise EvidenceError(f"more than {MOST // 1_000_000} million characters of text; split it and add the pieces")
        if text:
            yield replace(stretch, text=text)


def _zones(stretches: Sequence[Stretch]) -> Iterator[Zone]:
    at = 0
    for stretch in stretches:
        if stretch.kind:
            yield Zone(at, at + len(stretch.text), stretch.kind, None, BY)  # type: ignore[arg-type]
        at += len(stretch.text) + 2
