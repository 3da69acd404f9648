"""What the words leave open: "it is unclear who ...", "did not say whether ...", "isn't named", and questions asked."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from clew.recognize.clauses import is_verb, trimmed
from clew.recognize.near import near
from clew.recognize.scene import PEOPLE
from clew.recognize.status import negated
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words
from clew.records import Mention, Question, Span, make

OPEN, UNNAMED, BARE, ASKED = "open-clause/1", "unnamed/1", "open-subject/1", "asked/1"

_COMPLEMENTS = frozenset(
    {"ccomp", "csubj", "csubjpass", "pcomp", "xcomp", "acl", "conj", "dep", "prep", "acomp", "attr", "nsubj"}
)
_REASONS = frozenset({"as", "because", "since", "although", "though"})
_LONGEST = 60


def find_questions(tree: Tree, mentions: Iterable[Mention]) -> tuple[Question, ...]:
    """Return the questions of `tree`, in the order of their words. `mentions`: those of the same document."""
    about = _About(mentions)
    found = {span: (kind, by) for span, kind, by in [*_asked(tree), *_bare(tree), *_unnamed(tree), *_open(tree)]}
    rows = sorted(found.items(), key=lambda row: (row[0].start, row[0].end))
    return tuple(make(Question, span=span, kind=kind, about=about.within(span), by=by) for span, (kind, by) in rows)


class _About:
    """Finds the people and organizations named in a span."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted((m for m in mentions if m.kind in PEOPLE), key=lambda m: (m.span.start, m.span.end))

    def within(self, span: Span) -> tuple[str, ...]:
        """Return the ids of mentions inside `span`, in order."""
        at = bisect_left(self._mentions, span.start, key=lambda m: m.span.start)
        found: list[str] = []
        while at < len(self._mentions) and self._mentions[at].span.start < span.end:
            if self._mentions[at].span.end <= span.end:
                found.append(self._mentions[at].id)
            at += 1
        return tuple(found)


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, openers in load("questions")["kinds"].items() for word in openers}


def _open(tree: Tree) -> Iterator[tuple[Span, str, str]]:
    """Yield the clauses left open by a word such as "unclear", "did not say"."""
    known = words("questions", "open", "inquire", "when_denied", "when_sought")
    openers = Openers(tree)
    for i, token in enumerate(tree.tokens):
        if token.lemma in known and _leaves_open(tree, i):
            heads = [h for start in _starts(tree, i) for h in _complements(openers, start, token.sentence)]
            clauses = list(_clauses(openers, i, sorted(set(heads))))
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


def _leaves_open(tree: Tree, i: int) -> bool:
    lemma = tree.tokens[i].lemma
    if lemma in words("questions", "open") or lemma in words("questions", "inquire"):
        return not negated(tree, i)
    holders = [i] if is_verb(tree, i) else [i, *_carrier(tree, i)]
    if lemma in words("questions", "when_denied") and any(negated(tree, h) for h in holders):
        return True
    sought = lemma in words("questions", "when_sought") and tree.tokens[i].dep in ("xcomp", "acl", "conj")
    return sought and tree.tokens[tree.tokens[i].head].lemma in words("questions", "seekers")


def _carrier(tree: Tree, i: int) -> list[int]:
    """Return the "is" that word `i` completes."""
    token = tree.tokens[i]
    return [token.head] if token.dep in ("acomp", "attr", "oprd") and token.head != i else []


def _starts(tree: Tree, i: int) -> list[int]:
    return [i, *_carrier(tree, i)]


def _complements(openers: Openers, start: int, sentence: int) -> Iterator[int]:
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
    if tree.tokens[i].dep == "advcl":
        return any(tree.tokens[m].lemma == "whether" for m in tree.children(i, "mark"))
    return tree.tokens[i].dep in _COMPLEMENTS


def _opener(tree: Tree, verb: int) -> int | None:
    """Return the question word that opens the clause of `verb`, or None."""
    if not is_verb(tree, verb):
        return None
    first = next((w for w in tree.subtree(verb) if _starts_clause(tree, w)), None)
    near = [w for w in tree.children(verb) if w < verb and tree.tokens[w].lemma in _kinds()]
    if first is not None and tree.tokens[first].lemma in _kinds():
        return first
    return near[0] if near and tree.tokens[near[0]].dep in ("mark", "advmod") else None


def _starts_clause(tree: Tree, i: int) -> bool:
    """Whether word `i` may be the first of a clause that counts: no "and", comma or "even" before it."""
    return tree.tokens[i].dep not in ("cc", "punct", "advmod") or tree.tokens[i].tag == "WRB"


def _clauses(openers: Openers, cue: int, heads: list[int]) -> Iterator[tuple[Span, str, str]]:
    """Yield each open clause by itself: it ends where the next one begins."""
    tree = openers.tree
    opened = {o: h for h in reversed(heads) if (o := openers.of(h)) is not None and o > cue}
    starts = sorted(opened)
    for n, opener in enumerate(starts):
        verb = opened[opener]
        if tree.tokens[opener].lemma == "that" and tree.tokens[cue].lemma not in ("clear", "certain", "sure", "confirm"):
            continue
        stop = starts[n + 1] if n + 1 < len(starts) else len(tree.tokens)
        inside = trimmed(tree, openers.words(verb, opener, stop))
        if 2 <= len(inside) <= _LONGEST:
            yield tree.span(inside), _kinds()[tree.tokens[opener].lemma], OPEN


def _without_reasons(tree: Tree, verb: int) -> list[int]:
    """Return the words below `verb` up to a clause that gives a reason: "..., as the letter does not say"."""
    reasons = [c for c in tree.children(verb, "advcl") if c > verb and _gives_reason(tree, c)]
    end = min((tree.subtree(c)[0] for c in reasons), default=len(tree.tokens))
    return [w for w in tree.subtree(verb) if w < end]


def _gives_reason(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[m].lemma in _REASONS for m in tree.children(verb, "mark"))


def _unnamed(tree: Tree) -> Iterator[tuple[Span, str, str]]:
    """Yield "the sender isn't named"."""
    for i, token in enumerate(tree.tokens):
        if token.lemma in words("questions", "unnamed") and token.tag == "VBN" and negated(tree, i):
            subject = tree.child(i, "nsubjpass")
            if subject is not None:
                yield tree.span([*tree.subtree(subject), i]), "who", UNNAMED


def _bare(tree: Tree) -> Iterator[tuple[Span, str, str]]:
    """Yield "the sum could not be determined", "his role remains unclear"."""
    openers = Openers(tree)
    for i, token in enumerate(tree.tokens):
        if token.lemma not in words("questions", "bare"):
            continue
        verb = _left_open_by(tree, i)
        subject = tree.child(verb, "nsubj", "nsubjpass") if verb is not None else None
        if verb is None or subject is None or tree.tokens[subject].pos not in ("NOUN", "PROPN"):
            continue
        if not any(True for _ in _complements(openers, verb, token.sentence)):
            yield tree.span([*tree.subtree(subject), max(verb, i)]), "what", BARE


def _left_open_by(tree: Tree, i: int) -> int | None:
    """Return the verb by which word `i` leaves its subject open: "could not be determined", "remains unclear"; or None."""
    if is_verb(tree, i):
        return i if negated(tree, i) and tree.child(i, "nsubjpass") is not None else None
    carrier = next(iter(_carrier(tree, i)), None)
    return carrier if carrier is not None and tree.tokens[carrier].lemma in words("questions", "remains") else None


def _asks(tree: Tree, sentence: range) -> bool:
    """Whether it begins as a question does: a question word or a verb is among the first words."""
    return any(tree.tokens[w].tag.startswith("W") or tree.tokens[w].pos in ("AUX", "VERB") for w in sentence[:4])


def _quoted(tree: Tree, sentence: range) -> bool:
    """Whether the question stands inside quote marks: somebody asked it once, it is not open."""
    span, text = tree.span(list(sentence)), tree.document.text
    marks = sum(span.text.count(mark) for mark in '"”“')
    return marks % 2 == 1 or text[span.end : span.end + 1] in tuple('"”')


def _asked(tree: Tree) -> Iterator[tuple[Span, str, str]]:
    """Yield the questions asked outright, but for furniture ("How are you?")."""
    for sentence in tree.sentences:
        if len(sentence) < 4 or tree.tokens[sentence[-1]].text != "?" or not _asks(tree, sentence):
            continue
        span = tree.span(list(sentence))
        if _quoted(tree, sentence):
            continue
        lowered = span.text.lower().strip(" \"'>")
        if any(lowered.startswith(f) and len(lowered) < len(f) + 25 for f in words("questions", "furniture")):
            continue
        first = next((tree.tokens[w].lemma for w in sentence[:3] if tree.tokens[w].tag.startswith("W")), "whether")
        yield span, _kinds().get(first, "whether"), ASKED
