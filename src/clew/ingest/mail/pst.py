"""Outlook's mailboxes (.pst, .ost), taken apart by readpst, a program of its own: docs/decisions/0008 says why."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from struct import unpack_from
from tempfile import TemporaryDirectory

from clew.errors import EvidenceError
from clew.ingest.mail.parts import Part, parse
from clew.ingest.mail.readpst import Told, extract, require
from clew.ingest.piece import Content, Piece

# What readpst writes, by the endings of its files: what each is called here, and its format.
_KINDS = {".eml": ("mail", "mail"), ".ics": ("appointment", "calendar"), ".vcf": ("contact", "card")}

# Where a mailbox says how long it is: from version 23 on, and before (ROOT.ibFileEof in [MS-PST] 2.2.2.6).
_LENGTHS = {True: ("<Q", 0xB8), False: ("<I", 0xA8)}

# readpst draws the delimiters of a mail's parts by lot, and attaches rich text that says again what the text says.
_DRAWN = re.compile(rb"--boundary-LibPST-iamunique-\d+_-_-")
_RICH = re.compile(
    rb"\n--([^\n]+)\nContent-Type: application/rtf\n(?:[^\n]+\n){0,5}?[^\n]*rtf-body\.rtf[^\n]*\n(?:[^\n]+\n){0,5}"
    rb"\n[A-Za-z0-9+/=\n]*?(?=\n--\1)"
)


def read(piece: Piece) -> Content:
    """Read a mailbox: what is in its folders is given back, each named by its folder ("Inbox/mail 3").

    PassedOver without readpst; EvidenceError when that finds nothing it can read. What it wrote is removed in any case.
    """
    program = require()
    held = TemporaryDirectory(prefix="clew-pst-")
    try:
        told = _told(program, piece, Path(held.name))
    except BaseException:
        held.cleanup()
        raise
    remarks = [*_cut_off(piece), *told.remarks()]
    return Content(inside=_items(piece, held), remark="; ".join(remarks))


def _told(program: str, piece: Piece, held: Path) -> Told:
    """Have readpst write what is in `piece` into held/found, and return what it said of it."""
    mailbox = Path(piece.path).resolve() if piece.path else held / "mailbox.pst"
    if not piece.path:
        mailbox.write_bytes(piece.data)
    told = extract(program, mailbox, held, piece.size)
    if told.broke and not any(path.is_file() for path in (held / "found").rglob("*")):
        raise EvidenceError(f"readpst cannot read it: {told.broke}")
    return told


def _cut_off(piece: Piece) -> Iterator[str]:
    """Yield a remark when the file is shorter than it says itself."""
    if len(piece.data) >= 0x200:
        (version,) = unpack_from("<H", piece.data, 10)
        layout, at = _LENGTHS[version >= 23]
        (length,) = unpack_from(layout, piece.data, at)
        if piece.size < length:
            yield f"cut off: {length - piece.size:,} of its {length:,} bytes are missing"


def _items(piece: Piece, held: TemporaryDirectory[str]) -> Iterator[Piece]:
    """Yield the items in the order of their folders and numbers."""
    try:
        found = Path(held.name) / "found"
        for folder in (found, *sorted(path for path in found.rglob("*") if path.is_dir())):
            yield from _in_folder(piece, folder, _called(folder.relative_to(found)))
    finally:
        held.cleanup()


def _called(folder: Path) -> str:
    """Return the way to `folder` in letters that a record can hold, with "/" behind it, or "" for the mailbox itself."""
    name = folder.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "" if name == "." else f"{name}/"


def _in_folder(piece: Piece, folder: Path, called: str) -> Iterator[Piece]:
    numbers = {name: count(1) for name, _ in (*_KINDS.values(), ("item", ""))}
    for file in sorted((path for path in folder.iterdir() if path.is_file()), key=_numbered):
        name, form = _KINDS.get(file.suffix, ("item", ""))
        data = file.read_bytes()
        file.unlink()
        yield piece.inner(cleaned(data) if form == "mail" else data, f"{called}{name} {next(numbers[name])}", "", None, form)


def _numbered(file: Path) -> tuple[int, str]:
    """Return what sorts readpst's files, which are called by numbers without leading zeros."""
    return (int(file.stem) if file.stem.isdecimal() else 0, file.name)


def cleaned(data: bytes) -> bytes:
    """Return a mail that readpst wrote without what readpst put in: the same mail comes out the same from every mailbox."""
    drawn: dict[bytes, bytes] = {}
    data = _DRAWN.sub(lambda m: drawn.setdefault(m[0], b"--part-%d-of-this-mail" % (len(drawn) + 1)), data)
    return _RICH.sub(b"", data) if b"rtf-body.rtf" in data and _has_text(parse(data)) else data


def _has_text(mail: Part) -> bool:
    """Whether `mail` has a text that is not rich text."""
    if mail.parts:
        return any(_has_text(part) for part in mail.parts)
    return mail.media in ("text/plain", "text/html") and bool(mail.body.strip())
