"""The form of a verb: its tense or modal, what denies it, whether it is asked, and of whom it is said."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from clew.recognize.clauses import VERBS
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words

# Forms that say nothing by themselves: "to call", "call", "calling" or "called" without an auxiliary.
NONFINITE: Final = frozenset({"infinitive", "bare", "participle"})

_SUBJECTS = ("nsubj", "nsubjpass")
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
_WAS = frozenset({"was", "were"})
_UNREAL = frozenset({"would", "could", "should"})
_UNTIL = frozenset({"until", "till"})
_NONFINITE_BE = frozenset({"be", "been", "being"})


def form(tree: Tree, verb: int) -> str:
    """Return "past" "perfect" "present" "progressive", a modal's form ("future" "would" "can" ...), or one of `NONFINITE`."""
    auxiliaries = [tree.tokens[c] for c in tree.children(verb, "aux", "auxpass")]
    if any(a.tag == "TO" for a in auxiliaries):
        return "infinitive"
    modal = next((a.text.lower() for a in auxiliaries if a.tag == "MD"), None)
    if modal is not None:
        name = _modals().get(modal, "would")
        past = tree.tokens[verb].tag == "VBN" and any(a.lemma == "have" for a in auxiliaries)
        return "counterfactual" if past and name in _UNREAL else name
    if tree.tokens[verb].tag == "VBP" and not auxiliaries and _subjunctive(tree, verb):
        return "bare"
    return _tense(tree.tokens[verb].tag, {a.text.lower() for a in auxiliaries})


def _subjunctive(tree: Tree, verb: int) -> bool:
    """Whether a plain verb is said of one: "suggested that she call"."""
    subject = tree.child(verb, *_SUBJECTS) if tree.tokens[verb].dep == "ccomp" else None
    if subject is None or tree.child(subject, "conj") is not None:
        return False
    return tree.tokens[subject].tag in ("NN", "NNP") or tree.tokens[subject].text.lower() in ("he", "she", "it")


def _tense(tag: str, auxiliaries: set[str]) -> str:
    if tag == "VB" and not auxiliaries:
        return "bare"
    if tag == "VBD" or "did" in auxiliaries or (tag != "VBG" and auxiliaries & _WAS):
        return "past"
    if auxiliaries & _HAVE or "been" in auxiliaries:
        return "perfect"
    if tag in ("VBG", "VBN"):
        return ("progressive" if tag == "VBG" else "present") if auxiliaries - _NONFINITE_BE else "participle"
    return "present"


@cache
def _modals() -> dict[str, str]:
    return {word: name for name, row in load("factuality")["form"].items() for word in row.get("modals", ())}


def is_verbal(tree: Tree, i: int) -> bool:
    """Whether word `i` is a verb or a participle."""
    return tree.tokens[i].pos in VERBS or tree.tokens[i].tag in ("VBG", "VBN")


def denials(tree: Tree, i: int) -> list[int]:
    """Return the words by which word `i` is denied: "not", "never", "nobody", "no" on its subject or object; none for "not only",
    "not until"."""
    found = [*_negations(tree, i), *_empty(tree, i)]
    return [] if found and _until(tree, i) else found


def _until(tree: Tree, i: int) -> bool:
    """Whether it came late, not never: "did not come until September"."""
    below = tree.children(i, "prep", "advcl", "mark")
    marks = (m for c in below for m in [c, *tree.children(c, "mark")])
    return any(tree.tokens[m].lemma in _UNTIL for m in marks)


def _negations(tree: Tree, i: int) -> Iterator[int]:
    for c in tree.children(i, "neg", "advmod", "preconj", "cc", "det"):
        token = tree.tokens[c]
        denies = token.lemma in words("factuality", "never") or token.dep == "neg"
        if denies and not _limits(tree, c):
            yield c


def _limits(tree: Tree, i: int) -> bool:
    """Whether "not" at `i` only limits: "not only", "not until Monday"."""
    near = tree.tokens[i + 1 : i + 2]
    return any(t.lemma in words("factuality", "limits") for t in near)


def _empty(tree: Tree, i: int) -> Iterator[int]:
    """Yield the words that leave nobody to do it and nothing it is done to: "nobody called", "made no call"."""
    for c in tree.children(i, *_SUBJECTS, "dobj", "attr"):
        if tree.tokens[c].lemma in words("factuality", "nobody"):
            yield c
        yield from (d for d in tree.children(c, "det") if tree.tokens[d].lemma in ("no", "neither"))


def variant(tree: Tree, verb: int) -> str:
    """Return "asked", or "sought" with a question word ("when did she call?"), "you" for what anybody may do, else "plain"."""
    sentence, dep = tree.sentence_of(verb), tree.tokens[verb].dep
    if tree.tokens[sentence[-1]].text == "?" and dep in ("ROOT", "conj") and not _quotes(tree, verb, sentence):
        openers = [*sentence[:2], *tree.children(verb)]
        return "sought" if any(tree.tokens[w].tag.startswith("W") for w in openers) else "asked"
    subject = tree.child(verb, *_SUBJECTS)
    return "you" if subject is not None and tree.tokens[subject].lemma.lower() == "you" else "plain"


def _quotes(tree: Tree, verb: int, sentence: range) -> bool:
    """Whether the question mark closes what is quoted after `verb`: "he wrote, asking, "Can you look?"."""
    after = tree.document.text[tree.tokens[verb].end : tree.tokens[sentence[-1]].end]
    return sum(after.count(mark) for mark in '"“”') % 2 == 1
