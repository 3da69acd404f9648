"""Whether an event happened, is planned, proposed, declined, denied or unclear: read from the words it hangs on."""

from functools import cache
from typing import Final

from clew.recognize.clauses import VERBS, gerund
from clew.recognize.factuality import factuality
from clew.recognize.forms import is_verbal
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Status

# When the words say several things ("did not agree to meet"), the one that leaves least standing counts.
_STRENGTH: Final[tuple[Status, ...]] = ("unclear", "denied", "declined", "proposed", "planned", "happened")

# Ways an event hangs on a word that says something of it.
_GOVERNED = frozenset({"dobj", "xcomp", "ccomp", "acl", "pcomp", "nsubjpass", "pobj", "advcl", "nsubj"})
_OF = frozenset({"of", "to", "for", "about", "in", "from"})
# "a note about bringing them together", "left without meeting her"
_GERUNDS: Final[dict[str, Status]] = {"about": "proposed", "without": "denied"}
_NEGATIONS = frozenset({"no", "neither", "nor", "none", "nobody", "never"})


@cache
def _table(section: str) -> dict[str, Status]:
    """Return word -> status for one section of the vocabulary."""
    rows = load("status")[section]
    return {word: status for status in reversed(_STRENGTH) for word in rows.get(status, ())}


@cache
def listed(section: str) -> frozenset[str]:
    """Return the lemmas of a section that is one list: "occur", "arrange", "own"."""
    return frozenset(load("status")[section]["lemmas"])


def governs(lemma: str) -> Status | None:
    """Return the status a governing word gives what hangs on it, or None when it says nothing of it."""
    return _table("governors").get(lemma)


def governs_thing(lemma: str) -> Status | None:
    """Return the status a verb gives its object; of "told her of two meetings" none, though "told her to meet" has one."""
    return None if lemma in listed("persons") else governs(lemma)


def status_of(tree: Tree, word: int, *, known: bool = False) -> Status:
    """Return the status of the event told by `word`. known: told as a fact by its form ("their meeting"), which "not" and
    "whether" around it leave standing unless they speak of its coming to be."""
    if is_verbal(tree, word) and not known:
        return factuality(tree, word).status
    occurred = _occurred(tree, word)
    if occurred is not None:
        return occurred
    found = [*_own(tree, word)]
    at = word
    while not _closed(tree, at):
        step = _step(tree, at, known=known and at == word)
        found += step or ()
        if step is None or _presupposed(tree, at):
            break
        at = tree.tokens[at].head
    if not found and not known and tree.tokens[at].head == at and tree.tokens[tree.sentence_of(at)[-1]].text == "?":
        return "unclear"
    return min(found, key=_STRENGTH.index, default="happened")


def _occurred(tree: Tree, noun: int) -> Status | None:
    """Return what a relative clause says of its coming to be ("two meetings that took place", "that never came"), or None."""
    verbs = (v for v in tree.children(noun, "relcl") if tree.tokens[v].lemma in listed("occur"))
    told = (factuality(tree, v).status for v in verbs if tree.child(v, "nsubj", "nsubjpass") is not None)
    return next(told, None)


def _presupposed(tree: Tree, at: int) -> bool:
    """Whether `at` is the subject of a verb that takes it for granted ("the talks led to"): doubts about that are not its own."""
    token = tree.tokens[at]
    above = tree.tokens[token.head].lemma
    return token.dep in ("nsubj", "nsubjpass") and above not in listed("occur") and governs(above) is None


def _closed(tree: Tree, at: int) -> bool:
    """Whether what stands above `at` speaks of something else: the clause is at its end."""
    token = tree.tokens[at]
    return token.head == at or token.dep in ("relcl", "parataxis")


def _step(tree: Tree, at: int, *, known: bool) -> list[Status] | None:
    """Return what the word above `at` says of the event, or None when it says nothing and so ends the walk."""
    token, above = tree.tokens[at], tree.tokens[at].head
    if token.dep == "conj" and tree.child(at, "nsubj") is None:
        return [] if tree.tokens[above].pos not in VERBS or _finite(tree, at, above) else _joined(tree, above)
    if token.dep == "prep":
        return _under_phrase(tree, at, above)
    if gerund(tree, at):
        return []
    return _governed(tree, at, above, known) if token.dep in _GOVERNED else None


def _finite(tree: Tree, at: int, above: int) -> bool:
    """Whether a verb in its own tense is joined to one under "should": of "should be heard and asked her" she was asked."""
    return tree.tokens[at].tag in ("VBD", "VBZ", "VBP") and any(tree.tokens[c].tag == "MD" for c in tree.children(above, "aux"))


def _joined(tree: Tree, above: int) -> list[Status]:
    """Return what is said of a verb for those joined to it: its modals, and its "not" where "or" carries it on."""
    return [s for s in _own(tree, above) if s != "denied" or _nor(tree, above)]


def _bare(tree: Tree, verb: int) -> bool:
    """Whether `verb` has no tense: "suggested that they meet" is a proposal, "suggested that they had met" is a claim."""
    return tree.tokens[verb].tag == "VB" and tree.child(verb, "aux") is None


def _under_phrase(tree: Tree, preposition: int, above: int) -> list[Status] | None:
    """Return what "an effort at", "the idea of", "asked for" say of what follows the preposition; None when they say nothing."""
    token, said = tree.tokens[preposition], governs(tree.tokens[above].lemma)
    if tree.tokens[above].pos in VERBS:
        carries = token.lemma == "in" or (token.lemma == "for" and said in ("proposed", "planned"))
        return [said, *_own(tree, above)] if said and carries else None
    if tree.tokens[above].lemma in listed("proof"):
        return _unproven(tree, above)
    return [said] if said and token.lemma in _OF else None


def _unproven(tree: Tree, noun: int) -> list[Status] | None:
    """Return unclear for "no evidence that", "did not find proof of"."""
    return ["unclear"] if negated(tree, noun) or negated(tree, tree.tokens[noun].head) else None


def _governed(tree: Tree, at: int, above: int, known: bool) -> list[Status] | None:
    token, lemma = tree.tokens[at], tree.tokens[above].lemma
    if token.dep == "pcomp" and lemma in _GERUNDS:
        return [_GERUNDS[lemma]]
    if token.dep in ("pobj", "pcomp"):
        return [] if lemma in _OF else None
    if lemma in listed("factive"):
        return None
    if lemma in listed("memory"):
        return ["unclear"] if negated(tree, above) else None
    if lemma in listed("proof"):
        return _unproven(tree, above)
    said = governs_thing(lemma) if token.dep == "dobj" else governs(lemma)
    if token.dep == "ccomp" and said != "denied" and (said is None or not _bare(tree, at)):
        return ["unclear"] if negated(tree, above) and lemma not in listed("known") else None
    if token.dep in ("nsubj", "nsubjpass") and tree.tokens[above].pos in VERBS:
        carried = [said] if said and token.dep == "nsubjpass" else []
        return [*carried, *([] if known and not carried and lemma not in listed("occur") else _own(tree, above))]
    infinitive = token.tag == "VB" and tree.child(at, "aux") is not None
    if token.dep == "advcl" and not infinitive:
        return None
    if said is None:
        return ["planned", *_own(tree, above)] if infinitive and token.dep in ("advcl", "acl", "xcomp") else None
    if known and said == "happened":
        return None
    if lemma in listed("orders") and negated(tree, above):
        return ["unclear"]
    return [said, *_own(tree, above)]


def _nor(tree: Tree, verb: int) -> bool:
    """Whether "not" at `verb` also reaches the verbs joined to it: "did not call or meet"."""
    return any(tree.tokens[c].lemma in ("or", "nor") for c in tree.children(verb, "cc"))


def _own(tree: Tree, i: int) -> list[Status]:
    """Return what the words that hang directly on `i` say."""
    found: list[Status] = []
    for c in tree.children(i):
        token = tree.tokens[c]
        if token.dep == "aux" and token.lemma in _table("modals") and token.tag == "MD":
            found.append(_table("modals")[token.lemma])
        elif token.dep == "mark" and token.lemma in _table("marks"):
            found.append("unclear")
        elif token.dep in ("amod", "compound", "acl") and token.text.lower() in _table("adjectives"):
            found.append(_table("adjectives")[token.text.lower()])
    if not negated(tree, i):
        return found
    # "They should not meet" tells what ought to be, not that they did not.
    ought = any(tree.tokens[c].lemma in listed("ought") for c in tree.children(i, "aux"))
    return ["unclear"] if ought else [*found, "denied"]


def negated(tree: Tree, i: int) -> bool:
    """Whether word `i` is denied by the words on it: "did not meet", "no meeting", "nobody met". "Not ... until" is no denial."""
    if not any(_negates(tree, c) for c in tree.children(i)):
        return False
    return not any(tree.tokens[c].lemma in ("until", "till") for c in tree.children(i, "prep", "mark", "advcl")) and not any(
        tree.tokens[m].lemma in ("until", "till") for c in tree.children(i, "advcl") for m in tree.children(c, "mark")
    )


def _negates(tree: Tree, c: int) -> bool:
    token = tree.tokens[c]
    if token.dep == "neg" or (token.dep in ("det", "advmod", "preconj") and token.lemma in _NEGATIONS):
        return True
    if token.dep in ("nsubj", "nsubjpass"):
        return token.lemma in _NEGATIONS or any(tree.tokens[d].lemma in _NEGATIONS for d in tree.children(c, "det"))
    return False
