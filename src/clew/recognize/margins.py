"""Names at the margins of a mail: in its greeting, under it, and in the line that says who passed it on.

They stand alone on their lines, often in small letters or as initials, so that only their place shows that they are names: a
sign-off must fit somebody the headers name, or be a given name on a line of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from clew.recognize.speakers import header_people
from clew.recognize.vocabulary import words
from clew.records import Document, Mention, Zone, make

BY = "margin/1"

_WORD = r"[^\W\d_][\w'’-]*"
_OPENED = re.compile(
    rf"[>\s|]*(?:(?:hi|hello|hey|dear|good\s+\w+)\b[\s,]*)?(?P<name>{_WORD}(?:\s+{_WORD})?)\s*(?:[,:;!.-]|$)", re.IGNORECASE
)
_CLOSED = re.compile(
    r"(?:^[>\s|]*|[-–—.,!?_]\s*)(?:(?:many\s+)?(?:thanks?|thx|tx|regards|best|cheers|love|yours|sincerely)\b)?[\s,.!–—-]*"
    rf"(?P<name>{_WORD}(?:\s+{_WORD})?)[\s._-]*$",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    rf"(?:\bforwarded by|\bsent by:|\(bcc:)[ \t]+\"?(?P<name>{_WORD}(?:[ \t]+(?:[^\W\d_]\.?|{_WORD})){{1,3}}?)"
    r"(?=[ \t]*[/@\"<)]|[ \t]+on\b|\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_PIECES = re.compile(r"[^\W\d_]+")

# So many lines of a signature, or under the text of a mail, can hold the name it is signed with.
_LINES = 3


def margin_mentions(document: Document) -> tuple[Mention, ...]:
    """Return the people named at the margins of the mails in `document`; some of them may be found otherwise as well."""
    if document.kind != "mail":
        return ()
    known = _Known(document)
    places = [*_greeted(document, known), *_signed(document, known), *_passed_on(document)]
    return tuple(_mention(document, start, end) for start, end in dict.fromkeys(places))


def _mention(document: Document, start: int, end: int) -> Mention:
    span = document.span(start, end)
    return make(Mention, span=span, kind="person", form="name", name=" ".join(span.text.split()), by=BY)


class _Known:
    """The words and initials of all that the headers of a document name."""

    def __init__(self, document: Document) -> None:
        named = [tuple(w.lower() for w in _PIECES.findall(name)) for name in _named(document)]
        self.words = {word for name in named for word in name if len(word) > 1}
        self.initials = {letters for name in named if len(name) > 1 for letters in _initials(name)}

    def fits(self, name: str, *, initials: bool) -> bool:
        """Whether each word of `name` is one that the headers name, or a given name; or the whole the initials of somebody."""
        found = [w.lower() for w in _PIECES.findall(name)]
        if len(found) == 1 and found[0] in self.initials:
            return initials
        return bool(found) and all(
            w in self.words or w.capitalize() in words("given_names", "he", "she", "either") for w in found
        )


def _named(document: Document) -> Iterator[str]:
    """Yield each name of a header, and what stands before the "@" of each address."""
    for one in header_people(document):
        if one.person:
            yield one.person.name
        if one.address:
            yield one.address.name.partition("@")[0]


def _initials(name: Sequence[str]) -> Iterator[str]:
    yield "".join(word[0] for word in name)
    yield name[0][0] + name[-1][0]


def _greeted(document: Document, known: _Known) -> Iterator[tuple[int, int]]:
    for zone in document.zones:
        if zone.kind == "greeting":
            found = _OPENED.match(document.text, zone.start, zone.end)
            if found and known.fits(found["name"], initials=False):
                yield found.span("name")


def _signed(document: Document, known: _Known) -> Iterator[tuple[int, int]]:
    """Yield the name at the end of each of the first lines of a signature, and of the last line before what is quoted."""
    signatures = [z for z in document.zones if z.kind == "signature"]
    for zone in signatures:
        lines = list(_lines(document.text, zone.start, zone.end))
        yield from _closing(document.text, lines[:_LINES], known)
    for end in _ends(document):
        start = document.text.rfind("\n", 0, len(document.text[:end].rstrip())) + 1
        if not any(z.start <= start < z.end for z in signatures):
            yield from _closing(document.text, list(_lines(document.text, start, end))[-1:], known)


def _ends(document: Document) -> Iterable[int]:
    """Return where the words of each mail in the document end: at what it quotes or passes on, or with the text."""
    inner = {z.start for z in document.zones if z.kind in ("quoted", "forwarded", "header") and z.start}
    return sorted({*inner, *(z.end for z in document.zones if z.kind in ("quoted", "forwarded")), len(document.text)})


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip("> \t|\r\n"):
            yield at, at + len(line.rstrip())
        at += len(line)


def _closing(text: str, lines: Sequence[tuple[int, int]], known: _Known) -> Iterator[tuple[int, int]]:
    for start, end in lines:
        found = _CLOSED.search(text[start:end])
        for first, last in _tails(found) if found else ():
            if known.fits(text[start + first : start + last], initials=True):
                yield start + first, start + last
                break


def _tails(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the words found, then the last of them alone: "thanks Ann" is signed by Ann."""
    start, end = found.span("name")
    yield start, end
    last = re.search(rf"{_WORD}$", found["name"])
    if last and last.start():
        yield start + last.start(), end


def _passed_on(document: Document) -> Iterator[tuple[int, int]]:
    for zone in document.zones:
        if zone.kind == "header":
            for found in _PASSED_ON.finditer(document.text, zone.start, _line_end(document.text, zone)):
                yield found.span("name")


def _line_end(text: str, zone: Zone) -> int:
    end = text.find("\n", zone.end - 1)
    return len(text) if end < 0 else end
