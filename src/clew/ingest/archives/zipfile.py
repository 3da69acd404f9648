"""Zip archives."""

import zipfile
from collections.abc import Iterator
from functools import partial
from stat import S_IFMT, S_ISDIR, S_ISLNK, S_ISREG

from clew.ingest.archives import salvage
from clew.ingest.archives.members import DEVICE, LINK, Members, Unreadable
from clew.ingest.archives.zipnames import name_of
from clew.ingest.office.zipped import LOCKED
from clew.ingest.piece import Content, Cut, Piece

# The flag of an entry that needs a password.
_LOCKED = 0x1

# Older code raises more kinds of error on damage than it says.
_WRONG = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError, OverflowError)


def read(piece: Piece) -> Content:
    """Read a zip archive, or the members of a cut of it.

    One whose list of contents is damaged is read as far as its members are found without it; EvidenceError when none is.
    """
    try:
        with piece.opened() as file:
            zipfile.ZipFile(file)
    except _WRONG as error:
        return salvage.read(piece, error)
    return Content(inside=_members(piece))


def cuts(piece: Piece, size: int) -> Iterator[Cut]:
    """Yield stretches of members (by their order, from 0) of about `size` bytes packed, of an archive or of a cut of it."""
    with piece.opened() as file, zipfile.ZipFile(file) as packed:
        entries = _entries(packed)
    whole = piece.cut or Cut(0, len(entries), 1)
    start, held = whole.start, 0
    for n, entry in enumerate(entries[whole.start : whole.end], whole.start):
        if held >= size:
            yield Cut(start, n, start + 1)
            start, held = n, 0
        held += entry.compress_size + 1
    if held:
        yield Cut(start, min(whole.end, len(entries)), start + 1)


def _entries(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return what is no folder. A folder that has bytes is none."""
    return [entry for entry in packed.infolist() if entry.file_size or not entry.is_dir()]


def _members(piece: Piece) -> Iterator[Piece]:
    members = Members(piece)
    with piece.opened() as file, zipfile.ZipFile(file) as packed:
        for n, entry in enumerate(_entries(packed)):
            if piece.cut and n >= piece.cut.end:
                return
            if piece.cut and n < piece.cut.start:
                members.part(name_of(entry))
            else:
                yield _member(members, packed, entry)


def _member(members: Members, packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Piece:
    name = name_of(entry)
    if reason := _no_file(entry):
        return members.left_out(name, reason)
    if entry.flag_bits & _LOCKED:
        return members.lost(name, LOCKED)
    return members.member(name, entry.file_size, partial(_unpacked, packed, entry))


def _no_file(entry: zipfile.ZipInfo) -> str:
    """Return why an entry is not read that says it is something else on Unix; "" for a file."""
    mode = entry.external_attr >> 16
    if S_ISLNK(mode):
        return LINK
    return "" if not S_IFMT(mode) or S_ISREG(mode) or S_ISDIR(mode) else DEVICE


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a member. No more than it says are asked for: the library would unpack all of them, then cut."""
    try:
        with packed.open(entry) as stream:
            return stream.read(entry.file_size + 1)
    except NotImplementedError as error:
        raise Unreadable(f"a way of packing that is not known here (number {entry.compress_type})") from error
