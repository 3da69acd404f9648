"""Mentions in, identities out: one document's names, then names across documents, then what a person decided. Always undoable."""

from clew.resolve.across import block_of, judge_block
from clew.resolve.hypotheses import with_hypotheses
from clew.resolve.identities import identities
from clew.resolve.names import Names, Node, names_of

__all__ = ["Names", "Node", "block_of", "identities", "judge_block", "names_of", "with_hypotheses"]
