"""What people and rules decide, and what follows from it."""

from datetime import datetime
from typing import Literal

from clew.records.base import Record, Span, When
from clew.records.observed import MentionKind, Status, Voice

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


class Feature(Record, frozen=True, gc=False):
    """What speaks for (weight above 0) or against (below 0) two being one. says: for a person, with the words it rests on."""

    name: str
    weight: float
    says: str


class Comparison(Record, frozen=True, gc=False):
    """How two names or identities compare. score: 0 (surely two) to 1 (surely one); verdict: "same" "different" "unsure"."""

    verdict: Verdict
    score: float
    features: tuple[Feature, ...]


class Note(Record, frozen=True, gc=False):
    """What a person wrote beside a record. about: the record's id. at: UTC."""

    id: str
    about: str
    text: str
    by: str
    at: datetime | None = None


class Ground(Record, frozen=True, gc=False):
    """What speaks for (weight above 0) or against (below 0) a hypothesis: one passage, who says it, and the rule that saw it.

    weight   from -1 to 1: how much it counts
    claim    id of the claim that says it, or None: nobody says it, or no claim was read from the passage
    voices   who says it, outermost first; () for what Clew saw by itself
    says     for a person: why this counts
    """

    span: Span
    weight: float
    says: str
    by: str
    claim: str | None = None
    voices: tuple[Voice, ...] = ()


class Hypothesis(Record, frozen=True, gc=False):
    """Who or what an unidentified person may be. It decides nothing.

    about    the identity that is not identified
    who      the identity that it may be, or None: only words say what it is ("a place")
    name     of `who`, or those words
    score    0 to 1: what speaks for it, less what speaks against; to rank by, no probability
    pro      what speaks for it, the weightiest first; never empty
    contra   what speaks against it
    """

    id: str
    about: str
    who: str | None
    name: str
    kind: MentionKind
    score: float
    pro: tuple[Ground, ...]
    contra: tuple[Ground, ...] = ()


class Unknown(Record, frozen=True, gc=False):
    """Mentions of an identified person that nobody could place until a person judged who they are.

    until        when that was judged, UTC
    hypotheses   what was to be said of them before
    """

    name: str
    mentions: tuple[str, ...]
    until: datetime
    judgement: Judgement
    hypotheses: tuple[Hypothesis, ...] = ()


class Identity(Record, frozen=True, gc=False):
    """The mentions taken to be one person or organisation, and why. Derived, never truth."""

    id: str
    kind: MentionKind
    name: str
    names: tuple[str, ...]
    mentions: tuple[str, ...]
    identified: bool
    judgements: tuple[Judgement, ...] = ()


class Occasion(Record, frozen=True, gc=False):
    """One event by all its tellings, in one document or in several: each keeps its own words. Derived, never truth.

    events       ids of the events that tell it, in the order of the documents and of the text; never empty
    kind         of the telling that says most
    when         the narrowest time that the tellings allow, or None
    status       what the tellings make of it together
    judgements   why two tellings (event ids) are one
    """

    id: str
    kind: str
    events: tuple[str, ...]
    when: When | None
    status: Status
    judgements: tuple[Judgement, ...] = ()


class Strand(Record, frozen=True, gc=False):
    """One kind of what ties two identities.

    kind        "meeting" "call" "message" ... as the event's; or "introduction", "arrangement" (one arranged what the other came
                to), "on behalf", "addressed together" (both got one message), "presence" (both were at one event), "same place"
                (at two events of one place and day)
    status      "happened", or "planned" "proposed" "unclear": never denied
    occasions   ids of the occasions: each counts once, under its strongest kind, however often it is told
    events      ids of the tellings in which both have a role
    """

    kind: str
    status: Status
    occasions: tuple[str, ...]
    events: tuple[str, ...]


class Link(Record, frozen=True, gc=False):
    """What ties two identities: the events that both have a role in, and those by kind and status, the strongest first."""

    left: str
    right: str
    events: tuple[str, ...]
    strands: tuple[Strand, ...] = ()


class Introduction(Record, frozen=True, gc=False):
    """Who introduced two to each other; identity ids. events: the tellings."""

    introducer: str
    left: str
    right: str
    status: Status
    events: tuple[str, ...]


class Way(Record, frozen=True, gc=False):
    """A chain of links between two identities, or two groups. stops: identity ids from one end to the other; links: one between
    each two stops; cost: 1 for a contact that a document asserts, more for what is weaker or less sure."""

    stops: tuple[str, ...]
    links: tuple[Link, ...]
    cost: int


class Broker(Record, frozen=True, gc=False):
    """Somebody who stands between two groups.

    identity   id
    pairs      how many pairs, one of each group, have a shortest path through this one
    alone      how many of those have no other path at all
    way        the best evidenced of those paths
    """

    identity: str
    pairs: int
    alone: int
    way: Way


Strength = Literal["strong", "fair", "weak"]


class Conflict(Record, frozen=True, gc=False):
    """Two passages that cannot both be so, or a disclosure that leaves out what the record shows. Derived, never truth.

    about     mention ids
    reason    why the two do not agree
    strength  "strong": hard to read otherwise; "fair"; "weak": worth a look
    reading   the reading under which there is no conflict
    """

    id: str
    kind: str
    left: Span
    right: Span
    about: tuple[str, ...]
    reason: str
    by: str
    strength: Strength = "fair"
    reading: str = ""
