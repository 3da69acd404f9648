"""Pairs of passages that cannot both be so, and disclosures that leave out what the record shows: each module knows one kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from clew.records import Claim, Conflict, Document, Event, Mention, When
from clew.trace.choices import find_choices
from clew.trace.conflicting import strongest_first
from clew.trace.denials import find_denials
from clew.trace.differing import find_differing
from clew.trace.disclosures import find_disclosures
from clew.trace.durations import find_durations
from clew.trace.explanations import find_explanations
from clew.trace.gainsaid import find_gainsaid
from clew.trace.ground import Ground, IdentityOf
from clew.trace.knowing import find_knowing
from clew.trace.omissions import find_exceptions, find_omissions

RULES: tuple[Callable[[Ground], Iterator[Conflict]], ...] = (
    find_omissions,
    find_exceptions,
    find_denials,
    find_disclosures,
    find_explanations,
    find_choices,
    find_knowing,
    find_durations,
    find_gainsaid,
    find_differing,
)


def find_conflicts(
    events: Sequence[Event],
    identity: IdentityOf,
    documents: Mapping[str, Document] | None = None,
    mentions: Mapping[str, Mention] | None = None,
    claims: Mapping[str, Sequence[Claim]] | None = None,
    dates: Mapping[str, Sequence[When]] | None = None,
    said: Iterable[Claim] = (),
) -> tuple[Conflict, ...]:
    """Return the conflicts among `events` (of any number of documents), the strong before the weak, then as they stand.

    identity   the identity id of a mention id, or None
    documents, mentions   by id; claims: by the id of the event they are about; dates: by the document's id; said: all claims
    """
    ordered = sorted(events, key=lambda e: (e.evidence[0].document, e.evidence[0].start, e.id))
    ground = Ground(ordered, identity, documents, mentions, claims, dates, said)
    found = sorted({conflict for rule in RULES for conflict in rule(ground)}, key=strongest_first)
    once = {(c.kind, c.by, c.left.text, c.right.text): c for c in reversed(found)}  # a copied page says nothing more
    return tuple(c for c in found if once[c.kind, c.by, c.left.text, c.right.text] is c)
