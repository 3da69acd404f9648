"""Zip archives."""

import zipfile
from collections.abc import Iterator
from functools import partial
from stat import S_ISLNK

from clew.errors import EvidenceError
from clew.ingest.archives.members import LINK, Members, bounded
from clew.ingest.charset import decode
from clew.ingest.office.zipped import LOCKED
from clew.ingest.piece import Content, Cut, Piece

# The flags of an entry: it needs a password; its name is UTF-8.
_LOCKED, _UTF8 = 0x1, 0x800

_WRONG = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError)


def read(piece: Piece) -> Content:
    """Read a zip archive, or the members of a cut of it. EvidenceError when its list of contents cannot be read."""
    entries = _entries(piece)
    return Content(inside=_members(piece, entries[piece.cut.start : piece.cut.end] if piece.cut else entries))


def cuts(piece: Piece, size: int) -> Iterator[Cut]:
    """Yield stretches of members (by their order, from 0) of about `size` bytes packed, of an archive or of a cut of it."""
    entries = _entries(piece)
    whole = piece.cut or Cut(0, len(entries), 1)
    start, held = whole.start, 0
    for n, entry in enumerate(entries[whole.start : whole.end], whole.start):
        if held >= size:
            yield Cut(start, n, start + 1)
            start, held = n, 0
        held += entry.compress_size + 1
    if held:
        yield Cut(start, min(whole.end, len(entries)), start + 1)


def _entries(piece: Piece) -> list[zipfile.ZipInfo]:
    try:
        with piece.opened() as file, zipfile.ZipFile(file) as packed:
            return [entry for entry in packed.infolist() if not entry.is_dir()]
    except _WRONG as error:
        raise EvidenceError("a damaged zip file (or docx, xlsx): its list of contents cannot be read") from error


def _members(piece: Piece, entries: list[zipfile.ZipInfo]) -> Iterator[Piece]:
    members = Members(piece)
    with piece.opened() as file, zipfile.ZipFile(file) as packed:
        for entry in entries:
            name = _name(entry)
            if S_ISLNK(entry.external_attr >> 16):
                yield members.left_out(name, LINK)
            elif entry.flag_bits & _LOCKED:
                yield members.lost(name, LOCKED)
            else:
                yield members.member(name, entry.file_size, partial(_unpacked, packed, entry))


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    return bounded(packed.open(entry))  # type: ignore[arg-type]


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry. The library reads one that is not said to be UTF-8 as code page 437; it may be anything."""
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return decode(entry.filename.encode("cp437")).text
    except UnicodeEncodeError:
        return entry.filename
