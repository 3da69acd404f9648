"""Every mention of a document: names, descriptions, pronouns, addresses, numbers."""

from clew.recognize.names import find_names
from clew.recognize.tree import Tree
from clew.records import Mention


def find_mentions(tree: Tree) -> tuple[Mention, ...]:
    """Return the mentions of `tree`, sorted by where they start, longer ones first."""
    found = [*find_names(tree)]
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.kind)))
