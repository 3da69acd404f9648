"""What somebody is taken to be: "X is a reference to Y", "X, believed to be Y": the source of hypotheses."""

from collections.abc import Iterator

from clew.recognize.clauses import clause_span, passive, phrases, subject
from clew.recognize.scene import Scene, Telling
from clew.recognize.status import status_of
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.records import Mention

RULE = "reference/1"
_ANY = frozenset({"person", "organization", "place", "address", "phone", "account"})


def find_references(scene: Scene) -> Iterator[Telling]:
    """Yield each passage that says whom a name, an initial or a description points to."""
    nouns, verbs = words("references", "nouns"), words("references", "verbs")
    for i, token in enumerate(scene.tree.tokens):
        if token.lemma in nouns and token.pos == "NOUN":
            yield from _pair(scene, i, _named_by_noun(scene, i), [n for p, n in phrases(scene.tree, i) if p == "to"])
        elif token.lemma in verbs and token.tag in ("VBN", "VBD") and (passive(scene.tree, i) or _to_be(scene.tree, i)):
            yield from _pair(scene, i, subject(scene.tree, i), _taken_for(scene, i))


def _named_by_noun(scene: Scene, noun: int) -> int | None:
    """Return what is called a reference: the subject of "was a reference", or the noun it stands beside."""
    token = scene.tree.tokens[noun]
    if token.dep == "attr":
        return subject(scene.tree, token.head)
    return token.head if token.dep == "appos" else None


def _to_be(tree: Tree, verb: int) -> bool:
    """Whether "to be" hangs on `verb`: "the man, believed to be X", which the parser may take for what the man believed."""
    return tree.child(verb, "dobj") is None and any(tree.tokens[b].lemma == "be" for b in tree.children(verb, "xcomp"))


def _taken_for(scene: Scene, verb: int) -> list[int]:
    """Return what a subject is believed to be or identified as."""
    tree = scene.tree
    found = [n for p, n in phrases(tree, verb) if p == "as"]
    for be in tree.children(verb, "xcomp"):
        if tree.tokens[be].lemma == "be":
            found += tree.children(be, "attr")
    return found


def _pair(scene: Scene, word: int, subject_word: int | None, objects: list[int]) -> Iterator[Telling]:
    left = [m for m in (scene.index.one(subject_word),) if m and m.kind in _ANY] if subject_word is not None else []
    right = [m for o in objects for m in scene.index.all(o, _ANY)]
    # A name nobody recognized still says something of its subject: the passage holds it.
    named = bool(right) or any(scene.tree.tokens[o].pos == "PROPN" for o in objects)
    if left and named and left[0] not in right:
        yield _telling(scene, word, left[0], right[:1])


def _telling(scene: Scene, word: int, left: Mention, right: list[Mention]) -> Telling:
    roles = (("subject", left), *(("object", m) for m in right))
    return Telling("reference", roles, None, None, status_of(scene.tree, word), clause_span(scene.tree, word), RULE, word)
