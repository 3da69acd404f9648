"""What gzip, bzip2 or xz has packed, byte after byte: as far as it goes when it is damaged, and never without end."""

import bz2
import lzma
import re
import zlib
from contextlib import suppress
from typing import BinaryIO, Protocol, cast

from clew.errors import EvidenceError

# Bytes that go in at a time. Few: a bomb makes twenty thousand times as many of them, and of a damaged bzip2 or xz file what the
# last would have given is lost.
STEP = 1024

# Bytes of memory that xz may ask for: its strongest setting takes 65 million.
MEMORY = 400_000_000

GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"

# What zlib says before it says something.
_SAYS = re.compile(r"Error -\d+ while decompressing data: ")

_WRONG = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


class _Unpacker(Protocol):
    """What the three libraries share."""

    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, /) -> bytes:
        """Return what `data` and all before it give, as far as that is known."""


class Unpacking:
    """A stream of what comes out of `source`. EvidenceError when that is more than `most` bytes.

    wrong    why it ended before its end, or ""
    beside   what lies behind its end and is not read, or ""
    """

    def __init__(self, source: BinaryIO, most: int) -> None:
        self.wrong = ""
        self.beside = ""
        self._source = source
        self._left = self._most = most
        self._held = bytearray()
        self._ended = False
        self._next = source.read(STEP)
        self._unpacker = _unpacker(self._next)

    def peek(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer at the end, none behind it; they are still to be read."""
        while len(self._held) < size and not self._ended:
            self._step()
        with memoryview(self._held) as held:
            return bytes(held[:size])

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer at the end, none behind it."""
        data = self.peek(size)
        del self._held[:size]
        return data

    def _step(self) -> None:
        """Put the next bytes in, and keep what comes out."""
        if not self._next:
            self._end("it is cut off")
            return
        unpacker = cast("_Unpacker", self._unpacker)
        before = unpacker.copy() if hasattr(unpacker, "copy") else None
        try:
            out = unpacker.decompress(self._next)
        except _WRONG as error:
            self._end(_SAYS.sub("", str(error)))
            out = _last(before, self._next) if before else b""
        self._held += out
        self._left -= len(out)
        if self._left < 0:
            raise EvidenceError(f"more than {self._most // 1_000_000:,} MB come out of it")
        self._next = b"" if self._ended else self._further()

    def _further(self) -> bytes:
        """Return what goes in next. Behind the end of one stream another may follow; zeros fill up a tape."""
        unpacker = cast("_Unpacker", self._unpacker)
        if not unpacker.eof:
            return self._source.read(STEP)
        rest = (unpacker.unused_data + self._source.read(STEP)).lstrip(b"\0")
        while not rest and (block := self._source.read(STEP)):
            rest = block.lstrip(b"\0")
        self._unpacker = _unpacker(rest)
        if self._unpacker is None:
            self._end("")
            self.beside = "what lies behind the end of it is not read" if rest else ""
        return rest

    def _end(self, wrong: str) -> None:
        self.wrong = wrong
        self._ended = True


def _last(unpacker: _Unpacker, data: bytes) -> bytes:
    """Return what the first bytes of `data` give, up to the one that is wrong."""
    out = bytearray()
    with suppress(*_WRONG):
        for byte in data:
            out += unpacker.decompress(bytes([byte]))
    return bytes(out)


def _unpacker(head: bytes) -> _Unpacker | None:
    """Return what unpacks a stream that begins with `head`; None when none does."""
    if head.startswith(GZIP):
        return cast("_Unpacker", zlib.decompressobj(16 + zlib.MAX_WBITS))
    if head.startswith(BZIP2):
        return cast("_Unpacker", bz2.BZ2Decompressor())
    return cast("_Unpacker", lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MEMORY)) if head.startswith(XZ) else None
