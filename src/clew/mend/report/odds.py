"""Chance in words, and the few sums over chance that the report needs. Pure functions, no third-party import."""

from itertools import pairwise
from math import ceil, comb, log, sqrt


def in_odds(chance: float) -> str:
    """Return how often `chance` (0 to 1) comes true: "less than once in a million times", "about once in 40 times"."""
    if chance < 1e-6:
        return "less than once in a million times"
    return f"about once in {round(1 / chance):,} times" if chance < 0.5 else "more often than not"


def needed(share: float, chance: float) -> int:
    """Return how many letters, each substituted with probability `share`, all escape less often than `chance`."""
    return ceil(log(chance) / log(1 - share)) if 0 < share < 1 else 1


def runs_score(flags: list[bool]) -> float:
    """Return how many standard deviations the number of runs in `flags` is above what chance gives; 0 when all are alike.

    The runs test of Wald and Wolfowitz (1940). Below 0: like stands by like, as when whole words were typed on one layout.
    """
    ones, total = sum(flags), len(flags)
    zeros = total - ones
    if total < 2 or not ones or not zeros:
        return 0.0
    runs = 1 + sum(a != b for a, b in pairwise(flags))
    expected = 1 + 2 * ones * zeros / total
    variance = (expected - 1) * (expected - 2) / (total - 1)
    return (runs - expected) / sqrt(variance) if variance > 0 else 0.0


def overlap_chance(total: int, left: int, right: int, shared: int) -> float:
    """Return how likely two picks of `left` and `right` out of `total`, made without regard to each other, share so many or more.

    The upper tail of the hypergeometric distribution (Fisher's exact test).
    """
    ways = sum(comb(left, k) * comb(total - left, right - k) for k in range(shared, min(left, right) + 1) if right >= k)
    return ways / comb(total, right)
