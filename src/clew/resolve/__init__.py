"""Mentions in, identities out: names of one document, then across documents, then what a person decided. Always undoable."""

from clew.resolve.across import Comparing, judge_across
from clew.resolve.copies import find_copies
from clew.resolve.names import Names, names_of
from clew.resolve.nodes import Node
from clew.resolve.occasions import Occasions, compare_events, find_occasions
from clew.resolve.resolution import Resolution, standing
from clew.resolve.steps import shortest

__all__ = [
    "Comparing",
    "Names",
    "Node",
    "Occasions",
    "Resolution",
    "compare_events",
    "find_copies",
    "find_occasions",
    "judge_across",
    "names_of",
    "shortest",
    "standing",
]
