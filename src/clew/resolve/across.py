"""Who is one across documents: figures of one spelling, then spellings that are alike, then short names with one bearer only."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from clew.records import Comparison, Feature, Judgement, MentionKind
from clew.resolve.bareness import Bare
from clew.resolve.bearers import Bearer, components, spellings
from clew.resolve.candidates import pairs
from clew.resolve.evidence import Evidence
from clew.resolve.figures import Figure
from clew.resolve.hosts import corrected
from clew.resolve.likeness.weighing import weigh
from clew.resolve.names import Names
from clew.resolve.nodes import same
from clew.resolve.settle import Compared, Settled, judged, unsettled
from clew.resolve.unnamed import Unnamed

# Kinds whose words alone say what they are: nobody keeps two places of one name apart by company.
_BY_WORDS: frozenset[MentionKind] = frozenset({"organization", "place"})

# What it says that most who write under an odd word ("H", a team's name) are one already: enough when nothing speaks against it.
_ONLY = 2.2

# Of two people of one name one is meant by the name alone when so many times as many documents show that one.
_USUAL = 5

# Of the groups of one spelling, so many are compared with all others; a group that is none of these is left to a person.
_LEADERS = 6

# An unsure pair is worth a look from an even chance on; and nobody looks at more than so many.
_LOOK, _MOST = 0.5, 1000


def judge_across(names: Iterable[Names]) -> tuple[Judgement, ...]:
    """Return the rules' judgements about who is one in several documents. The order of `names` is of no matter.

    Those with verdict "same" are to be joined; those "unsure" are for a person, best first, and join nothing.
    """
    names = list(names)
    across = _Across(*corrected([figure for each in names for figure in each.figures]))
    return (*across.judgements(), *Unnamed(names).judgements())


class Comparing:
    """Compares identities by the evidence of the whole case, which is gathered once."""

    def __init__(self, names: Iterable[Names]) -> None:
        names = list(names)
        self._home = {mention: node.id for each in names for node in each.nodes for mention in node.mentions}
        figures, scanned = corrected([figure for each in names for figure in each.figures])
        self._figure = {figure.node: figure for figure in figures}
        self._evidence = Evidence(figures, scanned=scanned)
        self._unnamed = Unnamed(names)

    def compare(self, left: Collection[str], right: Collection[str]) -> Comparison:
        """Return how two identities, each given by its mentions, compare: every feature with its weight. See `judge_across`.

        ValueError when one of them has no name and no address: there is nothing to compare, but for letters that are the same.
        """
        return self._unnamed.compare(left, right) or self._evidence.compare(self._bearer(left), self._bearer(right))

    def _bearer(self, mentions: Collection[str]) -> Bearer:
        nodes = {self._home[m] for m in mentions if m in self._home}
        found = [self._figure[node] for node in nodes if node in self._figure]
        if not found:
            raise ValueError("one of the two has no name and no address: nothing to compare")
        return Bearer(sorted(found, key=lambda f: (not f.is_full, f.spelled, -len(f.words), f.node)))


class _Across:
    def __init__(self, figures: Sequence[Figure], scanned: bool) -> None:
        self._evidence = Evidence(figures, scanned=scanned)
        self._bearers: list[Bearer] = []
        self._parted: list[Compared] = []
        self._short: list[Figure] = []
        self._figures = figures

    def judgements(self) -> Iterator[Judgement]:
        for group in spellings(self._figures):
            yield from self._spelled(group)
        bearers = self._bearers
        settled = Settled(len(bearers), [*self._parted, *self._compared()], bearers)
        yield from (judged(one, bearers, "same") for one in settled.joined)
        yield from Bare(bearers, settled, self._evidence).judgements(self._short)
        unsure = list(unsettled(settled, bearers, _LOOK))
        yield from unsure[:_MOST]

    def _spelled(self, group: Sequence[Figure]) -> Iterator[Judgement]:
        """Make bearers of the figures of one spelling."""
        first = group[0]
        if first.kind in _BY_WORDS or not first.words:
            self._bearers.append(Bearer(group))
            yield from _chained(group, 0.95, "the same words in both documents", f"same-{first.kind}/1")
        elif first.kind == "person" and not first.is_full:
            self._short += [f for f in group if not f.writes]
            yield from self._parts([f for f in group if f.writes])
        else:
            yield from self._parts(group)

    def _parts(self, group: Sequence[Figure]) -> Iterator[Judgement]:
        """Join what shares an address or rare company; then each such part with the largest, if nothing speaks against it."""
        leaders: list[int] = []
        for part in components(group, self._evidence.keys) if group else ():
            bearer = Bearer(part)
            yield from _chained(part, 0.95, "the same name, with an address or company in common", "full-name/2")
            compared = [(at, self._alone(self._bearers[at], bearer, group)) for at in leaders]
            if (best := self._fitting(compared, _is_rich(bearer))) is not None:
                yield from _joined(self._bearers[best], bearer, dict(compared)[best])
                continue
            place = len(self._bearers)
            self._bearers.append(bearer)
            told = compared if _is_rich(bearer) else compared[:1]
            self._parted += [Compared(at, place, how, parted=True) for at, how in told]
            if len(leaders) < _LEADERS:
                leaders.append(place)

    def _fitting(self, compared: Sequence[tuple[int, Comparison]], rich: bool) -> int | None:
        """Return which of the parts so far a further one belongs to: the only one that fits. One of which nothing but the name is
        known fits all, and goes to the one that is nearly always meant."""
        fitting = [at for at, how in compared if how.verdict == "same"]
        sizes = {at: len(self._bearers[at].figures) for at, _ in compared}
        if len(fitting) == 1 and (rich or len(compared) == 1):
            return fitting[0]
        usual = max(fitting, key=lambda at: (sizes[at], -at), default=None)
        return usual if usual is not None and sizes[usual] >= _USUAL * (sum(sizes.values()) - sizes[usual]) else None

    def _alone(self, leader: Bearer, bearer: Bearer, group: Sequence[Figure]) -> Comparison:
        """Compare two parts of one spelling. Whoever writes under one odd word, and nearly always is one, is that one again."""
        found = self._evidence.compare(leader, bearer)
        odd = not bearer.is_full and not self._evidence.is_name(bearer.words[0])
        if not odd or 2 * len(leader.figures) < len(group):
            return found
        told = f"nearly all in this case who write as “{bearer.name}” are one"
        return weigh([*found.features, Feature("only one writes so", _ONLY, told)])

    def _compared(self) -> Iterator[Compared]:
        parted = {(one.left, one.right) for one in self._parted}
        for left, right in pairs(self._bearers):
            if (left, right) not in parted:
                yield Compared(left, right, self._evidence.compare(self._bearers[left], self._bearers[right]))


def _is_rich(bearer: Bearer) -> bool:
    return bool(bearer.addresses or bearer.phones or bearer.company)


def _joined(leader: Bearer, bearer: Bearer, how: Comparison) -> Iterator[Judgement]:
    reason = "the same full name, nothing against it" if bearer.is_full else "the same name in one company"
    yield same(bearer.id, leader.id, min(how.score, 0.95), reason, "full-name/2")
    leader.add(bearer.figures)


def _chained(figures: Sequence[Figure], score: float, reason: str, by: str) -> Iterator[Judgement]:
    for left, right in pairwise(figures):
        yield same(left.node, right.node, score, reason, by)
