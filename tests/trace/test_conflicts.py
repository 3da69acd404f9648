"""Conflicts between small invented documents, read as a case is: those that are there, and none in near-misses."""

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from clew.case import Case
from clew.ingest import discover, read_file
from clew.pipeline import observe_document

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "conflicts.toml").read_text("utf-8"))["case"]


def read(folder: Path, files: dict[str, str]) -> Case:
    """Return the case of `files` (path: text), by rules alone."""
    for name, text in files.items():
        (folder / name).write_text(text)
    documents = [d for found in discover([folder]) for d in read_file(found).documents]
    return Case([observe_document(document, fast=True) for document in documents])


def matches(expected: list[str], conflict: Any) -> bool:
    kind, left, right = expected
    name, _, strength = kind.partition(" ")
    passages = [" ".join(span.text.split()) for span in (conflict.left, conflict.right)]
    return conflict.kind == name and strength in ("", conflict.strength) and left in passages[0] and right in passages[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_conflicts(case: dict[str, Any], tmp_path: Path) -> None:
    found = read(tmp_path, case["files"]).conflicts
    assert [e for e in case["conflicts"] if not any(matches(e, c) for c in found)] == []
    assert [(c.kind, c.left.text, c.right.text) for c in found if not any(matches(e, c) for e in case["conflicts"])] == []


def test_each_has_a_reading_under_which_it_is_none(tmp_path: Path) -> None:
    (found,) = read(tmp_path, CASES[0]["files"]).conflicts
    assert (found.strength, bool(found.reading)) == ("strong", True)


def test_the_order_of_evidence_does_not_matter(tmp_path: Path) -> None:
    files = {f"{i}-{name}": text for i, case in enumerate(CASES[::4]) for name, text in case["files"].items()}
    first = read(tmp_path, files)
    observations = list(first.observations.values())
    assert first.conflicts
    for seed in range(10):
        random.Random(seed).shuffle(observations)
        assert Case(observations).conflicts == first.conflicts
