"""The list of documents, all or of one kind."""

from collections import Counter
from typing import Any

from clew.view.asked import Asked, sheet
from clew.view.desk import Desk


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the documents, those of one `kind` when it is given, a `page` of them."""
    kind = asked.get("kind", "")
    everything = desk.case.documents.values()
    shown, pager = sheet(asked, [d for d in everything if not kind or d.kind == kind])
    return {
        "kind": kind,
        "facets": Counter(d.kind for d in everything).most_common(),
        "seen": [desk.case.observations[d.id] for d in shown],
        "pager": pager,
    }
