"""Which groups are looked at together: by keys that tellings of one occasion share, never all with all.

Stages from the surest to the vaguest. Each yields batches: the rule, the groups, and the pairs of them to compare.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from clew.resolve.occasions.groups import Group, Groups
from clew.resolve.occasions.moments import Grade
from clew.resolve.occasions.settling import MOST, chained, every_pair
from clew.resolve.occasions.tellings import Telling, copied, fine
from clew.resolve.occasions.vocabulary import words

Key = tuple[object, ...]

# Of many people so many make the pairs by which an occasion is looked up.
_LOOKED_UP = 6

# What marks the keys of kinds that happen once.
_ONCE = "once"

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
        for key, nodes in _batches(groups, (t for t in tellings if t.moment.grade <= grade), "pair"):
            pairs = _vague_pairs(nodes, grade)
            placed = any(_grade(node) < Grade.BARE for node in nodes)
            if pairs:
                yield Batch(by, nodes, pairs, only=placed or key[1] == _ONCE)

    return stage


def _by_key(
    groups: Groups,
    tellings: Sequence[Telling],
    by: str,
    keys: str,
    pairs: Callable[[Sequence[Group]], Sequence[tuple[int, int]]] = every_pair,
) -> Iterator[Batch]:
    for _, nodes in _batches(groups, tellings, keys):
        yield Batch(by, nodes, pairs(nodes))


def _batches(groups: Groups, tellings: Iterable[Telling], keys: str) -> Iterator[tuple[Key, list[Group]]]:
    """Yield the groups that share a key of one sort."""
    found: dict[Key, dict[int, Group]] = defaultdict(dict)
    for telling in tellings:
        group = groups.of(telling.event.id)
        for key in _keys(telling, keys):
            found[key][id(group)] = group
    for key, nodes in found.items():
        if len(nodes) > 1:
            yield key, sorted(nodes.values(), key=lambda group: group.id)


def _word_keys(telling: Telling) -> Iterator[Key]:
    if telling.long:
        yield telling.words


def _copies(nodes: Sequence[Group]) -> list[tuple[int, int]]:
    """Return the pairs of nodes that begin alike of which one goes on like the other."""
    pairs = chained(nodes)
    return [(a, b) for a, b in pairs if any(copied(x, y) for x in nodes[a].tellings for y in nodes[b].tellings)]


def _header_keys(telling: Telling) -> Iterator[Key]:
    if telling.header and telling.named:
        yield telling.header


def _minute_keys(telling: Telling) -> Iterator[Key]:
    for minute in {telling.moment.minute, telling.moment.local} - {None}:
        for part in _parts(telling, 1):
            yield telling.family, part, minute


def _clock_keys(telling: Telling) -> Iterator[Key]:
    if telling.subject and telling.moment.minute is not None:
        for part in _parts(telling, 1):
            yield part, telling.subject, telling.moment.minute % 60


def _day_keys(telling: Telling) -> Iterator[Key]:
    if not fine(telling) or telling.event.kind in words("kinds", "unlike") | words("kinds", "states"):
        return
    for day in telling.moment.days:
        for pair in _parts(telling, 2):
            yield telling.family, pair, day
        for part in _parts(telling, 1):
            if telling.place:
                yield telling.family, part, day, telling.place
            if telling.family == "message" and part[0][0] == "from":
                yield telling.family, part, day


def _state_keys(telling: Telling) -> Iterator[Key]:
    if telling.state:
        yield telling.state


def _pair_keys(telling: Telling) -> Iterator[Key]:
    """Yield the pairs of people by whom a vague telling is looked up; none for what only its words could place."""
    outside = words("kinds", "unlike") | words("kinds", "states") | {"contact", "travel"}
    if telling.event.kind in outside or (telling.general and not fine(telling)) or (telling.misread and not telling.once):
        return
    size = 1 if telling.once and len(telling.event.roles) == 1 else 2
    for part in _parts(telling, size):
        yield _ONCE if telling.once else "", telling.sort, part
    for sender in telling.roles.get("from", ()) if telling.family == "message" else ():
        yield "", telling.sort, sender


def _parts(telling: Telling, size: int) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield each one, or each two, of the participants with their roles."""
    yield from combinations(telling.seats[:_LOOKED_UP], size)


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


_KEYS: dict[str, Callable[[Telling], Iterable[Key]]] = {
    "words": _word_keys,
    "header": _header_keys,
    "minute": _minute_keys,
    "clock": _clock_keys,
    "day": _day_keys,
    "state": _state_keys,
    "pair": _pair_keys,
}


def _keys(telling: Telling, sort: str) -> tuple[Key, ...]:
    """Return the keys of one sort, made once."""
    if sort not in telling.keys:
        telling.keys[sort] = tuple((sort, *key) for key in _KEYS[sort](telling))
    return telling.keys[sort]


def meeting_keys(telling: Telling) -> tuple[list[Key], tuple[Key, ...]]:
    """Return the keys over which a telling meets others: by what agrees; and by who was there, where one of them is vague."""
    exact = [key for sort in _KEYS if sort != "pair" for key in _keys(telling, sort)]
    return exact, _keys(telling, "pair")
