"""Some of the ten thousand broken files of `make score-ingest`, made from the project's own fixtures alone."""

import importlib
import sys
from pathlib import Path

import pytest

from clew.ingest import FoundFile, read_file

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
mutations = importlib.import_module("score.ingest.mutations")
mutants = importlib.import_module("score.ingest.mutants")


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_broken_files_cost_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    monkeypatch.setattr("clew.ingest.scans.ocr.which", lambda name: None)
    for number in range(first, first + 50):
        name, data = mutants.mutant("", mutations.SEED, number)
        path = tmp_path / f"{number}{Path(name).suffix}"
        path.write_bytes(data)
        kinds = list(mutations.kinds_of(read_file(FoundFile(path, path.name, len(data)))))
        assert kinds in (["read"], ["not read"]), f"number {number}, from {name}"
