"""Dated statements: who said what, in a document that bears a date."""

from collections.abc import Callable, Iterable

from clew.records import Claim, Record, When
from clew.trace.certainty import Sureness, claim_sureness
from clew.when import order_key

# "To do so", "the subject", "this himself" state nothing by themselves; a sixth of the demo's statements are as short.
_FEWEST = 4


class Statement(Record, frozen=True, gc=False):
    """One claim with a voice of its own, in a document that bears a date.

    when     the time spoken of: the first placed date in the words claimed, or None
    written  the date of the document: it was said then, or before
    """

    claim: Claim
    when: When | None
    written: When
    sureness: Sureness


def find_statements(
    claims: Iterable[Claim], written: Callable[[str], When | None], dates: Callable[[Claim], When | None]
) -> tuple[Statement, ...]:
    """Return the dated statements among `claims`, in the order of when they were written, then of the text.

    written: the date that the document with an id bears. dates: the time that a claim speaks of, or None.
    """
    found = [(c, at) for c in claims if spoken(c) and (at := written(c.content.document)) is not None]
    made = [Statement(c, dates(c), at, claim_sureness(c)) for c, at in found]
    return tuple(sorted(made, key=lambda s: (order_key(s.written), s.claim.content.start, s.claim.content.end, s.claim.id)))


def spoken(claim: Claim) -> bool:
    """Whether somebody says it in words of a length to say something: quoted text alone is nobody's statement."""
    return any(voice.holder is not None for voice in claim.voices) and len(claim.content.text.split()) >= _FEWEST
