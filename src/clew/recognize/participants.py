"""Who and what takes part in the event of a word: a verb's subject, object and phrases, a noun's owner and phrases.

The walk goes through passives, control ("asked her to call": she calls), relative clauses, participles and joined verbs, as
`clew.recognize.clauses` reads them; "A and B" are two.
"""

from collections.abc import Iterator
from typing import NamedTuple

from clew.recognize.clauses import NOUNS, antecedent, doer, done_to, phrases
from clew.recognize.forms import is_verbal
from clew.recognize.scene import PEOPLE, MentionIndex
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

DOER, DONE_TO, OWNER, IS = "doer", "done to", "owner", "is"

# Phrases that say where, when or as what, not with whom.
_AROUND = frozenset(
    {"at", "in", "on", "as", "during", "since", "until", "near", "inside", "outside", "within", "under", "before", "after"}
)


class Participant(NamedTuple):
    """A word for somebody or something in an event. role: one of the constants, or the preposition it stands after ("with")."""

    role: str
    word: int


def participants(tree: Tree, word: int) -> tuple[Participant, ...]:
    """Return who and what takes part in the event of `word`, each word once, in the order of roles: doer, done to, the rest."""
    found = _of_verb(tree, word) if is_verbal(tree, word) else _of_noun(tree, word)
    seen: dict[int, Participant] = {}
    for role, first in found:
        for each in tree.conjuncts(antecedent(tree, first)) if role != IS else [first]:
            if each != word and _takes_part(tree, each):
                seen.setdefault(each, Participant(role, each))
    return tuple(seen.values())


def is_party(tree: Tree, index: MentionIndex, word: int) -> bool:
    """Whether `word` stands for a person or an organization: a mention of one, "they" or "everyone", or a noun for people."""
    named = index.at(word)
    if named is not None:
        return named.kind in PEOPLE
    token = tree.tokens[word]
    return token.text.lower() in words("participants", "pronouns") or (token.pos == "NOUN" and _is_people(token.lemma))


def _is_people(lemma: str) -> bool:
    listed = lemma in words("roles", "person", "kin", "group", "post") or lemma in words("participants", "people", "bodies")
    return listed or (lemma.endswith(("er", "or", "ist", "man", "ee")) and lemma not in words("participants", "things"))


def _takes_part(tree: Tree, i: int) -> bool:
    """Whether word `i` can: a noun or pronoun that is no date, number or "there"."""
    token = tree.tokens[i]
    return (
        token.pos in NOUNS and token.tag not in ("EX", "WRB") and token.entity[2:] not in ("DATE", "TIME", "PERCENT", "ORDINAL")
    )


def _of_verb(tree: Tree, verb: int) -> Iterator[tuple[str, int]]:
    yield from ((DOER, i) for i in [doer(tree, verb)] if i is not None)
    yield from ((DONE_TO, i) for i in [done_to(tree, verb), *tree.children(verb, "dobj", "dative")] if i is not None)
    yield from ((DONE_TO, i) for i in _bidden(tree, verb))
    yield from ((IS, i) for i in tree.children(verb, "attr", "oprd"))
    yield from _phrases(tree, verb)


def _bidden(tree: Tree, verb: int) -> Iterator[int]:
    """Yield whom `verb` bids or lets do something, where the parser hangs them on what they do: "allowed the aide to leave"."""
    for c in tree.children(verb, "ccomp", "xcomp"):
        subject = tree.child(c, "nsubj")
        if subject is not None and tree.tokens[c].tag == "VB" and tree.tokens[verb].lemma in words("participants", "bid"):
            yield subject


def _of_noun(tree: Tree, noun: int) -> Iterator[tuple[str, int]]:
    yield from ((OWNER, i) for i in tree.children(noun, "poss"))
    yield from ((OWNER, i) for i in tree.children(noun, "compound", "nmod") if tree.tokens[i].pos == "PROPN")
    yield from _phrases(tree, noun)
    for held in tree.children(noun, "acl", "relcl"):
        if tree.tokens[held].lemma in words("participants", "hold"):
            yield from _phrases(tree, held)


def _phrases(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    return ((preposition, noun) for preposition, noun in phrases(tree, i) if preposition not in _AROUND)
