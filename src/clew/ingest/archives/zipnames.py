"""What the members of a zip archive are called: the format leaves open in which letters."""

import re
import zlib
from collections.abc import Iterator
from struct import unpack_from
from zipfile import ZipInfo

from clew.ingest.charset import decode

# The flag of a name in UTF-8; the extra field of Info-ZIP that gives it so beside another.
UTF8, _UNICODE_PATH = 0x800, 0x7075

# DOS and Windows: what they write in no charset that is said is the code page of the console, mostly 437 or 850, whose letters
# are nearly the same. Letters of another alphabet, or of Windows-1252, come out there as signs, Greek letters and frames.
_CONSOLE = frozenset({0, 11})
_LETTERS = re.compile(r"[\x20-\x7eÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜáíóúñÑß]*")
_WESTERN = re.compile(r"[\x20-\x7eÀ-ÖØ-öø-ÿ]*")

# One letter in three at most has an accent in a Western name.
_SHARE = 3


def name_of(entry: ZipInfo) -> str:
    """Return the way of a member in its archive, with forward slashes. The library reads what has no charset as code page 437."""
    name = entry.filename
    if not entry.flag_bits & UTF8 and not name.isascii():
        name = _unicode_path(entry) or _guessed(name, entry.create_system)
    return name.replace("\\", "/") if entry.create_system in _CONSOLE and "/" not in name else name


def _guessed(name: str, system: int) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    return in_letters(raw, system)


def in_letters(raw: bytes, system: int) -> str:
    """Return a name whose charset is not said. system: the one that made it, by the format's numbers."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    console, western = raw.decode("cp437"), raw.decode("cp1252", "replace")
    if _SHARE * sum(byte > 127 for byte in raw) > sum(c.isalpha() for c in console):
        return decode(raw).text
    if system in _CONSOLE and _LETTERS.fullmatch(console):
        return console
    return western if _WESTERN.fullmatch(western) else decode(raw).text


def _unicode_path(entry: ZipInfo) -> str:
    """Return the name in Unicode that an extra field gives, if it belongs to this name; else ""."""
    for kind, data in _extras(entry.extra):
        if (
            kind == _UNICODE_PATH
            and len(data) > 5
            and unpack_from("<I", data, 1)[0] == zlib.crc32(entry.orig_filename.encode("cp437"))
        ):
            return data[5:].decode("utf-8", "replace")
    return ""


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size
