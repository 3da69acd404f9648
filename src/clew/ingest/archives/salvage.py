"""Members of a zip archive whose list of contents is damaged or cut off, found by the header that each has of its own."""

import re
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from mmap import ACCESS_READ, mmap
from struct import unpack_from
from typing import BinaryIO

from clew.errors import EvidenceError
from clew.ingest.archives.members import LARGEST, Members, Unreadable
from clew.ingest.archives.zipnames import UTF8, in_letters
from clew.ingest.office.zipped import LOCKED
from clew.ingest.piece import Content, Piece
from clew.records import Record

_MARK, _SIZE = b"PK\x03\x04", 30
_LOCKED, _STORED, _DEFLATED, _LATER = 0x1, 0, 8, 0x8

# A member that says its length only behind its bytes ends where a header, the list of contents or that length begins.
_NEXT = re.compile(b"PK(?:\x03\x04|\x01\x02|\x07\x08)")

# Bytes that go in at a time when one is unpacked.
_STEP = 16_384

_NO_LIST = "its list of contents cannot be read"
_OFFICE = ("[Content_Types].xml", "_rels/", "word/", "xl/", "ppt/", "docProps/", "mimetype", "META-INF/")


class _Header(Record, frozen=True, gc=False):
    """A member's own header. at: where its bytes begin; size: how many there are, None when that is said behind them."""

    name: str
    flags: int
    way: int
    crc: int
    at: int
    size: int | None


def read(piece: Piece, error: Exception) -> Content:
    """Read what is found of an archive whose list raised `error`. EvidenceError when nothing is, or when it was an office file:
    what is left of its parts is no document."""
    with piece.opened() as file, _mapped(file) as data:
        first = next(_headers(data), None)
    if first is None or first.name.startswith(_OFFICE):
        raise EvidenceError(f"a damaged zip file (or docx, xlsx): {_NO_LIST}") from error
    return Content(inside=_members(piece), remark=f"damaged: {_NO_LIST}; what is found without it is read")


def _members(piece: Piece) -> Iterator[Piece]:
    members = Members(piece)
    with piece.opened() as file, _mapped(file) as data:
        for header in _headers(data):
            if header.flags & _LOCKED:
                yield members.lost(header.name, LOCKED)
            elif header.size or not header.name.endswith("/"):
                yield members.member(header.name, header.size or 0, partial(_unpacked, data, header))


def _mapped(file: BinaryIO) -> mmap:
    """Return the bytes of `file`; they are not loaded when it lies on a disk."""
    if isinstance(file, BytesIO):
        data = mmap(-1, max(len(file.getbuffer()), 1))
        data.write(file.getbuffer())
        return data
    return mmap(file.fileno(), 0, access=ACCESS_READ)


def _headers(data: mmap) -> Iterator[_Header]:
    """Yield the headers in `data`, not those of archives that lie in a member whose length is said."""
    at = 0
    while (at := data.find(_MARK, at)) >= 0 and at + _SIZE <= len(data):
        header = _header(data, at)
        yield header
        at = header.at + (header.size or 0)


def _header(data: mmap, at: int) -> _Header:
    _, flags, way, _, crc, packed, _, name, extra = unpack_from("<4xHHHIIIIHH", data, at)
    raw = data[at + _SIZE : at + _SIZE + name]
    shown = raw.decode("utf-8", "replace") if flags & UTF8 else in_letters(raw, 0)
    begin = at + _SIZE + name + extra
    return _Header(shown, flags, way, crc, begin, packed if packed and packed != 0xFFFFFFFF else None)


def _unpacked(data: mmap, header: _Header) -> bytes:
    """Return the bytes of a member; Unreadable when they are not what was packed."""
    if header.at + (header.size or 0) > len(data):
        raise Unreadable("it is cut off")
    if header.way == _STORED:
        out = data[header.at : header.at + min(header.size or _length(data, header.at), LARGEST + 1)]
    elif header.way == _DEFLATED:
        out = _inflated(data, header.at, header.at + (header.size or len(data)))
    else:
        raise Unreadable(f"a way of packing that is not known here (number {header.way})")
    if not header.flags & _LATER and len(out) <= LARGEST and zlib.crc32(out) != header.crc:
        raise Unreadable("its bytes are damaged: their sum is wrong", len(out))
    return out


def _inflated(data: mmap, start: int, end: int) -> bytes:
    """Return what `data` gives from `start` on: it ends by itself, and not behind `end`."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    out = bytearray()
    for at in range(start, min(end, len(data)), _STEP):
        try:
            out += unpacker.decompress(data[at : min(at + _STEP, end)], LARGEST + 1 - len(out))
        except zlib.error as error:
            raise Unreadable(f"its bytes are damaged: {error}", len(out)) from error
        if unpacker.eof or len(out) > LARGEST:
            return bytes(out)
    raise Unreadable("it is cut off", len(out))


def _length(data: mmap, start: int) -> int:
    m = _NEXT.search(data, start)
    return (m.start() if m else len(data)) - start
