"""Mail header fields as people read them: RFC 2047 words decoded, folded lines joined. Never raises."""

import re
from base64 import b64decode
from binascii import Error
from email.header import Header
from itertools import groupby
from quopri import decodestring

from clew.ingest.charset import decode

_WORD = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?)")
_FOLD = re.compile(r"\s*[\r\n]+\s*")


def unfolded(raw: str | Header) -> str:
    """Return the header value `raw`, as `email` gives it under compat32, decoded and on one line."""
    text = _eight_bit(str(raw) if not isinstance(raw, Header) else _undecoded(raw))
    text = _FOLD.sub(" ", text).strip()
    return "".join(_pieces(_BETWEEN.sub(r"\1", text))).replace("\0", "").strip()


def _undecoded(header: Header) -> str:
    """`email` wraps a value with raw 8-bit bytes in a Header whose chunks still hold them as surrogates."""
    return "".join(chunk for chunk, _ in header._chunks)  # type: ignore[attr-defined]


def _eight_bit(text: str) -> str:
    """Read bytes above 127 that stand raw in the header: they say nothing of their charset."""
    try:
        return decode(text.encode("ascii", "surrogateescape")).text
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")


def _pieces(text: str) -> list[str]:
    """Return the plain and the decoded stretches of `text`; words side by side in one charset are one stretch of bytes."""
    found, at = [], 0
    words = list(_WORD.finditer(text))
    runs = _runs(words)
    for run in runs:
        found.append(text[at : run[0].start()])
        found += [decode(b"".join(_bytes(m) for m in same), name).text for name, same in groupby(run, lambda m: m[1].lower())]
        at = run[-1].end()
    return [*found, text[at:]]


def _runs(words: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    runs: list[list[re.Match[str]]] = []
    for m in words:
        if runs and runs[-1][-1].end() == m.start():
            runs[-1].append(m)
        else:
            runs.append([m])
    return runs


def _bytes(word: re.Match[str]) -> bytes:
    data = word[3].encode("utf-8", "replace")
    if word[2] in "qQ":
        return decodestring(data.replace(b"_", b" "), header=False)
    try:
        return b64decode(data + b"=" * (-len(data) % 4))
    except (Error, ValueError):
        return data
