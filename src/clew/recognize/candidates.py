"""Who may be meant by a pronoun: the people mentioned shortly before it, each with what speaks for and against."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from clew.recognize.marks import Marks
from clew.recognize.quoted import Quotes
from clew.recognize.tree import SUBJECTS, Tree
from clew.records import Mention

# Looked back over: sentences, and at most so many mentions in them; ten thousand names in a row cost no more than forty.
BACK, MOST = 4, 40

# Steps up a tree at most: the parser hangs each name of a list on the one before it.
DEEP = 25

# A name this many words behind the pronoun can still be meant ("In her speech, Ann Vale ...").
AHEAD = 25

VOICED = frozenset({"quoted", "forwarded", "turn"})

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_CLASS = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "dative": "object", "poss": "owner",
    "pobj": "oblique", "agent": "oblique",
}  # fmt: skip
_NOUNS = frozenset({"NOUN", "PROPN"})


class Place:
    """Where one mention stands. dep: its label, of the word it is joined to by "and" or stands in apposition to."""

    def __init__(self, tree: Tree, head: int, words: range, mention: Mention, name: str) -> None:
        self.head, self.words, self.mention, self.name = head, words, mention, name
        self.dep = dep(tree, head)
        self.sentence = tree.tokens[head].sentence
        self.role = _CLASS.get(self.dep, "other")
        self.inner = any(tree.tokens[a].pos in _NOUNS for a in above_of(tree, head)[:2])
        self.top = self.dep in SUBJECTS and tree.tokens[tree.tokens[head].head].dep == "ROOT"


class Candidates:
    """The places of the people of one document, in order; those of pronouns are added as they are tied."""

    def __init__(self, tree: Tree, marks: Marks, quotes: Quotes, full: Callable[[str], str], mentions: Iterable[Mention]) -> None:
        self.tree, self.marks, self.quotes = tree, marks, quotes
        self.cuts = sorted({c for z in tree.document.zones if z.kind in VOICED for c in (z.start, z.end)})
        found = (self._place(m, full(m.name)) for m in mentions)
        self._ahead = sorted((p for p in found if p), key=lambda p: p.head)
        self._heads = [p.head for p in self._ahead]
        counts = Counter(p.name for p in self._ahead)
        most = max(counts.values(), default=0)
        self.main = frozenset(name for name, times in counts.items() if times == most)
        self._tied: list[Place] = []

    def add(self, mention: Mention, name: str) -> None:
        """Make a pronoun that is tied to `name` a candidate for those after it."""
        if place := self._place(mention, name):
            self._tied.append(place)

    def before(self, i: int) -> list[Place]:
        """Return the last places before word `i`, latest first."""
        since = self.tree.tokens[i].sentence - BACK
        end = bisect_left(self._heads, i)
        near = [*self._ahead[max(0, end - MOST) : end], *self._tied[-MOST:]]
        return sorted((p for p in near if p.sentence >= since), key=lambda p: -p.head)[:MOST]

    def ahead(self, i: int) -> Iterator[Place]:
        """Yield the subjects behind word `i` of the clause that it leads up to."""
        above = set(above_of(self.tree, i))
        for place in self._ahead[bisect_right(self._heads, i) :][:MOST]:
            if place.head - i > AHEAD or place.sentence != self.tree.tokens[i].sentence:
                return
            verb = self.tree.tokens[place.head].head
            if place.dep in _SUBJECT and verb in above and verb > place.head:
                yield place

    def voice(self, i: int) -> int:
        """Return which zone word `i` stands in; a number that says nothing but whether two are the same."""
        return bisect_right(self.cuts, self.tree.tokens[i].start)

    def _place(self, mention: Mention, name: str) -> Place | None:
        head = self.marks.head(mention)
        if head is None or mention.kind != "person" or not self._is_one(mention, head):
            return None
        return Place(self.tree, head, self.marks.words(mention), mention, name)

    def _is_one(self, mention: Mention, head: int) -> bool:
        """Whether the mention is singular. A name always is, whatever the tag of one that ends in s."""
        return mention.form != "description" or self.tree.tokens[head].tag not in {"NNS", "NNPS"}


def dep(tree: Tree, i: int) -> str:
    """Return the label of a word, of what it is joined to by "and", or of what it stands in apposition to."""
    for _ in range(DEEP):
        if tree.tokens[i].dep not in {"conj", "appos"}:
            break
        i = tree.tokens[i].head
    return tree.tokens[i].dep


def role(tree: Tree, i: int) -> str:
    """Return "subject", "object", "owner", "oblique" or "other" for a word."""
    return _CLASS.get(dep(tree, i), "other")


def above_of(tree: Tree, i: int) -> list[int]:
    """Return the words above word `i`, nearest first, up to DEEP."""
    return list(islice(tree.ancestors(i), DEEP))
