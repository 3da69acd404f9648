"""Floors of recognition, on a sample of the labelled documents that are kept. `make score` measures all."""

import importlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
floors = importlib.import_module("score.floors")
parts = importlib.import_module("score.recognize.parts")
table = importlib.import_module("score.recognize.__main__")

PINNED = floors.load(table.SAMPLED)
SCORERS = [scorer.__name__.rpartition(".")[2] for scorer in table.SCORERS]


@pytest.mark.parametrize("scorer", SCORERS)
def test_no_figure_of_the_sample_is_below_its_floor(shared: Path, scorer: str) -> None:
    with parts.sample():
        lines = list(table.lines([scorer]))
    assert lines
    assert not [line for line in lines if not PINNED[line.group, line.name].holds(line)]


def test_every_target_has_a_floor() -> None:
    assert all(floor.floor is not None for floor in floors.load(table.FLOORS).values())
