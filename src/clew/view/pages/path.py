"""The shortest chain of shared events between two people."""

from typing import Any

from clew.errors import AskError
from clew.records import Event, Identity, Record
from clew.view.asked import Asked
from clew.view.desk import Desk


class Step(Record, frozen=True, gc=False):
    """From one person to the next, by these events."""

    left: Identity
    right: Identity
    events: tuple[Event, ...]


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the steps from `a` to `b` (names or ids)."""
    a, b = asked.get("a", "").strip(), asked.get("b", "").strip()
    problem, found = "", []
    try:
        found = steps(desk, a, b) if a and b else []
    except AskError as error:
        problem = str(error)
    return {"a": _name(desk, a), "b": _name(desk, b), "problem": problem, "steps": found, "people": desk.case.people()[:400]}


def steps(desk: Desk, a: str, b: str) -> list[Step]:
    """Return the way from `a` to `b`. AskError when one is unknown or ambiguous, or there is no way."""
    here, found = desk.case.person(a).id, []
    for link in desk.case.path(a, b):
        there = link.right if link.left == here else link.left
        identities = desk.case.identities
        found.append(Step(identities[here], identities[there], tuple(desk.events(link.events))))
        here = there
    return found


def _name(desk: Desk, asked: str) -> str:
    """Return the name to show in the form for what was asked: an id stands for its name when nobody shares it."""
    identity = desk.case.identities.get(asked)
    return identity.name if identity else asked
