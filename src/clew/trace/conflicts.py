"""Pairs of passages that cannot both be so, and disclosures that leave out what the record shows: each module knows one kind."""

import re
from collections.abc import Callable, Iterator

from clew.index import Index
from clew.records import Conflict
from clew.trace.attendees import find_attendees
from clew.trace.choices import find_choices
from clew.trace.conflicting import strongest_first
from clew.trace.counted import find_counted
from clew.trace.denials import find_denials
from clew.trace.differing import find_differing
from clew.trace.disclosures import find_disclosures
from clew.trace.durations import find_durations
from clew.trace.explanations import find_explanations
from clew.trace.gainsaid import find_gainsaid
from clew.trace.incumbents import find_incumbents
from clew.trace.knowing import find_knowing
from clew.trace.ledger import IdentityOf, Ledger
from clew.trace.limits import find_limits
from clew.trace.omissions import find_exceptions, find_omissions
from clew.trace.places import find_places

# Passages that begin with so many words alike are copies.
_ALIKE = 16

_WORD = re.compile(r"[^\W\d_]+|\d+")

RULES: tuple[Callable[[Ledger], Iterator[Conflict]], ...] = (
    find_omissions,
    find_exceptions,
    find_denials,
    find_disclosures,
    find_limits,
    find_counted,
    find_explanations,
    find_choices,
    find_knowing,
    find_durations,
    find_gainsaid,
    find_differing,
    find_incumbents,
    find_attendees,
    find_places,
)


def find_conflicts(index: Index, identity: IdentityOf) -> tuple[Conflict, ...]:
    """Return the conflicts among the records of `index`, the strong before the weak, then as they stand.

    identity: the identity id of a mention id, or None.
    """
    ledger = Ledger(index, identity)
    found = sorted({conflict for rule in RULES for conflict in rule(ledger)}, key=strongest_first)
    once = {_words(c): c for c in reversed(found)}
    return tuple(c for c in found if once[_words(c)] is c)


def _words(conflict: Conflict) -> tuple[object, ...]:
    """Return what the conflicts of two copies of a page have in common: one may break its lines, or off, in other places."""
    passages = (_WORD.findall(span.text.casefold())[:_ALIKE] for span in (conflict.left, conflict.right))
    return conflict.kind, conflict.by, *map(tuple, passages)
