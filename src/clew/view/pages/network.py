"""Who is tied to whom around somebody: a table, and a drawing whose lines open their passages."""

from collections import Counter
from typing import Any

from clew import network
from clew.errors import AskError
from clew.records import Identity, Link, Record
from clew.trace import occasions
from clew.view.asked import Asked, number
from clew.view.desk import Desk
from clew.view.drawing import WIDTH, draw
from clew.when import bounds, placed

# More are not drawn: names would cover one another. The table has all of them.
_DRAWN = 28

_AT_LEAST = (1, 2, 3, 5, 10)


class Tied(Record, frozen=True, gc=False):
    """Somebody tied to the person in the middle, and the years in which."""

    identity: Identity
    link: Link
    years: str


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the ties around `id`: without the kinds in `without` (names with a comma between), of `least` occasions or more."""
    name, problem, found = asked.get("id", "").strip(), "", dict[str, Any]()
    without = tuple(part for part in asked.get("without", "").split(",") if part)
    try:
        least = max(1, number(asked, "least", 1))
        found = _around(desk, desk.case.person(name), without, least) if name else {}
    except AskError as error:
        problem, least = str(error), 1
    shared = {"problem": problem, "without": without, "least": least, "steps": _AT_LEAST, "people": desk.case.people()[:400]}
    return {"identity": None, "asked_name": name, **shared, **found}


def _around(desk: Desk, identity: Identity, without: tuple[str, ...], least: int) -> dict[str, Any]:
    derived = desk.case.derived
    every = network.links_around(derived, identity)
    links = [link for link in network.links_around(derived, identity, without) if occasions(link) >= least]
    tied = [Tied(desk.case.identities[_other(link, identity)], link, years(desk, link)) for link in links]
    drawn = [each.identity.id for each in tied[:_DRAWN]]
    among = [link for link in network.links_among(derived, drawn, without) if occasions(link) >= least]
    return {
        "identity": identity,
        "asked_name": identity.name,
        "tied": tied,
        "kinds": _kinds(every),
        "drawing": draw(identity.id, drawn, [*links[:_DRAWN], *among]),
        "drawn": len(drawn),
        "width": WIDTH,
        "introductions": network.introductions_of(derived, identity),
    }


def years(desk: Desk, link: Link) -> str:
    """Return the years in which the placed events of a link lie: "2016", "2016 to 2018", or ""."""
    times = [e.when for e in map(desk.case.events.__getitem__, link.events) if e.when and placed(e.when)]
    known = sorted(at.year for when in times for at in (bounds(when)[0] or bounds(when)[1],) if at)
    return "" if not known else str(known[0]) if known[0] == known[-1] else f"{known[0]} to {known[-1]}"


def _kinds(links: tuple[Link, ...]) -> list[tuple[str, int]]:
    """Return the kinds of tie and on how many occasions."""
    counted: Counter[str] = Counter()
    for link in links:
        for strand in link.strands:
            counted[strand.kind] += len(strand.occasions)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _other(link: Link, identity: Identity) -> str:
    return link.right if link.left == identity.id else link.left
