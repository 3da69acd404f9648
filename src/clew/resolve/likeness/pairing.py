"""Which word of one name is which of the other: the best pairs first, then words joined or split."""

from collections.abc import Iterator
from typing import NamedTuple

from clew.resolve.likeness.joining import joined
from clew.resolve.likeness.person import Person
from clew.resolve.likeness.words import MISREAD, Tie, between_scripts, given_tie, tie


class Pair(NamedTuple):
    """Words of two names that are one: where they are in each, and how. Several in a row on one side: joined or split."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    tie: Tie


class Pairing(NamedTuple):
    """The pairs of two names and the places left over in each."""

    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def pair(left: Person, right: Person) -> Pairing:
    """Return which word is which. Each word is in one pair at most; a word said twice is not left over."""
    pairs, used_left, used_right = list[Pair](), set[int](), set[int]()
    for _, _, run, other, found in sorted((*_single(left, right), *_joined(left, right))):
        if used_left.isdisjoint(run) and used_right.isdisjoint(other):
            used_left.update(run)
            used_right.update(other)
            pairs.append(Pair(run, other, found))
    return Pairing(tuple(pairs), _over(left, used_left), _over(right, used_right))


# Of a word with digits in it these say that it was misread, and nothing else is wrong.
_CLEAR = frozenset({"equal", "misread"})

# Ordered by weight, the best first, then by how far apart the two stand.
_Candidate = tuple[float, int, tuple[int, ...], tuple[int, ...], Tie]


def _single(left: Person, right: Person) -> Iterator[_Candidate]:
    loose = left.loose != right.loose
    ends = len(left.words) - 1, len(right.words) - 1
    for i, a in enumerate(left.words):
        for j, b in enumerate(right.words):
            given = (i < ends[0] or not i) and (j < ends[1] or not j)
            found = (given_tie if given else tie)(a, b, loose) or _glued(left, i, right, j)
            if found and (found.name != "initial" or _fits(i, j, ends)):
                if found.name in _CLEAR and (a in left.misread or b in right.misread):
                    found = MISREAD
                if loose:
                    found = between_scripts(found)
                apart = abs(i - j) + 9 * ((i == ends[0]) != (j == ends[1]))
                yield -found.weight, apart, (i,), (j,), found


def _glued(left: Person, i: int, right: Person, j: int) -> Tie | None:
    """Return how two words are one when a particle is written as part of one of them ("al-Said", "Alsaid")."""
    if left.glued[i] != left.words[i] and len(right.words[j]) > 3:
        return tie(left.glued[i], right.words[j])
    return tie(left.words[i], right.glued[j]) if right.glued[j] != right.words[j] and len(left.words[i]) > 3 else None


def _fits(i: int, j: int, ends: tuple[int, int]) -> bool:
    """Whether an initial stands where its word does: first name, middle name or surname in both."""
    return (i == 0) == (j == 0) and (i == ends[0]) == (j == ends[1])


def _over(name: Person, used: set[int]) -> tuple[int, ...]:
    said = {name.words[i] for i in used}
    return tuple(i for i, w in enumerate(name.words) if i not in used and w not in said)


def _joined(left: Person, right: Person) -> Iterator[_Candidate]:
    """Yield pairs of which one side is several words in a row, none of which the other name has as it is."""
    alone_left = [i for i, w in enumerate(left.words) if w not in right.words]
    alone_right = [j for j, w in enumerate(right.words) if w not in left.words]
    for run, place, found in joined(left, alone_left, right, alone_right):
        yield -found.weight, 0, run, (place,), found
    for run, place, found in joined(right, alone_right, left, alone_left):
        yield -found.weight, 0, (place,), run, found
