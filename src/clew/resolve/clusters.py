"""Which nodes are one: unions that never bring together what is held apart, however long the chain."""

from collections import defaultdict
from collections.abc import Iterable

Pair = tuple[str, str]


class Clusters:
    """A union-find over node ids.

    apart      pairs that no union brings together
    unlikely   pairs that no union brings together but one that is `sure`
    """

    def __init__(self, nodes: Iterable[str], apart: Iterable[Pair] = (), unlikely: Iterable[Pair] = ()) -> None:
        self._parent = {node: node for node in nodes}
        self._apart = _neighbours(apart)
        self._unlikely = _neighbours(unlikely)

    def root(self, node: str) -> str:
        """Return the node that stands for all that are joined with `node`: the smallest."""
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(self, left: str, right: str, *, sure: bool = False) -> bool:
        """Join what is joined with two nodes; return False, and leave them, when something holds the two apart."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        if self._between(self._apart, a, b) or (not sure and self._between(self._unlikely, a, b)):
            return False
        self._parent[b] = a
        for held in (self._apart, self._unlikely):
            if others := held.pop(b, None):
                held.setdefault(a, set()).update(others)
        return True

    def _between(self, held: dict[str, set[str]], a: str, b: str) -> bool:
        ours, theirs = held.get(a, set()), held.get(b, set())
        if len(ours) <= len(theirs):
            return any(self.root(other) == b for other in ours)
        return any(self.root(other) == a for other in theirs)


def _neighbours(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    around: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        around[left].add(right)
        around[right].add(left)
    return dict(around)
