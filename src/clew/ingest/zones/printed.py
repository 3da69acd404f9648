"""A printed mail: the text of a print-out with its header on top, stamps and page furniture between and inside its lines."""

from collections.abc import Sequence

import msgspec

from clew.ingest.scandates import scanned_date
from clew.ingest.zones.gmail import gmail_blocks
from clew.ingest.zones.headerblock import Block, header_blocks, sender
from clew.ingest.zones.lines import Line
from clew.ingest.zones.zoning import mail_zones, with_zones
from clew.records import Document, Field, Header, Span, When, Zone

BY = "printed-mail/2"

# Header lines that begin below this many lines with words are quoted in the text; they do not make it a mail.
_TOP = 25

# Above a printed mail's header stand at most this many lines, none wider: a letterhead, or whose print-out it is.
_ABOVE, _WIDE = 3, 80


def top_block(lines: Sequence[Line], left_out: set[int]) -> Block | None:
    """Return the header block a printed mail begins with, or None. left_out: indexes of lines that are page furniture."""
    shown = [i for i, line in enumerate(lines) if not line.blank and i not in left_out][: _TOP + 8]
    head = lines[: shown[-1] + 1] if shown else []
    found = gmail_blocks(head, left_out) or header_blocks(head, left_out)
    above = [i for i in shown if found and i < found[0].first]
    narrow = all(len(" ".join(lines[i].text.split())) < _WIDE for i in above)
    return found[0] if found and len(above) <= _ABOVE and narrow else None


def printed_mail(document: Document, lines: Sequence[Line], left_out: set[int], top: Block) -> Document:
    """Return `document`, whose header is `top`, as a mail: its header, title, when it was sent, and its zones.

    document: with its furniture zones, which are in no field and no header. left_out: indexes of lines that are furniture.
    """
    below = {i - top.last for i in left_out if i >= top.last}
    header = Zone(top.start, top.end, "header", _voice(document, top), BY, top.fields)
    stamps = [zone for zone in document.zones if zone.kind == "furniture"]
    document = msgspec.structs.replace(document, kind="mail", headers=_headers(document, top, stamps))
    document = msgspec.structs.replace(
        document, title=document.title or document.header("Subject") or None, sent=_sent(document, top)
    )
    zones = [header, *mail_zones(document, lines[top.last :], below)]
    return with_zones(document, [_unstamped(document.text, zone, stamps) for zone in zones])


def unread_date(document: Document) -> str:
    """Return one line that says that the date of `document`, a printed mail, cannot be read; "" when it can, or there is none."""
    date = document.header("Date") if document.kind == "mail" and document.sent is None else None
    return f"the date {date[:_WIDE]!r} cannot be read" if date else ""


def _headers(document: Document, block: Block, stamps: Sequence[Zone]) -> tuple[Header, ...]:
    """Return the header's lines with their values on one line; one that is blank or blanked out says ""."""
    text = document.text
    values = [(f.label, _pieces(text, f, stamps)) for f in block.fields]
    return tuple(Header(label, " ".join(" ".join(text[p.start : p.end].split()) for p in pieces)) for label, pieces in values)


def _sent(document: Document, block: Block) -> When | None:
    date = block.value("Date")
    return scanned_date(document.span(date.start, date.end)) if date else None


def _voice(document: Document, block: Block) -> Span | None:
    field = block.value("From")
    at = sender(document.text, field.start, field.end) if field else None
    return document.span(*at) if at else None


def _unstamped(text: str, zone: Zone, stamps: Sequence[Zone]) -> Zone:
    """Return `zone` with its fields cut where stamps stand in them, so that no stamp is in a name or a subject."""
    if not zone.fields:
        return zone
    return msgspec.structs.replace(zone, fields=tuple(piece for field in zone.fields for piece in _pieces(text, field, stamps)))


def _pieces(text: str, field: Field, stamps: Sequence[Zone]) -> list[Field]:
    """Return the stretches of `field` between the stamps in it, without blanks around them; [] when nothing is left."""
    inside = [s for s in stamps if s.start < field.end and field.start < s.end]
    starts = [field.start, *(s.end for s in inside)]
    ends = [*(s.start for s in inside), field.end]
    return [piece for start, end in zip(starts, ends, strict=True) if (piece := _stripped(text, field.label, start, end))]


def _stripped(text: str, label: str, start: int, end: int) -> Field | None:
    words = text[start:end].strip()
    if not words:
        return None
    start = text.index(words, start)
    return Field(label, start, start + len(words))
