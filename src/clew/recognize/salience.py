"""How much speaks for a candidate to be whom a pronoun stands for: named signs, each with its weight in salience.toml.

The signs are those of the literature: salience by role and recency (Lappin and Leass 1994), the order of Hobbs (1978), parallel
roles, the person spoken of all along (centering, Grosz et al. 1995). Each weight is the log of how many times likelier its sign
makes a candidate, beside the others; `python -m score.recognize.fit` fits them on the train parts of GUM and GAP.
"""

from collections.abc import Iterator
from math import exp, log

from clew.recognize.candidates import Candidates, Place, above_of, role
from clew.recognize.people import People
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load

# That nobody of the candidates is meant.
NOBODY = "nobody"

# Roles, the foremost first: of two mentions in a sentence the one that says more (Lappin and Leass 1994, Grosz et al. 1995).
RANKS = ("subject", "object", "owner", "oblique", "other")


class Signs:
    """Gives the signs of each candidate for a pronoun of one document."""

    def __init__(self, tree: Tree, candidates: Candidates, people: People) -> None:
        self.tree, self.candidates, self.people = tree, candidates, people

    def of(self, i: int, said: str | None, places: list[Place], rank: int, last: str | None) -> Iterator[str]:
        """Yield the signs of the person at `places`, latest first, for the pronoun `i`.

        rank   how many other people that agree were mentioned since
        last   the name the last "he" or "she" like this one was tied to
        """
        place = foremost(places)
        back = self.tree.tokens[i].sentence - place.sentence
        where = "ahead" if place.head > i else f"back {min(back, 3)}"
        mine, near = role(self.tree, i), where if back < 2 else "further"
        yield from (where, f"{mine} after {place.role}, {near}", f"rank {min(rank, 3)}", f"form {place.mention.form}")
        yield from self._by_grammar(i, place, back)
        yield from self._by_document(i, place, last)
        yield from _by_others(places)
        yield from self._by_gender(place.name, said)

    def _by_gender(self, name: str, said: str | None) -> Iterator[str]:
        """Yield what speaks for a name's gender; what forces another one has left the name out before."""
        people = self.people
        if said and people.pronoun(name) == said:
            yield "gender known"
        elif said and (guess := people.guess(name)):
            yield "given name" if guess == said else "given name of others"
        if said and (called := people.called(name)):
            yield "called so before" if called == said else "called otherwise before"

    def _by_grammar(self, i: int, place: Place, back: int) -> Iterator[str]:
        tokens = self.tree.tokens
        if back == 0 and place.dep in {"nsubj", "nsubjpass"} and tokens[place.head].head in above_of(self.tree, i):
            yield "subject above owner" if tokens[i].dep == "poss" else "subject above"
        if place.inner:
            yield "inside a phrase"
        if place.top:
            yield "subject of the sentence" if back else "subject of this sentence"
        if tokens[place.head].dep == "conj" or any(tokens[c].dep == "conj" for c in self.tree.children(place.head)):
            yield "one of several"
        if tokens[place.head].dep == "appos":
            yield "apposition"

    def _by_document(self, i: int, place: Place, last: str | None) -> Iterator[str]:
        candidates = self.candidates
        quote = candidates.quotes.at(i)
        if last == place.name:
            yield "tied before"
        if place.name in candidates.main:
            yield "most mentioned"
        if len(place.mention.name.split()) > 1 and place.mention.form == "name":
            yield "in full"
        if candidates.voice(place.head) != candidates.voice(i):
            yield "other voice"
        if candidates.quotes.at(place.head) is not quote:
            yield "across quote marks"
        if quote is not None and quote.speaker in place.words:
            yield "speaks it"
        if candidates.quotes.paragraph(place.head) != candidates.quotes.paragraph(i):
            yield "other paragraph"


def foremost(places: list[Place]) -> Place:
    """Return the place with the best role in the latest sentence of `places`, which come latest first; of two the later."""
    latest = places[0].sentence
    return min((p for p in places if p.sentence == latest), key=lambda p: RANKS.index(p.role))


def _by_others(places: list[Place]) -> Iterator[str]:
    if len(places) > 1:
        yield "again" if len(places) == 2 else "again and again"
    if sum(p.role == "subject" for p in places) > 1:
        yield "subject again"


def weight(sign: str) -> float:
    """Return the weight of a sign; 0 for one that was never seen."""
    found: float = load("salience")["weight"].get(sign, 0.0)
    return found


def likelihoods(scores: dict[str, float]) -> dict[str, float]:
    """Return how likely each name is, next to the others and to nobody of them. The logistic of choice (softmax)."""
    every = {**scores, NOBODY: weight(NOBODY)}
    top = max(every.values())
    total = sum(exp(s - top) for s in every.values())
    return {name: exp(s - top) / total for name, s in scores.items()}


def evidence(likely: float) -> float:
    """Return the log odds of a likelihood, cut where it is all but certain."""
    bounded = min(max(likely, 0.01), 0.99)
    return log(bounded / (1 - bounded))
