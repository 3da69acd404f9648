"""Who is tied to whom, by which kinds of event, counted by occasion; who introduced whom; who belongs to what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from clew.records import Event, Introduction, Link, Occasion, Status, Strand
from clew.trace.ties import STANDING, TIES, IdentityOf, rank, ties

# The occasion of an event id, or None: the event stands for itself.
OccasionOf = Callable[[str], Occasion | None]

# How sure a status is, the surest first.
_SUREST: tuple[Status, ...] = ("happened", "unclear", "planned", "proposed")

# One telling that ties a pair: occasion id, kind, status, event ids.
_Told = tuple[str, str, Status, tuple[str, ...]]


def find_links(
    events: Iterable[Event],
    identity: IdentityOf,
    occasion: OccasionOf = lambda _: None,
    presences: Iterable[tuple[str, str, str, str]] = (),
) -> tuple[Link, ...]:
    """Return one link for each pair of identities that share an event, sorted by the pair.

    identity: the identity id of a mention id, or None. presences: as `find_presences` gives them.
    """
    return _links(events, identity, occasion, presences, None)


def links_around(
    events: Iterable[Event],
    around: str,
    identity: IdentityOf,
    occasion: OccasionOf = lambda _: None,
    presences: Iterable[tuple[str, str, str, str]] = (),
) -> tuple[Link, ...]:
    """Return the links of the identity `around`, as `find_links` has them; `events` need be only those it has a role in."""
    return _links(events, identity, occasion, presences, around)


def occasion_of(occasions: Iterable[Occasion]) -> OccasionOf:
    """Return a look-up of the occasion that an event tells."""
    return {event: each for each in occasions for event in each.events}.get


def _links(
    events: Iterable[Event],
    identity: IdentityOf,
    occasion: OccasionOf,
    presences: Iterable[tuple[str, str, str, str]],
    around: str | None,
) -> tuple[Link, ...]:
    shared: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for event in events:
        told = occasion(event.id)
        status = _status(event, told)
        for left, right, kind in ties(event, identity, around):
            shared[left, right].append((told.id if told else event.id, kind, status, (event.id,)))
    for left, right, one, other in presences:
        if around in (None, left, right):
            shared[left, right].append((f"{one} {other}", "same place", "happened", (one, other)))
    return tuple(_link(left, right, found) for (left, right), found in sorted(shared.items()))


def _status(event: Event, told: Occasion | None) -> Status:
    """Return the status of a telling as its occasion has it; what is told here and denied elsewhere is unclear."""
    if told is None:
        return event.status
    return told.status if told.status in TIES else "unclear"


def _link(left: str, right: str, found: Sequence[_Told]) -> Link:
    if len(found) == 1:
        occasion, kind, status, events = found[0]
        return Link(left, right, events, (Strand(kind, status, (occasion,), events),))
    by_occasion: dict[str, list[_Told]] = defaultdict(list)
    for each in found:
        by_occasion[each[0]].append(each)
    strands: dict[tuple[str, Status], list[str]] = defaultdict(list)
    for occasion, tellings in by_occasion.items():
        strands[min(((k, s) for _, k, s, _ in tellings), key=_strength)].append(occasion)
    made = (_strand(kind, status, ids, by_occasion) for (kind, status), ids in strands.items())
    told = {event for each in found for event in each[3]}
    return Link(left, right, tuple(sorted(told)), tuple(sorted(made, key=lambda s: _strength((s.kind, s.status)))))


def _strand(kind: str, status: Status, occasions: Sequence[str], told: Mapping[str, Sequence[_Told]]) -> Strand:
    events = {event for id in occasions for each in told[id] for event in each[3]}
    return Strand(kind, status, tuple(sorted(occasions)), tuple(sorted(events)))


def _strength(of: tuple[str, Status]) -> tuple[int, int, str]:
    kind, status = of
    return _SUREST.index(status), rank(kind), kind


def occasions(link: Link) -> int:
    """Return on how many occasions two are tied."""
    return sum(len(strand.occasions) for strand in link.strands)


def most_occasions(link: Link) -> tuple[int, str, str]:
    """Return the key that sorts links: those of most occasions first, then by the pair."""
    return -occasions(link), link.left, link.right


def without(links: Iterable[Link], left_out: Callable[[Strand], bool]) -> Iterator[Link]:
    """Yield the links with the strands for which `left_out` holds taken out; a link that loses all of them is gone."""
    for link in links:
        kept = tuple(strand for strand in link.strands if not left_out(strand))
        if len(kept) == len(link.strands):
            yield link
        elif kept:
            yield Link(link.left, link.right, tuple(sorted({e for s in kept for e in s.events})), kept)


def introductions(events: Iterable[Event], identity: IdentityOf) -> tuple[Introduction, ...]:
    """Return who introduced which two to each other, sorted. Where an introduction is told without who made it, there is none."""
    found: dict[tuple[str, str, str, Status], list[str]] = defaultdict(list)
    for event in events:
        if event.kind == "introduction" and event.status in TIES:
            who = {role: sorted({w for r, m in event.roles if r == role and (w := identity(m))}) for role, _ in event.roles}
            for made_by in who.get("introducer", ()):
                others = sorted({w for role in ("with", "to") for w in who.get(role, ())} - {made_by})
                for left, right in combinations(others, 2):
                    found[made_by, left, right, event.status].append(event.id)
    return tuple(Introduction(*key, tuple(sorted(ids))) for key, ids in sorted(found.items()))


def members(events: Iterable[Event], organization: str, identity: IdentityOf) -> tuple[str, ...]:
    """Return the ids of those who belong to the organization by a post or membership that `events` tell, sorted.

    Those who once did count: a path may lead through a former post. What is denied does not.
    """
    found = set()
    for event in events:
        if event.kind in STANDING and event.status in ("happened", "unclear"):
            roles = [(role, who) for role, mention in event.roles if (who := identity(mention))]
            if event.kind in ("post", "membership") and ("organization", organization) in roles:
                found |= {who for role, who in roles if role == "holder"}
    return tuple(sorted(found - {organization}))
