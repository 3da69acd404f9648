"""What merely seems so: the doubt of who writes it, unless somebody is named to whom it seems."""

from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load

# "appeared in the paper", "looked at her": without one of these nothing seems.
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acomp", "oprd", "relcl"})


def seems(tree: Tree, verb: int) -> bool:
    """Whether `verb` says how something seems: "seems that", "appears to be", "looks as if"; not "looks to win"."""
    token, kinds = tree.tokens[verb], load("cues")["seeming"]
    if token.pos != "VERB" or token.lemma not in kinds["verbs"]:
        return False
    taken = (c for c in tree.children(verb) if not (token.lemma in kinds["intends"] and tree.tokens[c].dep == "xcomp"))
    return (
        token.lemma in kinds["always"]
        or _is_set_off(tree, verb)
        or any(_likens(tree, c) or tree.tokens[c].dep in _COMPLEMENTS for c in taken)
    )


def _is_set_off(tree: Tree, verb: int) -> bool:
    """Whether "it appears" is set off inside of what seems so."""
    subject = tree.child(verb, "nsubj")
    bare = tree.tokens[verb].dep in ("parataxis", "ccomp") and tree.child(verb, *_COMPLEMENTS) is None
    return bare and subject is not None and tree.tokens[subject].lemma == "it"


def _likens(tree: Tree, child: int) -> bool:
    """Whether `child` begins or holds what something looks like: "like a risk", "as if she left"."""
    like = load("cues")["seeming"]["like"]
    return tree.tokens[child].lemma in like or any(tree.tokens[m].lemma in like for m in tree.children(child, "mark"))


def seemer(tree: Tree, verb: int) -> int | None:
    """Return the word for somebody to whom it seems ("seems to Vale", "seems odd to Vale"), or None."""
    above = (verb, *tree.children(verb, "acomp", "oprd"))
    to = (p for i in above for p in tree.children(i, "prep") if tree.tokens[p].lemma == "to")
    return next((n for p in to for n in tree.children(p, "pobj")), None)


def seeming(tree: Tree, top: int) -> int | None:
    """Return the verb by which the clause of verb `top` merely seems so to who writes it, or None: "it seems that she left"."""
    token = tree.tokens[top]
    above = [token.head] if token.dep == "ccomp" or (token.dep == "advcl" and _likens(tree, top)) else []
    apart = (c for c in tree.children(top, "parataxis", "ccomp") if _is_set_off(tree, c))
    return next((v for v in (*above, *apart) if seems(tree, v) and seemer(tree, v) is None), None)
