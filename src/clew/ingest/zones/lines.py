"""A text as lines that know where they stand and how deep they are quoted."""

import re

from clew.records import Record

# Quote marks: ">" alone, or after the initials of whom it quotes ("AV> "). A mark stands among the first of a line's characters.
_PREFIX = re.compile(r"[ \t]{0,3}(?:(?:[A-Z][A-Za-z]{0,3})?>[ \t]?)+|")
_AMONG = 5


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
    found, at, stop = [], start, len(text) if end is None else end
    for whole in text[start:stop].split("\n"):
        following = min(at + len(whole) + 1, stop)
        if following > at:
            found.append(_line(whole, at, following))
        at = following
    return found


def _line(whole: str, start: int, following: int) -> Line:
    visible = whole.strip()
    if ">" in visible[:_AMONG] and (marks := _PREFIX.match(whole)) and marks.end():
        return _quoted(whole, marks.group(), start, following)
    words = start + (len(whole) - len(whole.lstrip()) if visible else 0)
    return Line(start, words, words + len(visible), following, 0, visible)


def _quoted(whole: str, marks: str, start: int, following: int) -> Line:
    body = whole[len(marks) :]
    visible = body.strip()
    words = start + len(marks) + (len(body) - len(body.lstrip()) if visible else 0)
    return Line(start, words, words + len(visible), following, marks.count(">"), visible)
