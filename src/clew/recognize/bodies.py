"""Bodies without a name: "the committee", "an extremist group", "security forces"; tied to the one name they can mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clew.recognize.marks import Marks
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.records import Mention, make

BY = "body/1"

_BESIDE = ("relcl", "acl", "appos", "punct", "cc", "conj", "prep", "advcl", "preconj")
_KNOWN = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"})
_LONGEST = 8


def find_bodies(tree: Tree, named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the descriptions of bodies in `tree`. named: the names found in it; no description lies in one of them."""
    marks, full = Marks(tree, named), _by_noun(named)
    for i, token in enumerate(tree.tokens):
        if (token.pos == "NOUN" or _is_capital(tree, i)) and _is_body(tree, i) and marks.at(i) is None:
            phrase = _phrase(tree, i)
            if len(phrase) == 1 and token.tag != "NNS":
                continue  # "Committee of the port": a heading, or a name cut short
            span = tree.span(phrase)
            yield make(Mention, span=span, kind="organization", form="description", name=_name(tree, phrase, full), by=BY)


def _is_body(tree: Tree, i: int) -> bool:
    """Whether word `i` heads a phrase for a body: a known one ("the", an owner), or one told from others of its kind."""
    token = tree.tokens[i]
    if token.dep in ("compound", "amod", "nmod", "npadvmod"):
        return False
    modified = bool(tree.children(i, "amod", "compound", "nummod"))
    if token.lemma in words("bodies", "modified"):
        return modified or (token.tag == "NNS" and (bool(tree.children(i, "acl")) or _is_theirs(tree, i)))
    modified = modified or bool(tree.children(i, "prep", "relcl"))
    known = any(tree.tokens[c].text.lower() in _KNOWN for c in tree.children(i, "det", "poss")) or bool(tree.children(i, "poss"))
    return token.lemma in words("bodies", "noun") and (known or modified)


def _is_capital(tree: Tree, i: int) -> bool:
    """Whether word `i` is written as a name and is none: "the Government of Denmark", "the Ministry"."""
    return tree.tokens[i].tag == "NNP" and any(tree.tokens[c].text.lower() == "the" for c in tree.children(i, "det"))


def _is_theirs(tree: Tree, i: int) -> bool:
    """Whether a name behind word `i` tells whose they are: "fighters from the Northern Brigade", "forces under General Vale"."""
    behind = (tree.child(c, "pobj") for c in tree.children(i, "prep") if tree.tokens[c].lemma in ("of", "from", "under"))
    return any(noun is not None and tree.tokens[noun].pos == "PROPN" for noun in behind)


def _phrase(tree: Tree, i: int) -> Sequence[int]:
    """Return the words of the phrase from its article on, without what follows its noun."""
    below = [w for c in tree.children(i) if c < i and tree.tokens[c].dep not in _BESIDE for w in tree.subtree(c, without=_BESIDE)]
    first = min(below, default=i)
    return range(first, i + 1) if i - first < _LONGEST else range(i, i + 1)


def _by_noun(named: Iterable[Mention]) -> dict[str, set[str]]:
    """Return the names of bodies by their last word, small: what "the committee" may mean."""
    full: dict[str, set[str]] = defaultdict(set)
    for mention in named:
        if mention.kind == "organization" and " " in mention.name:
            full[mention.name.rpartition(" ")[2].lower()].add(mention.name)
    return full


def _name(tree: Tree, phrase: Sequence[int], full: dict[str, set[str]]) -> str:
    """Return the name of the body that a bare "the committee" means when the text names one such, else the words."""
    head, first = tree.tokens[phrase[-1]], tree.tokens[phrase[0]]
    meant = full.get(head.text.lower(), set()) if len(phrase) == 2 and first.text.lower() in ("the", "this", "that") else set()
    return min(meant) if len(meant) == 1 else " ".join(tree.span(phrase).text.split())
