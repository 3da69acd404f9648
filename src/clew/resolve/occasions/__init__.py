"""Events in, occasions out: which events of several documents tell the same thing.

Two rather than a wrong one: a telling joins what it can only be; where it may be of several, none is chosen and each is offered.
"""

from collections.abc import Iterable

from clew.records import Comparison, Event, Judgement, Occasion
from clew.resolve.occasions.agreement import compare, opposed
from clew.resolve.occasions.kept import Occasions
from clew.resolve.occasions.tellings import CalledOf, IdentityOf, Telling

__all__ = ["Occasions", "compare_events", "find_occasions"]


def find_occasions(
    events: Iterable[Event], identity: IdentityOf, *, called: CalledOf | None = None, judgements: Iterable[Judgement] = ()
) -> tuple[Occasion, ...]:
    """Return the occasions that `events` tell, sorted by id; each event is in exactly one. Whatever order they come in.

    identity     the identity id of a mention id, or None when the mention belongs to nobody
    called       the name of whoever a mention id means, None for somebody unidentified; without it everybody has one
    judgements   a person's: "same", "different" or "unsure" of two event ids wins over every rule
    """
    return Occasions(events).told(identity, called or identity, judgements)


def compare_events(left: Event, right: Event, identity: IdentityOf, *, called: CalledOf | None = None) -> Comparison:
    """Return what speaks for and against two events being one, by themselves: what the case holds besides is not looked at."""
    a, b = (Telling(event, identity, called or identity) for event in (left, right))
    against = tuple(opposed(a, b))
    found = compare(a, b)
    return Comparison("different", 0.0, (*found.features, *against)) if against else found
