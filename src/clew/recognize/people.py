"""The people a document names: the full name a short one stands for, and the pronoun each takes."""

from collections import defaultdict
from collections.abc import Iterable

from clew.recognize.marks import Marks
from clew.recognize.titles import pronoun
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.records import Mention


class People:
    """Full names and pronouns of the people in `mentions`, as one document shows them."""

    def __init__(self, tree: Tree, marks: Marks, mentions: Iterable[Mention]) -> None:
        people = [m for m in mentions if m.kind == "person"]
        self._full = fullest(sorted({m.name for m in people if m.form == "name"}))
        self._pronouns: dict[str, str] = {}
        self._called: dict[str, str] = {}
        for mention in people:
            if said := _said(tree, marks, mention):
                self._pronouns.setdefault(self.full(mention.name), said)

    def full(self, name: str) -> str:
        """Return the only full name in the document that ends in the word `name`, or `name`."""
        return self._full.get(name, name)

    def pronoun(self, name: str) -> str | None:
        """Return "he" or "she" when a title, a noun or the given name of a full one forces one for `name`."""
        full = self.full(name)
        return self._pronouns.get(full) or given(full)

    def guess(self, name: str) -> str | None:
        """Return "he" for a lone name that is mostly a man's given name, and else a surname."""
        full = self.full(name)
        return None if " " in full else _by_word(full)

    def called(self, name: str) -> str | None:
        """Return "he" or "she" when the person `name` was called so before."""
        return self._called.get(self.full(name))

    def learn(self, name: str, said: str) -> None:
        """Keep that the person `name` was called `said`."""
        self._called.setdefault(self.full(name), said)


def given(name: str) -> str | None:
    """Return the pronoun a name's first word forces, None for an unknown word: "she" for "Ann Vale" and "Ann".

    A lone "Martin" may be a surname, so that it forces nothing; women's given names hardly ever are surnames.
    """
    first, _, rest = name.partition(" ")
    said = _by_word(first)
    return said if rest or said == "she" else None


def _by_word(first: str) -> str | None:
    return next((p for p in ("he", "she") if first in words("given_names", p)), None)


def last_word(name: str) -> str:
    """Return the last word of a name that is no "Jr."."""
    parts = name.split()
    return parts[-2] if len(parts) > 2 and parts[-1] in words("names", "suffix") else parts[-1]


def fullest(names: Iterable[str]) -> dict[str, str]:
    """Return which full name each lone word stands for, where just one person's ends in it; or begins, and nobody's ends."""
    ends: dict[str, set[str]] = defaultdict(set)
    begins: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if " " in name:
            ends[last_word(name)].add(name)
            begins[name.split()[0]].add(name)
    given = {word: full for word, full in begins.items() if word not in ends}
    sure = ((word, full) for table in (given, ends) for word, full in table.items() if len(word) > 2 and _is_one(full))
    return {word: max(sorted(full), key=len) for word, full in sure}


def _is_one(full: set[str]) -> bool:
    """Whether all of `full` may be one person's: "Ann Vale", "Ann M. Vale", "A. Vale"."""
    pairs = {(name.split()[0].rstrip("."), last_word(name)) for name in full}
    initials = {(first[0], last) for first, last in pairs}
    long = {pair for pair in pairs if len(pair[0]) > 1}
    return len(initials) == 1 and len(long) <= 1


def _said(tree: Tree, marks: Marks, mention: Mention) -> str | None:
    """Return the pronoun the words of one mention force: a title before it, or its head noun."""
    covered = marks.words(mention)
    if not covered:
        return None
    before = tree.tokens[covered[0] - 1].text if covered[0] else ""
    heads = {tree.tokens[i].lemma for i in covered} if mention.form == "description" else set()
    forced = [p for p in ("he", "she") if not heads.isdisjoint(words("roles", p))]
    return pronoun(before) or (forced[0] if len(forced) == 1 else None)
