"""A Word document: paragraphs, tables, notes and comments, in the order of its parts; insertions are read, deletions are not."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from clew.ingest.office.table import rows_text
from clew.ingest.office.zipped import checked
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.zones.prose import prose_document
from clew.ingest.zones.zoning import with_zones
from clew.records import Record, Zone

BY = "word-part/1"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# What a run of text holds, and what stands for it.
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES = re.compile(r"/(?:footnotes|endnotes|comments)\.xml$")
_MARGINS = re.compile(r"/(?:header|footer)\d*\.xml$")


class _Stretch(Record, frozen=True, gc=False):
    text: str
    kind: str = ""


def read(piece: Piece) -> Content:
    """Read a Word document (docx, docm). Macros, links and embedded objects are left alone."""
    from docx import Document as open_document

    checked(piece.data).close()
    opened = open_document(BytesIO(piece.data))
    stretches = [s for s in _stretches(opened) if s.text.strip()]
    if not stretches:
        raise PassedOver("a document without text")
    text = "\n\n".join(s.text for s in stretches)
    title = (opened.core_properties.title or "").strip() or None
    document = prose_document(piece, _MEDIA, text, title if title != "Word Document" else None)
    return Content((with_zones(document, list(_zones(stretches))),))


def _zones(stretches: list[_Stretch]) -> Iterator[Zone]:
    at = 0
    for stretch in stretches:
        if stretch.kind:
            yield Zone(at, at + len(stretch.text), stretch.kind, None, BY)  # type: ignore[arg-type]
        at += len(stretch.text) + 2


def _stretches(opened: Any) -> Iterator[_Stretch]:
    parts = sorted(opened.part.package.iter_parts(), key=lambda part: str(part.partname))
    margins = [p for p in parts if _MARGINS.search(str(p.partname))]
    yield from _margins(margins, "header")
    yield from _blocks(opened.element.body)
    for part in parts:
        if _NOTES.search(str(part.partname)):
            yield from _blocks(_root(part))
    yield from _margins(margins, "footer")


def _margins(parts: list[Any], name: str) -> Iterator[_Stretch]:
    """Yield the running heads or feet, each wording once."""
    texts = dict.fromkeys(s.text for part in parts if f"/{name}" in str(part.partname) for s in _blocks(_root(part)))
    yield from (_Stretch(text, "furniture") for text in texts)


def _root(part: Any) -> Any:
    """Return the root element of `part`, parsed without entities or network."""
    from lxml import etree

    if getattr(part, "element", None) is not None:
        return part.element
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _blocks(root: Any) -> Iterator[_Stretch]:
    """Yield the paragraphs and tables below `root`, in order; a table inside a table is text of its cell."""
    todo = list(reversed(root))
    while todo:
        element = todo.pop()
        if element.tag == f"{_W}p":
            yield from (_Stretch(text) for text in _paragraph(element))
        elif element.tag == f"{_W}tbl":
            yield _Stretch(rows_text(list(_rows(element))), "table")
        elif element.tag != _FALLBACK:
            todo += reversed(element)


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.iterchildren(f"{_W}tr"):
        yield [" ".join(text for p in cell.iter(f"{_W}p") for text in _paragraph(p)) for cell in row.iterchildren(f"{_W}tc")]


def _paragraph(paragraph: Any) -> Iterator[str]:
    """Yield the text of a paragraph, then that of the text boxes hung on it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    todo = list(reversed(paragraph))
    while todo:
        element = todo.pop()
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag == f"{_W}txbxContent":
            boxes.append(element)
        elif element.tag not in {f"{_W}del", f"{_W}pPr", _FALLBACK}:
            pieces.append(_SIGNS.get(element.tag, ""))
            todo += reversed(element)
    if "".join(pieces).strip():
        yield "".join(pieces).strip()
    for box in boxes:
        yield from (stretch.text for stretch in _blocks(box))
