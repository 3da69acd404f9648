"""Names in the cells of a sheet, which is not parsed: rows are lines, cells "Head: value; Head: value"."""

import re
from collections.abc import Iterator

from clew.recognize.titles import title_length
from clew.recognize.vocabulary import words
from clew.records import Document, Mention, MentionKind, make

BY = "cell/1"

_CELL = re.compile(r"(?P<head>[^\n:;]{1,40}):[ \t]*(?P<value>[^\n;]+(?:;(?![^\n:;]{1,40}:)[^\n;]+)*)")
_BETWEEN = re.compile(r"\s*[,;/&+\n]\s*|\s+(?:and|with)\s+")
_HEAD_WORD = re.compile(r"[a-z]+")

_CAPITAL = r"(?:[^\W\d_a-z][\w'’-]+|[^\W\d_a-z]\.)"
_NAME = re.compile(rf"(?:{_CAPITAL}\s+){{1,3}}{_CAPITAL}$")
_LONE = re.compile(rf"{_CAPITAL}$")
# In a cell that promises no name only initials show one: "Lunch T. Orrin".
_INITIALS = re.compile(r"\b(?:[^\W\d_a-z]\.\s?){1,3}[^\W\d_a-z][\w'’-]+")


def find_table_mentions(document: Document, known: frozenset[str]) -> tuple[Mention, ...]:
    """Return the names in the cells of `document`'s tables. known: names of people seen elsewhere in it, found in any cell."""
    cells = [c for z in document.zones if z.kind == "table" for c in _CELL.finditer(document.text, z.start, z.end)]
    promised = [m for cell in cells for m in _by_head(document, cell)]
    pattern = _pattern(known | {m.name for m in promised if m.kind == "person" and " " in m.name})
    other = [cell.span("value") for cell in cells if not _promised(cell["head"])]
    loose = (found.span() for start, end in other for found in pattern.finditer(document.text, start, end))
    return (*promised, *(_mention(document, *span, "person") for span in loose))


def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    names = sorted({re.escape(n) for n in known if len(n) > 2}, key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?:{'|'.join(names) or '(?!)'})\b|{_INITIALS.pattern}")


def _by_head(document: Document, cell: re.Match[str]) -> Iterator[Mention]:
    """Yield the mentions in one cell whose head promises a kind."""
    kind = _promised(cell["head"])
    if kind == "person":
        yield from _people(document, *cell.span("value"))
    elif kind:
        yield from _whole(document, *cell.span("value"), kind)


def _promised(head: str) -> MentionKind | None:
    found = set(_HEAD_WORD.findall(head.lower()))
    kinds: tuple[MentionKind, ...] = ("organization", "place", "person")
    return next((kind for kind in kinds if not found.isdisjoint(words("tables", kind))), None)


def _people(document: Document, start: int, end: int) -> Iterator[Mention]:
    """Yield the people a cell lists; offices and companies among them are organisations."""
    at = start
    for gap in [*_BETWEEN.finditer(document.text, start, end), None]:
        stop = gap.start() if gap else end
        text = document.text[at:stop].strip()
        bare = text[title_length(text) :]
        if text.lower() not in words("tables", "nobody") and any(p.match(t) for p in (_NAME, _LONE) for t in (text, bare)):
            first, kind = document.text.index(text, at), _kind(text)
            yield _mention(document, first + (title_length(text) if kind == "person" else 0), first + len(text), kind)
        at = gap.end() if gap else end


def _kind(text: str) -> MentionKind:
    heads = words("organizations", "organization", "legal", "body")
    return "organization" if not heads.isdisjoint(text.split()) or (text.isupper() and len(text) > 2) else "person"


def _whole(document: Document, start: int, end: int, kind: MentionKind) -> Iterator[Mention]:
    """Yield the whole value as one name, when it begins with a capital and is short enough to be one."""
    text = document.text[start:end].strip()
    if text and text[0].isupper() and len(text.split()) <= 6 and text.lower() not in words("tables", "nobody"):
        first = document.text.index(text, start)
        yield _mention(document, first, first + len(text), kind)


def _mention(document: Document, start: int, end: int, kind: MentionKind) -> Mention:
    span = document.span(start, end)
    return make(Mention, span=span, kind=kind, form="name", name=" ".join(span.text.split()), by=BY)
