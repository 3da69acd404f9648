"""PowerPoint slides: the text of each in order, with its tables, notes and comments."""

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from clew.errors import EvidenceError
from clew.ingest.office.packages import inside, relations, remarks, title_and_facts
from clew.ingest.office.stretches import Stretch, office_content, said_by, stretched_document
from clew.ingest.office.table import rows_text
from clew.ingest.office.xmlparts import part
from clew.ingest.office.zipped import checked
from clew.ingest.piece import Content, Piece

_MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "ppt/presentation.xml"

# What hangs on a slide, in the order in which it is read.
_HUNG = ("diagramData", "notesSlide", "comments")


def read(piece: Piece) -> Content:
    """Read slides (pptx, pptm), hidden ones too. Macros are not run, nothing is fetched; pictures and files are given back."""
    packed = checked(piece.data)
    main = part(packed, _MAIN)
    if main is None or main.tag != f"{_P}presentation":
        raise EvidenceError("damaged: not readable as slides")
    title, headers = title_and_facts(packed)
    document = stretched_document(piece, _MEDIA, _stretches(packed, main), title, headers)
    return office_content(piece, document, inside(piece, packed), "; ".join(remarks(packed)))


def _stretches(packed: ZipFile, main: Any) -> Iterator[Stretch]:
    targets = {relation.id: relation.target for relation in relations(packed, _MAIN)}
    writers = {e.get("id"): e.get("name") for e in _every(part(packed, "ppt/commentAuthors.xml"), f"{_P}cmAuthor")}
    for slide in main.iter(f"{_P}sldId"):
        name = targets.get(slide.get(_ID, ""), "")
        yield from drawn(part(packed, name))
        hung = sorted(relations(packed, name), key=lambda each: (each.kind, each.target)) if name else []
        for kind in _HUNG:
            for each in (relation for relation in hung if relation.kind == kind and not relation.outside):
                root = part(packed, each.target)
                yield from _comments(root, writers) if kind == "comments" else drawn(root)


def _every(root: Any, name: str) -> Iterator[Any]:
    yield from () if root is None else root.iter(name)


def _comments(root: Any, writers: dict[str, str]) -> Iterator[Stretch]:
    for comment in _every(root, f"{_P}cm"):
        said = comment.findtext(f"{_P}text") or ""
        if said.strip():
            yield Stretch(said_by(writers.get(comment.get("authorId", "")), comment.get("dt")) + said)


def drawn(root: Any) -> Iterator[Stretch]:
    """Yield the text of each shape and each table below `root`, in order; a shape's paragraphs are its lines."""
    todo = [] if root is None else list(reversed(root))
    while todo:
        element = todo.pop()
        if element.tag == f"{_A}tbl":
            yield Stretch(rows_text(list(_rows(element))), "table")
        elif _holds_text(element):
            yield Stretch("\n".join(_lines(element)))
        elif element.tag != _FALLBACK:
            todo += reversed(element)


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.iterchildren(f"{_A}tr"):
        yield [" ".join(_lines(cell)) for cell in row.iterchildren(f"{_A}tc")]


def _holds_text(element: Any) -> bool:
    return isinstance(element.tag, str) and (element.find(f"{_A}p") is not None)


def _lines(body: Any) -> Iterator[str]:
    """Yield the paragraphs of a text body. A slide's number is a field that says nothing."""
    for paragraph in body.iter(f"{_A}p"):
        said = "".join(_runs(paragraph)).strip()
        if said:
            yield said


def _runs(paragraph: Any) -> Iterator[str]:
    for run in paragraph:
        if run.tag == f"{_A}br":
            yield "\n"
        elif run.tag == f"{_A}fld" and run.get("type", "").startswith("slidenum"):
            continue
        else:
            yield run.findtext(f"{_A}t") or ""
