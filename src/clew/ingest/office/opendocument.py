"""OpenDocument texts, sheets, slides and drawings, packed or as one file of XML."""

from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from zipfile import ZipFile

from clew.errors import EvidenceError
from clew.ingest.office.odfnames import DC, DRAW, META, OFFICE, STYLE, TEXT, XLINK
from clew.ingest.office.odfsheet import sheets
from clew.ingest.office.odftext import stretches
from clew.ingest.office.stretches import Stretch, deletions, facts, flat, furniture, office_content, stretched_document
from clew.ingest.office.table import sheet_document
from clew.ingest.office.xmlparts import entities, parsed, part
from clew.ingest.office.zipped import LOCKED, checked
from clew.ingest.piece import Content, Piece
from clew.records import Document, Header

_MEDIA = "application/vnd.oasis.opendocument."
_TYPES = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation", "drawing": "graphics", "chart": "chart"}

# What an OpenDocument file is made of itself; anything else in it was put into it.
_OWN = ("META-INF/", "Configurations2/", "Thumbnails/", "ObjectReplacements/", "Basic/", "Scripts/", "Dialogs/")
_PARTS = frozenset({"mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "layout-cache"})
_MACROS = ("Basic/", "Scripts/")


def read(piece: Piece) -> Content:
    """Read an OpenDocument file. Macros are not run, nothing it points to is fetched; what lies in it is given back."""
    if not piece.data.startswith(b"PK"):
        root = parsed(piece.data)
        return _content(piece, root, root, root, tuple(_pictures(piece, root)), ())
    packed = checked(piece.data)
    if b"encryption-data" in _manifest(packed):
        raise EvidenceError(LOCKED)
    content, styles, meta = (part(packed, name) for name in ("content.xml", "styles.xml", "meta.xml"))
    names = packed.namelist()
    members = _members(names)
    return _content(piece, content, styles, meta, _inside(piece, packed, members) if members else (), names)


def _manifest(packed: ZipFile) -> bytes:
    entry = packed.NameToInfo.get("META-INF/manifest.xml")
    return packed.read(entry) if entry and entry.file_size < 10_000_000 else b""


def _content(piece: Piece, root: Any, styles: Any, meta: Any, inside: Iterable[Piece], names: Sequence[str]) -> Content:
    body = next(iter(root.iter(f"{OFFICE}body")), root)
    holder = body[0] if len(body) else body
    return office_content(piece, _document(piece, holder, styles, meta), inside, _remark(root, names))


def _document(piece: Piece, holder: Any, styles: Any, meta: Any) -> Document:
    name = str(holder.tag).removeprefix(OFFICE)
    media = _MEDIA + _TYPES.get(name, "text")
    title = flat(_said(meta, f"{DC}title")) or None
    headers = tuple(_facts(meta))
    if name == "spreadsheet":
        return sheet_document(piece, media, list(sheets(holder)), title, headers)
    return stretched_document(piece, media, _stretches(holder, styles), title, headers)


def _stretches(holder: Any, styles: Any) -> Iterator[Stretch]:
    yield from furniture(_margins(styles, "header"))
    yield from stretches(holder)
    yield from furniture(_margins(styles, "footer"))


def _margins(styles: Any, name: str) -> Iterator[str]:
    masters = [] if styles is None else styles.iter(f"{STYLE}master-page")
    for master in masters:
        for margin in master:
            if isinstance(margin.tag, str) and margin.tag.startswith(f"{STYLE}{name}"):
                yield "\n".join(stretch.text for stretch in stretches(margin) if stretch.text.strip())


def _said(meta: Any, name: str) -> str:
    """Return what the file says of itself under `name`; comments have writers and dates too, but not there."""
    holder = None if meta is None else next(iter(meta.iter(f"{OFFICE}meta")), None)
    return "" if holder is None else holder.findtext(name) or ""


def _facts(meta: Any) -> tuple[Header, ...]:
    named = {
        "Author": f"{META}initial-creator",
        "Last-Modified-By": f"{DC}creator",
        "Created": f"{META}creation-date",
        "Modified": f"{DC}date",
    }
    return facts((label, _said(meta, name)) for label, name in named.items())


def _members(names: Sequence[str]) -> list[str]:
    """Return the names of the pictures and files in it; of an object made of parts, that of its content."""
    return [name for name in names if not name.startswith(_OWN) and _put_in(*name.rpartition("/")[::2])]


def _put_in(folder: str, last: str) -> bool:
    if "/Configurations2" in folder or "/Thumbnails" in folder or not last:
        return False
    return last not in _PARTS or (last == "content.xml" and bool(folder))


def _inside(piece: Piece, packed: ZipFile, names: Sequence[str]) -> Iterator[Piece]:
    """Yield what lies in it, unpacked as it is asked for."""
    for name in names:
        folder, _, last = name.rpartition("/")
        form = "opendocument" if last == "content.xml" else ""
        yield piece.inner(packed.read(name), f"member {name}", folder if form else last, piece.id, form)


def _pictures(piece: Piece, root: Any) -> Iterator[Piece]:
    """Yield the pictures in a file of XML, where they stand as Base64."""
    for n, element in enumerate(root.iter(f"{OFFICE}binary-data"), 1):
        try:
            yield piece.inner(b64decode(element.text or ""), f"picture {n}", "", piece.id)
        except ValueError:
            yield piece.without("failed", "damaged: not readable as Base64", f"picture {n}")


def _remark(root: Any, names: Sequence[str]) -> str:
    region = f"{TEXT}changed-region/{TEXT}deletion/{OFFICE}change-info/{DC}creator"
    writers = [found.text or "" for changes in root.iter(f"{TEXT}tracked-changes") for found in changes.iterfind(region)]
    pointed = [e.get(f"{XLINK}href", "") for e in root.iter(f"{DRAW}image", f"{TEXT}section-source")]
    remarks = (
        deletions(writers),
        "names words of its own (XML entities), which are not put in" if entities(root) else "",
        "holds macros, which are not run" if any(name.startswith(_MACROS) for name in names) else "",
        "points to files elsewhere, which are not fetched" if any("://" in each for each in pointed) else "",
    )
    return "; ".join(filter(None, remarks))
