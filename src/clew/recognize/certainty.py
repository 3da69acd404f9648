"""How sure a voice is of what it says, by the hedges in its own words."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from clew.recognize.clauses import clause
from clew.recognize.seeming import seeming
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Certainty

ORDER: Final[tuple[Certainty, ...]] = ("certain", "probable", "possible", "unclear")


@cache
def _table(section: str) -> dict[str, Certainty]:
    """Return word -> certainty for one section of the vocabulary."""
    rows = load("hedges")[section]
    return {word: level for level in ORDER for word in rows.get(level, ())}


def weaker(left: Certainty, right: Certainty) -> Certainty:
    """Return the less sure of two."""
    return max(left, right, key=ORDER.index)


def hedge(tree: Tree, word: int) -> tuple[Certainty, int] | None:
    """Return the strongest doubt between `word` and the top of its clause with the word that casts it, or None."""
    top = clause(tree, word)
    path = [word]
    while path[-1] != top:
        path.append(tree.tokens[path[-1]].head)
    found = [h for i in path for h in _on(tree, i)]
    seems = seeming(tree, top)
    found += [(_table("verbs")[tree.tokens[seems].lemma], seems)] if seems is not None else []
    return max(found, key=lambda f: ORDER.index(f[0]), default=None)


def _on(tree: Tree, i: int) -> Iterator[tuple[Certainty, int]]:
    """Yield the doubts that hang on word `i`, and the one it casts itself."""
    if tree.tokens[i].lemma in _table("verbs") and tree.child(i, "xcomp") is not None:
        yield _table("verbs")[tree.tokens[i].lemma], i
    for c in tree.children(i, "advmod", "aux", "amod", "mark", "acomp"):
        token = tree.tokens[c]
        section = {"aux": "modals", "advmod": "adverbs", "mark": "marks"}.get(token.dep, "adjectives")
        level = _table(section).get(token.lemma)
        # "It looks as if she left": as it seems, no condition.
        as_if = token.dep == "mark" and c > 0 and tree.tokens[c - 1].lemma == "as"
        if level is not None and not as_if:
            yield level, c
