"""What is left open without a clause that asks: who isn't named, what could not be determined, who did not answer."""

from collections.abc import Iterator

from clew.recognize.clauses import RELATIVE, clause_words, is_verb, phrases
from clew.recognize.openclauses import Opened, Openers, carrier, complements, denied, leaves_open, remains
from clew.recognize.status import negated
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

UNNAMED, BARE, UNPROVEN, UNANSWERED = "unnamed/1", "open-subject/1", "unproven/1", "unanswered/1"

_SUBJECTS = ("nsubj", "nsubjpass")
# Who is silent stands this many verbs above at most: "refused to try to answer".
_FARTHEST = 6

_FIRST = frozenset({"i", "we", "you"})


def unnamed(tree: Tree) -> Iterator[Opened]:
    """Yield "the sender isn't named", "declined to identify the buyer"."""
    for i, token in enumerate(tree.tokens):
        if token.lemma not in words("questions", "unnamed") or not is_verb(tree, i):
            continue
        subject, named = tree.child(i, "nsubjpass"), tree.child(i, "dobj")
        if token.tag == "VBN" and subject is not None and negated(tree, i):
            yield Opened(tree.span([*tree.subtree(subject), i]), "who", UNNAMED)
        elif named is not None and named > i and _somebody(tree, named) and _withheld(tree, i):
            yield Opened(tree.span([i, *tree.subtree(named)]), "who", UNNAMED)


def _somebody(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].pos == "NOUN" and tree.tokens[noun].lemma in words("roles", "person", "kin", "group", "post")


def _withheld(tree: Tree, verb: int) -> bool:
    """Whether `verb` is not done: denied, or declined."""
    token = tree.tokens[verb]
    declined = token.dep == "xcomp" and tree.tokens[token.head].lemma in words("questions", "declines")
    # "Told her not to comment": what she did is not told.
    told = any(tree.tokens[c].tag == "TO" for c in tree.children(verb, "aux"))
    return declined or (denied(tree, verb) and not told)


def bare(tree: Tree) -> Iterator[Opened]:
    """Yield "the sum could not be determined", "his role remains unclear"."""
    openers = Openers(tree)
    for i, token in enumerate(tree.tokens):
        if token.lemma not in words("questions", "bare"):
            continue
        verb = _left_open_by(tree, i)
        subject = tree.child(verb, *_SUBJECTS) if verb is not None else None
        if verb is None or subject is None or tree.tokens[subject].pos not in ("NOUN", "PROPN"):
            continue
        if not any(True for _ in complements(openers, verb, token.sentence)):
            yield Opened(tree.span([*tree.subtree(subject), max(verb, i)]), "what", BARE)


def _left_open_by(tree: Tree, i: int) -> int | None:
    """Return the verb by which word `i` leaves its subject open: "could not be determined", "remains unclear"; or None."""
    if is_verb(tree, i):
        return i if negated(tree, i) and tree.child(i, "nsubjpass") is not None else None
    verb = next(iter(carrier(tree, i)), None)
    return verb if verb is not None and tree.tokens[verb].lemma in remains() else None


def unproven(tree: Tree) -> Iterator[Opened]:
    """Yield what there is no evidence of: "found no evidence of a meeting between them"."""
    for i, token in enumerate(tree.tokens):
        if token.lemma in words("questions", "proof") and token.pos == "NOUN" and leaves_open(tree, i):
            for preposition, noun in phrases(tree, i):
                if preposition == "of" and tree.tokens[noun].pos == "NOUN" and len(tree.subtree(noun)) > 1:
                    yield Opened(tree.span(tree.subtree(noun)), "whether", UNPROVEN)


def unanswered(tree: Tree) -> Iterator[Opened]:
    """Yield "did not respond to a request for comment", "declined to comment", "could not be reached for comment"."""
    openers = Openers(tree)
    for i, token in enumerate(tree.tokens):
        if token.lemma in words("questions", "answers", "replies") and _gives_none(tree, i):
            who, asked = _silent(tree, i), [i, *tree.children(i, "dobj")]
            if who is not None and not any(True for a in asked for _ in complements(openers, a, token.sentence)):
                yield Opened(tree.span(_around(tree, who, i)), "what", UNANSWERED)


def _gives_none(tree: Tree, i: int) -> bool:
    """Whether no answer is given by word `i`: "no comment", "did not respond", "was not reached for comment"."""
    token = tree.tokens[i]
    if not is_verb(tree, i):
        return token.dep == "dobj" and tree.tokens[token.head].lemma in ("have", "decline") and _declined(tree, i)
    if token.lemma in words("questions", "replies") and not _asked_for(tree, i):
        return False
    return _withheld(tree, i)


def _declined(tree: Tree, noun: int) -> bool:
    return negated(tree, noun) or tree.tokens[tree.tokens[noun].head].lemma == "decline"


def _asked_for(tree: Tree, verb: int) -> bool:
    """Whether `verb` has to do with something asked: "respond to a request", "return calls", "reached for comment"."""
    asked = [n for _, n in phrases(tree, verb)] + tree.children(verb, "dobj")
    return any(tree.tokens[n].lemma in words("questions", "asked") for n in asked)


def _silent(tree: Tree, i: int) -> int | None:
    """Return who gives no answer: the subject of word `i` or of what it hangs on; None when nobody is told, or the writer."""
    at = i
    for _ in range(_FARTHEST):
        if tree.tokens[at].dep not in ("xcomp", "dobj", "conj") or tree.child(at, *_SUBJECTS) is not None:
            break
        at = tree.tokens[at].head
    who = tree.child(at, *_SUBJECTS)
    if who is None or tree.tokens[who].tag in RELATIVE or tree.tokens[who].lemma.lower() in _FIRST:
        return None
    return who


def _around(tree: Tree, who: int, i: int) -> list[int]:
    """Return the words of the clause from who is silent on."""
    first = tree.subtree(who)[0]
    return [w for w in clause_words(tree, i) if w >= first] or [who, i]
