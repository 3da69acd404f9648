"""Mails made by hand: a header, a body, and the zones of what the body quotes."""

import re
from datetime import UTC, datetime

from msgspec.structs import replace

from clew.records import Document, Field, Header, Source, Span, When, Zone, digest
from clew.when import UNZONED, containing

MARK = re.compile(r"^(?:> ?)+", re.M)


def read_date(span: Span) -> When | None:
    """Read "2031-05-12 09:14", "... UTC" when it says its zone, or a day alone."""
    m = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?( UTC)?", span.text.strip())
    if m is None:
        return None
    at = datetime.fromisoformat(f"{m[1]}T{m[2] or '00:00'}").replace(tzinfo=UTC)
    grain = "minute" if m[2] else "day"
    return When(*containing(at, grain), grain, span, None, "test/1" if m[3] or not m[2] else f"{UNZONED}/1")


def mail(sender: str, date: str, subject: str, body: str, name: str = "", to: str = "", **headers: str) -> Document:
    """Return a mail. `headers`: more header fields, "_" for "-". Quoted zones: see `zoned`."""
    shown = [("From", sender), ("To", to), ("Date", date), ("Subject", subject)]
    shown = [(label, value) for label, value in shown if value]
    head = "\n".join(f"{label}: {value}" for label, value in shown)
    text = f"{head}\n\n{body}" if head else body
    every = (*shown, *((key.replace("_", "-"), value) for key, value in headers.items()))
    id = digest(text, every, name)
    made = Document(
        id, Source(name or f"{id[:6]}.eml", id), "message/rfc822", "mail", subject or None, text,
        tuple(Header(*each) for each in every), zones=(Zone(0, len(head), "header", None, "test/1"),) if head else (),
    )  # fmt: skip
    at = text.find(f"Date: {date}")
    made = replace(made, sent=read_date(made.span(at + 6, at + 6 + len(date)))) if date else made
    return zoned(made, len(head))


def zoned(document: Document, start: int) -> Document:
    """Add the zones of what is quoted: runs of lines with ">", and what stands below "-----Original-----" or
    "-----Forwarded-----".

    A line "NAME (DATE) wrote:" above a run, or lines "From: ..." below such a mark, are its header.
    """
    zones = [*document.zones, *_runs(document.text, start, 1), *_marked(document.text, start)]
    return replace(document, zones=tuple(sorted(zones, key=lambda z: (z.start, -z.end))))


def _runs(text: str, start: int, depth: int):
    mark = rf"(?:> ?){{{depth}}}"
    for m in re.finditer(rf"^(?:(?:> ?){{{depth - 1}}}([^>\n]*) \(([^)\n]*)\) wrote:\n)?((?:{mark}.*\n?)+)", text[start:], re.M):
        first = start + m.start() + (len(MARK.match(m.group())[0]) if depth > 1 and m[1] else 0)
        first = first if m[1] else start + m.start(3) + len(re.match(mark, m[3])[0])
        end = start + m.start() + len(m.group().rstrip())
        yield Zone(first, end, "quoted", None, "test/1")
        if m[1]:
            fields = tuple(Field(name, start + m.start(g), start + m.end(g)) for name, g in (("From", 1), ("Date", 2)))
            fields = (replace(fields[0], start=max(first, fields[0].start)), fields[1])
            yield Zone(first, fields[1].end + 8, "header", None, "test/1", fields)
        if depth < 4:
            yield from _inside(text, start + m.start(3), start + m.end(3), depth + 1)


def _inside(text: str, start: int, end: int, depth: int):
    yield from _runs(text[:end], start, depth)


def _marked(text: str, start: int):
    for m in re.finditer(r"^-----(Original|Forwarded)-----\n((?:[A-Z][a-z]+: .*\n)+)", text[start:], re.M):
        first, header_end = start + m.start(), start + m.end() - 1
        lines = re.finditer(r"^([A-Z][a-z]+): (.*)$", text[start + m.start(2) : header_end], re.M)
        base = start + m.start(2)
        fields = tuple(Field(line[1], base + line.start(2), base + line.end(2)) for line in lines)
        yield Zone(first, len(text.rstrip()), "quoted" if m[1] == "Original" else "forwarded", None, "test/1")
        yield Zone(first, header_end, "header", None, "test/1", fields)
