"""The records every stage speaks in: frozen, plain, and named by what they say.

Offsets count code points of a document's mended text and are half-open. Times are timezone-aware UTC.
An observed record's id is a hash of its other fields, so the same evidence gives the same ids on any engine.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, Literal, TypeVar

import msgspec

from clew.errors import SpanError


class Record(msgspec.Struct, frozen=True, gc=False):
    """What all records are: immutable, comparable by value, and free of reference cycles."""


R = TypeVar("R", bound=Record)


def digest(*parts: object) -> str:
    """Return 24 hexadecimal digits that name `parts` (records or plain data): BLAKE2b over their JSON."""
    return blake2b(msgspec.json.encode(parts), digest_size=12).hexdigest()


def make(cls: type[R], **fields: Any) -> R:
    """Return a `cls` whose id is the digest of its class name and `fields`."""
    draft = cls(id="", **fields)
    return msgspec.structs.replace(draft, id=digest(cls.__name__, draft))


class Span(Record, frozen=True, gc=False):
    """A stretch of one document's text, with the words themselves so that it can be checked."""

    document: str
    start: int
    end: int
    text: str


class When(Record, frozen=True, gc=False):
    """A half-open interval with its grain and the words it came from; never a made-up instant.

    start, end   UTC; either may be None: not known. Both None: the words name a time nobody has placed yet.
    grain        the unit the words speak in: "minute" "hour" "day" "week" "month" "quarter" "season" "year" "decade" ...
    span         the words
    hedge        "about" "early" "mid" "late" "before" "after" "since" "until" or None
    rule         the rule that placed it, with its version
    anchor       the passage it hangs on when it is relative, or None
    """

    start: datetime | None
    end: datetime | None
    grain: str
    span: Span
    hedge: str | None
    rule: str
    anchor: Span | None = None


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


class Zone(Record, frozen=True, gc=False):
    """A stretch of a document with one voice. Zones may nest; the innermost speaks. Text outside any zone is the author's own.

    voice   the words that name who speaks in it, or None: not said
    by      the rule that saw it
    """

    start: int
    end: int
    kind: ZoneKind
    voice: Span | None
    by: str


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
    kind       "mail" "article" "page" "sheet" "memo" "scan" "transcript" "letter" "text"
    language   ISO 639-1 code or None; extraction reads "en"
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

    def span(self, start: int, end: int) -> Span:
        """Return the span `text[start:end]`; SpanError when it is empty or outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise SpanError(f"no span {start}:{end} in a document of {len(self.text)} characters")
        return Span(self.id, start, end, self.text[start:end])

    def original(self, span: Span) -> tuple[int, int]:
        """Return where `span` stood in the text as found: (start, end) in code points. O(log n) in the edits."""
        return found_offset(self.edits, span.start, after=False), found_offset(self.edits, span.end, after=True)

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


class Token(Record, frozen=True, gc=False):
    """One word of a parse. head: index of its head in `Parse.tokens` (its own for a root); sentence: which one, from 0."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    head: int
    dep: str
    entity: str
    sentence: int


class Parse(Record, frozen=True, gc=False):
    """A document's words and how they hang together. Plain data: a test can write one without a model.

    Zones that are not prose (headers, signatures, furniture) have no tokens.
    Token.entity: "" or "B-PERSON" / "I-PERSON" and so on, as the parser's name finder gave it: a hint, not a mention.
    """

    document: Document
    tokens: tuple[Token, ...]


MentionKind = Literal["person", "organization", "place", "address", "phone", "account", "money"]
MentionForm = Literal["name", "description", "pronoun"]


class Mention(Record, frozen=True, gc=False):
    """A span that names or points to somebody or something.

    name   the name to compare by: the words without title or possessive, an address in lower case; for a description or a
           pronoun tied to a person, that person's name; left as the words when it is not tied
    """

    id: str
    span: Span
    kind: MentionKind
    form: MentionForm
    name: str
    by: str


Status = Literal["happened", "planned", "proposed", "declined", "denied", "unclear"]


class Event(Record, frozen=True, gc=False):
    """Something between people. evidence: every passage that tells it, first the clause it was read from.

    kind    "message" "meeting" "call" "attendance" "arrangement" "proposal" "introduction" "post" "reference" "disclosure" ...
    roles   (name, mention id): "from" "to" "cc" "with" "via" "about" "holder" "post" "organization" "subject" "object" ...
    where   mention id of a place, or None
    """

    id: str
    kind: str
    roles: tuple[tuple[str, str], ...]
    when: When | None
    where: str | None
    status: Status
    evidence: tuple[Span, ...]
    by: str


Certainty = Literal["certain", "probable", "possible", "unclear"]


class Voice(Record, frozen=True, gc=False):
    """One link of the chain by which something came to us.

    holder    the words that name who speaks; None: the document's author, or, with act "quoted", whoever the quoted text is by
    cue       the words that show it ("said", "according to"), or None
    act       "wrote" "quoted" "said" "denied" "testified" "heard" "reported" ...
    """

    holder: Span | None
    cue: Span | None
    act: str
    certainty: Certainty
    negated: bool = False


class Claim(Record, frozen=True, gc=False):
    """That somebody says something is so. voices: outermost first, beginning with the document's author."""

    id: str
    content: Span
    event: str | None
    voices: tuple[Voice, ...]
    by: str


class Question(Record, frozen=True, gc=False):
    """What is not known, in the words that leave it open. about: mention ids. kind: "who" "what" "when" "whether" "why" ..."""

    id: str
    span: Span
    kind: str
    about: tuple[str, ...]
    by: str


class Observation(Record, frozen=True, gc=False):
    """All that was observed in one document. written: when its own words date it, told apart from any stated date."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    dates: tuple[When, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    written: When | None = None


class Receipt(Record, frozen=True, gc=False):
    """What became of one file, or of one part of a container: nothing is lost without one.

    outcome     "read", "failed", or "passed" (passed over on purpose)
    reason      one line for a person; "" when read without remark
    documents   ids of what was read from it
    """

    path: str
    part: str
    sha256: str
    size: int
    outcome: Literal["read", "failed", "passed"]
    reason: str
    documents: tuple[str, ...] = ()


Verdict = Literal["same", "different", "unsure", "confirmed", "disputed", "undone"]


class Judgement(Record, frozen=True, gc=False):
    """A decision about two mentions (or, for "confirmed" and "disputed", one record: `right` is ""), by a person or a rule.

    "undone" takes back the judgement whose id is `left`. score: 0 to 1. at: UTC, or None for a rule, which has no clock.
    """

    id: str
    left: str
    right: str
    verdict: Verdict
    score: float
    reason: str
    by: str
    at: datetime | None = None


class Note(Record, frozen=True, gc=False):
    """What a person wrote beside a record. about: the record's id. at: UTC."""

    id: str
    about: str
    text: str
    by: str
    at: datetime | None = None


class Hypothesis(Record, frozen=True, gc=False):
    """What somebody says an unidentified person is: the passage and the claim that carries it."""

    span: Span
    claim: str


class Identity(Record, frozen=True, gc=False):
    """The mentions taken to be one person or organisation, why, and what is guessed when nobody knows. Derived, never truth."""

    id: str
    kind: MentionKind
    name: str
    names: tuple[str, ...]
    mentions: tuple[str, ...]
    identified: bool
    hypotheses: tuple[Hypothesis, ...] = ()
    judgements: tuple[Judgement, ...] = ()


class Link(Record, frozen=True, gc=False):
    """What ties two identities: the events that both have a role in."""

    left: str
    right: str
    events: tuple[str, ...]


class Conflict(Record, frozen=True, gc=False):
    """Two passages that cannot both be so, or a disclosure that leaves out what the record shows. about: mention ids."""

    id: str
    kind: str
    left: Span
    right: Span
    about: tuple[str, ...]
    reason: str
    by: str
