"""Posts in tables: a register's "Name; Appointed; Resigned" under the heading "Directors", a list with a column for posts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clew.recognize.cells import Row, Sheet, rows
from clew.recognize.vocabulary import load, words
from clew.records import Document, Mention, Span, When, Zone

# Longer lines above a table are no heading.
_HEADING = 40


class Listed(NamedTuple):
    """A holder, the post's words, the organization in the same row, the row, and when the post began."""

    holder: Mention
    post: Span
    organization: Mention | None
    row: Span
    when: When | None


def find_listed(document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> Iterator[Listed]:
    """Yield the post of each row that names one person and, in a cell or over the table, a post."""
    sheet = Sheet(document, mentions, dates)
    for zone in (z for z in document.zones if z.kind == "table"):
        heading = _heading(document, zone)
        for row in rows(document, zone):
            yield from _read(sheet, row, heading)


def _read(sheet: Sheet, row: Row, heading: Span | None) -> Iterator[Listed]:
    people = [m for m in sheet.people(row, "guest") if m.kind == "person"]
    post = sheet.document.span(*row.cells["post"]) if row.has("post") else heading if _held(row) else None
    if len(people) == 1 and post is not None and (post is heading or _names_post(post.text)):
        body = next((m for m in sheet.people(row, "body") if m.kind == "organization"), None)
        yield Listed(people[0], post, body, sheet.document.span(row.start, row.end), sheet.date(row) if _held(row) else None)


def _held(row: Row) -> bool:
    """Whether a row says from when or until when something was held."""
    return row.has("began") or row.has("ended")


def _heading(document: Document, zone: Zone) -> Span | None:
    """Return the line over a table when it names a post, in the plural or not: "Directors"."""
    above = document.text[max(0, zone.start - 2 * _HEADING) : zone.start].rstrip()
    line = above.rpartition("\n")[2].strip()
    end = max(0, zone.start - 2 * _HEADING) + len(above)
    return document.span(end - len(line), end) if line and len(line) <= _HEADING and _names_post(line) else None


def _names_post(text: str) -> bool:
    named = [w.strip(".,()").lower() for w in text.split()]
    known = words("roles", "post") | frozenset(load("posts")["lines"]["more"])
    return any(w in known or w.removesuffix("s") in known for w in named)
