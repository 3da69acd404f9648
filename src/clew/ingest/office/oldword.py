"""A Word document of the years 1997 to 2003 (.doc)."""

import re
from collections.abc import Iterator

from clew.ingest.office.compound import opened, stream
from clew.ingest.office.embedded import files
from clew.ingest.office.stretches import Stretch, furniture, office_content, stretched_document
from clew.ingest.office.summary import STREAM, title_and_facts
from clew.ingest.office.table import rows_text
from clew.ingest.office.worddoc import CELL, ROW, Written, written
from clew.ingest.piece import Content, Piece
from clew.ingest.vocabulary import pattern

_MEDIA = "application/msword"

# A field: what it does, and what it shows. Fields lie in fields; the innermost is undone first.
_FIELD = re.compile(r"\x13([^\x13\x15]*)\x15")
_DEEPEST = 20
# Line ends, hyphens, column ends; the marks of pictures, notes and comments stand for nothing.
_SIGNS = str.maketrans("\x0b\x1e\x0e", "\n-\r", "\x1f\x01\x02\x05\x08")
_ENDS = re.compile(r"[\r\x0c]")


def read(piece: Piece) -> Content:
    """Read a Word document: its text, tables, notes, comments, text boxes and running heads. Files put into it are given back."""
    with opened(piece.data) as store:
        found = written(stream(store, "WordDocument"), {n: stream(store, f"{n}Table") for n in (0, 1)})
        title, headers = title_and_facts(stream(store, STREAM))
        macros = store.exists("Macros")
        held = list(files(store, ["ObjectPool"]))
    document = stretched_document(piece, _MEDIA, _stretches(found), title, headers)
    inside = tuple(piece.inner(data, f"object {n}", name, piece.id) for n, (name, data) in enumerate(held, 1))
    return office_content(piece, document, inside, "; ".join(_remarks(found, macros=macros)))


def _stretches(found: Written) -> Iterator[Stretch]:
    for name in ("body", "notes", "endnotes", "comments", "boxes"):
        yield from _paragraphs(_shown(found.parts[name]))
    yield from furniture(s.text for name in ("margins", "margin boxes") for s in _paragraphs(_shown(found.parts[name])))


def _shown(text: str) -> str:
    """Return the text with what its fields show in place of what they do."""
    for _ in range(_DEEPEST):
        text, changed = _FIELD.subn(lambda m: m[1].rpartition("\x14")[2] if "\x14" in m[1] else "", text)
        if not changed:
            break
    text = text.translate(_SIGNS)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _paragraphs(text: str) -> Iterator[Stretch]:
    """Yield paragraphs and tables."""
    rows: list[list[str]] = []
    for said in _ENDS.split(text):
        *found, rest = said.split(ROW)
        rows += [row.removesuffix(CELL).split(CELL) for row in found]
        if rest.strip() or not found:
            yield from _table(rows)
            rows = []
            yield Stretch(rest.replace(CELL, "\n"))
    yield from _table(rows)


def _table(rows: list[list[str]]) -> Iterator[Stretch]:
    if rows:
        yield Stretch(rows_text(rows), "table")


def _remarks(found: Written, *, macros: bool) -> Iterator[str]:
    if found.deleted:
        yield f"deletions that are tracked and not shown: {found.deleted}"
    if found.hidden:
        yield "hidden text is shown with the rest"
    if macros:
        yield "holds macros, which are not run"
    if pattern("office/officewords", "fetches").search("\n".join(found.parts.values())):
        yield "points to files elsewhere, which are not fetched"
