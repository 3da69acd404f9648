"""A Word document: paragraphs, tables, notes and comments, in the order of its parts; insertions are read, deletions are not."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import ZipFile

from clew.errors import EvidenceError
from clew.ingest.office.packages import inside, remarks, title_and_facts
from clew.ingest.office.stretches import Stretch, deletions, furniture, office_content, said_by, stretched_document
from clew.ingest.office.table import rows_text
from clew.ingest.office.xmlparts import parsed
from clew.ingest.office.zipped import checked
from clew.ingest.piece import Content, Piece

_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W = f"{{{_SPACE}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# What a run of text holds, and what stands for it.
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Of what was moved, the place it was moved from.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", _FALLBACK})
_OFF = frozenset({"0", "false", "off"})

_MAIN = "word/document.xml"
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml$")
_COMMENTS = re.compile(r"word/comments\.xml$")
_MARGINS = re.compile(r"word/(header|footer)\d*\.xml$")


def read(piece: Piece) -> Content:
    """Read a Word document (docx, docm). Macros are not run, nothing is fetched; pictures and files in it are given back."""
    packed = checked(piece.data)
    roots = {name: _root(packed, name) for name in sorted(packed.namelist()) if _is_read(name)}
    if roots[_MAIN].tag != f"{_W}document":
        raise EvidenceError("damaged: not readable as a Word document")
    title, headers = title_and_facts(packed)
    document = stretched_document(piece, _MEDIA, _stretches(roots), title, headers)
    return office_content(piece, document, inside(piece, packed), "; ".join(_remarks(packed, list(roots.values()))))


def _is_read(name: str) -> bool:
    return name == _MAIN or any(which.match(name) for which in (_NOTES, _COMMENTS, _MARGINS))


def _root(packed: ZipFile, name: str) -> Any:
    """Return the root of a part. Word writes the same words in another namespace when asked to be strict."""
    return parsed(packed.read(name).replace(_STRICT.encode(), _SPACE.encode()))


def _stretches(roots: dict[str, Any]) -> Iterator[Stretch]:
    yield from furniture(_margins(roots, "header"))
    yield from _blocks(roots[_MAIN])
    for name, root in roots.items():
        if _NOTES.match(name):
            yield from _blocks(root)
        elif _COMMENTS.match(name):
            yield from _comments(root)
    yield from furniture(_margins(roots, "footer"))


def _comments(root: Any) -> Iterator[Stretch]:
    for comment in root.iter(f"{_W}comment"):
        said = "\n".join(stretch.text for stretch in _blocks(comment))
        if said:
            yield Stretch(said_by(comment.get(f"{_W}author"), comment.get(f"{_W}date")) + said)


def _margins(roots: dict[str, Any], kind: str) -> Iterator[str]:
    for name, root in roots.items():
        m = _MARGINS.match(name)
        if m and m[1] == kind:
            yield from (stretch.text for stretch in _blocks(root))


def _remarks(packed: ZipFile, roots: Sequence[Any]) -> Iterator[str]:
    """Yield what a reader should know that the text does not show."""
    deleted = [d.get(f"{_W}author", "") for root in roots for d in root.iter(f"{_W}del") if d.find(f".//{_W}delText") is not None]
    fields = [e.text or "" for root in roots for e in root.iter(f"{_W}instrText")]
    fields += [e.get(f"{_W}instr", "") for root in roots for e in root.iter(f"{_W}fldSimple")]
    if deleted:
        yield deletions(deleted)
    if any(e.get(f"{_W}val", "1") not in _OFF for root in roots for e in root.iter(f"{_W}vanish") if _has_text(e)):
        yield "hidden text is shown with the rest"
    yield from remarks(packed, fields)


def _has_text(vanish: Any) -> bool:
    """Whether a mark of hidden text is one of a run with words: paragraph marks and styles have it too."""
    run = vanish.getparent().getparent()
    return run is not None and any((t.text or "").strip() for t in run.iterchildren(f"{_W}t"))


def _blocks(root: Any) -> Iterator[Stretch]:
    """Yield the paragraphs and tables below `root`, in order; a table inside a table is text of its cell."""
    todo = list(reversed(root))
    while todo:
        element = todo.pop()
        if element.tag == f"{_W}p":
            yield from (Stretch(text) for text in _paragraph(element))
        elif element.tag == f"{_W}tbl":
            yield Stretch(rows_text(list(_rows(element))), "table")
        elif element.tag not in _SKIPPED:
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
        elif element.tag not in _SKIPPED:
            pieces.append(_SIGNS.get(element.tag, ""))
            todo += reversed(element)
    if "".join(pieces).strip():
        yield "".join(pieces).strip()
    for box in boxes:
        yield from (stretch.text for stretch in _blocks(box))
