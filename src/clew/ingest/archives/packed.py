"""One file packed by gzip, bzip2 or xz, which may be a tar archive."""

import bz2
import gzip
import lzma
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from clew.errors import EvidenceError
from clew.ingest.archives.members import Members, bounded
from clew.ingest.archives.tarfile import members_of
from clew.ingest.piece import Content, Piece

# A tar archive says so here.
_TAR_AT, _TAR = 257, b"ustar"

# The endings that are taken off, and what is put in their place.
_ENDINGS = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


def read(piece: Piece) -> Content:
    """Read a packed file: what comes out is one piece, or, when it is a tar archive, its members, read as they are unpacked."""
    with _unpacking(piece) as stream:
        try:
            head = stream.read(_TAR_AT + len(_TAR))
        except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
            raise EvidenceError(f"a damaged packed file: {error}") from error
    return Content(inside=_archive(piece) if head[_TAR_AT:] == _TAR else _file(piece))


def _archive(piece: Piece) -> Iterator[Piece]:
    with _unpacking(piece) as stream:
        yield from members_of(piece, cast("BinaryIO", stream))


def _file(piece: Piece) -> Iterator[Piece]:
    yield Members(piece).member(_name(piece.name), 0, partial(_unpacked, piece))


def _unpacked(piece: Piece) -> bytes:
    return bounded(cast("BinaryIO", _unpacking(piece)))


def _unpacking(piece: Piece) -> IO[bytes]:
    if piece.data.startswith(b"BZh"):
        return cast("IO[bytes]", bz2.BZ2File(piece.opened()))
    if piece.data.startswith(b"\xfd7zXZ"):
        return cast("IO[bytes]", lzma.LZMAFile(piece.opened()))
    return cast("IO[bytes]", gzip.GzipFile(fileobj=piece.opened()))


def _name(name: str) -> str:
    """Return what the file was called before it was packed, by the name it has now."""
    ending = PurePosixPath(name).suffix
    return name.removesuffix(ending) + _ENDINGS[ending] if ending in _ENDINGS else name or "unpacked"
