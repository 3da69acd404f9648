"""Rich text as Outlook packs it ([MS-OXRTFCP]): LZFu, or bare."""

from struct import unpack_from

from clew.errors import EvidenceError

_COMPRESSED, _BARE = 0x75465A4C, 0x414C454D

# What the dictionary begins with, so that short texts pack well (section 2.1.2.1).
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_SIZE = 4096


def unpacked(data: bytes) -> bytes:
    """Return the rich text in `data`, of a damaged one as much as can be read; EvidenceError when it is none."""
    if len(data) < 16:
        raise EvidenceError("its rich text is cut off")
    length, kind = unpack_from("<4xII", data)
    if kind == _BARE:
        return data[16 : 16 + length]
    if kind != _COMPRESSED:
        raise EvidenceError("its rich text is packed in a way nobody knows")
    return _inflated(data[16:], length)


def _inflated(data: bytes, length: int) -> bytes:
    """Undo LZFu: a byte of flags, then eight runs, each a letter or two bytes that point into the last 4,096 letters."""
    ring = bytearray(_BEGINNING.ljust(_SIZE, b"\0"))
    found, at, i = bytearray(), len(_BEGINNING), 0
    while i < len(data) and len(found) < length:
        flags, i = data[i], i + 1
        for bit in range(8):
            if not flags >> bit & 1:
                run, i = data[i : i + 1], i + 1
            else:
                run, i = _pointed(ring, at, data[i : i + 2]), i + 2
            if not run:
                return bytes(found[:length])
            for letter in run:
                ring[at % _SIZE] = letter
                at += 1
            found += run
    return bytes(found[:length])


def _pointed(ring: bytearray, at: int, pointer: bytes) -> bytes:
    """Return the run that two bytes point to; b"" where they point at what comes next, which is the end."""
    if len(pointer) < 2:
        return b""
    start, count = pointer[0] << 4 | pointer[1] >> 4, (pointer[1] & 15) + 2
    if start == at % _SIZE:
        return b""
    # A run may reach into what it writes itself: it comes round again.
    ahead = (at - start) % _SIZE
    run = bytes(ring[(start + n) % _SIZE] for n in range(min(count, ahead)))
    return (run * (count // len(run) + 1))[:count]
