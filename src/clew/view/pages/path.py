"""Ways between two people or groups: the shortest and the best evidenced, every hop with its passages."""

from typing import Any

from clew import network
from clew.errors import AskError
from clew.records import Event, Identity, Link, Record, Way
from clew.showtraced import told_best
from clew.view.asked import Asked
from clew.view.desk import Desk

# Passages of a hop that are shown, and of the only hop.
_SHOWN = 4
_OF_ONE = 40

# Further ways that are shown, by their stops.
_OTHERS = 4
_ANOTHER = "another"


class Step(Record, frozen=True, gc=False):
    """From one person to the next: what ties the two, and the events that tell it best; more: how many others do."""

    left: Identity
    right: Identity
    link: Link
    events: tuple[Event, ...]
    more: int


class Shown(Record, frozen=True, gc=False):
    """One way as it is shown. title: by what it was chosen."""

    title: str
    steps: tuple[Step, ...]
    stops: tuple[Identity, ...]
    cost: int


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the ways from `a` to `b` (names or ids), without the kinds in `without` (names with a comma between)."""
    a, b = asked.get("a", "").strip(), asked.get("b", "").strip()
    without = tuple(part for part in asked.get("without", "").split(",") if part)
    problem, found = "", list[Shown]()
    try:
        found = ways(desk, a, b, without) if a and b else []
    except AskError as error:
        problem = str(error)
    names = {"a": _name(desk, a), "b": _name(desk, b), "people": desk.case.people()[:400]}
    return {
        **names,
        "problem": problem,
        "ways": [w for w in found if w.title != _ANOTHER],
        "others": [w for w in found if w.title == _ANOTHER],
        "without": without,
    }


def ways(desk: Desk, a: str, b: str, without: tuple[str, ...] = ()) -> list[Shown]:
    """Return the shortest way, the best evidenced one when that is another, and further ones.

    AskError when one end is unknown or ambiguous, or there is no way.
    """
    ends = desk.case.person(a), desk.case.person(b)
    best = network.ways(desk.case.derived, *ends, 1, without, best=True)
    short = network.ways(desk.case.derived, *ends, _OTHERS, without)
    titles = {short[0].stops: "the shortest"}
    titles[best[0].stops] = "the shortest, and the best evidenced" if best[0].stops in titles else "the best evidenced"
    chosen = {way.stops: way for way in (short[0], *best, *short[1:])}
    return [_shown(desk, way, titles.get(stops, _ANOTHER)) for stops, way in chosen.items()]


def _shown(desk: Desk, way: Way, title: str) -> Shown:
    stops = tuple(desk.case.identities[stop] for stop in way.stops)
    most = _OF_ONE if len(way.links) == 1 else _SHOWN
    return Shown(
        title, tuple(_step(desk, stops[i], stops[i + 1], link, most) for i, link in enumerate(way.links)), stops, way.cost
    )


def _step(desk: Desk, left: Identity, right: Identity, link: Link, most: int) -> Step:
    told = told_best(desk.case, link)
    return Step(left, right, link, tuple(desk.case.events[id] for id in told[:most]), max(0, len(told) - most))


def _name(desk: Desk, asked: str) -> str:
    """Return the name to show in the form for what was asked: an id stands for its name when nobody shares it."""
    identity = desk.case.identities.get(asked)
    return identity.name if identity else asked
