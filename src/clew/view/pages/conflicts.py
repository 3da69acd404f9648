"""Passages that cannot both be so, side by side."""

from collections import Counter
from typing import Any

from clew.view.asked import Asked, sheet
from clew.view.desk import Desk


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the conflicts, of one `kind` when given."""
    kind = asked.get("kind", "")
    shown, pager = sheet(asked, [c for c in desk.case.conflicts if kind in ("", c.kind)])
    return {"conflicts": shown, "kind": kind, "kinds": Counter(c.kind for c in desk.case.conflicts).most_common(), "pager": pager}
