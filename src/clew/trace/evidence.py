"""How weak the evidence for a tie is, as a cost: 1 for a contact that a document asserts, more for what is less sure."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from clew.records import Claim, Event, Link, Span, Status, Strand
from clew.trace.certainty import claim_sureness
from clew.trace.ties import CONTACT, PRESENCE, STANDING
from clew.trace.vocabulary import load

# A hop by presence costs as much as six contacts: a reporter rather follows a few who were in touch than one shared hotel. Two
# events at one place cost more than one event, since hours are not known. Belonging to one body is weaker than any deed.
_CONTACT, _DEED, _STANDING, _PRESENCE, _SAME_PLACE = 1, 2, 4, 6, 8

# What is only planned or left open is told, but it is no contact yet.
_STATUS: Final[dict[Status, int]] = {"happened": 0, "planned": 3, "proposed": 4, "unclear": 4, "denied": 9, "declined": 9}

_SURENESS: Final = {"asserted": 0, "probable": 1, "possible": 2, "unclear": 3, "denied": 9}

# Who says it: the document itself, somebody named in it, somebody it does not name.
_ITSELF, _NAMED, _UNNAMED = 0, 1, 2

EvidenceOf = Callable[[str], int]


def evidence_of(events: Mapping[str, Event], claims: Mapping[str, Sequence[Claim]]) -> EvidenceOf:
    """Return a function from the id of an event to the cost of its best claim. claims: those about an event, by its id."""

    @cache
    def cost(event: str) -> int:
        return min((claim_cost(c) for c in claims.get(event, ())), default=0) if event in events else 0

    return cost


def claim_cost(claim: Claim) -> int:
    """Return how weak one claim is by its chain: how sure, and who speaks last."""
    inner = [v for v in claim.voices if v.holder is not None or v.act == "quoted"]
    speaker = max((_speaker(v.holder) for v in inner), default=_ITSELF)
    return _SURENESS[claim_sureness(claim)] + speaker


def named(holder: Span) -> bool:
    """Whether the words for who speaks name anybody: "Hall", "he", "the clerk" do; "one source", "officials" do not."""
    words = [word.strip(".,;:'\u2019\u201c\u201d\"()").casefold() for word in holder.text.split()]
    capitals = [w for w in holder.text.split()[1:] if w[:1].isupper()]
    return bool(capitals) or not any(word in _unnamed() for word in words)


def strand_cost(strand: Strand, evidence: EvidenceOf) -> int:
    """Return the cost of one strand: by its kind and status, and the best told of its events."""
    return _kind(strand.kind) + _STATUS[strand.status] + min(map(evidence, strand.events), default=0)


def link_cost(link: Link, evidence: EvidenceOf) -> int:
    """Return the cost of a link: that of its best strand."""
    return min((strand_cost(strand, evidence) for strand in link.strands), default=_CONTACT)


def _kind(kind: str) -> int:
    if kind == "same place":
        return _SAME_PLACE
    if kind in PRESENCE:
        return _PRESENCE
    if kind in STANDING:
        return _STANDING
    return _CONTACT if kind in CONTACT else _DEED


def _speaker(holder: Span | None) -> int:
    return _ITSELF if holder is None else _NAMED if named(holder) else _UNNAMED


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(load("voicewords")["unnamed"])
