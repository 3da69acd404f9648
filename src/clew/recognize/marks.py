"""Which mention each word of a tree belongs to."""

from collections.abc import Iterable

from clew.recognize.tree import Tree
from clew.records import Mention


class Marks:
    """Looks mentions up by word. Where mentions nest, the shortest answers: the name inside a description."""

    def __init__(self, tree: Tree, mentions: Iterable[Mention]) -> None:
        self.tree = tree
        self._at: dict[int, Mention] = {}
        self._words: dict[str, range] = {}
        for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span.start)):
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """Mark the words of `mention`, over whatever was marked there."""
        covered = self.tree.within(mention.span.start, mention.span.end)
        self._words[mention.id] = covered
        self._at.update(dict.fromkeys(covered, mention))

    def at(self, i: int) -> Mention | None:
        """Return the shortest mention that covers word `i`, or None."""
        return self._at.get(i)

    def words(self, mention: Mention) -> range:
        """Return the words a mention covers; empty for one in a header, a signature or a table."""
        return self._words.get(mention.id, range(0))

    def head(self, mention: Mention) -> int | None:
        """Return the word of a mention that hangs on a word outside it, or None when it covers no word."""
        words, tokens = self.words(mention), self.tree.tokens
        return next((i for i in reversed(words) if tokens[i].head == i or tokens[i].head not in words), None)

    def person(self, i: int) -> Mention | None:
        """Return the mention at word `i` when it is a person."""
        found = self._at.get(i)
        return found if found and found.kind == "person" else None
