"""A text as lines that know where they stand and how deep they are quoted."""

import re

from clew.records import Record

_LINE = re.compile(r"[^\n]*\n?")
_PREFIX = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+|")


class Line(Record, frozen=True, gc=False):
    """One line. start: of the line; words: where its words begin, after quote marks and blanks; end: after its last visible
    character; next: where the next line begins; depth: how many ">" stand before it."""

    start: int
    words: int
    end: int
    next: int
    depth: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing but quote marks and blanks is on it."""
        return not self.text


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of `text[start:end]`. Offsets count in the whole `text`."""
    found = []
    for m in _LINE.finditer(text, start, len(text) if end is None else end):
        if m.group():
            found.append(_line(m.group(), m.start(), m.end()))
    return found


def _line(whole: str, start: int, following: int) -> Line:
    prefix = _PREFIX.match(whole)
    marks = prefix.group() if prefix else ""
    body = whole[len(marks) :]
    visible = body.strip()
    words = start + len(marks) + (len(body) - len(body.lstrip()) if visible else 0)
    return Line(start, words, words + len(visible), following, marks.count(">"), visible)
