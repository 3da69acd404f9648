"""A mail as the tree of its parts (MIME, RFC 2045 and 2046), however broken. Bytes stay as they are; nothing is decoded twice."""

import re
from collections.abc import Iterator

from clew.ingest.mail.fields import Fields, divided
from clew.ingest.mail.parameters import Value, parsed
from clew.records import Record

# Real mails nest five or six deep. What is nested deeper stays one part.
DEEPEST = 50

MAILS = frozenset({"message/rfc822", "message/global", "message/news"})

_TYPE = re.compile(r"[^\s/;]+/[^\s/;]+")

# The delimiter of a mail that names another one, or none, in its header.
_LIKELY = re.compile(
    rb"(?:\A|\n)--([!-~][!-~ ]{0,199}?)[ \t]*\r?\n(?=Content-(?:Type|Transfer-Encoding|Disposition)[ \t]*:)", re.I
)


class Part(Record, frozen=True, gc=False):
    """A mail, or one part of it.

    fields               its header fields in their order, as they stand
    kind                 its media type and the type's parameters; "text/plain" where none is said or it cannot be read
    body                 its bytes below the header, still encoded for the transport
    parts                of a multipart, what it holds; () for all else, and where no part can be told from another
    preamble, epilogue   of a multipart, the bytes before its first and behind its last part, which mail programs do not show
    """

    fields: Fields
    kind: Value
    body: bytes
    parts: tuple["Part", ...] = ()
    preamble: bytes = b""
    epilogue: bytes = b""

    @property
    def media(self) -> str:
        """Its media type, such as "text/html", lower case."""
        return self.kind.value

    @property
    def main(self) -> str:
        """The first half of its media type."""
        return self.kind.value.partition("/")[0]

    def field(self, name: bytes) -> bytes:
        """Return the first field called `name` (lower case) as it stands, or b""."""
        size = len(name)
        return next((value for found, value in self.fields if len(found) == size and found.lower() == name), b"")

    @property
    def encoding(self) -> bytes:
        """Its encoding for the transport, lower case, or b""."""
        return self.field(b"content-transfer-encoding").partition(b"(")[0].strip(b' \t\r\n;"').lower()

    @property
    def disposition(self) -> Value:
        """How it asks to be shown: "inline", "attachment", or "", and under which name."""
        return parsed(self.field(b"content-disposition"))


_PLAIN = Value("text/plain", {})
_MAIL = Value("message/rfc822", {})


def parse(data: bytes, default: Value = _PLAIN, depth: int = 0) -> Part:
    """Return the mail or part in `data`. default: its type where it says none."""
    fields, body = divided(data)
    part = Part(fields, default, body)
    kind = parsed(part.field(b"content-type"))
    if not _TYPE.fullmatch(kind.value):
        kind = default if not kind.value else Value("text/plain", kind.parameters)
    if not kind.value.startswith("multipart/") or depth > DEEPEST:
        return Part(fields, kind, body)
    return _multipart(fields, kind, body, depth)


def _multipart(fields: Fields, kind: Value, body: bytes, depth: int) -> Part:
    marks = _marks(body, kind)
    if not marks:
        return Part(fields, kind, body, preamble=body)
    default = _MAIL if kind.value == "multipart/digest" else _PLAIN
    ends = [start for start, _, _ in marks[1:]] + [len(body)]
    inside = tuple(
        parse(body[after:end], default, depth + 1) for (_, after, closes), end in zip(marks, ends, strict=True) if not closes
    )
    epilogue = body[marks[-1][1] :] if marks[-1][2] else b""
    return Part(fields, kind, body, inside, body[: marks[0][0]], epilogue)


def _marks(body: bytes, kind: Value) -> list[tuple[int, int, bool]]:
    """Return the delimiters in `body`; where the one that the header names never stands, those that look like one."""
    boundary = kind.parameters.get("boundary", "").encode("latin-1", "replace")
    marks = list(_delimiters(body, b"--" + boundary)) if boundary else []
    if not marks and (bare := boundary.rstrip()) != boundary:
        marks = list(_delimiters(body, b"--" + bare))
    if not marks and (likely := _LIKELY.search(body)):
        marks = list(_delimiters(body, b"--" + likely[1]))
    return marks


def _delimiters(body: bytes, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield where each delimiter begins (with the line end above it), where the line below it begins, and whether it closes.

    What follows on its line is no part of it, but "--marked" is not "--mark" (RFC 2046 5.1.1). The first that closes is the last.
    """
    at = body.find(mark)
    while at >= 0:
        after = at + len(mark)
        closes = body.startswith(b"--", after)
        after += 2 * closes
        if (at == 0 or body[at - 1] in b"\r\n") and (after == len(body) or body[after] in b" \t\r\n"):
            end = body.find(b"\n", after) + 1 or len(body)
            yield _above(body, at), end, closes
            if closes:
                return
            after = end - 1
        at = body.find(mark, after)


def _above(body: bytes, at: int) -> int:
    """Return where the line end above `at` begins: it belongs to the delimiter."""
    if body.endswith(b"\r\n", 0, at):
        return at - 2
    return at - 1 if at else 0
