"""Where a document has given words in a row."""

from collections import defaultdict
from collections.abc import Collection

from clew.recognize.kinds import Key
from clew.recognize.tree import Tree

# Longer rows of words are not looked for: a heading, a list.
LONGEST = 8


class Stands:
    """The rows of up to `LONGEST` words of a document that begin with one of `firsts`, by what they say."""

    def __init__(self, tree: Tree, firsts: Collection[str]) -> None:
        texts = [t.text for t in tree.tokens]
        self._starts: dict[Key, list[int]] = defaultdict(list)
        for i, text in enumerate(texts):
            for n in range(1, LONGEST + 1) if text in firsts else ():
                self._starts[tuple(texts[i : i + n])].append(i)

    def runs(self, key: Key) -> list[range]:
        """Return where the words of `key` stand, in order."""
        return [range(i, i + len(key)) for i in self._starts.get(key, ()) if len(key) <= LONGEST]

    def count(self, key: Key) -> int:
        """Return how often they do."""
        return len(self.runs(key))
