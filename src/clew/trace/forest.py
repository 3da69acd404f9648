"""Trees that grow from the leaves down, in which no loop can come to be."""

from clew.records import Tie


class Forest:
    """Nodes by name, each with at most one parent and what ties it to that."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.ties: dict[str, Tie] = {}
        self._nearer: dict[str, str] = {}

    def root(self, node: str) -> str:
        """Return the root of the tree that `node` is in. The way there is shortened: long chains cost no more than short ones."""
        way = []
        while node in self._nearer:
            way.append(node)
            node = self._nearer[node]
        for each in way:
            self._nearer[each] = node
        return node

    def join(self, child: str, parent: str, tie: Tie) -> bool:
        """Tie `child` below `parent` and return True; False when it has a parent already, or the tie would close a loop."""
        if child in self.parent or self.root(parent) == child:
            return False
        self.parent[child] = self._nearer[child] = parent
        self.ties[child] = tie
        return True
