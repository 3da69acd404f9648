"""Clauses that are left open: "it is unclear who ...", "did not say whether ...", "why he left remains a mystery"."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from clew.recognize.clauses import is_verb, trimmed
from clew.recognize.near import near
from clew.recognize.status import negated
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words
from clew.records import Span

OPEN = "open-clause/1"

_COMPLEMENTS = frozenset(
    {"ccomp", "csubj", "csubjpass", "pcomp", "xcomp", "acl", "conj", "dep", "prep", "acomp", "attr", "nsubj"}
)
_BEFORE = frozenset({"csubj", "csubjpass", "advcl", "nsubj", "nsubjpass"})
_REASONS = frozenset({"as", "because", "since", "although", "though"})
_LONGEST = 60


class Opened(NamedTuple):
    """What is left open, what it asks for ("who", "whether" ...), and the rule that saw it."""

    span: Span
    kind: str
    by: str


@cache
def kinds() -> dict[str, str]:
    """Return question word -> what it asks for."""
    return {word: kind for kind, openers in load("questions")["kinds"].items() for word in openers}


def open_clauses(tree: Tree) -> Iterator[Opened]:
    """Yield the clauses left open by a word such as "unclear", "did not say", each by itself."""
    known = words("questions", "open", "inquire", "when_denied", "when_sought", "proof")
    openers = Openers(tree)
    for i, token in enumerate(tree.tokens):
        if token.lemma in known and leaves_open(tree, i):
            heads = [h for start in [i, *carrier(tree, i)] for h in complements(openers, start, token.sentence)]
            clauses = [*_clauses(openers, i, sorted(set(heads))), *_bare_word(tree, i)]
            yield from clauses
            if not clauses:
                near(tree, [i], OPEN, "no question: no clause beside it says what is open")


class Openers:
    """The question words that open clauses of one document. Each is looked for once: one clause may be open by many words."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._found: dict[int, int | None] = {}
        self._words: dict[int, list[int]] = {}

    def of(self, verb: int) -> int | None:
        """Return the question word that opens the clause of `verb`, or None."""
        if verb not in self._found:
            self._found[verb] = _opener(self.tree, verb)
        return self._found[verb]

    def words(self, verb: int, start: int, stop: int) -> list[int]:
        """Return the words from `start` to `stop` of the clause of `verb`, up to a clause that gives a reason."""
        if verb not in self._words:
            self._words[verb] = _without_reasons(self.tree, verb)
        inside = self._words[verb]
        return inside[bisect_left(inside, start) : bisect_left(inside, stop)]


def leaves_open(tree: Tree, i: int) -> bool:
    """Whether word `i` leaves open what hangs on it: by itself, being denied, or because somebody seeks or declines to."""
    lemma = tree.tokens[i].lemma
    if lemma in words("questions", "open", "inquire"):
        return not negated(tree, i) and (lemma != "look" or any(tree.tokens[c].lemma == "into" for c in tree.children(i)))
    if lemma in words("questions", "when_denied", "proof") and any(denied(tree, h) for h in _holders(tree, i)):
        return True
    return lemma in words("questions", "when_sought") and _sought(tree, i)


def _holders(tree: Tree, i: int) -> list[int]:
    """Return word `i` and the verb it is the object or predicate of."""
    token = tree.tokens[i]
    found = token.dep in ("dobj", "nsubjpass") and tree.tokens[token.head].lemma in words("questions", "finds")
    verb = [token.head] if found and not is_verb(tree, i) else []
    return [i] if is_verb(tree, i) else [i, *verb, *carrier(tree, i)]


def denied(tree: Tree, i: int) -> bool:
    """Whether word `i` is denied: "did not say", "without saying"; what one "need not prove" is not."""
    token = tree.tokens[i]
    idle = any(tree.tokens[c].lemma == "need" for c in tree.children(i, "aux"))
    return (negated(tree, i) and not idle) or (token.dep == "pcomp" and tree.tokens[token.head].lemma == "without")


def _sought(tree: Tree, i: int) -> bool:
    """Whether somebody sets out to do it, declines to, or has yet to: "declined to say", "wants to know", "has yet to say"."""
    token = tree.tokens[i]
    above = tree.tokens[token.head].lemma
    yet = above in ("have", "be") and any(tree.tokens[c].lemma == "yet" for c in tree.children(token.head, "advmod"))
    return token.dep in ("xcomp", "acl", "conj", "ccomp") and (above in words("questions", "seekers") or yet)


def carrier(tree: Tree, i: int) -> list[int]:
    """Return the "is" that word `i` completes, or that says of a question what it is: "the question is who"."""
    token = tree.tokens[i]
    if token.head == i:
        return []
    asks = token.dep == "nsubj" and token.lemma in words("questions", "asks") and tree.tokens[token.head].lemma in remains()
    return [token.head] if asks or token.dep in ("acomp", "attr", "oprd") else []


def remains() -> frozenset[str]:
    """Return the verbs by which something stays as it is: "be", "remain"."""
    return words("questions", "remains")


def complements(openers: Openers, start: int, sentence: int) -> Iterator[int]:
    """Yield the verbs below `start` whose clause opens with a question word, reached by complements and joining alone."""
    tree, todo = openers.tree, [start]
    while todo:
        at = todo.pop()
        for c in tree.children(at):
            token = tree.tokens[c]
            if token.sentence == sentence and _completes(tree, c) and not (at == start and token.dep == "conj"):
                if openers.of(c) is not None:
                    yield c
                todo.append(c)


def _completes(tree: Tree, i: int) -> bool:
    """Whether word `i` belongs to what is left open; "when ..." and "if ..." beside it only say under what circumstances."""
    token = tree.tokens[i]
    if token.dep == "advcl":
        return any(tree.tokens[m].lemma == "whether" for m in tree.children(i, "mark"))
    if token.dep == "relcl":
        return tree.tokens[token.head].lemma in words("questions", "asks")
    return token.dep in _COMPLEMENTS


def _opener(tree: Tree, verb: int) -> int | None:
    """Return the question word that opens the clause of `verb`, or None."""
    if not is_verb(tree, verb):
        return None
    first = next((w for w in tree.subtree(verb) if _starts_clause(tree, w)), None)
    beside = [w for w in tree.children(verb) if w < verb and tree.tokens[w].lemma in kinds()]
    if first is not None and tree.tokens[first].lemma in kinds():
        return first
    return beside[0] if beside and tree.tokens[beside[0]].dep in ("mark", "advmod") else None


def _starts_clause(tree: Tree, i: int) -> bool:
    """Whether word `i` may be the first of a clause that counts: no "and", comma or "even" before it."""
    return tree.tokens[i].dep not in ("cc", "punct", "advmod") or tree.tokens[i].tag == "WRB"


def _clauses(openers: Openers, cue: int, heads: list[int]) -> Iterator[Opened]:
    """Yield each open clause by itself: it ends where the next one begins."""
    tree = openers.tree
    opened = {o: h for h in reversed(heads) if (o := openers.of(h)) is not None and _stands(tree, o, h, cue)}
    starts = sorted(opened)
    for n, opener in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else len(tree.tokens)
        inside = trimmed(tree, openers.words(opened[opener], opener, stop if opener > cue else cue))
        if 2 <= len(inside) <= _LONGEST:
            yield Opened(tree.span(inside), kinds()[tree.tokens[opener].lemma], OPEN)


def _stands(tree: Tree, opener: int, verb: int, cue: int) -> bool:
    """Whether the clause stands where one left open by word `cue` does: after it, or before it as its subject. "That" opens what
    is open only after words for what is known or proved, and "what she called a gift" is the gift."""
    if tree.tokens[opener].lemma == "that" and tree.tokens[cue].lemma not in words("questions", "that", "proof"):
        return False
    if tree.tokens[opener].lemma == "what" and tree.tokens[verb].lemma in words("questions", "names"):
        return False
    return opener > cue or (tree.tokens[verb].dep in _BEFORE and tree.tokens[verb].head > verb)


def _bare_word(tree: Tree, cue: int) -> Iterator[Opened]:
    """Yield "did not say why": a question word alone, with the clause it ends."""
    for c in tree.children(cue, "advmod", "dobj"):
        if c > cue and tree.tokens[c].tag in ("WRB", "WP") and is_verb(tree, cue) and len(tree.subtree(c)) == 1:
            subject = tree.child(cue, "nsubj", "nsubjpass")
            start = tree.subtree(subject)[0] if subject is not None else cue
            yield Opened(tree.span([start, c]), kinds().get(tree.tokens[c].lemma, "what"), OPEN)


def _without_reasons(tree: Tree, verb: int) -> list[int]:
    """Return the words below `verb` up to a clause that gives a reason: "..., as the letter does not say"."""
    reasons = [c for c in tree.children(verb, "advcl") if c > verb and _gives_reason(tree, c)]
    end = min((tree.subtree(c)[0] for c in reasons), default=len(tree.tokens))
    return [w for w in tree.subtree(verb) if w < end]


def _gives_reason(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[m].lemma in _REASONS for m in tree.children(verb, "mark"))
