"""What a text leaves open."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")


@pytest.mark.parametrize("case", casefile.cases("questions"))
def test_questions(case: dict[str, Any]) -> None:
    seen = casefile.observed(case)
    assert [f"{q.kind}: {q.span.text}" for q in seen.questions] == case["questions"]


def test_a_question_names_whom_it_is_about() -> None:
    seen = casefile.observed({"text": "It is unclear whether Ann Vale met Tom Orrin."})
    names = {m.id: m.name for m in seen.mentions}
    assert [[names[i] for i in q.about] for q in seen.questions] == [["Ann Vale", "Tom Orrin"]]
