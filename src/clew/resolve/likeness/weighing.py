"""What features come to: their weights are added up, and the sum alone gives the score and the verdict."""

from collections.abc import Iterable
from math import exp

from clew.records import Comparison, Feature, Verdict

# The sum before anything is known: two names taken at random are two people. One word in common (+4) brings it back to even.
PRIOR = -4.0

# From here on a careful reporter would sign it: two whole words agree (+4 each) and at most a nickname (+3) takes the place of
# one; a letter that differs (+2) or an initial (+1.2) does not reach it.
SAME = 0.95

# Up to here something stands against it that nothing makes up for. In between nobody can know from the names alone.
DIFFERENT = 0.3


def weigh(features: Iterable[Feature]) -> Comparison:
    """Return the comparison that `features` come to: score = 1 / (1 + e^-(PRIOR + sum of weights)), to three digits."""
    kept = tuple(features)
    score = round(1 / (1 + exp(-PRIOR - sum(f.weight for f in kept))), 3)
    return Comparison(_verdict(score), score, kept)


def _verdict(score: float) -> Verdict:
    if score >= SAME:
        return "same"
    return "different" if score <= DIFFERENT else "unsure"
