"""Two names in, how like they are out: a score, a verdict, and every reason with its weight. Blocks say which names to compare.

A name is compared by itself: who bears it, where it stands and in what company is for others to weigh. The verdict is "same"
only when a careful reporter would sign it from the two names, nothing else being known; the score is made of the features.
"""

from itertools import product

from clew.records import Comparison
from clew.resolve.likeness import bodies, people
from clew.resolve.likeness.alternatives import alternatives
from clew.resolve.likeness.blocks import body_blocks, person_blocks
from clew.resolve.likeness.body import parse_body
from clew.resolve.likeness.person import parse_person

__all__ = ["blocks", "compare_organizations", "compare_people"]


def compare_people(left: str, right: str) -> Comparison:
    """Return how two names of people compare, whichever way round. Parses are kept, so a name met again costs little."""
    return people.compare_parsed(parse_person(left), parse_person(right))


def compare_organizations(left: str, right: str) -> Comparison:
    """Return how two names of companies or other bodies compare, whichever way round; of a body that is given two names, by the
    name that fits best: "Vantor / Harbour Lines", "Vantor a.k.a. Harbour Lines"."""
    found = [bodies.compare_parsed(parse_body(a), parse_body(b)) for a, b in product(alternatives(left), alternatives(right))]
    return max(found, key=lambda each: each.score)


def blocks(name: str, kind: str) -> tuple[str, ...]:
    """Return keys of `name`, of mention kind "person" or another; two names that may be one have at least one in common."""
    keys = person_blocks(name) if kind == "person" else [key for each in alternatives(name) for key in body_blocks(each)]
    return tuple(dict.fromkeys(f"{kind} {key}" for key in keys))
