"""A mail known only from quotation as a document of its own, with the way back to each of its characters."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from clew.records import Document, Edit, Field, Header, Source, Span, When, Zone, digest
from clew.shingles import Range
from clew.trace.mails import ReadDate
from clew.trace.quotes import Quote

MARKS, BETWEEN, BEFORE = "quote-mark/1", "words-between/1", "quoted-from/1"

_MARKS = re.compile(r"^[ \t]{0,3}((?:>[ \t]?)+)", re.M)

# What the header of a quotation is called in a mail's.
_LABELS = ("From", "To", "Cc", "Bcc", "Date", "Subject", "Reply-To", "Attachments")


def quoted_document(quote: Quote, part: str, read_date: ReadDate) -> Document:
    """Return the mail that `quote` quotes.

    part   its place inside the quoting document's source, such as "quoted 1"
    """
    quoting = quote.document
    id = digest("quoted mail", quoting.id, quote.start, quote.end)
    text, edits = _unmarked(quote)
    source = Source(quoting.source.path, quoting.source.sha256, f"{quoting.source.part}/{part}".lstrip("/"))
    zones = tuple(_zones(quote, edits, id, text))
    document = Document(
        id, source, quoting.media, "mail", _value(quote, "Subject"), text, tuple(_headers(quote)),
        parent=quoting.id, language=quoting.language, zones=zones, edits=edits,
    )  # fmt: skip
    return replace(document, sent=_sent(quote, document, read_date))


def _headers(quote: Quote) -> Iterator[Header]:
    for label in _LABELS:
        value = _value(quote, label)
        if value:
            yield Header(label, value)


def _value(quote: Quote, label: str) -> str | None:
    span = quote.field(label)
    return " ".join(_MARKS.sub("", span.text).split()) if span else None


def _sent(quote: Quote, document: Document, read_date: ReadDate) -> When | None:
    """Return when it was sent, by its Date field where that stands in the document's own text."""
    date = quote.field("Date")
    if date is None:
        return None
    start, end = _moved(document.edits, date.start, after=False), _moved(document.edits, date.end, after=True)
    return read_date(document.span(start, end)) if start < end <= len(document.text) else None


def _unmarked(quote: Quote) -> tuple[str, tuple[Edit, ...]]:
    """Return the words of the pieces without the quote marks of this depth, and the edits that lead back.

    The first edit changes nothing: it says where the text begins in the quoting document.
    """
    text, depth = quote.document.text, _depth(quote)
    pieces: list[str] = []
    edits: list[Edit] = [Edit(0, 0, quote.start, "", BEFORE)]
    length, at = 0, quote.start
    for start, end, put, rule in _cuts(quote, depth):
        pieces += [text[at:start], put]
        begins = length + start - at
        length = begins + len(put)
        edits.append(Edit(begins, length, start, text[start:end], rule))
        at = end
    return "".join([*pieces, text[at : quote.end]]), tuple(edits)


def _cuts(quote: Quote, depth: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, what is put there, rule) of each stretch of the quoting text that is not the quoted mail's."""
    for n, piece in enumerate(quote.pieces):
        for m in _MARKS.finditer(quote.document.text, piece.start, piece.end) if depth else ():
            if m.start() > piece.start:
                yield m.start(), _after_marks(m, depth), "", MARKS
        if n + 1 < len(quote.pieces):
            yield piece.end, quote.pieces[n + 1].start, "\n\n", BETWEEN


def _after_marks(match: re.Match[str], depth: int) -> int:
    """Return where the first `depth` marks of a line end, with the blank that belongs to the last."""
    marks = list(re.finditer(r">[ \t]?", match[1]))[:depth]
    return match.start(1) + marks[-1].end()


def _depth(quote: Quote) -> int:
    """Return how many quote marks stand before each line of the quoted words; they may be more before what it quotes itself."""
    text = quote.document.text
    depths = []
    for start, end in quote.ranges():
        for line in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
            begins = text.rfind("\n", 0, start + line.start()) + 1
            m = _MARKS.match(text[begins : text.find("\n", begins) + 1 or len(text)])
            depths.append(m[1].count(">") if m else 0)
    return min(depths, default=0)


def _zones(quote: Quote, edits: Sequence[Edit], id: str, text: str) -> Iterator[Zone]:
    """Yield the zones inside the quotation at their places in its own text, but the quotation itself."""
    starts, pieces = [piece.start for piece in quote.pieces], set(quote.pieces)
    for zone in quote.document.zones:
        around = quote.pieces[max(0, bisect_right(starts, zone.start) - 1)]
        if zone in pieces or not (around.start <= zone.start and zone.end <= around.end):
            continue
        start, end = _range(edits, (zone.start, zone.end))
        if start < end:
            fields = tuple(Field(f.label, *_range(edits, (f.start, f.end))) for f in zone.fields)
            yield Zone(start, end, zone.kind, _voice(edits, zone.voice, id, text), zone.by, fields)


def _voice(edits: Sequence[Edit], voice: Span | None, id: str, text: str) -> Span | None:
    if voice is None:
        return None
    start, end = _range(edits, (voice.start, voice.end))
    return Span(id, start, end, text[start:end]) if start < end else None


def _range(edits: Sequence[Edit], found: Range) -> Range:
    return _moved(edits, found[0], after=False), _moved(edits, found[1], after=True)


def _moved(edits: Sequence[Edit], at: int, *, after: bool) -> int:
    """Return where offset `at` of the quoting text lies in the text without marks; inside a cut, at its far edge."""
    edit = edits[max(0, bisect_right(edits, at, key=lambda e: e.found_start) - 1)]
    if at >= edit.found_end:
        return edit.end + at - edit.found_end
    return edit.start if after else edit.end
