"""What somebody states about their own contacts, knowledge and reasons: the events of it."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")

KINDS = {"listing", "limit", "knowledge", "decision", "purpose", "sitting"}


def told(observation: Any, event: Any) -> str:
    """Put a statement as the cases have it."""
    names = {m.id: m.name for m in observation.mentions}
    roles = ", ".join(f"{role}={names[id]}" for role, id in event.roles)
    return f"{event.kind} {event.status}: {roles}" + (f"; when={event.when.span.text}" if event.when else "")


@pytest.mark.parametrize("case", casefile.cases("statements"))
def test_statements(case: dict[str, Any]) -> None:
    seen = casefile.observed(case)
    assert [told(seen, e) for e in seen.events if e.kind in KINDS or e.by.startswith(("moments/", "ran-to/"))] == case["states"]
