"""What lies in an archive, one member after another; none is ever written to disk, whatever its name says."""

from collections import Counter
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

from clew.ingest.piece import Piece

# The most that one member may unpack to: as with files, more would not fit beside its documents in what a worker may use.
LARGEST = 200_000_000

LINK, DEVICE = "a link; links are not followed", "a device, a pipe or the like, not a file"

# What systems leave in folders and archives, by name: nobody wrote it.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "ehthumbs.db", ".localized", "Icon\r"})


class Members:
    """Makes pieces of the members of one archive, named by their way in it; a second of one name is told apart."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self._names: Counter[str] = Counter()

    def member(self, name: str, size: int, read: Callable[[], bytes]) -> Piece:
        """Return the member called `name`. size: bytes it says it has; read: gives its bytes, and may raise.

        A member that cannot be had is a piece that says why: it costs itself, not the archive.
        """
        if litter(name):
            return self.left_out(name, "left there by the system, not evidence")
        if size > LARGEST:
            return self.lost(name, f"larger than {LARGEST // 1_000_000} MB unpacked: unpack it and add what comes out")
        try:
            data = read()
        except Exception as error:  # a hostile or damaged member may make its library raise anything
            return self.lost(name, f"cannot be unpacked: {' '.join(str(error).split())[:120] or type(error).__name__}")
        if len(data) > LARGEST:
            return self.lost(name, f"larger than {LARGEST // 1_000_000} MB unpacked, which it does not say")
        return self._piece.inner(data, self._part(name), PurePosixPath(name).name, None)

    def left_out(self, name: str, reason: str) -> Piece:
        """Return a member that is passed over on purpose."""
        return self._piece.without("passed", reason, self._part(name))

    def lost(self, name: str, reason: str) -> Piece:
        """Return a member that could not be read."""
        return self._piece.without("failed", reason, self._part(name))

    def _part(self, name: str) -> str:
        self._names[name] += 1
        return name if self._names[name] == 1 else f"{name} ({self._names[name]})"


def bounded(stream: BinaryIO) -> bytes:
    """Return what `stream` gives, and no more than shows that it is too large."""
    with stream:
        return stream.read(LARGEST + 1)


def litter(name: str) -> bool:
    """Whether a file of this name is what systems leave behind in folders and archives."""
    way = PurePosixPath(name)
    return way.name in _LITTER or way.name.startswith("._") or "__MACOSX" in way.parts
