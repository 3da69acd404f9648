"""Mentions in, identities out: names of one document, then across documents, then what a person decided. Always undoable."""

from clew.resolve.across import block_of, judge_block
from clew.resolve.copies import find_copies
from clew.resolve.hypotheses import with_hypotheses
from clew.resolve.identities import identities
from clew.resolve.names import Names, Node, names_of
from clew.resolve.occasions import Occasions, compare_events, find_occasions

__all__ = [
    "Names",
    "Node",
    "Occasions",
    "block_of",
    "compare_events",
    "find_copies",
    "find_occasions",
    "identities",
    "judge_block",
    "names_of",
    "with_hypotheses",
]
