"""What is compared comes to who is one: joined best first, never across two held apart; a name that fits two is neither."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from clew.records import Comparison, Judgement, make
from clew.resolve.bearers import Bearer
from clew.resolve.evidence import MISREAD, OPPOSITE, SEVERAL
from clew.resolve.fitting import is_nickname
from clew.resolve.likeness.letters import look
from clew.resolve.likeness.vocabulary import given_names

BY = "compared/1"

# By so much, in log-odds, one of two that cannot be one must fit better to be taken: one rare companion, or an address.
_BETTER = 1.5


# Features that no scanner makes, from this weight down.
_CONTRADICTS = -3.0

# A name that is another one misspelled is no rival of it; one that says more is.
_MISSPELLED = frozenset({"slip", "slips", "misread", MISREAD, "spelled otherwise", "vowels"})
_TELLING = frozenset({"middle names differ", "suffix", OPPOSITE})

# Two words that share less than this of their letters are two; and so are two known given names, however alike, unless the
# company of both is so much the same: then one of them is the other misread.
_ALIKE, _CLOSE = 0.6, 1.5

# Of pairs with the same two spellings so many are shown to a person.
_ALIKE_SHOWN = 3

# Initials that scanners take for one another; "I)" is a broken "D".
_LOOKS = ("IJLT", "DOQCG", "DI", "BERPF", "HNMK", "UVY")


class Compared(NamedTuple):
    """Two bearers, by their places, and how they compare. parted: they bear one name, in company that differs."""

    left: int
    right: int
    comparison: Comparison
    parted: bool = False

    @property
    def odds(self) -> float:
        """The sum of the weights: the score tells two good fits apart no longer."""
        return sum(f.weight for f in self.comparison.features)

    def holds_apart(self, bearers: Sequence[Bearer]) -> bool:
        """Whether the two may not be joined through others either: something contradicts, and is no mere slip of a scanner."""
        if self.parted or self.comparison.verdict != "different":
            return self.parted
        left, right = bearers[self.left].words, bearers[self.right].words
        names = {f.name for f in self.comparison.features}
        if len(left) < 2 or len(right) < 2 or SEVERAL in names or left[0] == right[-1] or left[-1] == right[0]:
            return OPPOSITE in names
        company = sum(f.weight for f in self.comparison.features if f.name in ("company", "address"))
        against = {f.name for f in self.comparison.features if f.weight <= _CONTRADICTS}
        initials = "middle initials differ" in against and not _initials_look_alike(left, right)
        return initials or not against.isdisjoint(_TELLING) or are_two(left, right, close=company >= _CLOSE)


class Settled:
    """Who is one. joined: the comparisons that made it so; unsure: those that did not; all by the places of bearers."""

    def __init__(self, count: int, compared: Iterable[Compared], bearers: Sequence[Bearer]) -> None:
        self.home = list(range(count))
        self._apart: dict[int, set[int]] = defaultdict(set)
        every = sorted(compared, key=lambda c: (-round(c.odds, 3), bearers[c.left].id, bearers[c.right].id))
        slips = set(_slips(every, bearers))
        for one in every:
            if one.holds_apart(bearers) and (one.parted or slips.isdisjoint((one.left, one.right))):
                self._apart[one.left].add(one.right)
                self._apart[one.right].add(one.left)
        torn = _torn([c for c in every if c.comparison.verdict == "same" and not c.parted], self._apart)
        self.joined: list[Compared] = []
        self.unsure: list[Compared] = []
        for one in every:
            if one.comparison.verdict == "same" and not one.parted and (one.left, one.right) not in torn:
                (self.joined if self._join(one.left, one.right) else self.unsure).append(one)
            elif one.comparison.verdict != "different":
                self.unsure.append(one)

    def root(self, at: int) -> int:
        """Return the place that stands for the bearer at `at`."""
        while self.home[at] != at:
            self.home[at] = at = self.home[self.home[at]]
        return at

    def _join(self, left: int, right: int) -> bool:
        low, high = sorted((self.root(left), self.root(right)))
        if low == high:
            return True
        small, large = sorted((low, high), key=lambda root: len(self._apart.get(root, ())))
        if any(self.root(other) == large for other in self._apart.get(small, ())):
            return False
        self.home[high] = low
        if high in self._apart:
            self._apart[low] |= self._apart.pop(high)
        return True


def _slips(every: Iterable[Compared], bearers: Sequence[Bearer]) -> Iterator[int]:
    """Yield the bearers whose names are those of others misread: they contradict nobody."""
    for one in every:
        if one.comparison.verdict == "same" and any(f.name == MISREAD for f in one.comparison.features):
            yield min(one.left, one.right, key=lambda at: len(bearers[at].figures))


def are_two(left: Sequence[str], right: Sequence[str], *, close: bool) -> bool:
    """Whether given names or surnames are surely two words, not one misread. close: both are in much the same company."""
    names = given_names()
    a, b = left[0], right[0]
    if a != b and not is_nickname(a, b):
        sexes = {names.get(a), names.get(b)}
        if sexes == {"he", "she"} or (not close and (None not in sexes or _unlike(a, b))):
            return True
    return _unlike(left[-1], right[-1])


def _unlike(left: str, right: str) -> bool:
    return Indel.normalized_similarity(look(left), look(right)) < _ALIKE


def _initials_look_alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the middle initials of two names are letters that scanners take for one another."""
    middles = [[w[0].upper() for w in words[1:-1]] for words in (left, right)]
    return all(middles) and any(middles[0][0] in group and middles[1][0] in group for group in _LOOKS)


def _torn(same: Sequence[Compared], apart: Mapping[int, set[int]]) -> set[tuple[int, int]]:
    """Return the pairs of which one side fits two that are held apart about equally well."""
    fits: dict[int, list[tuple[int, Compared]]] = defaultdict(list)
    for one in same:
        if not _MISSPELLED.isdisjoint(f.name for f in one.comparison.features):
            continue
        fits[one.left].append((one.right, one))
        fits[one.right].append((one.left, one))
    torn: set[tuple[int, int]] = set()
    for found in fits.values():
        for n, (other, one) in enumerate(found if len(found) > 1 else ()):
            for further, rival in found[n + 1 :]:
                if further in apart.get(other, ()):
                    torn.add((rival.left, rival.right))
                    if one.odds - rival.odds < _BETTER:
                        torn.add((one.left, one.right))
    return torn


def judged(one: Compared, bearers: Sequence[Bearer], verdict: str) -> Judgement:
    """Return the judgement that a comparison comes to; its reason lists the features, what says most first."""
    left, right = sorted((bearers[one.left].id, bearers[one.right].id))
    score = one.comparison.score
    return make(Judgement, left=left, right=right, verdict=verdict, score=score, reason=told(one.comparison), by=BY, at=None)


def told(comparison: Comparison) -> str:
    """Return the features of a comparison in words: what speaks for it, then what speaks against."""
    ranked = sorted(comparison.features, key=lambda f: -f.weight)
    speaking = [f.says for f in ranked if f.weight > 0]
    against = [f.says for f in reversed(ranked) if f.weight <= 0]
    return "; ".join(speaking) + (("; but " if speaking else "") + "; ".join(against) if against else "")


def unsettled(settled: Settled, bearers: Sequence[Bearer], least: float) -> Iterator[Judgement]:
    """Yield the unsure pairs worth a person's look, best first: those with a score of `least` that no other way has joined."""
    shown: Counter[tuple[str, ...]] = Counter()
    for one in settled.unsure:
        if one.comparison.score >= least and settled.root(one.left) != settled.root(one.right):
            spelled = tuple(sorted((bearers[one.left].spelling, bearers[one.right].spelling)))
            shown[spelled] += 1
            if shown[spelled] <= _ALIKE_SHOWN:
                yield judged(one, bearers, "unsure")
