"""Passages that cannot both be so, side by side."""

from collections import Counter
from itertools import groupby
from typing import Any

from clew.view.asked import Asked, sheet
from clew.view.desk import Desk


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the conflicts, of one `kind` when given; those that share their first passage together."""
    kind = asked.get("kind", "")
    shown, pager = sheet(asked, [c for c in desk.case.conflicts if kind in ("", c.kind)])
    groups = [tuple(run) for _, run in groupby(shown, key=lambda c: (c.kind, c.left, c.reason))]
    kinds = Counter(c.kind for c in desk.case.conflicts).most_common()
    return {"groups": groups, "kind": kind, "kinds": kinds, "pager": pager}
