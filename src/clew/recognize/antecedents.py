"""Whom a pronoun can stand for, and how much speaks for each: salience after Lappin and Leass (1994), constraints first."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from clew.recognize.marks import Marks
from clew.recognize.people import People
from clew.recognize.tree import Tree
from clew.records import Mention

# Sentences looked back over, in the same voice.
BACK = 3

# Lappin and Leass's weights, for the parser's labels; each sentence back halves them.
RECENT, HEAD = 100.0, 50.0
ROLE = {"nsubj": 80.0, "nsubjpass": 80.0, "dobj": 50.0, "dative": 40.0, "poss": 30.0, "pobj": 30.0, "agent": 40.0}
# A subject stands for a subject, an object for an object.
PARALLEL = 35.0

# What a clause's subject weighs more for a pronoun further on in the same clause or one below it.
OWN = 80.0

# The best must be this much better than the next, or nothing is tied.
MARGIN = 1.15

SUBJECT = frozenset({"nsubj", "nsubjpass"})
VOICED = frozenset({"quoted", "forwarded", "turn"})


class Candidate:
    """A mention of one person, with what decides about it."""

    def __init__(self, tree: Tree, head: int, mention: Mention, name: str) -> None:
        token = tree.tokens[head]
        self.head, self.mention, self.name = head, mention, name
        self.dep = _dep(tree, head)
        self.sentence = token.sentence
        self.inner = any(tree.tokens[a].pos in {"NOUN", "PROPN"} for a in list(tree.ancestors(head))[:2])


class Antecedents:
    """Picks who a pronoun of one document stands for."""

    def __init__(self, tree: Tree, marks: Marks, people: People, mentions: Iterable[Mention]) -> None:
        self.tree, self.marks, self.people = tree, marks, people
        self.cuts = sorted({c for z in tree.document.zones if z.kind in VOICED for c in (z.start, z.end)})
        self.by_sentence: dict[int, list[Candidate]] = defaultdict(list)
        for mention in mentions:
            self.add(mention, people.full(mention.name))

    def add(self, mention: Mention, name: str) -> None:
        """Make `mention`, which stands for `name`, a candidate for pronouns after it."""
        head = self.marks.head(mention)
        if head is not None and mention.kind == "person" and self._is_one(mention, head):
            candidate = Candidate(self.tree, head, mention, name)
            self.by_sentence[candidate.sentence].append(candidate)

    def pick(self, i: int, said: str | None) -> str | None:
        """Return the name of the person that "he", "she" (`said`; None: either) at word `i` stands for, or None: unsure."""
        before = self._before(i)
        barred = {c.name for c in before if self._is_barred(c, i)}
        best: dict[tuple[str, int], float] = defaultdict(float)
        for c in before:
            if c.name not in barred and self._agrees(c, said):
                best[c.name, c.sentence] = max(best[c.name, c.sentence], self._salience(c, i))
        scores: dict[str, float] = defaultdict(float)
        for (name, _), salience in best.items():
            scores[name] += salience
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        sure = ranked and (len(ranked) == 1 or ranked[0][1] >= MARGIN * ranked[1][1])
        return ranked[0][0] if sure else None

    def subject(self, i: int) -> str | None:
        """Return the name of the subject of the clause around word `i`: what "himself" stands for."""
        for above in self.tree.ancestors(i):
            for child in self.tree.children(above, *SUBJECT):
                found = self.marks.person(child)
                return self.people.full(found.name) if found and child < i else None
        return None

    def _is_one(self, mention: Mention, head: int) -> bool:
        """Whether the mention is singular. A name always is, whatever the tag of one that ends in s."""
        return mention.form != "description" or self.tree.tokens[head].tag not in {"NNS", "NNPS"}

    def _before(self, i: int) -> list[Candidate]:
        sentence, voice = self.tree.tokens[i].sentence, self._voice(i)
        near = (c for s in range(sentence - BACK, sentence + 1) for c in self.by_sentence.get(s, ()))
        return [c for c in near if c.head < i and self._voice(c.head) == voice]

    def _voice(self, i: int) -> int:
        return bisect_right(self.cuts, self.tree.tokens[i].start)

    def _agrees(self, candidate: Candidate, said: str | None) -> bool:
        known = self.people.pronoun(candidate.name)
        return said is None or known is None or known == said

    def _is_barred(self, candidate: Candidate, i: int) -> bool:
        """Whether grammar forbids it: another argument of the same verb, or the noun a possessive belongs to."""
        tokens = self.tree.tokens
        if candidate.head == tokens[i].head and tokens[i].dep == "poss":
            return True
        return tokens[i].dep != "poss" and _clause(self.tree, i) == _clause(self.tree, candidate.head) and not candidate.inner

    def _salience(self, candidate: Candidate, i: int) -> float:
        dep = _dep(self.tree, i)
        weight = RECENT + ROLE.get(candidate.dep, 0) + HEAD * (not candidate.inner)
        weight += PARALLEL * ((candidate.dep in SUBJECT) == (dep in SUBJECT or dep == "poss"))
        weight += OWN * (candidate.dep in SUBJECT and self.tree.tokens[candidate.head].head in self.tree.ancestors(i))
        return float(weight / 2 ** (self.tree.tokens[i].sentence - candidate.sentence))


def _dep(tree: Tree, i: int) -> str:
    """Return the label of a word, of what it is joined to by "and", or of what it stands in apposition to."""
    while tree.tokens[i].dep in {"conj", "appos"} and tree.tokens[i].head != i:
        i = tree.tokens[i].head
    return tree.tokens[i].dep


def _clause(tree: Tree, i: int) -> int:
    """Return the verb nearest above word `i`, or the sentence's top."""
    top = i
    for above in tree.ancestors(i):
        top = above
        if tree.tokens[above].pos in {"VERB", "AUX"}:
            return above
    return top
