"""Values with parameters: Content-Type and Content-Disposition (RFC 2045), long and encoded ones too (RFC 2231)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from clew.ingest.charset import decode
from clew.ingest.mail.encodedwords import unfolded
from clew.records import Record

_PARAMETER = re.compile(rb";[\s;]*([^\s=;\"()]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"?|([^;]*))", re.S)
_COMMENT = re.compile(rb"\((?:[^()\\]|\\.)*\)")
_TOKEN = re.compile(rb"[\s]*([^\s;\"(]+)", re.S)
_QUOTED_PAIR = re.compile(rb"\\(.)", re.S)
_FOLD = re.compile(rb"\r?\n[ \t]*")
_PIECE = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")


class Value(Record, frozen=True, gc=False):
    """A value, lower case, and its parameters by their names in lower case, decoded."""

    value: str
    parameters: dict[str, str]


@lru_cache(4096)
def parsed(raw: bytes) -> Value:
    """Return the value `raw` says, with "" for none. What is not of the form is left out, the first of two wins. Never raises."""
    raw = raw if b"(" not in raw else _without_comments(raw)
    token = _TOKEN.match(raw)
    found = {m[1].decode("latin-1").lower(): m for m in reversed(list(_PARAMETER.finditer(raw)))}
    value = token[1].decode("latin-1").lower() if token else ""
    return Value(value, dict(_joined((name, *_unquoted(m)) for name, m in reversed(found.items()))))


def _without_comments(raw: bytes) -> bytes:
    """Return `raw` without comments; those in a quoted string are none."""
    stretches = re.split(rb'("(?:[^"\\]|\\.)*")', raw)
    return b"".join(s if n % 2 else _COMMENT.sub(b" ", s) for n, s in enumerate(stretches))


def _unquoted(m: re.Match[bytes]) -> tuple[bytes, bool]:
    """Return the words of a parameter, and whether they stood in quotes. A backslash of a Windows path stays."""
    if m[2] is None:
        return m[3].strip(), False
    path = re.match(rb"[A-Za-z]:\\|\\\\", m[2])
    return _FOLD.sub(b" ", m[2] if path else _QUOTED_PAIR.sub(rb"\1", m[2])), True


def _joined(found: Iterable[tuple[str, bytes, bool]]) -> Iterator[tuple[str, str]]:
    """Yield each parameter whole: those that RFC 2231 cut in pieces are put together in the order of their numbers."""
    pieces: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for name, words, _ in found:
        m = _PIECE.fullmatch(name)
        if m is None or (m[2] is None and not m[3]):
            yield name, words.decode("latin-1") if name == "boundary" else unfolded(words)
        else:
            pieces.setdefault(m[1], {})[int(m[2] or 0)] = (words, bool(m[3]))
    yield from ((name, _decoded([numbered[n] for n in sorted(numbered)])) for name, numbered in pieces.items())


def _decoded(pieces: list[tuple[bytes, bool]]) -> str:
    first, encoded = pieces[0]
    charset, _, rest = first.partition(b"'") if encoded and first.count(b"'") >= 2 else (b"", b"", first)
    pieces[0] = (rest.partition(b"'")[2] if charset or _ else first, encoded)
    data = b"".join(unquote_to_bytes(words) if percent else words for words, percent in pieces)
    return decode(data, charset.decode("latin-1") or None).text
