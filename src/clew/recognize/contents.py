"""What is said: the words that a verb of saying or thinking, or a noun for what is said, takes for its content."""

from collections.abc import Iterable

from clew.recognize.clauses import is_verb, passive, trimmed
from clew.recognize.cues import Cue
from clew.recognize.tree import Tree

# Prepositions that go on with what is said of somebody: "accused her of", "praised him for", "dismissed it as".
_OF = frozenset({"of", "for", "as", "over", "about"})
# Those between a noun for what is said and what it is about: "support for", "plan to sell", "concern about".
_ABOUT = frozenset({"of", "for", "about", "on", "to", "over", "against", "in", "with"})
_MARKS = frozenset({",", '"', "''", "``", "-", "--", "—", "“", "”"})

# A bare attribution inside a clause is short: "Liv Brandt, the head of the office, said".
_SHORT = 12


def content_of_verb(tree: Tree, verb: int, cue: Cue) -> list[int]:
    """Return the words that are said: a clause, an infinitive, a thing, or the clause the attribution stands inside of."""
    complements = _clauses(tree, verb) or _infinitive(tree, verb, cue) or _things(tree, verb, cue) or _scene(tree, verb, cue)
    return _joined(tree, complements) if complements else _around(tree, verb)


def content_of_noun(tree: Tree, noun: int, *, owned: bool) -> list[int]:
    """Return the words that are said by a noun: "the report that"; of one with an owner also "her plan to", "his doubt about"."""
    found = [c for c in tree.children(noun, "acl", "ccomp", "relcl") if _that(tree, c) and not _gapped(tree, c)]
    if not found and owned:
        found = [c for c in tree.children(noun, "acl") if _to(tree, c)] or _about(tree, noun, _ABOUT)
    return _joined(tree, found) if found else []


def _clauses(tree: Tree, verb: int) -> list[int]:
    return [c for c in tree.children(verb, "ccomp") if is_verb(tree, c) or len(tree.subtree(c)) > 2]


def _infinitive(tree: Tree, verb: int, cue: Cue) -> list[int]:
    takes = tree.tokens[verb].lemma in cue.infinitive or passive(tree, verb)
    return [c for c in tree.children(verb, "xcomp") if is_verb(tree, c)] if takes else []


def _things(tree: Tree, verb: int, cue: Cue) -> list[int]:
    """Return the object of `verb` with what is said of it."""
    lemma = tree.tokens[verb].lemma
    named = [c for c in tree.children(verb, "oprd") if not _rung_up(tree, verb, c)] if lemma in cue.named else []
    if lemma in cue.things or named or (lemma in cue.named and _about(tree, verb, frozenset({"as"}))):
        found = [c for c in tree.children(verb, "dobj", "xcomp", "oprd") if tree.tokens[c].tag not in ("WDT", "WP", "PRP")]
        if found:
            return [*found, *(p for p in tree.children(verb, "prep") if tree.tokens[p].lemma in _OF and p > found[0])]
    return [
        n
        for p in tree.children(verb, "prep")
        if f"{lemma} {tree.tokens[p].lemma}" in cue.about
        for n in tree.children(p, "pobj", "pcomp")
    ]


def _rung_up(tree: Tree, verb: int, called: int) -> bool:
    """Whether `called` is a name alone: of "called Ann Vale" the parser takes her for what somebody is called."""
    return tree.tokens[called].pos == "PROPN" and tree.child(verb, "dobj", "nsubjpass") is None


def _scene(tree: Tree, verb: int, cue: Cue) -> list[int]:
    """Return what somebody is seen doing: "photos show them leaving"."""
    seen = tree.tokens[verb].lemma in cue.scenes and any(tree.tokens[c].tag == "VBG" for c in tree.children(verb, "advcl"))
    return tree.children(verb, "dobj", "advcl") if seen else []


def _around(tree: Tree, verb: int) -> list[int]:
    """Return the clause that "X said" is set off inside of."""
    token = tree.tokens[verb]
    if token.dep not in ("parataxis", "ccomp") or not is_verb(tree, token.head) or not _set_off(tree, verb):
        return []
    below = set(tree.subtree(verb))
    return trimmed(tree, [w for w in tree.subtree(token.head) if w not in below])


def _joined(tree: Tree, tops: Iterable[int]) -> list[int]:
    return trimmed(tree, sorted({w for c in tops for w in tree.subtree(c)}))


def _set_off(tree: Tree, verb: int) -> bool:
    """Whether "X said" is short and has commas or quotes on its edges."""
    words = tree.subtree(verb)
    if len(words) > _SHORT or tree.child(verb, "mark") is not None:
        return False
    near = (words[0] - 1, words[-1] + 1, words[0], words[-1])
    return any(tree.tokens[w].text in _MARKS for w in near if 0 <= w < len(tree.tokens))


def _about(tree: Tree, word: int, prepositions: frozenset[str]) -> list[int]:
    return [
        n for p in tree.children(word, "prep") if tree.tokens[p].lemma in prepositions for n in tree.children(p, "pobj", "pcomp")
    ]


def _gapped(tree: Tree, verb: int) -> bool:
    """Whether a relative clause lacks what its verb is done to, and so tells of the noun: "a view that he shared with them"."""
    taken = tree.child(verb, "dobj", "ccomp", "xcomp", "attr", "acomp", "oprd", "nsubjpass")
    return tree.tokens[verb].dep == "relcl" and taken is None


def _that(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[m].lemma == "that" for m in tree.children(verb, "mark"))


def _to(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[m].tag == "TO" for m in tree.children(verb, "aux"))
