"""Who rests on whom: what one document has from another, and what tellings of one thing come down to. Derived, never truth."""

from typing import Literal

from clew.records.base import Record, Span
from clew.records.observed import Certainty, Voice

# "author": the document's own; "named": somebody with a name; "unnamed": a source without one; "document": a paper that says so;
# "unknown": a quotation that does not say whose it is, which never counts beside a root that is known.
RootKind = Literal["author", "named", "unnamed", "document", "unknown"]


class Reliance(Record, frozen=True, gc=False):
    """That one document has something from another.

    document   the one that rests on the other
    on         id of the other, or "": it is not in the case
    name       what the other is called
    kind       "copied": a run of words; "named": the other is given as the source
    left       the passage in `document`; right: the one in `on`, or None
    certainty  how sure: "probable" when it is not known which of the two was first, "possible" when both may have it from a third
    """

    id: str
    document: str
    on: str
    name: str
    kind: Literal["copied", "named"]
    left: Span
    right: Span | None
    certainty: Certainty
    reason: str
    by: str


class Telling(Record, frozen=True, gc=False):
    """One passage that tells something, by whom, outermost first. claim: the claim's id, or None: none was read from it."""

    span: Span
    voices: tuple[Voice, ...]
    claim: str | None = None


class Root(Record, frozen=True, gc=False):
    """What tellings come down to: one who knows, or is said to.

    who       id of the identity that is meant, or None
    origin    whose source it is: an outlet or an author, by name; "" when it speaks for itself
    tellings  what rests on it, in the order of the documents
    reasons   why these tellings come down to one, one sentence a tie
    may_be    ids of roots that may be the same, when nothing decides it
    """

    id: str
    kind: RootKind
    name: str
    who: str | None
    origin: str
    tellings: tuple[Telling, ...]
    reasons: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()


class Corroboration(Record, frozen=True, gc=False):
    """How well something is corroborated: by roots, not by tellings.

    about        ids of the events or the claim that are told
    independent  how many roots do not come down to one another; least: how many when all that may be one are one
    reliances    what ties the documents of the tellings
    """

    about: tuple[str, ...]
    tellings: tuple[Telling, ...]
    roots: tuple[Root, ...]
    independent: int
    least: int
    reliances: tuple[Reliance, ...] = ()
