"""Who rests on whom: what documents have from one another, and the roots of what is told; of one event, its corroboration."""

from collections import Counter
from itertools import groupby
from typing import Any

from clew.view.asked import Asked, sheet
from clew.view.desk import Desk


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the corroboration of `about` (an event, an occasion or a claim) when given; else the reliances, and the roots of one
    `kind`: those without a name when none is given."""
    case = desk.case
    if about := asked.get("about", ""):
        found = case.corroboration(about)
        return {"corroboration": found, "names": {r.id: r.name for r in found.roots}}
    roots = case.roots
    kind = asked.get("kind", "unnamed")
    shown, pager = sheet(asked, [r for r in roots if kind in ("all", r.kind)])
    pairs = [tuple(run) for _, run in groupby(case.reliances, key=lambda r: (r.document, r.on))]
    return {
        "corroboration": None,
        "pairs": pairs,
        "roots": shown,
        "kind": kind,
        "kinds": Counter(r.kind for r in roots).most_common(),
        "pager": pager,
        "names": {r.id: r.name for r in roots},
    }
