"""The list of people or organisations."""

from typing import Any, Final

from clew.view.asked import Asked, sheet
from clew.view.desk import Desk

KINDS: Final = {"person": "People", "organization": "Organisations"}


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return those of one `kind` ("person" unless it says "organization"), whose names hold `name`, a `page` of them."""
    kind = "organization" if asked.get("kind") == "organization" else "person"
    wanted = asked.get("name", "").strip().casefold()
    everybody = desk.case.people(kind)
    shown, pager = sheet(asked, [p for p in everybody if not wanted or any(wanted in n.casefold() for n in p.names)])
    return {
        "kind": kind,
        "heading": KINDS[kind],
        "name": asked.get("name", ""),
        "shown": shown,
        "links": desk.links_by_identity(),
        "pager": pager,
    }
