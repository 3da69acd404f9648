"""Which of some groups are one: only those that can be nothing else. Where a telling may be of two that exclude each other, none
is chosen; both are offered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from clew.records import Comparison
from clew.resolve.occasions.agreement import SAME, UNSURE, compare
from clew.resolve.occasions.groups import Group, Groups
from clew.resolve.occasions.tellings import Telling

# So many groups that share a key are looked at each with each; more that a vague telling may be of are as good as any; and so
# many ways of telling stand for a group when it is compared.
EACH, MOST, _REPRESENTING = 40, 12, 4


class Tie(NamedTuple):
    """Two tellings that may be one. sure: both groups can be nothing else."""

    left: Telling
    right: Telling
    found: Comparison
    by: str
    sure: bool

    @property
    def key(self) -> tuple[float, str, str]:
        """Sort key: the best first."""
        first, second = sorted((self.left.event.id, self.right.event.id))
        return -self.found.score, first, second


def settle(
    groups: Groups, nodes: Sequence[Group], pairs: Iterable[tuple[int, int]], by: str, *, only: bool = False
) -> Iterator[Tie]:
    """Yield the ties among `nodes`, of which `pairs` (of indexes) are looked at. only: see `compare`."""

    @cache
    def can_join(a: int, b: int) -> bool:
        return groups.can_join(nodes[a], nodes[b])

    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        if can_join(a, b):
            beside[a].append(b)
            beside[b].append(a)
    torn = {a for a, others in beside.items() if _torn(sorted(others), can_join)}
    for a, b in sorted((a, b) for a, others in beside.items() for b in others if a < b):
        left, right, found = _best(nodes[a], nodes[b], only=only and not {a, b} & torn)
        if found.score >= UNSURE:
            yield Tie(left, right, found, by, sure=found.score >= SAME and not {a, b} & torn)


def every_pair(nodes: Sequence[Group]) -> list[tuple[int, int]]:
    """Return the pairs of all nodes; none when they are too many."""
    return list(combinations(range(len(nodes)), 2)) if len(nodes) <= EACH else []


def chained(nodes: Sequence[Group]) -> list[tuple[int, int]]:
    """Return the pairs of nodes that say the same: of too many each with the next, unless two stand at one place."""
    if len(nodes) <= EACH:
        return every_pair(nodes)
    places = [(t.document, t.event.evidence[0].start) for node in nodes for t in node.tellings]
    return list(pairwise(range(len(nodes)))) if len(set(places)) == len(places) else []


def _torn(others: Sequence[int], can_join: Callable[[int, int], bool]) -> bool:
    """Whether what a group may be one with is not one itself."""
    return len(others) > EACH or any(not can_join(a, b) for a, b in combinations(others, 2))


def _best(left: Group, right: Group, *, only: bool) -> tuple[Telling, Telling, Comparison]:
    """Return the two tellings of two groups that agree best."""
    a, b = (_representing(group) for group in (left, right))
    found = [(x, y, compare(x, y, only=only)) for x in a for y in b]
    return min(found, key=lambda f: (-f[2].score, f[0].order, f[1].order))


def _representing(group: Group) -> list[Telling]:
    return sorted(group.kinds.values(), key=lambda t: (t.moment.grade, -len(t.named), t.order))[:_REPRESENTING]
