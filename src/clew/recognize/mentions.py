"""Every mention of a document: names, descriptions, pronouns, addresses, numbers."""

from clew.recognize.described import codes
from clew.recognize.marks import Marks
from clew.recognize.names import find_names
from clew.recognize.pronouns import find_pronouns
from clew.recognize.ties import find_described
from clew.recognize.tree import Tree
from clew.records import Mention


def find_mentions(tree: Tree) -> tuple[Mention, ...]:
    """Return the mentions of `tree`, sorted by where they start, longer ones first."""
    coded = {tree.tokens[i].start for i, _ in codes(tree)}
    names = [m for m in find_names(tree) if m.span.start not in coded]
    described = find_described(tree, Marks(tree, names))
    nominal = in_order([*names, *described])
    return in_order([*nominal, *find_pronouns(tree, nominal, lambda _: None)])


def in_order(found: list[Mention]) -> tuple[Mention, ...]:
    """Return each mention once, sorted by where it starts, longer ones first."""
    once = {m.id: m for m in found}
    return tuple(sorted(once.values(), key=lambda m: (m.span.start, -m.span.end, m.kind, m.id)))
