"""Bytes as they were before the transport: base64, quoted-printable, uuencode and yEnc, damaged ones as far as they go."""

import re
from binascii import Error, a2b_base64, a2b_qp, a2b_uu
from collections.abc import Iterator

from clew.records import Record

_SOFT = re.compile(rb"=[ \t]+(?=\r?\n)")
_BEGINS = re.compile(rb"\s*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2,3}=|\Z)")
_CHUNK = re.compile(rb"[A-Za-z0-9+/\r\n]+(?:=\s*=?|\Z)\s*")
_UUENCODED = frozenset({b"x-uuencode", b"uuencode", b"x-uue", b"uue"})

# "begin 644 name", lines whose first character, no small letter, counts them, "end"; yEnc between two lines of its own.
_UU = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]+)\r?\n((?:[ -`][^\r\n]*\r?\n)*?)(?:[ `]?\r?\n)?end[ \t]*(?:\r?\n|\Z)", re.M)
_YENC = re.compile(rb"^=ybegin [^\r\n]*?name=([^\r\n]+)\r?\n(?:=ypart [^\r\n]*\r?\n)?", re.M)
_ESCAPED = re.compile(rb"=(.)", re.S)
_SHIFTED = bytes((n - 42) % 256 for n in range(256))


class Embedded(Record, frozen=True, gc=False):
    """A file that stands in the text of a mail: its name, its bytes, and where it stands."""

    name: bytes
    data: bytes
    start: int
    end: int


def decoded(body: bytes, encoding: bytes) -> bytes:
    """Return `body` without its Content-Transfer-Encoding (lower case); as it is when that is not known. Never raises."""
    if encoding == b"base64":
        return base64(body) if decodes(body, encoding) else body
    if encoding == b"quoted-printable":
        return a2b_qp(_SOFT.sub(b"=", body))
    if encoding in _UUENCODED:
        found = next(embedded(body), None)
        return found.data if found else body
    return body


def decodes(body: bytes, encoding: bytes) -> bool:
    """Return whether `body` is in the encoding that it names, damaged or not: base64 begins with a few letters of it."""
    return encoding != b"base64" or bool(_BEGINS.match(body))


def base64(data: bytes) -> bytes:
    """Return what `data` encodes, also in several stretches, each closed by "=". What follows, such as a list's footer in plain
    text, is kept as it is."""
    at = data.find(b"=")
    if at < 0 or not data[at:].strip(b"= \t\r\n"):
        return _quads(data[:at] if at >= 0 else data)
    found, end = [_quads(data[:at])], len(data) - len(data[at:].lstrip(b"= \t\r\n"))
    while chunk := _CHUNK.match(data, end):
        found.append(_quads(chunk[0].partition(b"=")[0]))
        end = chunk.end()
    return b"".join(found) + (b"\n" + data[end:] if data[end:] else b"")


def _quads(data: bytes) -> bytes:
    """Return what unpadded base64 encodes; a letter too many is a letter lost."""
    try:
        return a2b_base64(data + b"==")
    except Error:
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
        return a2b_base64(letters[: len(letters) // 4 * 4])


def embedded(text: bytes) -> Iterator[Embedded]:
    """Yield the files that stand in `text` uuencoded or in yEnc, in order."""
    if b"begin" not in text:
        return
    found = [Embedded(m[1].strip(), _uudecoded(m[2]), *m.span()) for m in _UU.finditer(text)]
    yield from sorted([*found, *_yencoded(text)], key=lambda e: e.start)


def _yencoded(text: bytes) -> Iterator[Embedded]:
    opening = _YENC.search(text)
    while opening and (close := text.find(b"\n=yend", opening.end() - 1)) >= 0:
        end = text.find(b"\n", close + 1) + 1 or len(text)
        yield Embedded(opening[1].strip(), _ydecoded(text[opening.end() : close]), opening.start(), end)
        opening = _YENC.search(text, end)


def _uudecoded(lines: bytes) -> bytes:
    return b"".join(_uuline(line) for line in lines.splitlines())


def _uuline(line: bytes) -> bytes:
    """Return what a line encodes. Some programs count wrongly, so that only the counted bytes are taken (as `uu` does)."""
    try:
        return a2b_uu(line)
    except Error:
        try:
            return a2b_uu(line[: (((line[0] - 32) & 63) * 4 + 5) // 3])
        except Error:
            return b""


def _ydecoded(data: bytes) -> bytes:
    lines = data.replace(b"\r", b"").replace(b"\n", b"")
    return _ESCAPED.sub(lambda m: bytes([(m[1][0] - 64) % 256]), lines).translate(_SHIFTED)
