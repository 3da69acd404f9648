"""One file packed by gzip, bzip2 or xz, which may be a tar archive."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from clew.errors import EvidenceError
from clew.ingest.archives.members import LARGEST, Members
from clew.ingest.archives.taped import is_tar
from clew.ingest.archives.tarfile import members_of
from clew.ingest.archives.unpacking import Unpacking
from clew.ingest.charset import decode
from clew.ingest.piece import Content, Piece

# The endings that are taken off, and what is put in their place.
_ENDINGS = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}

# What may come out of a packed tar archive, as of any file: so many bytes, or so many times its own.
UNPACKED, RATIO = 300_000_000, 100

_TAR_HEAD = 512

# A gzip header whose flags say that the file's name follows, behind an extra field if there is one (RFC 1952).
_NAMED, _EXTRA, _HEADER = 8, 4, 10


def read(piece: Piece) -> Content:
    """Read a packed file: what comes out is one piece, or, when it is a tar archive, its members, read as they are unpacked.

    Of a damaged one all that comes out is read, with a remark; EvidenceError when that is nothing.
    """
    with piece.opened() as file:
        unpacking = _unpacking(piece, file)
        if is_tar(unpacking.peek(_TAR_HEAD)):
            return Content(inside=_archive(piece))
        data = unpacking.read(LARGEST + 1)
    if not data and unpacking.wrong:
        raise EvidenceError(f"a damaged packed file: {unpacking.wrong}")
    remark = f"damaged: {unpacking.wrong}; what came out until then is read" if unpacking.wrong else ""
    return Content(inside=(Members(piece).member(_name(piece), 0, lambda: data, remark),), remark=unpacking.beside)


def _archive(piece: Piece) -> Iterator[Piece]:
    with piece.opened() as file:
        unpacking = _unpacking(piece, file)
        yield from members_of(piece, cast("BinaryIO", unpacking))
        if unpacking.wrong:
            raise EvidenceError(f"damaged: {unpacking.wrong}")


def _unpacking(piece: Piece, file: BinaryIO) -> Unpacking:
    return Unpacking(file, max(UNPACKED, RATIO * piece.size))


def _name(piece: Piece) -> str:
    """Return what the file was called before it was packed: as the packed file says, or by the name that has now."""
    if told := _told(piece.data):
        return told
    ending = PurePosixPath(piece.name).suffix
    known = _ENDINGS.get(ending.lower())
    return (piece.name.removesuffix(ending) + known if known is not None else piece.name) or "unpacked"


def _told(data: bytes) -> str:
    """Return the name in a gzip header, without folders, or ""."""
    if not data.startswith(b"\x1f\x8b") or len(data) <= _HEADER or not data[3] & _NAMED:
        return ""
    at = _HEADER + (2 + int.from_bytes(data[_HEADER : _HEADER + 2], "little") if data[3] & _EXTRA else 0)
    m = re.match(rb"([^\0]{1,255})\0", data[at : at + 256])
    return PurePosixPath(decode(m[1]).text).name if m else ""
