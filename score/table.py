"""A figure as a line of the table, beside its floor and its target."""

from collections.abc import Iterator, Sequence

from score.floors import Floor, Floors
from score.measures import NONE, Line

# Groups of whole numbers; all others are shares or rates.
COUNTS = frozenset({"rows right", "seed", NONE})


def shown(line: Line, lines: Sequence[Line], pinned: Floors) -> Iterator[str]:
    """Yield `line`, the last of `lines`, as it is printed; a new group with its heading."""
    if len(lines) == 1 or lines[-2].group != line.group:
        yield f"\n{line.group:42} {'reached':>10} {'floor':>10} {'target':>10}"
    floor = floor_of(line, pinned)
    mark = "BELOW ITS FLOOR" if not floor.holds(line) else "short" if not floor.reached(line) else ""
    figures = " ".join(f"{_figure(line, value):>10}" for value in (line.value, floor.floor, floor.target))
    yield f"{line.name:42} {figures}  {mark:5}  {line.detail}".rstrip()


def plain(line: Line, pinned: Floors) -> dict[str, object]:
    """Return `line` as JSON has it."""
    floor = floor_of(line, pinned)
    figure = {key: value for key, value in line._asdict().items() if key != "wrong"}
    return {**figure, "floor": floor.floor, "target": floor.target}


def floor_of(line: Line, pinned: Floors) -> Floor:
    """Return the bounds of `line`; none where none are set."""
    return pinned.get((line.group, line.name), Floor())


def _figure(line: Line, value: float | None) -> str:
    if value is None:
        return "-"
    if line.group in COUNTS:
        return f"{value:.0f}"
    return f"{value:.2f}" if line.lower else f"{value:.4f}"
