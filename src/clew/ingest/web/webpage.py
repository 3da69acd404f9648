"""A web page: its own facts as header lines, then every block of its text. What is not the article stays, as furniture."""

import re
from itertools import accumulate

import msgspec

from clew.ingest.charset import decode
from clew.ingest.dates import stated_date
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.vocabulary import words
from clew.ingest.web.blocks import DATA, Block, blocks
from clew.ingest.web.markup import gap
from clew.ingest.web.pagefacts import facts
from clew.ingest.web.tree import tree
from clew.ingest.zones.zoning import with_zones
from clew.records import Document, Span, When, Zone, ZoneKind

BY = "page-block/1"

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,30})""", re.I)
_BY = re.compile(r"(?:[Bb][Yy]:?\s+)?(?P<name>[^\n|,]{3,60})")

# A block in which more than this share of the characters are links, and that is no sentence, is a menu.
_LINKED = 0.6
# Letters up to which a block is a word or two, such as an item of a menu.
_SHORT = 30
_SENTENCE = re.compile(r"\w[.!?][\"'\u201d\u2019)]*(?:\s|$)")


def read(piece: Piece) -> Content:
    """Read an HTML page. Nothing it refers to is fetched, nothing in it is run."""
    m = _CHARSET.search(piece.data[:4096])
    decoded = decode(piece.data, m[1].decode("ascii") if m else None)
    root = tree(decoded.text)
    found = [] if root is None else list(blocks(root))
    if not found:
        raise PassedOver("a web page without text")
    said = facts(root)
    head = "\n".join(f"{label}: {value}" for label, value in said.items())
    document = _document(piece, found, head, _kept(decoded.text, found))
    document = msgspec.structs.replace(document, title=said.get("Title"))
    return Content((document,), remark=decoded.remark)


def _document(piece: Piece, found: list[Block], head: str, kept: str) -> Document:
    first = f"{head}\n\n" if head else ""
    pieces = [("" if i == 0 else gap(block)) + block.text for i, block in enumerate(found)]
    ends = list(accumulate(map(len, pieces), initial=len(first)))[1:]
    starts = [end - len(block.text) for end, block in zip(ends, found, strict=True)]
    kind = "article" if _is_article(found, head) else "page"
    document = Document(piece.id, piece.source, "text/html", kind, None, first + "".join(pieces), parent=piece.parent)
    marked = any(block.around & _around("article") for block in found)
    zones = [zone for start, block in zip(starts, found, strict=True) for zone in _zones(document, start, block, kept, marked)]
    header = [Zone(0, len(head), "header", _value(document, head, "Author"), BY)] if head else []
    return msgspec.structs.replace(with_zones(document, [*header, *zones]), published=_published(document, head))


def _zones(document: Document, start: int, block: Block, kept: str, marked: bool) -> list[Zone]:
    """Return the zone of one block: furniture, byline, caption, a block quote, or none. marked: the page marks its article."""
    end = start + len(block.text)
    if _suspect(block, marked) and not _is_kept(_bare(block.text), kept):
        return [Zone(start, end, "furniture", None, BY)]
    if block.around & _around("byline") and len(block.text) < 120 and (m := _BY.match(block.text)):
        return [Zone(start, end, "byline", document.span(start + m.start("name"), start + m.end("name")), BY)]
    kind = _kind(block)
    return [Zone(start, end, kind, None, BY)] if kind else []


def _kind(block: Block) -> ZoneKind | None:
    if DATA in block.around:
        return "table"
    if block.around & _around("caption"):
        return "caption"
    return "quoted" if block.quoted else None


def _suspect(block: Block, marked: bool) -> bool:
    """Whether something about `block` says it is not the page's own text."""
    if block.around & _around("furniture"):
        return True
    linked = block.linked > _LINKED * len(block.text) and not _SENTENCE.search(block.text)
    outside = marked and not block.around & _around("article")
    return (linked or outside) and not block.around & _around("heading")


def _kept(html: str, found: list[Block]) -> str:
    """Return, line by line, the letters and digits of what trafilatura takes for the own text; "" when no block is in doubt.

    It has the last word on blocks in doubt only: by itself it drops footnotes and headings that are evidence.
    """
    marked = any(block.around & _around("article") for block in found)
    if not any(_suspect(block, marked) for block in found):
        return ""
    from trafilatura import extract

    kept = extract(html, include_comments=False, include_tables=True, favor_recall=True) or ""
    return "\n".join(_bare(line) for line in kept.split("\n")) + "\n"


def _is_kept(bare: str, kept: str) -> bool:
    """Whether trafilatura kept a block: a short one as a line of its own, since its word may stand anywhere in the text."""
    return bare in kept if len(bare) > _SHORT else f"\n{bare}\n" in f"\n{kept}"


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _published(document: Document, head: str) -> When | None:
    """Return the date the page states of itself, with its span in the header lines."""
    span = _value(document, head, "Date")
    return stated_date(span) if span else None


def _value(document: Document, head: str, label: str) -> Span | None:
    m = re.search(rf"^{label}: (.+)$", head, re.M)
    return document.span(m.start(1), m.end(1)) if m else None


def _is_article(found: list[Block], head: str) -> bool:
    marked = any(block.around & _around("article") for block in found)
    return marked or ("Author: " in head and "Date: " in head)


def _around(key: str) -> frozenset[str]:
    return frozenset(words("web/pagewords")["around"][key])
