"""What Word, Excel and PowerPoint files share (ECMA-376, part 2): parts that point to one another, facts, what lies inside."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from zipfile import ZipFile

from clew.ingest.office.stretches import facts, flat
from clew.ingest.office.xmlparts import part
from clew.ingest.piece import Piece
from clew.ingest.vocabulary import pattern
from clew.records import Header, Record

_TERMS, _ELEMENTS = "{http://purl.org/dc/terms/}", "{http://purl.org/dc/elements/1.1/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_FACTS = {
    "Author": f"{_ELEMENTS}creator",
    "Last-Modified-By": f"{_CORE}lastModifiedBy",
    "Created": f"{_TERMS}created",
    "Modified": f"{_TERMS}modified",
}
_HELD = re.compile(r"(?:word|xl|ppt)/(?:media|embeddings)/[^/]+$")


class Relation(Record, frozen=True, gc=False):
    """That one part points to another. kind: the last word of its type; target: the part's name, or an address outside."""

    id: str
    kind: str
    target: str
    outside: bool


def relations(packed: ZipFile, name: str) -> list[Relation]:
    """Return what the part called `name` points to, in order."""
    folder, _, last = name.rpartition("/")
    root = part(packed, f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels")
    return [_relation(folder, each) for each in root if isinstance(each.tag, str)] if root is not None else []


def _relation(folder: str, each: Any) -> Relation:
    target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
    if not outside:
        target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
    return Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], target, outside)


def title_and_facts(packed: ZipFile) -> tuple[str | None, tuple[Header, ...]]:
    """Return the title a file states, or None, and what else it says of itself."""
    core = part(packed, "docProps/core.xml")
    if core is None:
        return None, ()
    title = flat(core.findtext(f"{_ELEMENTS}title"))
    return title or None, facts((label, core.findtext(name)) for label, name in _FACTS.items())


def inside(piece: Piece, packed: ZipFile) -> Iterable[Piece]:
    """Return the pictures and files in it, unpacked as they are asked for; () for none."""
    names = [name for name in packed.namelist() if _HELD.match(name)]
    return _held(piece, packed, names) if names else ()


def _held(piece: Piece, packed: ZipFile, names: Sequence[str]) -> Iterator[Piece]:
    for name in names:
        yield piece.inner(packed.read(name), f"member {name}", name.rpartition("/")[2], piece.id)


def remarks(packed: ZipFile, instructions: Iterable[str] = ()) -> Iterator[str]:
    """Yield what is left alone: macros, and what would be fetched from elsewhere.

    instructions: the fields of the text, which may fetch too. A link that a reader may follow is not reported.
    """
    if any(name.endswith("vbaProject.bin") for name in packed.namelist()):
        yield "holds macros, which are not run"
    if _fetches(packed) or any(pattern("office/officewords", "fetches").search(said) for said in instructions):
        yield "points to files elsewhere, which are not fetched"


def _fetches(packed: ZipFile) -> bool:
    owners = (name.replace("_rels/", "").removesuffix(".rels") for name in packed.namelist() if name.endswith(".rels"))
    found = (relation for owner in owners for relation in relations(packed, owner))
    return any(relation.outside and relation.kind != "hyperlink" for relation in found)
