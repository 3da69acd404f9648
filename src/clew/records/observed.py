"""What is found in words: immutable, and named by a hash of what it says."""

from typing import Literal

from clew.records.base import Record, Span, When
from clew.records.document import Document


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


class Hint(Record, frozen=True, gc=False):
    """What the tagger takes a run of words to be. first, last: indexes in `Parse.tokens`, `last` past the end; score: 0 to 1.

    label   "source" "cue" "content" of an attribution; "person" "organization" "place" of a name
    """

    label: str
    first: int
    last: int
    score: float


class Hints(Record, frozen=True, gc=False):
    """What the small model saw in the words of a parse: hints for the rules, never records by themselves. Words by index.

    by            the model and its version
    spans         in the order of their first word; those of one label do not overlap
    certainty     word of an event -> how sure that it happened, from -3 (it did not) to 3 (it did)
    antecedents   pronoun or noun -> earlier word, with how likely both mean one (0 to 1), best first
    """

    by: str
    spans: tuple[Hint, ...] = ()
    certainty: tuple[tuple[int, float], ...] = ()
    antecedents: tuple[tuple[int, int, float], ...] = ()


class Skipped(Record, frozen=True, gc=False):
    """A stretch of prose that no rule sees. reason: for a person, "a sentence of 50,000 words"."""

    start: int
    end: int
    reason: str


class Parse(Record, frozen=True, gc=False):
    """A document's words and how they hang together. Plain data: a test can write one without a model.

    Zones that are not prose (headers, signatures, furniture) have no tokens.
    Token.entity: "" or "B-PERSON" / "I-PERSON" and so on, as the parser's name finder gave it: a hint, not a mention.
    hints: what the tagger adds, or None: it did not run, and rules alone decide.
    skipped: prose too odd to parse, in order.
    """

    document: Document
    tokens: tuple[Token, ...]
    hints: Hints | None = None
    skipped: tuple[Skipped, ...] = ()


MentionKind = Literal["person", "organization", "place", "address", "phone", "account", "money"]


MentionForm = Literal["name", "description", "pronoun"]


class Mention(Record, frozen=True, gc=False):
    """A span that names or points to somebody or something.

    name   the name to compare by: the words without title or possessive, an address in lower case; for a description or a
           pronoun tied to a person, that person's name; "the author", "the reader", "X and others" for a pronoun whose person
           has no name in the text; left as the words when it is not tied
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

    kind    "message" "meeting" "call" "contact" "attendance" "visit" "travel" "introduction" "invitation" "arrangement"
            "proposal" "request" "payment" "gift" "hiring" "dismissal"; "post", and "membership" where a holder belongs to an
            organization or leads it with no post named; "disclosure"; "listing": contacts said to be all there were, or denied:
            none; "limit": contacts counted and said to be all that was done; "knowledge": since when a thing was known;
            "decision": said to be one's own; "purpose": whose business a contact is said to have been; "sitting" of a body;
            "reference": whom the subject is
            taken to be; "alias": two names for one thing
    roles   (name, mention id): "from" "to" "cc" "with" "via" "about" "initiator" "recipient" "holder" "organization" "subject"
            "object" ...
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


class Near(Record, frozen=True, gc=False):
    """What a rule looked at and made no record of. Never kept in a case: it is what `clew explain` shows.

    by       the rule
    reason   why not, for a person
    """

    span: Span
    by: str
    reason: str


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
