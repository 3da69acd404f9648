"""Mail header fields as people read them: RFC 2047 words decoded, folded lines joined. Never raises."""

import re
from base64 import b64decode
from binascii import Error
from itertools import groupby
from quopri import decodestring

from clew.ingest.charset import decode

# As found in the wild: blanks in the text of a word, a word cut by a fold, a language behind the charset (RFC 2231). Bounded, as
# is the field, so that a field full of beginnings takes no longer than another.
_WORD = re.compile(r"=\?([^?*\s=]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?((?:[^?]|\?(?!=)){0,2000}?)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,80}\?[bBqQ]\?)")
_LONGEST = 100_000

_FOLD = re.compile(r"[\r\n]+")
_SPECIALS = re.compile(r"[,;:<>@()\[\]]")


def unfolded(raw: bytes | str) -> str:
    """Return the header value `raw` decoded and on one line. Bytes above 127 say nothing of their charset: it is guessed."""
    text = _one_line(raw)
    return _clean("".join(words for words, _ in _stretches(text)) if "=?" in text else text)


def unfolded_addresses(raw: bytes | str) -> str:
    """Return the same of a field of addresses. A name that its encoding kept whole ("Vale, Anna") is put in quotes to stay so."""
    text = _one_line(raw)
    if "=?" not in text:
        return _clean(text)
    found, quoted = [], False
    for words, encoded in _stretches(text):
        quoted ^= not encoded and words.count('"') % 2 == 1
        name = encoded and not quoted and _SPECIALS.search(words) and '"' not in words
        found.append(f'"{words.strip()}"' if name else words)
    return _clean("".join(found))


def _one_line(raw: bytes | str) -> str:
    if isinstance(raw, bytes):
        raw = raw.decode("ascii") if raw.isascii() else decode(raw).text
    if "\n" in raw or "\r" in raw:
        return " ".join(filter(None, (line.strip() for line in _FOLD.split(raw))))
    return raw.strip()


def _clean(text: str) -> str:
    """Return `text` without zero bytes, and without lone surrogates, which no record can hold."""
    text = text.replace("\0", "").strip() if "\0" in text else text.strip()
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _stretches(text: str) -> list[tuple[str, bool]]:
    """Return the stretches of `text`, each with whether it was encoded; words side by side in one charset are one stretch."""
    if len(text) > _LONGEST:
        return [(text, False)]
    text = _BETWEEN.sub(r"\1", text)
    found, at = [], 0
    for run in _runs(list(_WORD.finditer(text))):
        same = [(name, list(words)) for name, words in groupby(run, lambda m: m[1].lower())]
        decoded = "".join(decode(b"".join(map(_bytes, words)), name).text for name, words in same)
        found += [(text[at : run[0].start()], False), (_FOLD.sub(" ", decoded), True)]
        at = run[-1].end()
    return [*found, (text[at:], False)]


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
    data = data.replace(b" ", b"")
    try:
        return b64decode(data + b"=" * (-len(data) % 4))
    except (Error, ValueError):
        return data
