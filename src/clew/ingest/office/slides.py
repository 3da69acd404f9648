"""PowerPoint slides: the text of each in order, with its tables, notes and comments."""

import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile, ZipFile

from clew.errors import EvidenceError
from clew.ingest.office.packages import inside, relations, remarks, title_and_facts
from clew.ingest.office.stretches import Stretch, flat, office_content, said_by, stretched_document
from clew.ingest.office.table import rows_text
from clew.ingest.office.xmlparts import parsed
from clew.ingest.office.zipped import checked
from clew.ingest.piece import Content, Piece

_MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK, _CHOICE = f"{_COMPATIBLE}Fallback", f"{_COMPATIBLE}AlternateContent"
_MAIN = "ppt/presentation.xml"
_SLIDE = re.compile(r"ppt/slides/[^/]+\.xml$")

# PowerPoint writes the same words in other namespaces when asked to be strict.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/presentationml/main", _P[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _ID[1:].partition("}")[0].encode()),
)

# What hangs on a slide, in the order in which it is read.
_HUNG = ("diagramData", "chart", "notesSlide", "comments")


def read(piece: Piece) -> Content:
    """Read slides (pptx, pptm), hidden ones too. Macros are not run, nothing is fetched; pictures and files are given back."""
    packed = checked(piece.data)
    main = _root(packed, _MAIN)
    if main is None or main.tag != f"{_P}presentation":
        raise EvidenceError("damaged: not readable as slides")
    title, headers = title_and_facts(packed)
    lost: list[str] = []
    document = stretched_document(piece, _MEDIA, _stretches(packed, main, lost), title, headers)
    unread = f"missing or damaged, and not read: {', '.join(map(flat, lost[:10]))}" if lost else ""
    return office_content(piece, document, inside(piece, packed), "; ".join(filter(None, [unread, *remarks(packed)])))


def _stretches(packed: ZipFile, main: Any, lost: list[str]) -> Iterator[Stretch]:
    writers = _writers(packed)
    for name in _slides(packed, main):
        yield from drawn(_readable(packed, name, lost))
        hung = sorted(relations(packed, name), key=lambda each: (each.kind, each.target))
        for kind in _HUNG:
            for target in dict.fromkeys(each.target for each in hung if each.kind == kind and not each.outside):
                yield from _hung(kind, _readable(packed, target, lost), writers)


def _slides(packed: ZipFile, main: Any) -> list[str]:
    """Return the names of the slides, each once: in the order of the presentation, then those that it does not list."""
    targets = {relation.id: relation.target for relation in relations(packed, _MAIN)}
    ids = [slide.get(_ID, "") for slide in main.iter(f"{_P}sldId")]
    rest = sorted((name for name in packed.namelist() if _SLIDE.match(name)), key=lambda name: (len(name), name))
    return list(dict.fromkeys([*(targets.get(id, f"slide {id}") for id in ids), *rest]))


def _root(packed: ZipFile, name: str) -> Any:
    """Return the root of a part, or None when there is none."""
    if name not in packed.NameToInfo:
        return None
    data = packed.read(name)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return parsed(data)


def _readable(packed: ZipFile, name: str, lost: list[str]) -> Any:
    """Return the root of a part; None when there is none or it is damaged: its name is then in `lost`."""
    from lxml import etree

    try:
        root = _root(packed, name)
    except (etree.XMLSyntaxError, BadZipFile):
        root = None
    if root is None:
        lost.append(name)
    return root


def _writers(packed: ZipFile) -> dict[str, str]:
    """Return who writes comments, by the ids of the old and the new kind of comments."""
    roots = [_root(packed, name) for name in ("ppt/commentAuthors.xml", "ppt/authors.xml")]
    return {each.get("id", ""): each.get("name", "") for root in roots if root is not None for each in root}


def _hung(kind: str, root: Any, writers: dict[str, str]) -> Iterator[Stretch]:
    if kind == "comments":
        yield from _comments(root, writers)
    elif kind == "notesSlide":
        said = "\n".join(stretch.text for stretch in drawn(root) if stretch.text)
        yield Stretch(f"Notes: {said}" if said else "")
    else:
        yield from drawn(root)


def _comments(root: Any, writers: dict[str, str]) -> Iterator[Stretch]:
    """Yield the comments of the old kind, and those of the new (2018), which have replies."""
    for comment in () if root is None else root.iter("{*}cm", "{*}reply"):
        body = comment.find("{*}txBody")
        said = (comment.findtext(f"{_P}text") or "") if body is None else "\n".join(_lines(body))
        if said.strip():
            yield Stretch(said_by(writers.get(comment.get("authorId", "")), comment.get("dt") or comment.get("created")) + said)


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
        elif run.tag == _CHOICE:
            yield from _runs(run[0]) if len(run) else ()
        else:
            yield "".join(said.text or "" for said in run.iter("{*}t"))
