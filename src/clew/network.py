"""What a case's network answers: ways between people and groups, who stands between two groups, who introduced whom."""

from collections.abc import Callable, Iterable

from clew import trace
from clew.derived import Derived
from clew.errors import AskError
from clew.records import Broker, Identity, Introduction, Link, Strand, Way
from clew.trace.ties import CONTACT, PRESENCE, STANDING, TIES

# What can be left out in one word: kinds of tie that belong together.
GROUPS: dict[str, frozenset[str]] = {"contact": CONTACT, "presence": PRESENCE, "posts": STANDING}


def left_out(names: Iterable[str]) -> Callable[[Strand], bool]:
    """Return whether a strand is of one of the kinds, statuses or groups ("contact", "presence", "posts") called `names`."""
    wanted = {name for each in names for name in GROUPS.get(each, (each,))}
    return lambda strand: strand.kind in wanted or strand.status in wanted


def checked(derived: Derived, names: Iterable[str]) -> tuple[str, ...]:
    """Return `names` as they are; AskError for one that no tie of the case has as its kind, status or group."""
    asked = tuple(names)
    known = {*GROUPS, *TIES, *(strand.kind for link in derived.links for strand in link.strands)} if asked else set()
    for name in asked:
        if name not in known:
            raise AskError(f"no tie of this case is called “{name}”; there are {', '.join(sorted(known))}")
    return asked


def ends(derived: Derived, identity: Identity) -> frozenset[str]:
    """Return where a path from `identity` may begin: itself, and of an organization its members by post or membership, too."""
    if identity.kind != "organization":
        return frozenset({identity.id})
    return frozenset({identity.id, *trace.members(derived.events_of(identity), identity.id, derived.home.get)})


def graph(derived: Derived, without: Iterable[str] = (), *, best: bool = False) -> trace.Graph:
    """Return the links to walk on, without the strands of these kinds, statuses or groups.

    A country that acts like a person in the record is no stop on a path: half of all people have to do with one.
    """
    asked = tuple(sorted(set(without)))
    if (asked, best) not in derived.graphs:
        between = (link for link in derived.links if _is_somebody(derived, link))
        links = trace.without(between, left_out(checked(derived, asked)))
        derived.graphs[asked, best] = trace.Graph(links, lambda link: trace.link_cost(link, derived.evidence), best=best)
    return derived.graphs[asked, best]


def _is_somebody(derived: Derived, link: Link) -> bool:
    return all(derived.identities[side].kind != "place" for side in (link.left, link.right))


def ways(
    derived: Derived, start: Identity, goal: Identity, count: int = 1, without: Iterable[str] = (), *, best: bool = False
) -> tuple[Way, ...]:
    """Return up to `count` ways from one to the other, those of fewest links first; with `best` those of the best evidence.

    An organization stands for itself and its members; who belongs to both is a way by itself. AskError when there is none.
    """
    return trace.find_ways(graph(derived, without, best=best), ends(derived, start), ends(derived, goal), count)


def brokers(derived: Derived, left: Identity, right: Identity, without: Iterable[str] = ()) -> tuple[Broker, ...]:
    """Return who stands between two people or groups, those on the paths of most pairs first.

    Only what happened counts, and neither presence nor posts: belonging to a body puts nobody between two.
    """
    left_out_always = ("presence", "posts", *sorted(TIES - {"happened"}))
    return trace.find_brokers(graph(derived, (*without, *left_out_always)), ends(derived, left), ends(derived, right))


def links_around(derived: Derived, identity: Identity, without: Iterable[str] = (), at_least: int = 1) -> tuple[Link, ...]:
    """Return the links of `identity` of at least so many occasions, those of most occasions first."""
    found = trace.without(derived.links_of(identity, derived.presences), left_out(without))
    return tuple(sorted((link for link in found if trace.occasions(link) >= at_least), key=trace.most_occasions))


def links_among(derived: Derived, people: Iterable[str], without: Iterable[str] = ()) -> tuple[Link, ...]:
    """Return the links between those with these ids, sorted by the pair."""
    wanted = frozenset(people)
    events = {e.id: e for id in sorted(wanted) for e in derived.events_of(derived.identities[id])}
    found = trace.find_links(events.values(), derived.home.get, derived.occasion_by_event.get)
    among = (link for link in found if link.left in wanted and link.right in wanted)
    return tuple(trace.without(among, left_out(without)))


def introductions_of(derived: Derived, identity: Identity) -> tuple[Introduction, ...]:
    """Return the introductions that `identity` made or got, sorted."""
    return trace.introductions(derived.events_of(identity), derived.home.get)
