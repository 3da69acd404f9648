"""The fewest steps from one place to another."""

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def shortest(ties: Iterable[tuple[str, str, T]], start: str, goal: str) -> tuple[T, ...]:
    """Return the fewest ties that lead from `start` to `goal`, in order; of equals those given first. () when none do."""
    around: dict[str, list[tuple[str, T]]] = defaultdict(list)
    for left, right, tie in ties:
        around[left].append((right, tie))
        around[right].append((left, tie))
    came: dict[str, tuple[str, T] | None] = {start: None}
    waiting = deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        for there, tie in around[here]:
            if there not in came:
                came[there] = (here, tie)
                waiting.append(there)
    path, step = [], came.get(goal)
    while step:
        path.append(step[1])
        step = came[step[0]]
    return tuple(reversed(path))
