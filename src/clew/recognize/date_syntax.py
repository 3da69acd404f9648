"""How a date hangs in its sentence: on which verb, in which tense (before the day of writing or after), on which noun."""

from itertools import islice
from typing import Literal

from clew.recognize.date_vocabulary import listed
from clew.recognize.tree import Tree

Tense = Literal["past", "present", "future"] | None

_FUTURE = frozenset({"will", "'ll", "shall", "wo", "can", "ca", "should", "must", "may", "might", "let", "would", "'d"})
_PAST = frozenset({"had", "was", "were", "has", "have", "'ve", "did"})
_PLANS = frozenset(
    {"plan", "schedule", "expect", "go", "hope", "intend", "want", "need", "set", "due", "agree", "slate", "aim", "propose"}
)

# A date is at most so many words below its verb, and a verb below the one that gives its tense: more is no clause, but a list.
_DEEPEST = 40
_VERBS_DEEP = 8


def verb_of(tree: Tree, start: int, end: int) -> int | None:
    """Return the verb that the words start:end hang on."""
    words = tree.within(start, end)
    return _verb_above(tree, words[0]) if words else None


def modifies(tree: Tree, start: int, end: int, heads: tuple[str, ...]) -> bool:
    """Whether the words start:end stand as a name before a word of the parts of speech `heads`: "the March meeting"."""
    words = tree.within(start, end)
    if not words:
        return False
    token = tree.tokens[words[0]]
    head = tree.tokens[token.head]
    return token.tag == "NNP" and token.dep in ("compound", "nmod", "npadvmod", "poss") and head.pos in heads


def dates_paper(tree: Tree, start: int, end: int) -> bool:
    """Whether the words start:end say which paper is meant: "my letter of 21 January"."""
    words = tree.within(start, end)
    above = {tree.tokens[w].head for w in words} - set(words)
    heads = (tree.tokens[tree.tokens[at].head] for at in above if tree.tokens[at].text.lower() in ("of", "dated"))
    return any(head.lemma.lower() in listed("papers") for head in heads)


def names(tree: Tree, start: int, end: int) -> bool:
    """Whether the words start:end only name the noun after them: "the 2016 election", "his March 2 email"."""
    words = tree.within(start, end)
    heads = {tree.tokens[w].head for w in words if tree.tokens[w].dep in ("compound", "nmod", "nummod")} - set(words)
    return bool(words) and any(h == words[-1] + 1 or h == words[-1] + 2 for h in heads)


def _verb_above(tree: Tree, word: int) -> int | None:
    return next((a for a in islice(tree.ancestors(word), _DEEPEST) if tree.tokens[a].pos in ("VERB", "AUX")), None)


def tense(tree: Tree, verb: int, deep: int = 0) -> Tense:
    """Return the tense of `verb` as far as it places what it tells: what is planned or ordered is future."""
    token = tree.tokens[verb]
    helpers = {tree.tokens[c].text.lower(): tree.tokens[c].tag for c in tree.children(verb, "aux", "auxpass")}
    if deep > _VERBS_DEEP:
        return None
    if helpers.keys() & _FUTURE:
        return "future"
    if "to" in helpers:
        return _tense_of_plan(tree, verb, deep)
    if token.tag == "VBD" or helpers.keys() & _PAST:
        return "past"
    if token.tag == "VBN" and not helpers:
        return _tense_of_participle(tree, verb, deep)
    is_now = helpers.keys() & {"is", "are", "am", "'re", "'m", "'s"}
    if is_now and (token.tag == "VBG" or token.lemma in _PLANS):
        return "future"
    if is_now or token.tag in ("VBZ", "VBP"):
        return "present"
    return "future" if token.tag == "VB" and not helpers and tree.child(verb, "nsubj") is None else _inherited(tree, verb, deep)


def _tense_of_participle(tree: Tree, verb: int, deep: int) -> Tense:
    """Return the tense of "the law signed in June": over, whatever the verb above; "scheduled for Friday" is to come."""
    token = tree.tokens[verb]
    if token.lemma in _PLANS:
        above = _verb_above(tree, verb)
        return "past" if above is not None and tense(tree, above, deep + 1) == "past" else "future"
    return "past" if token.dep in ("acl", "relcl") else _inherited(tree, verb, deep)


def _tense_of_plan(tree: Tree, verb: int, deep: int) -> Tense:
    """Return the tense of "to meet": future under a present plan, else that of the verb above."""
    above = tree.tokens[verb].head
    if above == verb:
        return "future"
    found = tense(tree, above, deep + 1)
    planned = tree.tokens[above].lemma in _PLANS
    bare = tree.tokens[above].tag == "VBN" and not tree.children(above, "aux", "auxpass")
    if planned or found == "present":
        return None if found == "past" and not bare else "future"
    return found


def _inherited(tree: Tree, verb: int, deep: int) -> Tense:
    """Return the tense of the clause a participle hangs on."""
    above = _verb_above(tree, verb)
    if above is None or tree.tokens[verb].tag not in ("VBG", "VBN", "VB"):
        return None
    found = tense(tree, above, deep + 1)
    return None if found == "past" and tree.tokens[above].lemma in _PLANS else found
