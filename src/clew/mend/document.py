"""A document mended: its text, its title, and everything that points into the text moved along."""

from msgspec.structs import replace

from clew.mend.edits import compose, inverse
from clew.mend.mended import mend_text
from clew.mend.report import find, voices
from clew.records import Document, Edit, Finding, Span, When, Zone, found_offset


def mend_document(document: Document) -> Document:
    """Return `document` with its text and title mended, its spans and zones moved, and a zone over each passage that was spared.

    A document without damage is returned as it is. A zone or date whose words were all invisible is dropped with them.
    """
    mended = mend_text(document.text)
    text, edits = mended.text, mended.edits
    title = document.title and _mend_title(document.title, document.text)
    if not edits and title == document.title:
        return document
    moved = _Moved(document, text, edits)
    whole = replace(
        document,
        title=title,
        text=text,
        edits=tuple(compose(document.edits, edits, document.found())),
        sent=moved.when(document.sent),
        published=moved.when(document.published),
        zones=tuple(z for z in map(moved.zone, document.zones) if z),
    )
    return replace(whole, zones=whole.zones + voices(whole))


def findings(document: Document) -> tuple[Finding, ...]:
    """Return the findings on a mended `document`, recomputed from its text and edits. Offsets are in the mended text."""
    return find(document.text, document.edits)


def _mend_title(title: str, text: str) -> str:
    """Mend a title in the light of its text, whose habits settle what a few words cannot."""
    if title.isascii():
        return title
    mended = mend_text(f"{title}\n\n{text}")
    end = found_offset(inverse(mended.edits, mended.text), len(title), after=True)
    return mended.text[:end]


class _Moved:
    """Carries offsets of one document from its old text to the new one."""

    def __init__(self, document: Document, text: str, edits: tuple[Edit, ...]) -> None:
        self._document = document
        self._text = text
        self._way = inverse(edits, text)

    def ends(self, start: int, end: int) -> tuple[int, int]:
        return found_offset(self._way, start, after=False), found_offset(self._way, end, after=True)

    def span(self, span: Span) -> Span | None:
        start, end = self.ends(span.start, span.end)
        return Span(span.document, start, end, self._text[start:end]) if start < end else None

    def when(self, when: When | None) -> When | None:
        span = when and self.span(when.span)
        return replace(when, span=span, anchor=when.anchor and self.span(when.anchor)) if when and span else None

    def zone(self, zone: Zone) -> Zone | None:
        start, end = self.ends(zone.start, zone.end)
        return replace(zone, start=start, end=end, voice=zone.voice and self.span(zone.voice)) if start < end else None
