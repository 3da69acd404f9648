"""Whom "he" or "she" stands for: grammar forbids some, gender others, and of the rest the likeliest, when it is likely enough."""

from collections import defaultdict
from typing import NamedTuple

from clew.recognize.candidates import Candidates, Place, above_of
from clew.recognize.people import People
from clew.recognize.salience import Signs, evidence, foremost, likelihoods, weight
from clew.recognize.speech import Speaker
from clew.recognize.tree import SUBJECTS, Tree

# Below this nobody is tied.
SURE = 0.4

# What the tagger adds to a candidate, per unit of log odds. Tried on the dev parts of GUM and GAP: best about 0.2, from 0.6 on
# both fall.
TAGGER = 0.2

# What the tagger says of a candidate that it does not link to a pronoun, where it links that to others: less than it ever tells.
UNSEEN = 0.1


class Choice(NamedTuple):
    """A person that a pronoun can stand for, with the head of the last mention, the signs, and how likely next to the others."""

    name: str
    head: int
    signs: tuple[str, ...]
    likely: float


class Antecedents:
    """Picks who a pronoun of one document stands for. last: the names that "he" and "she" were tied to last."""

    def __init__(self, tree: Tree, candidates: Candidates, people: People, speaker: Speaker) -> None:
        self.tree, self.candidates, self.people, self.speaker = tree, candidates, people, speaker
        self.signs = Signs(tree, candidates, people)
        self.last: dict[str | None, str] = {}
        spoken = [z for z in tree.document.zones if z.kind == "turn" and z.voice]
        self.turns = sorted(z.start for z in spoken)
        self.speaking = frozenset(people.full(name) for at in self.turns if (name := speaker(at)))
        self.hinted: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for word, earlier, likely in tree.hints.antecedents if tree.hints else ():
            self.hinted[word].append((earlier, likely))

    def pick(self, i: int, said: str | None) -> str | None:
        """Return the name of the person that "he", "she" (`said`; None: either) at word `i` stands for, or None: unsure."""
        choices = self.choices(i, said)
        best = max(choices, key=lambda c: (c.likely, c.name), default=None)
        return best.name if best and best.likely >= SURE else self._spoken_of(i, choices)

    def _spoken_of(self, i: int, choices: list[Choice]) -> str | None:
        """Return the only person that a question and its answer speak of: neither asks nor answers, and nobody else was named."""
        if not self.turns or not self.turns[0] <= self.tree.tokens[i].start:
            return None
        found = [c.name for c in choices if c.name not in self.speaking]
        return found[0] if len(found) == 1 else None

    def choices(self, i: int, said: str | None) -> list[Choice]:
        """Return the people that agree with the pronoun `i`, the last mentioned first."""
        people = self._people(i, said)
        signs = {
            name: tuple(self.signs.of(i, said, places, rank, self.last.get(said)))
            for rank, (name, places) in enumerate(people.items())
        }
        scores = {name: sum(map(weight, signs[name])) + self._hint(i, places) for name, places in people.items()}
        likely = likelihoods(scores)
        return [Choice(name, foremost(places).head, signs[name], likely[name]) for name, places in people.items()]

    def subject(self, i: int) -> str | None:
        """Return the name of the subject of the clause around word `i`: what "himself" stands for."""
        for above in self.tree.ancestors(i):
            for child in self.tree.children(above, *SUBJECTS):
                found = self.candidates.marks.person(child)
                return self.people.full(found.name) if found and child < i else None
        return None

    def _people(self, i: int, said: str | None) -> dict[str, list[Place]]:
        """Return name -> places, the latest first, of whom grammar and gender allow."""
        before = self.candidates.before(i)
        every = [*before, *self.candidates.ahead(i)]
        me = self.speaker(self.tree.tokens[i].start)
        barred = {p.name for p in every if self._is_barred(p, i)} | ({self.people.full(me)} if me else set())
        found: dict[str, list[Place]] = defaultdict(list)
        for place in every:
            if place.name not in barred and self._agrees(place.name, said):
                found[place.name].append(place)
        return found

    def _agrees(self, name: str, said: str | None) -> bool:
        known = self.people.pronoun(name)
        return said is None or known is None or known == said

    def _hint(self, i: int, places: list[Place]) -> float:
        """Return what the tagger's best link from `i` to a word of `places` weighs."""
        links = [likely for word, likely in self.hinted.get(i, ()) if any(word in p.words for p in places)]
        return TAGGER * evidence(max(links, default=UNSEEN)) if i in self.hinted else 0.0

    def _is_barred(self, place: Place, i: int) -> bool:
        """Whether grammar forbids it: another argument of the same verb, or the noun that a possessive belongs to."""
        tokens = self.tree.tokens
        if i in place.words or (place.head == tokens[i].head and tokens[i].dep == "poss"):
            return True
        return tokens[i].dep != "poss" and _clause(self.tree, i) == _clause(self.tree, place.head) and not place.inner


def _clause(tree: Tree, i: int) -> int:
    """Return the verb nearest above word `i`, or the topmost word looked at."""
    above = above_of(tree, i)
    return next((a for a in above if tree.tokens[a].pos in {"VERB", "AUX"}), above[-1] if above else i)
