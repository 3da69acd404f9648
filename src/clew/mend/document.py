"""A document mended: its text, its title, and everything that points into the text moved along."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from clew.mend.edits import compose
from clew.mend.mended import Mended, mend_text
from clew.mend.report import find, voices
from clew.records import Box, Document, Field, Finding, Span, When, Zone

B = TypeVar("B", Box, Field)


def mend_document(document: Document) -> Document:
    """Return `document` with its text and title mended, its spans and zones moved, and a zone over each passage that was spared.

    A document without damage is returned as it is. A zone or date whose words were all invisible is dropped with them.
    """
    mended = mend_text(document.text)
    title = document.title and _mend_title(document.title, document.text)
    if not mended.edits and title == document.title:
        return document
    moved = _Moved(mended)
    whole = replace(
        document,
        title=title,
        text=mended.text,
        edits=tuple(compose(document.edits, mended.edits, document.found())),
        sent=moved.when(document.sent),
        published=moved.when(document.published),
        zones=tuple(z for z in map(moved.zone, document.zones) if z),
        boxes=tuple(moved.stretches(document.boxes)),
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
    return mended.text[: mended.placed(0, len(title))[1]]


class _Moved:
    """Carries offsets of one document from its old text to the new one."""

    def __init__(self, mended: Mended) -> None:
        self._mended = mended

    def span(self, span: Span) -> Span | None:
        start, end = self._mended.placed(span.start, span.end)
        return Span(span.document, start, end, self._mended.text[start:end]) if start < end else None

    def when(self, when: When | None) -> When | None:
        span = when and self.span(when.span)
        return replace(when, span=span, anchor=when.anchor and self.span(when.anchor)) if when and span else None

    def zone(self, zone: Zone) -> Zone | None:
        start, end = self._mended.placed(zone.start, zone.end)
        if start >= end:
            return None
        fields = tuple(self.stretches(zone.fields))
        return replace(zone, start=start, end=end, voice=zone.voice and self.span(zone.voice), fields=fields)

    def stretches(self, stretches: Iterable[B]) -> Iterator[B]:
        """Yield `stretches` where they stand now, less those of which nothing is left."""
        for stretch in stretches:
            start, end = self._mended.placed(stretch.start, stretch.end)
            if start < end:
                yield replace(stretch, start=start, end=end)
