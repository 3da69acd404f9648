"""Which groups are looked at together: by keys that tellings of one occasion share, never all with all.

Stages from the surest to the vaguest. Each yields batches: the rule, the groups, and the pairs of them to compare.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from clew.resolve.occasions.groups import Group, Groups
from clew.resolve.occasions.keys import VAGUE
from clew.resolve.occasions.moments import Grade
from clew.resolve.occasions.settling import MOST, chained, every_pair
from clew.resolve.occasions.tellings import Telling, copied

# Pairs with more vague tellings meet so often that none can be told from the others.
_VAGUE = 60


class Batch(NamedTuple):
    """Groups to settle. only: a tie says that there is no other."""

    by: str
    nodes: Sequence[Group]
    pairs: Sequence[tuple[int, int]]
    only: bool = False


Stage = Callable[[Groups, Sequence[Telling]], Iterator[Batch]]


def same_words(groups: Groups, tellings: Sequence[Telling]) -> Iterator[Batch]:
    """Passages that stand in several documents: a copy, a quotation, a story printed again."""
    return _by_key(groups, tellings, "same-words/1", "words", _copies)


def same_moment(groups: Groups, tellings: Sequence[Telling]) -> Iterator[Batch]:
    """Clock times that agree to the minute."""
    return _by_key(groups, tellings, "same-moment/1", "minute")


def other_clock(groups: Groups, tellings: Sequence[Telling]) -> Iterator[Batch]:
    """Headers of one message whose clocks stand in different zones."""
    return _by_key(groups, tellings, "other-clock/1", "clock")


def same_day(groups: Groups, tellings: Sequence[Telling]) -> Iterator[Batch]:
    """The same people on one day, or one of them at one place."""
    return _by_key(groups, tellings, "same-day/1", "day")


def same_state(groups: Groups, tellings: Sequence[Telling]) -> Iterator[Batch]:
    """Posts and memberships told in the same way."""
    return _by_key(groups, tellings, "same-state/1", "state", chained)


def same_header(groups: Groups, tellings: Sequence[Telling]) -> Iterator[Batch]:
    """The same people at the same minute."""
    return _by_key(groups, tellings, "same-moment/1", "header", chained)


def within(grade: Grade) -> Stage:
    """Return the stage that places times of `grade` at the only occasion that they can be."""
    by = "only-occasion/1"

    def stage(groups: Groups, tellings: Sequence[Telling]) -> Iterator[Batch]:
        for sort in VAGUE:
            vague = {key for t in tellings if t.moment.grade == grade for key in t.keys.get(sort, ())}
            for nodes in _batches(groups, (t for t in tellings if t.moment.grade <= grade), sort, vague):
                pairs = _vague_pairs(nodes, grade)
                placed = any(_grade(node) < Grade.BARE for node in nodes)
                if pairs:
                    yield Batch(by, nodes, pairs, only=placed or sort == "once")

    return stage


def _by_key(
    groups: Groups,
    tellings: Sequence[Telling],
    by: str,
    keys: str,
    pairs: Callable[[Sequence[Group]], Sequence[tuple[int, int]]] = every_pair,
) -> Iterator[Batch]:
    for nodes in _batches(groups, tellings, keys):
        yield Batch(by, nodes, pairs(nodes))


def _batches(
    groups: Groups, tellings: Iterable[Telling], sort: str, among: Container[int] | None = None
) -> Iterator[list[Group]]:
    """Yield the groups that share a key of one sort (among: one of these). Most keys are of one group only, and make nothing."""
    first: dict[int, Group] = {}
    shared: dict[int, dict[int, Group]] = {}
    for telling in tellings:
        for key in telling.keys.get(sort, ()):
            if among is not None and key not in among:
                continue
            group = groups.of(telling.event.id)
            other = first.setdefault(key, group)
            if other is not group:
                shared.setdefault(key, {id(other): other})[id(group)] = group
    for nodes in shared.values():
        yield sorted(nodes.values(), key=lambda group: group.id)


def _copies(nodes: Sequence[Group]) -> list[tuple[int, int]]:
    """Return the pairs of nodes that begin alike of which one goes on like the other."""
    pairs = chained(nodes)
    return [(a, b) for a, b in pairs if any(copied(x, y) for x in nodes[a].tellings for y in nodes[b].tellings)]


def _grade(group: Group) -> Grade:
    return min(t.moment.grade for t in group.kinds.values())


def _vague_pairs(nodes: Sequence[Group], grade: Grade) -> list[tuple[int, int]]:
    """Return the pairs of nodes of which one is as vague as `grade`: with each placed one that it may be, and each vague one."""
    vague = [i for i, node in enumerate(nodes) if _grade(node) == grade]
    placed = sorted((_reach(node), i) for i, node in enumerate(nodes) if _grade(node) < grade)
    if len(vague) > _VAGUE:
        return []
    starts = [reach[0] for reach, _ in placed]
    pairs = list(combinations(vague, 2))
    for i in vague:
        first, last = _reach(nodes[i])
        # One more than the most is enough to see that there are too many; what begins before may still reach into it.
        near = placed[max(0, bisect_left(starts, first) - MOST) : bisect_right(starts, last)][: 2 * MOST + 1]
        pairs += [(i, j) if i < j else (j, i) for _, j in near]
    return pairs


def _reach(group: Group) -> tuple[float, float]:
    return min((t.moment.reach for t in group.kinds.values()), key=lambda r: (r[1] - r[0], r))
