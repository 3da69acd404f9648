"""Where the people around somebody stand in a drawing: two arcs, left and right, so that no name covers another. No chance."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Literal

from clew.records import Link, Record
from clew.trace import occasions
from clew.trace.ties import CONTACT, PRESENCE, STANDING

# The drawing in its own units; a line of names takes so much height.
WIDTH = 960
_LINE = 34
_SHORTEST = 300
_SIDE = 230
# How far a line between two on the arcs is drawn towards the middle, so that it is seen beside the arc.
_BEND = 0.3

Style = Literal["contact", "deed", "standing", "presence"]


class Spot(Record, frozen=True, gc=False):
    """Where somebody stands; side: on which side of the dot the name is written."""

    id: str
    x: float
    y: float
    side: Literal["left", "right", "middle"]


class Line(Record, frozen=True, gc=False):
    """What ties two, as a line. style: of its strongest kind; sure: some of it happened; weight: 1 to 4, by occasions."""

    link: Link
    path: str
    style: Style
    sure: bool
    weight: int


class Drawing(Record, frozen=True, gc=False):
    """All of it. height: in the units of the drawing, as WIDTH."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    height: int


def draw(centre: str, around: Sequence[str], links: Iterable[Link]) -> Drawing:
    """Return the drawing of `centre` in the middle, `around` on its two sides, and the `links` between any of them."""
    known = tuple(links)
    order = _neighbourly(around, known)
    half = -(-len(order) // 2)
    height = max(_SHORTEST, half * _LINE + _LINE)
    spots = [
        Spot(centre, WIDTH / 2, height / 2, "middle"),
        *_arc(order[:half], "left", height),
        *_arc(order[half:], "right", height),
    ]
    places = {spot.id: spot for spot in spots}
    drawn = [link for link in known if link.left in places and link.right in places]
    return Drawing(tuple(spots), tuple(_line(link, places, height) for link in drawn), height)


def style(link: Link) -> Style:
    """Return how a link is drawn: by the strongest of its kinds."""
    kinds = {strand.kind for strand in link.strands}
    if kinds & CONTACT:
        return "contact"
    if kinds - PRESENCE - STANDING:
        return "deed"
    return "standing" if kinds & STANDING else "presence"


def _neighbourly(around: Sequence[str], links: Iterable[Link]) -> list[str]:
    """Return `around` with each beside somebody it is tied to, where it can be: the next is the one most tied to the last."""
    tied: dict[str, dict[str, int]] = {each: {} for each in around}
    for link in links:
        if link.left in tied and link.right in tied:
            tied[link.left][link.right] = tied[link.right][link.left] = occasions(link)
    left, order = list(around), list[str]()
    while left:
        last = order[-1:]
        best = max(left, key=lambda each: (sum(tied[each].get(other, 0) for other in last), -left.index(each)))
        left.remove(best)
        order.append(best)
    return order


def _arc(people: Sequence[str], side: Literal["left", "right"], height: int) -> list[Spot]:
    spots = []
    for i, each in enumerate(people):
        y = height * (i + 1) / (len(people) + 1)
        out = (WIDTH / 2 - _SIDE) * sqrt(max(0.0, 1 - ((y - height / 2) / (height * 0.62)) ** 2))
        spots.append(Spot(each, round(WIDTH / 2 + (-out if side == "left" else out), 1), round(y, 1), side))
    return spots


def _line(link: Link, places: Mapping[str, Spot], height: int) -> Line:
    a, b = places[link.left], places[link.right]
    bent = "middle" not in (a.side, b.side)
    x, y = ((a.x + b.x) / 2, (a.y + b.y) / 2)
    x, y = (x + (WIDTH / 2 - x) * _BEND, y + (height / 2 - y) * _BEND) if bent else (x, y)
    path = f"M{a.x:g} {a.y:g}Q{x:.1f} {y:.1f} {b.x:g} {b.y:g}"
    sure = any(strand.status == "happened" for strand in link.strands)
    return Line(link, path, style(link), sure, min(4, 1 + occasions(link).bit_length() // 2))
