"""How an event is told: asserted, denied, only reported, possible or unclear; the certainty of a word in one of five."""

from functools import cache
from typing import Literal

from clew.recognize.clauses import passive
from clew.recognize.factuality import Factuality, factuality
from clew.recognize.forms import is_verbal
from clew.recognize.frames import definite
from clew.recognize.status import status_of
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words

Stance = Literal["asserted", "denied", "reported", "possible", "unclear"]

# Nobody joins more verbs than this.
_FARTHEST = 30


def stance(tree: Tree, word: int) -> Stance:
    """Return how the event of `word` is told. Whose word it is counts only of what is neither denied nor open."""
    found = factuality(tree, word)
    status = found.status if is_verbal(tree, word) else status_of(tree, word, known=definite(tree, word))
    if status in ("denied", "declined"):
        return "denied"
    if status != "happened" and _doubtful(found):
        return "possible"
    if status == "unclear":
        return "unclear"
    by = reporter(tree, word)
    if by is None:
        return "asserted"
    return "possible" if tree.tokens[by].lemma in words("factuality", "guesses") else "reported"


def _doubtful(found: Factuality) -> bool:
    return found.rule.partition("/")[0] in words("factuality", "doubtful")


@cache
def _says() -> frozenset[str]:
    return frozenset(verb for cue in load("cues")["cue"] for verb in cue.get("verbs", ()))


def reporter(tree: Tree, word: int) -> int | None:
    """Return the word that says or thinks what verb `word` tells ("said that he left", "He left, she said"), or None."""
    at = _first(tree, word)
    token = tree.tokens[at]
    if not is_verbal(tree, at):
        return None
    if token.dep in ("ccomp", "xcomp") and token.head != at and tree.tokens[token.head].lemma in _says():
        return token.head if token.dep == "ccomp" or passive(tree, token.head) else None
    inside = (c for c in tree.children(at, "parataxis", "ccomp") if tree.tokens[c].lemma in _says())
    return next((c for c in inside if _set_off(tree, c)), None)


def _first(tree: Tree, word: int) -> int:
    """Return the first of the verbs that `word` is joined to, or one far up a chain without end."""
    for _ in range(_FARTHEST):
        if tree.tokens[word].dep != "conj" or tree.tokens[word].head == word:
            break
        word = tree.tokens[word].head
    return word


def _set_off(tree: Tree, verb: int) -> bool:
    """Whether "she said" at `verb` says nothing itself and stands between commas or quotes."""
    if tree.child(verb, "mark", "ccomp", "xcomp", "dobj") is not None:
        return False
    words_of = tree.subtree(verb)
    around = (words_of[0] - 1, words_of[-1] + 1)
    return any(tree.tokens[w].pos == "PUNCT" for w in around if 0 <= w < len(tree.tokens))
