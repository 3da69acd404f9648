"""What people and rules decide, and what follows from it."""

from datetime import datetime
from typing import Literal

from clew.records.base import Record, Span
from clew.records.observed import MentionKind

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
