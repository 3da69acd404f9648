"""What lies over the cells of a workbook: comments, with who made them, and text boxes."""

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from clew.ingest.office.packages import relations
from clew.ingest.office.slides import drawn
from clew.ingest.office.stretches import said_by
from clew.ingest.office.table import Sheet
from clew.ingest.office.xmlparts import part

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_T = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = "xl/workbook.xml"


def notes(packed: ZipFile) -> Iterator[Sheet]:
    """Yield a sheet of one column for the comments and text boxes of each sheet that has any."""
    book = part(packed, _MAIN)
    targets = {relation.id: relation.target for relation in relations(packed, _MAIN)}
    people = dict(_people(packed))
    for sheet in () if book is None else book.iter(f"{_S}sheet"):
        lines = list(_lines(packed, targets.get(sheet.get(_ID, ""), ""), people))
        if lines:
            yield Sheet(f"{sheet.get('name', '')}: comments and text boxes", [[line] for line in lines])


def _people(packed: ZipFile) -> Iterator[tuple[str, str]]:
    for name in sorted(packed.namelist()):
        if name.startswith("xl/persons/") and name.endswith(".xml"):
            yield from ((e.get("id", ""), e.get("displayName", "")) for e in part(packed, name).iter(f"{_T}person"))


def _lines(packed: ZipFile, name: str, people: dict[str, str]) -> Iterator[str]:
    found = [relation for relation in relations(packed, name) if not relation.outside] if name else []
    threaded = any(relation.kind == "threadedComment" for relation in found)
    for relation in found:
        root = part(packed, relation.target) if relation.target.endswith(".xml") else None
        if root is None:
            continue
        if relation.kind == "threadedComment":
            yield from _threaded(root, people)
        elif relation.kind == "comments" and not threaded:
            # Beside threaded comments these say the same once more, for older programs.
            yield from _comments(root)
        elif relation.kind == "drawing":
            yield from (stretch.text for stretch in drawn(root))


def _comments(root: Any) -> Iterator[str]:
    writers = [writer.text or "" for writer in root.iter(f"{_S}author")]
    for comment in root.iter(f"{_S}comment"):
        number = comment.get("authorId", "")
        writer = writers[int(number)] if number.isdecimal() and int(number) < len(writers) else ""
        said = " ".join("".join(t.text or "" for t in comment.iter(f"{_S}t")).split())
        yield f"{comment.get('ref', '')}: {said_by(writer, '')}{said}"


def _threaded(root: Any, people: dict[str, str]) -> Iterator[str]:
    for comment in root.iter(f"{_T}threadedComment"):
        said = " ".join((comment.findtext(f"{_T}text") or "").split())
        yield f"{comment.get('ref', '')}: {said_by(people.get(comment.get('personId', '')), comment.get('dT'))}{said}"
