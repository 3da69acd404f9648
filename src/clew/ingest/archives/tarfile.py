"""Tar archives."""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Self

from clew.errors import EvidenceError
from clew.ingest.archives.members import DEVICE, LINK, Members, bounded
from clew.ingest.piece import Content, Piece

# How often an honest reader meets the end: at the last block, and once more when it looks for another.
ENDS = 8


def read(piece: Piece) -> Content:
    """Read a tar archive."""
    return Content(inside=_read(piece))


def _read(piece: Piece) -> Iterator[Piece]:
    with piece.opened() as file:
        yield from members_of(piece, file)


def members_of(piece: Piece, stream: BinaryIO) -> Iterator[Piece]:
    """Yield the members of the tar archive in `stream`, which is read once from beginning to end, as pieces of `piece`.

    Behind a damaged header, and behind the end of an archive to which another was joined, it goes on at the next header.
    """
    members, entries = Members(piece), _entries()
    try:
        with tarfile.open(fileobj=_Ending(stream), mode="r|", ignore_zeros=True, tarinfo=entries) as packed:  # type: ignore[call-overload]
            for entry in packed:
                yield from _member(members, packed, entry)
    except tarfile.TarError as error:
        raise EvidenceError(f"damaged from here on: {error}") from error
    if entries.damaged:
        yield members.lost("damaged blocks", f"{entries.damaged:,} blocks of {tarfile.BLOCKSIZE} bytes that belong to no member")


class _Entry(tarfile.TarInfo):
    """What the library makes of a header. damaged: how many blocks that stand where one should be are none."""

    damaged = 0

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Return the header in `buf`."""
        try:
            return super().frombuf(buf, encoding, errors)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError):  # type: ignore[attr-defined]
            cls.damaged += 1
            raise


def _entries() -> type[_Entry]:
    """Return a class that counts for one archive: the library makes the headers itself, of the class it is given."""
    return type("_Entry", (_Entry,), {})


class _Ending:
    """A stream that ends once. A member that says it has exabytes is passed over block by block, long after the archive's end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ends = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes; EvidenceError for who asks again and again at the end."""
        data = self._stream.read(size)
        self._ends += not data
        if self._ends > ENDS:
            raise EvidenceError("it ends before what it says it holds")
        return data


def _member(members: Members, packed: tarfile.TarFile, entry: tarfile.TarInfo) -> Iterator[Piece]:
    name = entry.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if entry.isfile():
        yield members.member(name, entry.size, partial(_unpacked, packed, entry))
    elif not entry.isdir():
        yield members.left_out(name, LINK if entry.issym() or entry.islnk() else DEVICE)


def _unpacked(packed: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    stream = packed.extractfile(entry)
    return bounded(stream) if stream else b""  # type: ignore[arg-type]
