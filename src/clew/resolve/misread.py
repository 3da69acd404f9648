"""Names that a scanner misread: one met once or twice that nearly is one met often."""

from rapidfuzz.distance import OSA

from clew.resolve.bearers import Bearer
from clew.resolve.fitting import is_nickname
from clew.resolve.likeness.letters import look
from clew.resolve.likeness.vocabulary import given_names

# How seldom a misread name is met, and how much more often the true one.
_RARE, _TIMES = 2, 10

# Letters that may differ, of at least so many; what scanners commonly mix up is made one before.
_SLIPS, _LONG = 2, 9


def is_misreading(left: Bearer, right: Bearer) -> bool:
    """Whether one of two full names is the other misread. Two given names that are known are two, however alike."""
    rare, often = sorted((left, right), key=lambda bearer: len(bearer.figures))
    if len(rare.figures) > _RARE or len(often.figures) < _TIMES * len(rare.figures) or not (rare.is_full and often.is_full):
        return False
    a, b = rare.words[0], often.words[0]
    if a != b and a in given_names() and b in given_names() and not is_nickname(a, b):
        return False
    names = [look(f"{each.words[0]} {each.words[-1]}") for each in (rare, often)]
    return min(map(len, names)) >= _LONG and OSA.distance(*names, score_cutoff=_SLIPS) <= _SLIPS
