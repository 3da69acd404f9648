"""HTML to text: every block of visible text, in order. Nothing is fetched, nothing run."""

import re
from collections.abc import Iterator
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.office.table import rows_text
from clew.ingest.vocabulary import words
from clew.records import Record

_SKIPPED = frozenset(words("web/elements")["skipped"])
_BLOCKS = frozenset(words("web/elements")["blocks"])

# Blocks of one list or table stand on lines of their own, without a blank line between them.
_CLOSE = frozenset({"li", "tr", "dt", "dd"})

# Stands in `Block.around` for a table of data.
DATA = "table of data"

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BREAKS = re.compile(r" *\n *")

# Elements that a page may nest without end, and that can go without a word lost.
_NESTING = re.compile(r"</?(?:div|blockquote|section|article|center|table|tbody|thead|tr|td|th|ul|ol|li|dl|dd)\b[^>]*>", re.I)
_INLINE = re.compile(r"</?(?:span|font|b|i|u|em|strong|a|big|small|code|o:p)\b[^>]*>", re.I)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")


class Block(Record, frozen=True, gc=False):
    """One block of text. around: the names, classes and ids of the elements it is in; quoted: how many block quotes it is in;
    linked: how many of its characters are links; close: whether it belongs to the block above it, as rows and list items do."""

    text: str
    around: frozenset[str]
    quoted: int = 0
    linked: int = 0
    close: bool = False


def tree(html: str) -> Any:
    """Return the root element of `html`, or None when there is none.

    lxml keeps its limits on depth and size. A page nested deeper is read without the elements that only nest; EvidenceError when
    that is not enough, since the parser would leave out the rest without a word.
    """
    root, cut = _parsed(html)
    if cut:
        root, cut = _parsed(_NESTING.sub("<p>", _INLINE.sub("", html)))
    if cut:
        raise EvidenceError("nested too deep to be read")
    return root


def _parsed(html: str) -> tuple[Any, bool]:
    """Return the root of `html`, and whether the parser stopped at a limit."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(_XML.sub("", html).replace("\0", "").encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def blocks(root: Any) -> Iterator[Block]:
    """Yield the blocks of text below `root`, in order."""
    walker = _Walker()
    for event, element in _walk(root):
        if event == "start":
            yield from walker.enter(element)
        else:
            yield from walker.leave(element)
    yield from walker.flush()


def mail_text(html: str) -> str:
    """Return the text of a mail written in HTML, with block quotes marked by ">" as plain mail has them."""
    root = tree(html)
    found = [] if root is None else list(blocks(root))
    return joined([("> " * b.quoted) + b.text.replace("\n", "\n" + "> " * b.quoted) for b in found], found)


def joined(texts: list[str], found: list[Block]) -> str:
    """Join the texts of blocks: a blank line between paragraphs, a line end between the rows of a list or table."""
    pieces: list[str] = []
    for text, block in zip(texts, found, strict=True):
        pieces += [gap(block) if pieces else "", text]
    return "".join(pieces)


def gap(block: Block) -> str:
    """Return what stands between a block and the one above it."""
    return "\n" if block.close else "\n\n"


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield ("start" or "end", element) in document order, not going into what is skipped. No recursion: pages may be deep."""
    todo: list[tuple[str, Any]] = [("start", root)]
    while todo:
        event, element = todo.pop()
        yield event, element
        if event == "start":
            todo.append(("end", element))
            if element.tag not in _SKIPPED and not is_data(element):
                todo += [("start", child) for child in reversed(element) if isinstance(child.tag, str)]


class _Walker:
    """Gathers the text between the borders of blocks.

    The raised number of a note is put in brackets, to keep it from its word: "Counsel.[12]", "[12] See" where a note begins.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0
        self.open: list[tuple[str, ...]] = []
        self.quoted = 0
        self.links = 0
        self.pre = 0
        self.close = False
        self.marked = False

    def enter(self, element: Any) -> Iterator[Block]:
        """Take in what stands at the beginning of `element`."""
        tag = element.tag
        if tag in _BLOCKS:
            yield from self.flush()
            self.open.append(_names(element))
            self.quoted += tag == "blockquote"
            self.pre += tag == "pre" or is_data(element)
            self.close = tag in _CLOSE and element.getprevious() is not None
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in {"td", "th"} and any(piece.strip() for piece in self.pieces):
            self.pieces.append(" | ")
        self.links += tag == "a"
        if _is_mark(element):
            self.marked = any(piece.strip() for piece in self.pieces)
            self.pieces.append("[")
        if tag not in _SKIPPED:
            self.add(_table_text(element) if is_data(element) else element.text or "")

    def leave(self, element: Any) -> Iterator[Block]:
        """Take in what stands at the end of `element` and after it."""
        tag = element.tag
        self.links -= tag == "a"
        if _is_mark(element):
            self.pieces.append("]" if self.marked else "] ")
        if tag in _BLOCKS:
            yield from self.flush()
            self.open.pop()
            self.quoted -= tag == "blockquote"
            self.pre -= tag == "pre" or is_data(element)
        self.add(element.tail or "")

    def add(self, text: str) -> None:
        """Take in `text`; blanks and line ends count only in preformatted text."""
        if not self.pre:
            text = _SPACE.sub(" ", text)
        if self.links:
            self.linked += len(text.strip())
        self.pieces.append(text)

    def flush(self) -> Iterator[Block]:
        """Give back the block gathered so far."""
        text = "".join(self.pieces)
        text = text.strip("\n").rstrip() if self.pre else _BREAKS.sub("\n", re.sub(r" {2,}", " ", text)).strip()
        text = text.replace("\u00ad", "")
        if text.strip(" |\u00a0"):
            around = frozenset(name for names in self.open for name in names)
            yield Block(text, around, self.quoted, self.linked, self.close)
            self.close = False
        self.pieces, self.linked = [], 0


def _names(element: Any) -> tuple[str, ...]:
    """Return the tag of `element`, its classes, id, role and what kind of item it says to be, in lower case; and DATA."""
    said = (element.get(key) or "" for key in ("class", "id", "role", "rel", "itemprop"))
    marked = (DATA,) if is_data(element) else ()
    return element.tag, *marked, *(word for value in said for word in value.lower().split())


def is_data(element: Any) -> bool:
    """Whether `element` is a table whose first row is nothing but headings: data, not a layout."""
    if element.tag != "table" or element.find(".//table") is not None:
        return False
    row = element.find(".//tr")
    cells = [] if row is None else [cell.tag for cell in row if isinstance(cell.tag, str)]
    return len(cells) > 1 and set(cells) == {"th"}


def _table_text(table: Any) -> str:
    """Return a table of data as sheets are shown, one line a row, its caption above."""
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    caption = " ".join("".join(text for c in table.iter("caption") for text in c.itertext()).split())
    return "\n".join(filter(None, [caption, rows_text(rows)]))


def _is_mark(element: Any) -> bool:
    """Whether `element` is the raised number of a note: it links to or from the note. 10<sup>6</sup> is not one."""
    if element.tag != "sup":
        return False
    number = "".join(element.itertext()).strip()
    linked = element.getparent() is not None and element.getparent().tag == "a"
    return number.isdigit() and len(number) <= 4 and (linked or element.find("a") is not None)
