"""Tar archives."""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from clew.errors import EvidenceError
from clew.ingest.archives.members import DEVICE, LINK, Members, bounded
from clew.ingest.piece import Content, Piece


def read(piece: Piece) -> Content:
    """Read a tar archive."""
    return Content(inside=_read(piece))


def _read(piece: Piece) -> Iterator[Piece]:
    with piece.opened() as file:
        yield from members_of(piece, file)


def members_of(piece: Piece, stream: BinaryIO) -> Iterator[Piece]:
    """Yield the members of the tar archive in `stream`, which is read once from beginning to end, as pieces of `piece`."""
    members = Members(piece)
    try:
        with tarfile.open(fileobj=stream, mode="r|") as packed:
            for entry in packed:
                yield from _member(members, packed, entry)
    except tarfile.TarError as error:
        raise EvidenceError(f"damaged from here on: {error}") from error


def _member(members: Members, packed: tarfile.TarFile, entry: tarfile.TarInfo) -> Iterator[Piece]:
    name = entry.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if entry.isfile():
        yield members.member(name, entry.size, partial(_unpacked, packed, entry))
    elif not entry.isdir():
        yield members.left_out(name, LINK if entry.issym() or entry.islnk() else DEVICE)


def _unpacked(packed: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    stream = packed.extractfile(entry)
    return bounded(stream) if stream else b""  # type: ignore[arg-type]
