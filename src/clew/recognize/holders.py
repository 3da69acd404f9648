"""Who speaks by a verb of saying, and the words for them."""

from clew.recognize.clauses import passive, subject, trimmed
from clew.recognize.seeming import seemer, seems
from clew.recognize.tree import Tree
from clew.records import Span

# Words that stand for nobody who could speak.
NOBODY = frozenset({"it", "there", "which", "that", "what", "this"})


def speaker(tree: Tree, verb: int) -> int | None:
    """Return who says: the subject, the "by" of a passive, to whom it seems; for "was told" nobody is named."""
    if seems(tree, verb):
        return seemer(tree, verb)
    if not passive(tree, verb):
        return subject(tree, verb)
    agent = tree.child(verb, "agent")
    return tree.child(agent, "pobj") if agent is not None else None


def holder(tree: Tree, word: int | None) -> Span | None:
    """Return the words for who speaks, by their head; None for nobody. What is merely told about them is no part of it."""
    if word is None or tree.tokens[word].lemma in NOBODY:
        return None
    told = {w for c in tree.children(word, "relcl", "acl", "advcl") if not _restricts(tree, word, c) for w in tree.subtree(c)}
    return tree.span(trimmed(tree, _doubled(tree, word) + [w for w in tree.subtree(word) if w not in told]))


def _restricts(tree: Tree, word: int, clause: int) -> bool:
    """Whether a participle tells which of many is meant ("people briefed on the sale"), no comma between."""
    first = tree.subtree(clause)[0]
    between = (tree.tokens[w].text for w in range(word + 1, first))
    bare = tree.tokens[word].pos == "NOUN" and tree.tokens[clause].tag == "VBN" and tree.tokens[clause].dep == "acl"
    return bare and first > word and not any(text in {",", "-", "--", "—", "("} for text in between)


def _doubled(tree: Tree, word: int) -> list[int]:
    """Return the description that the parser made a second subject just before `word`: "the retired chief, Vera Lund"."""
    token = tree.tokens[word]
    before = [c for c in tree.children(token.head, "nsubj") if c < word] if token.dep == "nsubj" else []
    words = tree.subtree(before[-1]) if before else []
    return words if words and tree.subtree(word)[0] - words[-1] <= 2 else []
