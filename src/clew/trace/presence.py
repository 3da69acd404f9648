"""Who was at one place on one day by two different events: presence, which is not contact."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from clew.records import Event
from clew.trace.ties import APART, CROWD, IdentityOf
from clew.trace.vocabulary import load

# Kinds in which those who take part are where the event is.
_THERE = frozenset({"attendance", "visit", "meeting", "travel", "contact", "introduction"})

# Two events meet only where both times are known to this grain: "in March at the hotel" puts nobody there on one day.
_FINE = frozenset({"second", "minute", "hour", "day"})
_ONE_DAY = timedelta(days=1)
_WORD = re.compile(r"\w+")


def find_presences(
    events: Iterable[Event], identity: IdentityOf, name: Callable[[str], str]
) -> tuple[tuple[str, str, str, str], ...]:
    """Return (left, right, event, other event) for each two identities that two events put at one place on one day, sorted.

    A place is one by its identity, and must be as small as a house. Only what happened counts, told to the day; more than CROWD
    there tie nobody. name: the name of a place, by the mention's id.
    """
    there: dict[tuple[str, date], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event in events:
        if event.where is None or not venue(name(event.where)):
            continue
        for spot in _spots(event, identity):
            for who in _present(event, identity):
                there[spot][who].add(event.id)
    found = {
        (left, right, *sorted((min(here[left]), min(here[right]))))
        for here in there.values()
        if len(here) <= CROWD
        for left, right in combinations(sorted(here), 2)
        if here[left].isdisjoint(here[right])
    }
    return tuple(sorted((left, right, one, other) for left, right, one, other in found))


@cache
def venue(name: str) -> bool:
    """Whether a place of this name is one where people meet: "Lantern Hotel", "Room 214"; a city or a country is not."""
    words = _WORD.findall(name.casefold())
    return any(word.isdigit() or word in _venues() for word in words)


@cache
def _venues() -> frozenset[str]:
    return frozenset(load("venuewords")["venues"])


def _spots(event: Event, identity: IdentityOf) -> list[tuple[str, date]]:
    """Return the place and day of `event` when both are told."""
    when = event.when
    if event.where is None or when is None or event.kind not in _THERE or event.status != "happened":
        return []
    place = identity(event.where)
    if place is None or when.start is None or when.end is None or when.grain not in _FINE or when.end - when.start > _ONE_DAY:
        return []
    return [(place, when.start.date())]


def _present(event: Event, identity: IdentityOf) -> set[str]:
    return {who for role, mention in event.roles if role not in APART and role != "arranger" and (who := identity(mention))}
