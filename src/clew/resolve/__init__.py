"""Mentions in, identities out: names of one document, then across documents, then what a person decided. Always undoable."""

from clew.resolve.across import compare, judge_across
from clew.resolve.copies import find_copies
from clew.resolve.hypotheses import with_hypotheses
from clew.resolve.identities import identities
from clew.resolve.names import Names, names_of
from clew.resolve.nodes import Node
from clew.resolve.occasions import find_occasions

__all__ = [
    "Names",
    "Node",
    "compare",
    "find_copies",
    "find_occasions",
    "identities",
    "judge_across",
    "names_of",
    "with_hypotheses",
]
