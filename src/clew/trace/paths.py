"""Ways from one person or group to another over links: the shortest, the best evidenced, and several of them."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from clew.errors import AskError
from clew.records import Link, Way
from clew.trace.network import occasions

# A hop against the sum of the costs of a way: no way is as long or as costly, so that one never outweighs the other.
_FIRST: Final = 1 << 32
# Between links of one cost the one of more occasions is taken; more than these say no more.
_MOST: Final = 63

Cost = Callable[[Link], int]
_Edge = tuple[Link, int]
_NONE: Final[dict[str, _Edge]] = {}


class Graph:
    """Links as neighbours. best: ways of least cost are looked for, else those of fewest links; the other one breaks ties."""

    def __init__(self, links: Iterable[Link], cost: Cost, *, best: bool = False) -> None:
        self.cost = cost
        self.around: dict[str, dict[str, _Edge]] = defaultdict(dict)
        for link in links:
            weight = self._weight(link, best=best)
            self.around[link.left][link.right] = link, weight
            self.around[link.right][link.left] = link, weight

    def _weight(self, link: Link, *, best: bool) -> int:
        cost, few = self.cost(link), _MOST - min(_MOST, occasions(link))
        return cost * _FIRST + (_MOST + 1) + few if best else _FIRST + cost * (_MOST + 1) + few

    def way(self, starts: Collection[str], goals: Collection[str], shut: Collection[object] = ()) -> Way | None:
        """Return the best way from any of `starts` to any of `goals`, or None.

        shut: ids that it may not touch, and (from, to) pairs that it may not step. Equal ways: the one of the smallest ids.
        """
        came: dict[str, str | None] = {}
        waiting: list[tuple[int, str, str]] = [(0, each, "") for each in sorted(starts) if each not in shut]
        while waiting:
            far, here, before = heapq.heappop(waiting)
            if here in came:
                continue
            came[here] = before or None
            if here in goals:
                return self._walked(came, here)
            for there, (_, weight) in self.around.get(here, _NONE).items():
                if there not in came and there not in starts and there not in shut and (here, there) not in shut:
                    heapq.heappush(waiting, (far + weight, there, here))
        return None

    def _walked(self, came: dict[str, str | None], goal: str) -> Way:
        stops = [goal]
        while before := came[stops[-1]]:
            stops.append(before)
        return self.through(tuple(reversed(stops)))

    def through(self, stops: Sequence[str]) -> Way:
        """Return the way that leads over `stops`, each tied to the next."""
        links = tuple(self.around[a][b][0] for a, b in pairwise(stops))
        return Way(tuple(stops), links, sum(map(self.cost, links)))

    def weight(self, way: Way) -> int:
        """Return by what ways are compared."""
        return sum(self.around[a][b][1] for a, b in pairwise(way.stops))


def find_ways(graph: Graph, starts: Collection[str], goals: Collection[str], count: int = 1) -> tuple[Way, ...]:
    """Return up to `count` ways from any of `starts` to any of `goals`, best first, none twice over anybody (Yen's algorithm).

    AskError when there is none.
    """
    first = graph.way(starts, goals)
    if first is None:
        raise AskError("no chain of events ties the two")
    found, others = [first], {}
    while len(found) < count and len(found[-1].stops) > 1:
        for way in _detours(graph, found, starts, goals):
            others[way.stops] = way
        if not others:
            break
        best = min(others.values(), key=lambda way: (graph.weight(way), way.stops))
        found.append(others.pop(best.stops))
    return tuple(found)


def _detours(graph: Graph, found: Sequence[Way], starts: Collection[str], goals: Collection[str]) -> Iterator[Way]:
    """Yield the best ways that leave the last of `found` at each of its stops, and differ there from all of `found`."""
    last = found[-1].stops
    other = graph.way(starts, goals, {way.stops[0] for way in found})
    if other:
        yield other
    for i in range(len(last) - 1):
        taken = {(last[i], way.stops[i + 1]) for way in found if way.stops[: i + 1] == last[: i + 1]}
        rest = graph.way([last[i]], goals, {*last[:i], *taken, *starts} - {last[i]})
        if rest:
            yield graph.through((*last[:i], *rest.stops))
