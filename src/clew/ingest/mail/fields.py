"""The header of a mail or of one of its parts: fields as they stand, with nothing decoded."""

import re

# A line and those that continue it. One without a field's name is kept as a field called "".
_LINE = re.compile(rb"(?:([!-9;-~]+)[ \t]*:)?([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_GAP = re.compile(rb"\n\r?\n")
_ENVELOPE = re.compile(rb">?From ")

# What a header that begins with a line that is no field must hold to be one all the same.
_KNOWN = re.compile(
    rb"^(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type)[ \t]*:", re.I | re.M
)

Fields = tuple[tuple[bytes, bytes], ...]


def divided(data: bytes) -> tuple[Fields, bytes]:
    """Return the header fields at the beginning of `data`, each with its folds, and the body below them.

    Lines that are no field are let pass, as mail programs do, when a field follows; with none to follow, the body begins with
    them: its blank line was lost.
    """
    if data.startswith((b"\n", b"\r\n")):
        return (), data[data.index(b"\n") + 1 :]
    gap = _GAP.search(data)
    head, body = (data[: gap.start() + 1], data[gap.end() :]) if gap else (data, b"")
    fields = _fields(head)
    if all(name for name, _ in fields):
        return fields, body
    end = _last_field(head, fields)
    return (fields, body) if end == len(fields) else (fields[:end], _rest(data, fields[:end]))


def _fields(head: bytes) -> Fields:
    return tuple((name, value.rstrip(b"\r\n")) for name, value in _LINE.findall(head) if name or value.strip())


def _last_field(head: bytes, fields: Fields) -> int:
    """Return how many of `fields` are the header's: those to the last that has a name."""
    first, value = fields[0]
    if not first and not _ENVELOPE.match(value) and not _KNOWN.search(head):
        return 0
    named = [n for n, (name, _) in enumerate(fields, 1) if name or _ENVELOPE.match(value)]
    return named[-1] if named else 0


def _rest(data: bytes, fields: Fields) -> bytes:
    """Return `data` behind `fields`, its first lines."""
    at = 0
    for found in _LINE.finditer(data):
        if not fields:
            break
        if found[1] or found[2].strip():
            fields = fields[1:]
        at = found.end()
    return data[at:]
