"""A mail known only from quotation: its words, and every place that quotes it."""

from typing import Any

from clew.errors import AskError
from clew.showthreads import sender
from clew.view import correspondence
from clew.view.asked import Asked
from clew.view.desk import Desk


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the page of the mail known only from quotation whose id is `id`; AskError when there is none."""
    found = next((each for each in desk.case.quoted if each.document.id == asked["id"]), None)
    if found is None:
        raise AskError("no mail known only from quotation has this id")
    return {
        "quoted": found,
        "document": found.document,
        "sender": sender(found.document),
        "thread": correspondence.thread(desk, found.document.id),
        "altered": correspondence.altered(desk, found.document.id),
    }
