"""A text that comes without structure: printed mail, transcript, memo, letter, article, or just text."""

import re

import msgspec

from clew.ingest.dates import stated_date
from clew.ingest.piece import Piece
from clew.ingest.vocabulary import pattern
from clew.ingest.zones.furniture import furniture
from clew.ingest.zones.lines import Line, lines_of
from clew.ingest.zones.printed import BY, printed_mail, top_block
from clew.ingest.zones.turns import turns
from clew.ingest.zones.zoning import mail_zones, with_zones
from clew.records import Document, Zone

# A line that is a date and nothing else.
_BARE = re.compile(r"(?:\w+day,? )?(?:\d{1,2} [A-Z][a-z]+\.?,? \d{4}|[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)")

# Among these first lines a text says by whom and when it is.
_HEAD = 8


def prose_document(piece: Piece, media: str, text: str, title: str | None = None) -> Document:
    """Return `text` as a document: its kind, its zones, and the date it states for itself."""
    document = Document(piece.id, piece.source, media, "text", title, text, parent=piece.parent)
    lines = lines_of(text)
    left_out, stamps = furniture(text, lines)
    document = with_zones(document, stamps)
    top = top_block(lines, left_out)
    if top is not None:
        mail = printed_mail(document, lines, left_out, top)
        return msgspec.structs.replace(mail, kind="memo") if _is_memo(lines[: top.first]) else mail
    spoken = turns(document, lines, left_out)
    if spoken:
        return with_zones(msgspec.structs.replace(document, kind="transcript"), spoken)
    return _text(document, lines, left_out)


def _text(document: Document, lines: list[Line], left_out: set[int]) -> Document:
    shown = [line for i, line in enumerate(lines) if not line.blank and i not in left_out]
    kind = _kind(shown)
    zones = [*_bylines(document, shown), *mail_zones(document, lines, left_out)]
    signed = kind in {"letter", "memo"}
    document = with_zones(document, [z for z in zones if signed or z.kind not in {"greeting", "signature"}])
    return _dated(msgspec.structs.replace(document, kind=kind), shown)


def _kind(shown: list[Line]) -> str:
    first, last = shown[:_HEAD], shown[-_HEAD:]
    if _is_memo(first):
        return "memo"
    opens = any(pattern("zones/kinds", "salutation").match(line.text) for line in shown[:25])
    closes = any(pattern("zones/kinds", "farewell").match(line.text) for line in last)
    if opens and closes:
        return "letter"
    return "article" if any(pattern("zones/kinds", "byline").match(line.text) for line in first) else "text"


def _is_memo(lines: list[Line]) -> bool:
    return any(pattern("zones/kinds", "memo").match(line.text) for line in lines)


def _bylines(document: Document, shown: list[Line]) -> list[Zone]:
    """Return the line that names the author, and the line that says when: nobody speaks in them."""
    found = []
    for line in shown[:_HEAD]:
        if m := pattern("zones/kinds", "byline").match(line.text):
            voice = document.span(line.words + m.start("name"), line.words + m.end("name"))
            found.append(Zone(line.words, line.end, "byline", voice, BY))
        elif pattern("zones/kinds", "published").match(line.text):
            found.append(Zone(line.words, line.end, "header", None, BY))
    return found


def _dated(document: Document, shown: list[Line]) -> Document:
    """Set `published` (or, for a memo or letter, `sent`) from a line among the first that is a date and nothing else."""
    for line in shown[:_HEAD]:
        m = pattern("zones/kinds", "published").match(line.text)
        start, end = (line.words + m.start("date"), line.words + m.end("date")) if m else (line.words, line.end)
        if m or _BARE.fullmatch(line.text):
            when = stated_date(document.span(start, end))
            field = "sent" if document.kind in {"memo", "letter"} else "published"
            return msgspec.structs.replace(document, **{field: when}) if when else document
    return document
