"""A web page: its own facts as header lines, then every block of its text. What is not the article stays, as furniture."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from clew.ingest.charset import Decoded, decode
from clew.ingest.dates import stated_date
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.web.blocks import HIDDEN, Block, blocks
from clew.ingest.web.hidden import may_hide
from clew.ingest.web.markup import gap
from clew.ingest.web.pagedate import address_date, by_address, disagreement, readable, stated_lines
from clew.ingest.web.pagefacts import Fact
from clew.ingest.web.pagesaid import SHOWN, Said, said_by
from clew.ingest.web.pagezones import BY, furniture, has_article, zones_of
from clew.ingest.web.tree import tree
from clew.ingest.zones.zoning import with_zones
from clew.records import Document, Field, Header, Span, When, Zone

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,30})""", re.I)


def read(piece: Piece) -> Content:
    """Read an HTML page. Nothing it refers to is fetched, nothing in it is run."""
    return page(piece, decode(piece.data, declared(piece.data)))


def declared(data: bytes) -> str | None:
    """Return the charset that the page in `data` declares near its top, or None."""
    m = _CHARSET.search(data[:4096])
    return m[1].decode("ascii") if m else None


def page(piece: Piece, decoded: Decoded, address: str = "") -> Content:
    """Return the page in `decoded`. address: where it was, when the file that holds it says so."""
    html = decoded.text
    root = tree(html)
    found = [] if root is None else list(blocks(root, hides=may_hide(html)))
    if not found:
        raise PassedOver("a web page without text")
    found, remark = _uncovered(found)
    said = said_by(root, html, address)
    document, dates = _document(piece, html, found, said)
    remarks = (decoded.remark, remark, _copied(said), disagreement(dates))
    return Content((document,), remark="; ".join(filter(None, remarks)))


def _uncovered(found: list[Block]) -> tuple[list[Block], str]:
    """Return the blocks with nothing hidden when most of the page is: such a page is shown by its scripts."""
    hidden = sum(len(block.text) for block in found if HIDDEN in block.around)
    if hidden * 2 <= sum(len(block.text) for block in found):
        return found, ""
    return [replace(block, around=block.around - {HIDDEN}) for block in found], "most of its text is hidden until scripts run"


def _document(piece: Piece, html: str, found: list[Block], said: Said) -> tuple[Document, list[Fact]]:
    """Return the document, and all dates of publication that were found.

    A date that stands only in a line of the text is left there; one that only the address states is shown as it stands in it.
    """
    body, starts = _body(found)
    outside = furniture(found, html)
    lines = [(at, block.text) for at, block, out in zip(starts, found, outside, strict=True) if not out]
    visible = [(at, Fact("Date", body[slice(*at)], "a line of the page")) for at in stated_lines(lines)]
    visible = [(at, fact) for at, fact in visible if readable([fact])]
    weak = [] if said.dates or visible else address_date(said.addresses)
    shown = [*said.facts, *said.dates[:1], *weak]
    head = "".join(f"{fact.label}: {fact.value}\n" for fact in shown)
    document = Document(
        piece.id, piece.source, "text/html", "page", None, f"{head}\n{body}" if head else body, parent=piece.parent
    )
    shift = len(document.text) - len(body)
    zones = [_header(document, shown)] if head else []
    for at, block, out in zip(starts, found, outside, strict=True):
        zones += zones_of(document, at + shift, block, outside=out)
    document = with_zones(replace(document, kind=_kind(found, shown), title=_first(shown, "Title")), zones)
    line = document.span(visible[0][0][0] + shift, visible[0][0][1] + shift) if visible else None
    document = replace(document, published=_published(document, line, weak=bool(weak)))
    dates = [*said.dates, *weak, *(fact for _, fact in visible)]
    return replace(document, headers=tuple(_headers(said, [*shown, *dates[:1]]))), dates


def _body(found: Sequence[Block]) -> tuple[str, list[int]]:
    """Return the text of all blocks, and where each begins in it."""
    pieces = [("" if i == 0 else gap(block)) + block.text for i, block in enumerate(found)]
    ends = accumulate(map(len, pieces))
    return "".join(pieces), [end - len(block.text) for end, block in zip(ends, found, strict=True)]


def _header(document: Document, shown: Sequence[Fact]) -> Zone:
    """Return the zone of the header lines with a field for each; its voice is the first author's."""
    fields, at = [], 0
    for fact in shown:
        start = at + len(fact.label) + 2
        at = start + len(fact.value) + 1
        fields.append(Field(fact.label, start, at - 1))
    voice = next((document.span(f.start, f.end) for f in fields if f.label == "Author"), None)
    return Zone(0, at - 1, "header", voice, BY, tuple(fields))


def _kind(found: Sequence[Block], shown: Sequence[Fact]) -> str:
    return "article" if has_article(found) or {"Author", "Date"} <= {fact.label for fact in shown} else "page"


def _first(shown: Sequence[Fact], label: str) -> str | None:
    return next((fact.value for fact in shown if fact.label == label), None)


def _published(document: Document, line: Span | None, *, weak: bool) -> When | None:
    """Return the date in the header lines, or else in `line` of the text; weak: the page's address is all that states it."""
    fields = [f for zone in document.zones[:1] if zone.kind == "header" for f in zone.fields if f.label == "Date"]
    span = document.span(fields[0].start, fields[0].end) if fields else line
    when = stated_date(span) if span else None
    return by_address(when) if weak else when


def _headers(said: Said, found: Sequence[Fact]) -> Iterator[Header]:
    """Yield where each fact was found; then the page's address, and when it was changed or copied: none of these is its date."""
    for label in SHOWN:
        where = next((fact.where for fact in found if fact.label == label), None)
        if where:
            yield Header(f"{label}-Found-In", where)
    yield from (Header(fact.label, fact.value) for fact in (*said.addresses[:1], *said.modified))
    if said.kept:
        yield Header("Saved", said.kept)


def _copied(said: Said) -> str:
    return f"a copy made {said.kept}: that is not its date of publication" if said.kept else ""
