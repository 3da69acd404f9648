"""What events a text tells, who has which role, and whether they came to be."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from clew.recognize.frames import frames

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")


def told(observation: Any, event: Any) -> str:
    """Put an event as the cases have it."""
    words = {m.id: m.span.text for m in observation.mentions}
    parts = [f"{event.kind} {event.status}: " + ", ".join(f"{role}={words[i]}" for role, i in event.roles)]
    parts += [f"when={event.when.span.text}"] if event.when else []
    parts += [f"where={words[event.where]}"] if event.where else []
    parts += [f"passages={len(event.evidence)}"] if len(event.evidence) > 1 else []
    return "; ".join(parts)


@pytest.mark.parametrize("case", casefile.cases("events"))
def test_events(case: dict[str, Any]) -> None:
    seen = casefile.observed(case)
    assert [told(seen, e) for e in seen.events if e.kind != "post"] == case["events"]


@pytest.mark.parametrize("case", casefile.cases("status"))
def test_status(case: dict[str, Any]) -> None:
    seen = casefile.observed(case)
    assert [e.status for e in seen.events if e.kind != "post"] == case["status"]


def test_each_word_tells_one_kind() -> None:
    """A lemma in two frames would tell one passage twice."""
    found = [row for shape in ("verb", "noun") for row in frames(shape).items()]
    assert [lemma for lemma, rows in found if len({f.kind for f in rows}) < len(rows)] == []
