"""Who stands between two groups: on the shortest paths between their members, and who alone ties them."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping

from clew.records import Broker, Way
from clew.trace.paths import Graph

# Of a large group those of most links speak for it: the work is bounded, and no chance decides.
_MOST_OF_GROUP = 60

# So many are explained with a path, and tried whether the groups hold together without them.
_EXPLAINED = 12


def find_brokers(graph: Graph, left: Collection[str], right: Collection[str], most: int = _EXPLAINED) -> tuple[Broker, ...]:
    """Return at most `most` of those who lie on a shortest path from a member of `left` to one of `right`, and are in neither.

    Those on the paths of most pairs come first. Pairs that are tied directly have nobody between them.
    """
    ends = {*left, *right}
    heads, tails = _heads(graph, left), _heads(graph, right)
    between: Counter[str] = Counter()
    for start in heads:
        before = _shortest(graph, start)
        for goal in tails:
            if goal != start and goal in before:
                between.update(_on_the_way(before, start, goal) - ends)
    ranked = sorted(between.items(), key=lambda item: (-item[1], item[0]))[: min(most, _EXPLAINED)]
    made = (_broker(graph, who, pairs, heads, tails, ends) for who, pairs in ranked)
    return tuple(broker for broker in made if broker)


def _heads(graph: Graph, group: Collection[str]) -> list[str]:
    tied = (each for each in group if each in graph.around)
    return sorted(sorted(tied, key=lambda each: (-len(graph.around[each]), each))[:_MOST_OF_GROUP])


def _shortest(graph: Graph, start: str) -> dict[str, list[str]]:
    """Return for each who can be reached the stops just before on the shortest paths from `start`."""
    far, before, waiting = {start: 0}, {start: list[str]()}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there in graph.around[here]:
            if there not in far:
                far[there], before[there] = far[here] + 1, []
                waiting.append(there)
            if far[there] == far[here] + 1:
                before[there].append(here)
    return before


def _on_the_way(before: Mapping[str, Iterable[str]], start: str, goal: str) -> set[str]:
    seen, waiting = {goal}, [goal]
    while waiting:
        for each in before[waiting.pop()]:
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return seen - {start, goal}


def _broker(
    graph: Graph, who: str, pairs: int, heads: Collection[str], tails: Collection[str], ends: Collection[str]
) -> Broker | None:
    way = _through(graph, who, heads, tails, ends)
    return Broker(who, pairs, _alone(graph, who, heads, tails), way) if way else None


def _through(graph: Graph, who: str, heads: Collection[str], tails: Collection[str], ends: Collection[str]) -> Way | None:
    """Return the best way from the one group to the other that leads over `who`."""
    here = graph.way(heads, [who], set(ends) - set(heads))
    there = here and graph.way([who], tails, ({*here.stops} | set(ends) - set(tails)) - {who})
    return graph.through((*here.stops, *there.stops[1:])) if here and there else None


def _alone(graph: Graph, who: str, heads: Iterable[str], tails: Collection[str]) -> int:
    """Return how many pairs are tied with `who` and not without."""
    whole, cut = _parts(graph, None), _parts(graph, who)
    return sum(whole[a] == whole[b] and cut[a] != cut[b] for a in heads for b in tails if a != b)


def _parts(graph: Graph, left_out: str | None) -> dict[str, str]:
    """Return the part of the network that each is in, named by its first member, without the one `left_out`."""
    part: dict[str, str] = {}
    for first in sorted(graph.around):
        waiting = [first] if first not in part and first != left_out else []
        for here in waiting:
            if here not in part:
                part[here] = first
                waiting.extend(there for there in graph.around[here] if there not in part and there != left_out)
    return part
