"""Values with parameters: Content-Type and Content-Disposition (RFC 2045), long and encoded ones too (RFC 2231)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from clew.ingest.charset import decode
from clew.ingest.mail.encodedwords import unfolded
from clew.records import Record

_BETWEEN = re.compile(rb"[\s;]*")
_PARAMETER = re.compile(rb"([^\s=;\"()]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*+)\"?|([^;]*))", re.S)
_COMMENT = re.compile(rb"\((?:[^()\\]|\\.)*+\)", re.S)
_TOKEN = re.compile(rb"\s*([^\s;\"/]+(?:\s*/\s*[^\s;\"/]+)?)")
_QUOTED_PAIR = re.compile(rb"\\(.)", re.S)
_PATH = re.compile(rb"[A-Za-z]:\\|\\\\")
_FOLD = re.compile(rb"\r?\n[ \t]*")
_PIECE = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")

# Comments are looked for in values of this length at most: a longer one is no value that people or programs write.
_LONGEST = 8192


class Value(Record, frozen=True, gc=False):
    """A value, lower case, and its parameters by their names in lower case, decoded."""

    value: str
    parameters: dict[str, str]


@lru_cache(4096)
def parsed(raw: bytes) -> Value:
    """Return the value `raw` says, with "" for none. What is not of the form is left out, the first of two wins. Never raises."""
    raw = _without_comments(raw) if b"(" in raw and len(raw) <= _LONGEST else raw
    token = _TOKEN.match(raw)
    value = b"".join(token[1].split()).decode("latin-1").lower() if token else ""
    return Value(value, dict(_joined(_parameters(raw))))


def _parameters(raw: bytes) -> dict[str, bytes]:
    """Return the parameters as they stand, without their quotes."""
    found: dict[str, bytes] = {}
    at = raw.find(b";")
    while 0 <= at < len(raw):
        at = _BETWEEN.match(raw, at).end()  # type: ignore[union-attr]
        if m := _PARAMETER.match(raw, at):
            found.setdefault(m[1].decode("latin-1").lower(), _unquoted(m))
            at = m.end()
        at = raw.find(b";", at)
    return found


def _without_comments(raw: bytes) -> bytes:
    """Return `raw` without comments; those in a quoted string are none."""
    stretches = re.split(rb'("(?:[^"\\]|\\.)*+")', raw)
    return b"".join(s if n % 2 else _COMMENT.sub(b" ", s) for n, s in enumerate(stretches))


def _unquoted(m: re.Match[bytes]) -> bytes:
    """Return the words of a parameter. A backslash of a Windows path stays."""
    if m[2] is None:
        return m[3].strip()
    return _FOLD.sub(b" ", m[2] if _PATH.match(m[2]) else _QUOTED_PAIR.sub(rb"\1", m[2]))


def _joined(found: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield each parameter whole: those that RFC 2231 cut in pieces are put together in the order of their numbers."""
    pieces: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for name, words in found.items():
        m = _PIECE.fullmatch(name)
        if m is None or (m[2] is None and not m[3]):
            yield name, words.decode("latin-1") if name == "boundary" else unfolded(words)
        else:
            pieces.setdefault(m[1], {})[int(m[2] or 0)] = (words, bool(m[3]))
    yield from ((name, _decoded([numbered[n] for n in sorted(numbered)])) for name, numbered in pieces.items())


def _decoded(pieces: list[tuple[bytes, bool]]) -> str:
    first, encoded = pieces[0]
    charset = b""
    if encoded and first.count(b"'") >= 2:
        charset, _, first = first.split(b"'", 2)
    pieces[0] = (first, encoded)
    data = b"".join(unquote_to_bytes(words) if percent else words for words, percent in pieces)
    return decode(data, charset.decode("latin-1") or None).text
