"""What Outlook wraps in winmail.dat (TNEF, [MS-OXTNEF]): the attachments of a mail, and its text where that is nowhere else."""

from collections.abc import Iterator
from struct import error, unpack_from

from clew.errors import EvidenceError
from clew.ingest.charset import decode
from clew.ingest.mail.compressedrtf import unpacked
from clew.ingest.piece import Content, Piece
from clew.records import Record

# By number: section 2.1.3 of [MS-OXTNEF] for attributes, [MS-OXPROPS] for properties.
_BODY, _MESSAGE, _OPENS, _TITLE, _DATA, _ATTACHMENT = 0x2800C, 0x69003, 0x69002, 0x18010, 0x6800F, 0x69005
_TEXT, _RTF, _HTML, _OBJECT, _SHORT, _LONG = 0x1000, 0x1009, 0x1013, 0x3701, 0x3704, 0x3707

# Bytes of a property by its type; the others tell their length.
_SIZES = {2: 4, 3: 4, 4: 4, 10: 4, 11: 4, 5: 8, 6: 8, 7: 8, 20: 8, 64: 8, 72: 16}
_OF_LENGTH = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_MANY, _UNICODE, _IS_OBJECT = 0x1000, 0x1F, 0x0D

Attributes = list[tuple[int, bytes]]


class Wrapped(Record, frozen=True, gc=False):
    """One thing in it: a name or "", bytes, and their format or "": to be seen."""

    name: str
    data: bytes
    form: str = ""


def read(piece: Piece) -> Content:
    """Read a winmail.dat: what is attached in it, and the text, hang on the mail that it came with."""
    attributes, cut_off = _attributes(piece.data)
    if not attributes:
        raise EvidenceError("damaged: nothing of it can be read; ask for the mail in another form")
    body = [w for w in [_body(attributes)] if w]
    found = [("text", w) for w in body] + [(f"attachment {n}", w) for n, w in enumerate(_attached(attributes), 1)]
    inside = (piece.inner(w.data, part, w.name, piece.parent, w.form) for part, w in found)
    return Content(inside=inside, remark="cut off: the rest of it is lost" if cut_off else "")


def _attributes(data: bytes) -> tuple[Attributes, bool]:
    """Return the attributes in their order, and whether the last was cut off."""
    found: Attributes = []
    at = 6
    while at + 9 <= len(data):
        name, size = unpack_from("<xII", data, at)
        if at + 9 + size > len(data):
            return found, True
        found.append((name, data[at + 9 : at + 9 + size]))
        at += 9 + size + 2
    return found, False


def _body(attributes: Attributes) -> Wrapped | None:
    """Return the text: as HTML, else as rich text, else plain; None without any."""
    properties = dict(_properties(next((data for name, data in attributes if name == _MESSAGE), b"")))
    plain = next((data.rstrip(b"\0") for name, data in attributes if name == _BODY), b"")
    if html := properties.get(_HTML, b""):
        return Wrapped("", html, "html")
    if packed := properties.get(_RTF, b""):
        return Wrapped("", unpacked(packed), "rtf")
    text = properties.get(_TEXT, b"") or plain
    return Wrapped("", text, "text") if text.strip() else None


def _attached(attributes: Attributes) -> Iterator[Wrapped]:
    """Yield what is attached; an attachment begins with its own attribute."""
    opened: dict[int, bytes] | None = None
    for name, data in [*attributes, (_OPENS, b"")]:
        if name == _OPENS:
            if opened:
                yield _attachment(opened)
            opened = {}
        elif opened is not None:
            opened.setdefault(name, data)


def _attachment(attributes: dict[int, bytes]) -> Wrapped:
    properties = dict(_properties(attributes.get(_ATTACHMENT, b"")))
    name = properties.get(_LONG) or properties.get(_SHORT) or attributes.get(_TITLE, b"")
    data = attributes.get(_DATA, b"")
    return Wrapped(decode(name.rstrip(b"\0")).text.replace("\\", "/").rsplit("/", 1)[-1], data or properties.get(_OBJECT, b""))


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each property with its first value, strings in UTF-8, up to where they cannot be read."""
    at = 4
    try:
        for _ in range(unpack_from("<I", data)[0] if data else 0):
            kind, name = unpack_from("<HH", data, at)
            at = _behind_name(data, at + 4) if name >= 0x8000 else at + 4
            value, at = _value(data, kind, at)
            yield name, value
    except (error, KeyError):
        return


def _behind_name(data: bytes, at: int) -> int:
    """Return where the value of a named property begins."""
    named, size = unpack_from("<16xII", data, at)
    return at + 24 + (_padded(size) if named else 0)


def _value(data: bytes, kind: int, at: int) -> tuple[bytes, int]:
    plain = kind & ~_MANY
    if plain in _OF_LENGTH or kind & _MANY:
        count = unpack_from("<I", data, at)[0]
        if count > len(data):
            raise error("more values than bytes")
        at += 4
        first = b""
        for n in range(count):
            size = unpack_from("<I", data, at)[0] if plain in _OF_LENGTH else _SIZES[plain]
            at += 4 if plain in _OF_LENGTH else 0
            first = data[at : at + size] if n == 0 else first
            at += _padded(size)
        return _readable(first, plain), at
    return data[at : at + _SIZES[plain]], at + _SIZES[plain]


def _readable(value: bytes, kind: int) -> bytes:
    """Return a string in UTF-8; of an object what is behind the identifier of its interface."""
    if kind == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0").encode("utf-8", "replace")
    return value[16:] if kind == _IS_OBJECT else value


def _padded(size: int) -> int:
    return size + -size % 4
