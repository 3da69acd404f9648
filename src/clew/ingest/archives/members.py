"""What lies in an archive, one member after another; none is ever written to disk, whatever its name says."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

from msgspec.structs import replace

from clew.errors import EvidenceError
from clew.ingest.piece import Piece, inert, told

# The most that one member may unpack to: as with files, more would not fit beside its documents in what a worker may use.
LARGEST = 200_000_000

LINK, DEVICE, LITTER = (
    "a link; links are not followed",
    "a device, a pipe or the like, not a file",
    "left there by the system, not evidence",
)
_OUTWARDS = "its name leads out of the archive; nothing is written there"
_TOO_LARGE = f"larger than {LARGEST // 1_000_000} MB unpacked"

# What systems leave in folders and archives, by name: nobody wrote it.
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".localized", "icon\r"})

# A name that begins at the top of a disk, a Windows one's too.
_TOP = re.compile(r"/|\\|[A-Za-z]:[\\/]")


class Unreadable(EvidenceError):
    """A member that its archive does not give. spent: bytes that were unpacked before that was known."""

    def __init__(self, reason: str, spent: int = 0) -> None:
        super().__init__(reason)
        self.spent = spent


class Members:
    """Makes pieces of the members of one archive, named by their way in it; a second of one name is told apart."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self._named: set[str] = set()
        self._again: dict[str, int] = {}

    def member(self, name: str, size: int, read: Callable[[], bytes], remark: str = "") -> Piece:
        """Return the member called `name`. size: bytes it says it has; read: gives its bytes, and may raise; remark: on how
        it came.

        A member that cannot be had is a piece that says why: it costs itself, not the archive.
        """
        if litter(name):
            return self.left_out(name, LITTER)
        if size > LARGEST:
            return self.lost(name, f"{_TOO_LARGE}: unpack it and add what comes out")
        try:
            data = read()
        except Exception as error:  # a hostile or damaged member may make its library raise anything
            said = told(error, 120)
            return self.lost(name, f"cannot be unpacked: {said}", error.spent if isinstance(error, Unreadable) else size)
        if len(data) > LARGEST:
            return self.lost(name, f"{_TOO_LARGE}, which it does not say", len(data))
        remarks = "; ".join(filter(None, [remark, _OUTWARDS if _leads_out(name) else ""]))
        return replace(self._piece.inner(data, self.part(name), PurePosixPath(name).name, None), remark=remarks)

    def left_out(self, name: str, reason: str) -> Piece:
        """Return a member that is passed over on purpose."""
        return self._piece.without("passed", reason, self.part(name))

    def lost(self, name: str, reason: str, spent: int = 0) -> Piece:
        """Return a member that could not be read. spent: bytes that were unpacked for it."""
        return self._piece.without("failed", reason, self.part(name), spent)

    def part(self, name: str) -> str:
        """Return what a member of this name is called as a part: each once, and none nothing, which is the archive itself."""
        shown = part = inert(name) or "nameless"
        while part in self._named:
            self._again[shown] = self._again.get(shown, 1) + 1
            part = f"{shown} ({self._again[shown]})"
        self._named.add(part)
        return part


def bounded(stream: BinaryIO) -> bytes:
    """Return what `stream` gives, and no more than shows that it is too large."""
    with stream:
        return stream.read(LARGEST + 1)


def litter(name: str) -> bool:
    """Whether a file of this name is what systems leave behind in folders and archives."""
    way = PurePosixPath(name)
    return way.name.lower() in _LITTER or way.name.startswith("._") or "__MACOSX" in way.parts


def _leads_out(name: str) -> bool:
    return bool(_TOP.match(name)) or ".." in re.split(r"[/\\]", name)
