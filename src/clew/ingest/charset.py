"""Bytes to text. Every guess is said aloud."""

import codecs
import re

from clew.ingest.vocabulary import words
from clew.records import Record

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The guess is made on this many bytes: more do not change it and cost seconds.
_SAMPLE = 50_000

# Signs besides letters that Western texts use, and the share of bytes above 127 beyond which a text is not mainly ASCII.
_WESTERN = frozenset("‘’‚“”„–—…•€™\u00a0£§©«\u00ad®°´·»½¿¡")
_FEW = 0.1

# With fewer bytes above 127 charset-normalizer finds Chinese in one Russian word ("cp1251", six bytes, was read as Big5).
_ENOUGH = 16

_SEVEN_BIT = ("iso-2022", "iso2022", "csiso2022", "utf-7", "utf7", "unicode-1-1-utf-7", "hz")
_NEWLINES = re.compile(r"\r\n?")


class Decoded(Record, frozen=True, gc=False):
    """Text with line ends as "\\n", and a remark when it had to be guessed or repaired."""

    text: str
    remark: str = ""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return `data` as text. `declared`: the charset its container names, used when the bytes are not plain UTF-8.

    Order: byte order mark, UTF-8, what is declared, charset-normalizer's best guess, Latin-1 (which always succeeds).
    """
    if data.isascii() and b"\0" not in data and not _seven_bit(declared):
        return Decoded(_clean(data.decode("ascii")))
    text, remark = _marked(data) or _plain(data, declared) or _declared(data, declared) or _guessed(data, declared)
    return Decoded(_clean(text), remark)


def _marked(data: bytes) -> tuple[str, str] | None:
    codec = next((codec for mark, codec in _MARKS if data.startswith(mark)), None) or unmarked_utf16(data[:_SAMPLE])
    if codec is None:
        return None
    text = data.decode(codec, "replace")
    lost = "\ufffd" in text
    return text, f"damaged {codec.removesuffix('-sig')} text: some characters could not be read" if lost else ""


def unmarked_utf16(sample: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" when nearly every other byte of `sample` is zero, as in Western text without its mark."""
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half >= 4 and odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if half >= 4 and even > 0.7 * half and odd < 0.1 * half else None


def _plain(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """UTF-8 that decodes is UTF-8, whatever was declared, but for 7-bit charsets with escapes (iso-2022, utf-7, hz)."""
    if _seven_bit(declared) or b"\0" in data[:_SAMPLE]:
        return None
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return None


def _seven_bit(declared: str | None) -> bool:
    return (declared or "").strip(" \"'").lower().startswith(_SEVEN_BIT)


def _declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    codec = _codec(declared)
    if codec is None:
        return None
    try:
        return data.decode(codec), ""
    except (UnicodeError, ValueError):
        text = data.decode(codec, "replace")
        return text, f"broken charset: {text.count(chr(0xFFFD))} characters are not {declared} and are shown as \ufffd"


def _codec(declared: str | None) -> str | None:
    """Return Python's name of the codec that reads text of this name; None: unknown, or no charset (base64, zip ...)."""
    label = (declared or "").strip().strip("\"'").lower()
    try:
        found = codecs.lookup(words("charsets")["names"].get(label, label))
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in {"idna", "punycode", "undefined", "raw-unicode-escape", "unicode-escape"}:
        return None
    name: str = words("charsets")["larger"].get(found.name, found.name)
    return name


def guess(sample: bytes) -> str | None:
    """Return the codec that `sample`, which is not UTF-8, is most likely written in; None when there is too little to tell."""
    if b"\0" in sample:
        return unmarked_utf16(sample)
    if _western(sample) is not None:
        return "cp1252"
    return _best(sample) if sum(b > 127 for b in sample) >= _ENOUGH else None


def _best(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best is not None else None


def _guessed(data: bytes, declared: str | None) -> tuple[str, str]:
    unknown = f"unknown charset {declared!r}; " if declared else ""
    if (western := _western(data)) is not None:
        return western, f"{unknown}charset guessed: cp1252"
    if best := _best(data):
        try:
            return data.decode(best), f"{unknown}charset guessed: {best}"
        except UnicodeError:
            pass
    return data.decode("latin-1"), f"{unknown}charset not known: read as latin-1"


def _western(data: bytes) -> str | None:
    """Return `data` read as Windows-1252 when it is plain letters with a few accents, curly quotes or dashes.

    So little tells the Western charsets from one another that charset-normalizer takes the first of them, a Central European one.
    """
    if b"\0" in data or sum(b > 127 for b in data[:_SAMPLE]) > _FEW * len(data[:_SAMPLE]):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if all(c in _WESTERN or "\u00c0" <= c <= "\u00ff" for c in text if c > "\x7f") else None


def _clean(text: str) -> str:
    """Return `text` with one kind of line end and without lone surrogates, which no record can hold."""
    text = _NEWLINES.sub("\n", text) if "\r" in text else text
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
