"""Content lines: what calendars and cards are written in (RFC 5545, RFC 6350; before them vCalendar 1.0 and vCard 2.1).

Own, because icalendar 7.3 raises on a file that was cut off, and knows neither quoted-printable nor the charsets of the old
forms.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterable, Iterator
from quopri import decodestring

from clew.ingest.charset import decode
from clew.records import Record

# An alarm stands in an event in a calendar. The lines of what nests deeper than this belong to what it is in.
DEEPEST = 8

_FOLD = re.compile(r"\n[ \t]")
_OLD = re.compile(r"^VERSION:[ \t]*(?:1\.0|2\.1)[ \t]*$", re.M | re.I)
_QUOTED_PRINTABLE = re.compile(r"[^:\n]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.I)
_CHARSET = re.compile(rb";CHARSET=\"?([\w.:-]{1,40})", re.I)

# A name, perhaps with its group; parameters, where a colon may stand in quotes; a colon; the value.
_LINE = re.compile(r"[ \t]*(?:([\w-]+)\.)?([A-Za-z][\w-]*)((?:;[^\":;]*(?:\"[^\"]*\"[^\":;]*)*)*):(.*)", re.S | re.A)
_PARAMETER = re.compile(r";([^\":;=]*)(?:=((?:\"[^\"]*\"|[^\";])*))?")
_PARAMETER_VALUE = re.compile(r"\"([^\"]*)\"|([^,\"]+)")

# Programs that do not fold leave bare lines below these.
_GOES_ON = re.compile(
    r"\s*(?:[\w-]+\.)?(?:(?:DESCRIPTION|COMMENT|NOTE|X-ALT-DESC)[;:]|[\w-]+;[^:]*(?:ENCODING=B\b|BASE64))", re.I
)

_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_ESCAPE = re.compile(r"\\([\\,;:nN])")
_CARETS = {"^n": "\n", "^^": "^", "^'": '"'}
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


class Line(Record, frozen=True, gc=False):
    """One content line.

    name         upper case, "" for what is no line; group: what ties it to other lines of a card ("ITEM1"), or ""
    parameters   (name in upper case, value) in their order; a bare word of the old forms is a TYPE or an ENCODING
    value        as it stands, decoded and unfolded but with its escapes
    found        the whole line, unfolded
    """

    name: str
    group: str
    parameters: tuple[tuple[str, str], ...]
    value: str
    found: str

    def parameter(self, name: str) -> str:
        """Return the first parameter called `name`, or ""."""
        return next((value for key, value in self.parameters if key == name), "")

    def types(self) -> frozenset[str]:
        """Return what its TYPE parameters say, upper case."""
        return frozenset(t.upper() for key, value in self.parameters if key == "TYPE" for t in value.split(","))

    @property
    def text(self) -> str:
        """The value without its escapes."""
        return unescaped(self.value).strip()

    @property
    def binary(self) -> bytes | None:
        """The bytes a value in base64 or a "data:" address stands for; None when it is neither."""
        if self.parameter("ENCODING").upper() in ("B", "BASE64"):
            return _base64(self.value)
        head, comma, data = self.value.partition(",")
        return _base64(data) if comma and head.lower().startswith("data:") and head.lower().endswith(";base64") else None


class Component(Record, frozen=True, gc=False):
    """What stands between BEGIN and END: its name in upper case, its lines, and the components inside it, each in their order."""

    name: str
    lines: tuple[Line, ...]
    inside: tuple["Component", ...] = ()

    def line(self, name: str) -> Line | None:
        """Return the first line called `name`, or None."""
        return next(self.every(name), None)

    def every(self, name: str) -> Iterator[Line]:
        """Yield the lines called `name`."""
        return (line for line in self.lines if line.name == name)

    def text(self, name: str) -> str:
        """Return the text of the first line called `name` that has one, or ""."""
        return next((line.text for line in self.every(name) if line.text), "")

    def written(self) -> str:
        """Return it as a file has it: the lines as found, unfolded."""
        found = [line.found for line in self.lines]
        return "\n".join([f"BEGIN:{self.name}", *found, *(c.written() for c in self.inside), f"END:{self.name}"])


class Written(Record, frozen=True, gc=False):
    """The components of one file, and remarks on what was wrong with it."""

    components: tuple[Component, ...]
    remarks: tuple[str, ...] = ()


def parsed(data: bytes) -> Written:
    """Return the components in `data`. Never raises: an END that is missing is
    where the file ends."""
    charset = _CHARSET.search(data)
    decoded = decode(data, charset[1].decode("latin-1") if charset else None)
    stack = [_Open("")]
    for line in _lines(decoded.text):
        if line.name == "BEGIN" and len(stack) <= DEEPEST:
            stack.append(_Open(line.value.strip().upper()))
        elif line.name == "END":
            _close(stack, line.value.strip().upper())
        else:
            stack[-1].lines.append(line)
    remarks = [decoded.remark] if decoded.remark else []
    if len(stack) > 1:
        remarks.append("cut off: its end is missing")
    while len(stack) > 1:
        _end(stack)
    return Written(tuple(stack[0].inside), tuple(remarks))


class _Open:
    """A component whose end has not come."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[Line] = []
        self.inside: list[Component] = []


def _close(stack: list[_Open], name: str) -> None:
    """Close the innermost component called `name` and all in it; an END without its BEGIN closes none."""
    if name in [c.name for c in stack[1:]]:
        while _end(stack) != name:
            pass


def _end(stack: list[_Open]) -> str:
    """Close the innermost component and return its name."""
    done = stack.pop()
    stack[-1].inside.append(Component(done.name, tuple(done.lines), tuple(done.inside)))
    return done.name


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text`, unfolded. What is none goes on with a text or a file above it, else it is a line called ""."""
    unfolded = _FOLD.sub(" " if _OLD.search(text) else "", text)
    held: list[str] = []
    for found in _whole(unfolded.split("\n")):
        if _LINE.fullmatch(found):
            yield from _line(held)
            held = [found]
        elif held and found.strip() and _GOES_ON.match(held[0]):
            held.append(found)
        elif found.strip():
            yield from _line(held)
            yield Line("", "", (), found, found)
            held = []
    yield from _line(held)


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines` with those joined that quoted-printable has cut ("=" at the end)."""
    held = ""
    for line in lines:
        held = held[:-1] + line.lstrip() if held else line
        if not (held.endswith("=") and _QUOTED_PRINTABLE.match(held)):
            yield held
            held = ""
    if held:
        yield held


def _line(found: list[str]) -> Iterator[Line]:
    """Yield the line in found[0], if any; the rest, which are no lines, stand in its value with their line ends."""
    m = _LINE.fullmatch(found[0]) if found else None
    if m is not None:
        group, name, said, value = m.groups()
        parameters = tuple(_parameters(said))
        value = "\\n".join([value, *found[1:]])
        if any(k == "ENCODING" and v.upper() == "QUOTED-PRINTABLE" for k, v in parameters):
            value = _printable(value, next((v for k, v in parameters if k == "CHARSET"), None))
        yield Line(name.upper(), (group or "").upper(), parameters, value, "\n ".join(found))


def _printable(value: str, charset: str | None) -> str:
    """Return what `value` says in quoted-printable; its line ends become those of a value."""
    return decode(decodestring(value.encode()), charset).text.replace("\n", "\\n")


def _parameters(said: str) -> Iterator[tuple[str, str]]:
    for m in _PARAMETER.finditer(said):
        name, value = m[1].strip().upper(), m[2]
        if value is None:
            yield ("ENCODING" if name in _ENCODINGS else "TYPE"), name
        else:
            yield name, ",".join(_uncareted(quoted or plain) for quoted, plain in _PARAMETER_VALUE.findall(value)).strip()


def _uncareted(value: str) -> str:
    """Undo the escapes of RFC 6868."""
    return re.sub(r"\^[n^']", lambda m: _CARETS[m[0]], value)


def unescaped(value: str) -> str:
    """Return a value of text without its escapes."""
    return _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], value)


def divided(value: str, mark: str = ";") -> list[str]:
    """Return the stretches of `value` between `mark`s that are not escaped, each without its escapes."""
    return [unescaped(part).strip() for part in re.split(rf"(?<!\\){re.escape(mark)}", value)]


def _base64(value: str) -> bytes:
    """Return what `value` stands for; of a damaged one as much as can be read."""
    letters = _NOT_BASE64.sub("", value)
    try:
        return b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "==")
    except Error:
        return b""
