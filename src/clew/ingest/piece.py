"""What a reader is given, and what it gives back."""

import re
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from msgspec.structs import replace

from clew.errors import EvidenceError
from clew.records import Document, Receipt, Record, Source, digest


class PassedOver(EvidenceError):
    """A file, or a part of one, left out on purpose; the message says why."""


# Control characters, line ends among them, and those that turn the direction of what is shown behind them.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def inert(name: str) -> str:
    """Return `name` on one line, with characters that steer a terminal or a page spelt out: "a\\x1b[2J"."""
    return _STEERING.sub(
        lambda m: m[0].encode("ascii", "backslashreplace").decode("ascii") if m[0] > "\xff" else f"\\x{ord(m[0]):02x}", name
    )


def told(error: BaseException, most: int) -> str:
    """Return what an error says, on one line of at most `most` characters; its type when it says nothing."""
    return " ".join(str(error).split())[:most] or type(error).__name__


class Cut(Record, frozen=True, gc=False):
    """A stretch of a container that can be read by itself, in its own numbers: bytes of a mailbox, members of an archive.

    start, end   half-open
    first        the number of the first thing in it, from 1: what is inside keeps its name however the container was cut
    """

    start: int
    end: int
    first: int


class Piece(Record, frozen=True, gc=False):
    """Bytes to be read as one thing: a whole file, one mail of a mailbox, an attachment.

    name      what it is called where it was found: a hint for people, never trusted
    parent    id of the document it hangs on, or None
    depth     how many containers it lies in
    form      its format where the container settles it (what lies in a mailbox is a mail), or "": to be seen from the bytes
    key       what makes it the same thing wherever it is found (hexadecimal), or "": its bytes
    path      the file itself, where it is too large to be held: `data` is then only its beginning, and only containers read it
    cut       the stretch of a container to read, or None: all of it
    refused   what became of it where its container could not give its bytes, or left it out on purpose: "failed", "passed"; why
    remark    what its container has to say about it, for its receipt
    spent     bytes that were unpacked for it to no avail
    """

    data: bytes
    name: str
    source: Source
    parent: str | None = None
    depth: int = 0
    form: str = ""
    key: str = ""
    path: str = ""
    cut: Cut | None = None
    refused: tuple[str, str] = ("", "")
    remark: str = ""
    spent: int = 0

    @property
    def id(self) -> str:
        """The id of the document these bytes make."""
        return digest("document", self.key or sha256(self.data).hexdigest(), self.parent or "")

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return Path(self.path).stat().st_size if self.path else len(self.data)

    def opened(self) -> BinaryIO:
        """Return all its bytes as a file at its beginning, open for reading; close it after use."""
        return Path(self.path).open("rb") if self.path else BytesIO(self.data)

    def receipt(self, outcome: str, reason: str = "", documents: Iterable[str] = ()) -> Receipt:
        """Return what became of this piece. The reason may quote it: it is made inert."""
        where = self.source
        said = inert(reason)
        return Receipt(where.path, where.part, where.sha256, self.size, outcome, said, tuple(documents))  # type: ignore[arg-type]

    def inner(self, data: bytes, part: str, name: str, parent: str | None, form: str = "") -> "Piece":
        """Return the piece called `part` inside this one. Names come from hostile hands: they are made inert."""
        part = inert(part)
        way = f"{self.source.part}/{part}" if self.source.part else part
        return Piece(data, inert(name), Source(self.source.path, self.source.sha256, way), parent, self.depth + 1, form)

    def without(self, outcome: Literal["failed", "passed"], reason: str, part: str, spent: int = 0) -> "Piece":
        """Return the piece called `part` inside this one of which there is nothing but what became of it."""
        return replace(self.inner(b"", part, "", None), refused=(outcome, inert(reason)), spent=spent)


class Content(Record, frozen=True, gc=False):
    """What a reader found: documents, what else lies inside, and one line for a person when something was not as it should be."""

    documents: tuple[Document, ...] = ()
    inside: Iterable[Piece] = ()
    remark: str = ""


class Reading(Record, frozen=True, gc=False):
    """The documents of one file and the receipts that account for all of it; the receipt with part "" is the file's own."""

    documents: tuple[Document, ...]
    receipts: tuple[Receipt, ...]
