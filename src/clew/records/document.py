"""Documents as read and mended, with the way back to the characters as found."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from clew.errors import SpanError
from clew.records.base import Record, Span, When

ZoneKind = Literal[
    "own",
    "quoted",
    "forwarded",
    "turn",
    "greeting",
    "signature",
    "disclaimer",
    "header",
    "furniture",
    "caption",
    "byline",
    "table",
]


class Field(Record, frozen=True, gc=False):
    """A stretch of a header or signature that says one thing. Offsets are in the document's text.

    label   of a header: "From" "To" "Cc" "Bcc" "Date" "Subject" ...;
            of a signature: "Name" "Post" "Organization" "Phone" "Mail" "Address"
    """

    label: str
    start: int
    end: int


class Zone(Record, frozen=True, gc=False):
    """A stretch of a document with one voice. Zones may nest; the innermost speaks. Text outside any zone is the author's own.

    voice    the words that name who speaks in it, or None: not said
    by       the rule that saw it
    fields   what a header or signature zone says, in the order of the text
    """

    start: int
    end: int
    kind: ZoneKind
    voice: Span | None
    by: str
    fields: tuple[Field, ...] = ()


class Box(Record, frozen=True, gc=False):
    """Where on a page `text[start:end]`, one word or a part of one, is printed.

    page                       from 1
    left, top, right, bottom   in points (1/72 inch) from the upper left corner of the page as it is shown
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Edit(Record, frozen=True, gc=False):
    """One repair: `text[start:end]` (mended) stands for `found`, which began at `found_start` in the text as found."""

    start: int
    end: int
    found_start: int
    found: str
    rule: str

    @property
    def found_end(self) -> int:
        """Where the repaired stretch ended in the text as found."""
        return self.found_start + len(self.found)


def found_offset(edits: Sequence[Edit], at: int, *, after: bool) -> int:
    """Map the boundary `at` of a mended text back to the text as found; `after`: it ends a span, else it begins one.

    Inside an edit it moves to that edit's far edge, so that a span never cuts a repair. O(log n) in the edits.
    """
    cut = bisect_left if after else bisect_right
    i = cut(edits, at, key=lambda e: e.start)
    if i == 0:
        return at
    edit = edits[i - 1]
    if at < edit.end or (after and at == edit.end):
        return edit.found_end if after else edit.found_start
    return edit.found_end + at - edit.end


def found_text(text: str, edits: Sequence[Edit]) -> str:
    """Return the text as it was found, given the mended `text` and its `edits`, in order."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.found]
        at = edit.end
    return "".join([*pieces, text[at:]])


class Finding(Record, frozen=True, gc=False):
    """What the damage in a text tells: evidence with its alternative readings, never proof. Offsets are in the mended text.

    kind       "substituted" "untouched" "invisible" "undecided" ...
    says       one sentence with its figures
    readings   each way a fair reader could explain it
    """

    kind: str
    start: int
    end: int
    says: str
    readings: tuple[str, ...]
    by: str


class Source(Record, frozen=True, gc=False):
    """Where a document's bytes were found.

    path     as the user gave it, relative to the folder that was added; forward slashes
    sha256   of the file, hexadecimal
    part     the way inside a container: "" for a whole file, "mail 3", "mail 3/attachment 1", "page 2"
    """

    path: str
    sha256: str
    part: str = ""


class Header(Record, frozen=True, gc=False):
    """One header field of a mail as it stands in the file, decoded; order and repetition are kept."""

    name: str
    value: str


class Document(Record, frozen=True, gc=False):
    """One readable thing: an article, one mail, an attachment, a transcript. `text` is mended.

    id         digest of the document's own bytes (a mail's, not its mailbox's) and of its parent's id
    media      media type by content, such as "text/html"
    kind       "mail" "article" "page" "sheet" "memo" "scan" "transcript" "letter" "chat" "invitation" "contact" "text"
    language   ISO 639-1 code or None; extraction reads "en"
    boxes      where its words are printed, in the order of the text; () for what has no pages
    """

    id: str
    source: Source
    media: str
    kind: str
    title: str | None
    text: str
    headers: tuple[Header, ...] = ()
    sent: When | None = None
    published: When | None = None
    parent: str | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    edits: tuple[Edit, ...] = ()
    boxes: tuple[Box, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the span `text[start:end]`; SpanError when it is empty or outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise SpanError(f"no span {start}:{end} in a document of {len(self.text)} characters")
        return Span(self.id, start, end, self.text[start:end])

    def original(self, span: Span) -> tuple[int, int]:
        """Return where `span` stood in the text as found: (start, end) in code points. O(log n) in the edits."""
        return found_offset(self.edits, span.start, after=False), found_offset(self.edits, span.end, after=True)

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """Return where the words of `span` are printed, in order; () for a document without pages. O(log n) in the boxes."""
        first = bisect_right(self.boxes, span.start, key=lambda box: box.end)
        return self.boxes[first : bisect_left(self.boxes, span.end, key=lambda box: box.start)]

    def page_of(self, span: Span) -> int | None:
        """Return the page, from 1, on which the words of `span` begin, or None: not known."""
        boxes = self.boxes_of(span)
        return boxes[0].page if boxes else None

    def found(self) -> str:
        """Return the text as found, before any repair."""
        return found_text(self.text, self.edits)

    def header(self, name: str) -> str | None:
        """Return the first header field called `name` (case does not matter), or None."""
        return next((h.value for h in self.headers if h.name.lower() == name.lower()), None)

    def zones_at(self, offset: int) -> tuple[Zone, ...]:
        """Return the zones around `offset`, outermost first."""
        around = (z for z in self.zones if z.start <= offset < z.end)
        return tuple(sorted(around, key=lambda z: (z.start - z.end, z.start)))
