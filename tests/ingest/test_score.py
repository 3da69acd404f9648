"""Floors of ingest, on the evidence and labels where they are: what takes little time. `make score-ingest` measures all."""

import importlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
floors = importlib.import_module("score.floors")
table = importlib.import_module("score.ingest.__main__")

PINNED = floors.load(table.FLOORS)


@pytest.mark.parametrize("scorer", ["stalwart", "mime4j", "zones", "printed", "replies"])
def test_no_figure_is_below_its_floor(shared: Path, scorer: str) -> None:
    lines = list(table.lines([scorer]))
    assert lines
    assert not [line for line in lines if not PINNED[line.group, line.name].holds(line)]


def test_every_floor_has_a_target_or_was_reached() -> None:
    assert all(floor.floor is not None or floor.target is not None for floor in PINNED.values())
