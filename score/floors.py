"""Pinned floors: what each figure must reach, what it must not fall below, and the one way to raise them."""

import math
import tomllib
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from score.measures import LOWER, UNPINNED, Line

FILE = Path(__file__).parent / "mend.toml"


class Floor(NamedTuple):
    """The bounds of one figure; None: not set."""

    target: float | None = None
    floor: float | None = None

    def holds(self, line: Line) -> bool:
        """Return whether the figure is not worse than its floor."""
        return self.floor is None or not _worse(line, self.floor)

    def reached(self, line: Line) -> bool:
        """Return whether the figure is as good as its target."""
        return self.target is None or not _worse(line, self.target)

    def raised(self, line: Line, slack: float = 0.0) -> "Floor":
        """Return the floor moved to the figure (less `slack`, where more is better), or as it is where that would lower it."""
        now = rounded(line if line.lower else line._replace(value=line.value - slack))
        return self if self.floor is not None and _worse(line._replace(value=now), self.floor) else self._replace(floor=now)


Floors = dict[tuple[str, str], Floor]


def rounded(line: Line) -> float:
    """Return the figure to four places (two where less is better), rounded to the side that it is sure to hold."""
    return math.ceil(line.value * 1e2) / 1e2 if line.lower else math.floor(line.value * 1e4 + 1e-9) / 1e4


def load(path: Path = FILE) -> Floors:
    """Return the floors by group and name."""
    groups = tomllib.loads(path.read_text("utf-8"))
    return {
        (group, name): Floor(entry.get("target"), entry.get("floor", entry.get("ceiling")))
        for group, entries in groups.items()
        for name, entry in entries.items()
    }


def pin(floors: Floors, lines: Iterable[Line], path: Path = FILE, slack: float = 0.0) -> None:
    """Write `floors` to `path` with those of `lines` raised. Figures that have no entry get one; the file keeps its heading.

    slack: how far below a figure its floor is set, where the figure moves a little by itself.
    """
    for line in lines:
        if line.group not in UNPINNED:
            floors[line.group, line.name] = floors.get((line.group, line.name), Floor()).raised(line, slack)
    path.write_text(_heading(path) + "".join(_groups(floors)), encoding="utf-8")


def _heading(path: Path) -> str:
    """Return the comment that the file begins with; "" for a file to be made."""
    lines = path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []
    return "".join(takewhile(lambda line: line.startswith("#"), lines))


def _groups(floors: Floors) -> Iterable[str]:
    for group in dict.fromkeys(group for group, _ in floors):
        yield f'\n["{group}"]\n'
        word = "ceiling" if group in LOWER else "floor"
        for (owner, name), floor in floors.items():
            if owner == group:
                yield f'"{name}" = {{ {_bounds(floor, word)} }}\n'


def _bounds(floor: Floor, word: str) -> str:
    bounds = {"target": floor.target, word: floor.floor}
    return ", ".join(f"{key} = {value:.10g}" for key, value in bounds.items() if value is not None)


def _worse(line: Line, bound: float) -> bool:
    return line.value > bound + 1e-9 if line.lower else line.value < bound - 1e-9
