"""Passages that cannot both be so, side by side; the strongest first."""

from collections import Counter
from itertools import groupby
from typing import Any

from clew.view.asked import Asked, sheet
from clew.view.desk import Desk


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the conflicts, of one `kind` and one `strength` when given; those that share their first passage together."""
    kind, strength = asked.get("kind", ""), asked.get("strength", "")
    every = desk.case.conflicts
    chosen = [c for c in every if kind in ("", c.kind) and strength in ("", c.strength)]
    shown, pager = sheet(asked, chosen)
    groups = [tuple(run) for _, run in groupby(shown, key=lambda c: (c.strength, c.kind, c.left, c.reason))]
    return {
        "groups": groups,
        "kind": kind,
        "kinds": Counter(c.kind for c in every if strength in ("", c.strength)).most_common(),
        "strength": strength,
        "strengths": list(Counter(c.strength for c in every if kind in ("", c.kind)).items()),
        "pager": pager,
    }
