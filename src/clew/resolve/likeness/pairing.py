"""Which word of one name is which of the other: the best pairs first, then words joined or split."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clew.resolve.likeness.person import Person
from clew.resolve.likeness.words import MISREAD, Tie, given_tie, tie

# So many words may have been one, or one so many ("Plat Ono Vich").
_LONGEST_RUN = 4

_JOINED = 0.3  # what joining takes off the weight


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
    pairs = list(_single(left, right))
    over = _over(left, [i for p in pairs for i in p.left]), _over(right, [j for p in pairs for j in p.right])
    if all(over) and max(map(len, over)) > 1:
        joined = _joined(left, right, *over)
        if joined:
            pairs.append(joined)
            over = tuple(i for i in over[0] if i not in joined.left), tuple(j for j in over[1] if j not in joined.right)
    return Pairing(tuple(pairs), *over)


def _single(left: Person, right: Person) -> Iterator[Pair]:
    used_left, used_right = set(), set()
    for _, _, i, j, found in sorted(_candidates(left, right)):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield Pair((i,), (j,), found)


def _candidates(left: Person, right: Person) -> Iterator[tuple[float, int, int, int, Tie]]:
    loose = left.loose or right.loose
    ends = len(left.words) - 1, len(right.words) - 1
    for i, a in enumerate(left.words):
        for j, b in enumerate(right.words):
            given = (i < ends[0] or not i) and (j < ends[1] or not j)
            found = (given_tie if given else tie)(a, b, loose) or _glued(left, i, right, j)
            if found and (found.name != "initial" or _fits(i, j, ends)):
                if found.weight > 3 and (a in left.misread or b in right.misread):
                    found = MISREAD
                apart = abs(i - j) + 9 * ((i == ends[0]) != (j == ends[1]))
                yield -found.weight, apart, i, j, found


def _glued(left: Person, i: int, right: Person, j: int) -> Tie | None:
    """Return how two words are one when a particle is written as part of one of them ("al-Said", "Alsaid")."""
    if left.glued[i] != left.words[i] and len(right.words[j]) > 3:
        return tie(left.glued[i], right.words[j])
    return tie(left.words[i], right.glued[j]) if right.glued[j] != right.words[j] and len(left.words[i]) > 3 else None


def _fits(i: int, j: int, ends: tuple[int, int]) -> bool:
    """Whether an initial stands where its word does: first name, middle name or surname in both."""
    return (i == 0) == (j == 0) and (i == ends[0]) == (j == ends[1])


def _over(name: Person, used: Sequence[int]) -> tuple[int, ...]:
    said = {name.words[i] for i in used}
    return tuple(i for i, w in enumerate(name.words) if i not in used and w not in said)


def _joined(left: Person, right: Person, over_left: Sequence[int], over_right: Sequence[int]) -> Pair | None:
    """Return the best pair of words left over of which one side is several in a row."""
    found = [
        *((-t.weight, run, (j,), t) for run, j, t in _made_of(right, over_right, left, over_left)),
        *((-t.weight, (i,), run, t) for run, i, t in _made_of(left, over_left, right, over_right)),
    ]
    return Pair(*min(found)[1:]) if found else None


def _made_of(
    one: Person, places: Sequence[int], other: Person, over: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], int, Tie]]:
    """Yield the words in a row of `other` that a single word of `one` is made of."""
    for run in _runs(over):
        size = sum(len(other.words[i]) for i in run)
        glue = sum(len(other.glued[i]) for i in run) - size
        for place in places:
            if size - 2 < len(one.words[place]) < size + glue + 2 and (found := _one_word(other, run, one, (place,))):
                yield run, place, found._replace(weight=found.weight - _JOINED)


def _one_word(left: Person, run: Sequence[int], right: Person, other: Sequence[int]) -> Tie | None:
    """Return how the words of `run` are those of `other` when all are run together, with or without their particles."""
    for a in {_run_together(left.words, run), _run_together(left.glued, run)}:
        for b in {_run_together(right.words, other), _run_together(right.glued, other)}:
            found = tie(a, b) if abs(len(a) - len(b)) < 2 and min(len(a), len(b)) > 3 else None
            if found and found.name != "slips":
                return found
    return None


def _run_together(words: Sequence[str], run: Sequence[int]) -> str:
    return "".join(words[i] for i in run)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for at in range(len(places)):
        for size in range(2, min(_LONGEST_RUN, len(places) - at) + 1):
            run = tuple(places[at : at + size])
            if run[-1] - run[0] == size - 1:
                yield run
