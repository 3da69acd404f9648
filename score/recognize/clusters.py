"""How alike two partitions of mentions are: MUC, B-cubed and CEAF-e, whose mean is the CoNLL figure of coreference.

Definitions: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF with phi4); joined over documents as
in the reference scorer of CoNLL 2012 (Pradhan et al. 2014): numerators and denominators are summed before they are divided.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

Clusters = Sequence[frozenset[Hashable]]


class Score(NamedTuple):
    """Numerators and denominators of recall and precision. Scores of documents add up with `plus`."""

    found: float = 0.0
    gold: float = 0.0
    right: float = 0.0
    made: float = 0.0

    def plus(self, other: "Score") -> "Score":
        """Return the sum over two documents."""
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 without gold."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share of what was made that is right; 0 when nothing was made."""
        return self.right / self.made if self.made else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def plural(clusters: Iterable[frozenset[Hashable]]) -> list[frozenset[Hashable]]:
    """Return the clusters of two mentions or more: a mention by itself is no coreference."""
    return [c for c in clusters if len(c) > 1]


def muc(gold: Clusters, made: Clusters) -> Score:
    """Count links: a cluster of n needs n - 1, and lacks one for each piece too many that the other side cuts it into."""
    return Score(*_links(gold, made), *_links(made, gold))


def b_cubed(gold: Clusters, made: Clusters) -> Score:
    """Count for each mention the share of its cluster that shares its cluster on the other side too."""
    return Score(*_shares(gold, made), *_shares(made, gold))


def ceaf_e(gold: Clusters, made: Clusters) -> Score:
    """Sum the likeness (phi4: Dice's coefficient) of clusters paired one to one so that the sum is the largest there is."""
    alike = [[2 * len(g & m) / (len(g) + len(m)) for m in made] for g in gold]
    total = largest(alike)
    return Score(total, len(gold), total, len(made))


MEASURES = (muc, b_cubed, ceaf_e)


def conll(scores: Iterable[Score]) -> float:
    """Return the mean F1 of the three measures, each summed over documents."""
    every = list(scores)
    return sum(s.f1 for s in every) / len(every)


def _home(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: i for i, cluster in enumerate(clusters) for mention in cluster}


def _links(these: Clusters, those: Clusters) -> tuple[int, int]:
    home = _home(those)
    pieces = [len({home.get(m, (m,)) for m in cluster}) for cluster in these]
    return sum(len(c) - p for c, p in zip(these, pieces, strict=True)), sum(len(c) - 1 for c in these)


def _shares(these: Clusters, those: Clusters) -> tuple[float, int]:
    home = _home(those)
    total = 0.0
    for cluster in these:
        together = Counter(home[m] for m in cluster if m in home)
        total += sum(n * n for n in together.values()) / len(cluster)
    return total, sum(map(len, these))


def largest(weights: Sequence[Sequence[float]]) -> float:
    """Return the largest sum of `weights` (rows by columns, none negative) with at most one taken from each row and column."""
    if not weights or not weights[0]:
        return 0.0
    if len(weights) > len(weights[0]):
        weights = list(zip(*weights, strict=True))
    return -_smallest([[-w for w in row] for row in weights])


def _smallest(costs: Sequence[Sequence[float]]) -> float:
    """Assign each row a column of its own at the least total cost; no more rows than columns.

    The Hungarian method by shortest paths (Kuhn 1955, Munkres 1957), O(rows² · columns). Row and column 0 are stand-ins.
    """
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)  # potentials
    taken = [0] * (columns + 1)  # the row that has each column
    for row in range(1, rows + 1):
        taken[0] = row
        _augment(costs, taken, of_row, of_column)
    return sum(costs[r - 1][c - 1] for c, r in enumerate(taken) if c and r)


def _augment(costs: Sequence[Sequence[float]], taken: list[int], of_row: list[float], of_column: list[float]) -> None:
    """Give the row in `taken[0]` a column, moving others along the cheapest path."""
    columns = len(of_column)
    least, before, seen = [float("inf")] * columns, [0] * columns, [False] * columns
    at = 0
    while taken[at]:
        seen[at] = True
        row = taken[at]
        for c in range(1, columns):
            cost = costs[row - 1][c - 1] - of_row[row] - of_column[c]
            if not seen[c] and cost < least[c]:
                least[c], before[c] = cost, at
        at = min((c for c in range(1, columns) if not seen[c]), key=least.__getitem__)
        _shift(least[at], seen, least, taken, of_row, of_column)
    while at:
        taken[at] = taken[before[at]]
        at = before[at]


def _shift(
    by: float, seen: Sequence[bool], least: list[float], taken: list[int], of_row: list[float], of_column: list[float]
) -> None:
    """Move the potentials so that the cheapest open edge costs nothing."""
    for c, was_seen in enumerate(seen):
        if was_seen:
            of_row[taken[c]] += by
            of_column[c] -= by
        else:
            least[c] -= by
