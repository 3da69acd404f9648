"""Who is tied to whom, by which events, and the shortest way from one to another."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from clew.errors import AskError
from clew.records import Event, Link

# Roles whose holder is spoken about, not in contact with the others; a post ties its holder to the organization only.
APART = frozenset({"about", "post", "discloser", "subject", "object"})

# Kinds that say something about the record, not about contact between people.
NO_CONTACT = frozenset({"reference", "disclosure", "listing", "knowledge", "decision", "purpose", "sitting"})

# A denied or declined event is no tie.
_TIES = frozenset({"happened", "planned", "proposed", "unclear"})


def find_links(events: Iterable[Event], identity: Callable[[str], str | None]) -> tuple[Link, ...]:
    """Return one link for each pair of identities that share an event, sorted by the pair.

    identity: the identity id of a mention id, or None when the mention belongs to nobody.
    """
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in events:
        for pair in combinations(sorted(_taking_part(event, identity)), 2):
            shared[pair].append(event.id)
    return tuple(Link(a, b, tuple(sorted(ids))) for (a, b), ids in sorted(shared.items()))


def _taking_part(event: Event, identity: Callable[[str], str | None]) -> set[str]:
    if event.status not in _TIES or event.kind in NO_CONTACT:
        return set()
    return {who for role, mention in event.roles if role not in APART and (who := identity(mention))}


def find_path(links: Iterable[Link], start: str, goal: str) -> tuple[Link, ...]:
    """Return the fewest links that lead from `start` to `goal`; among equals the ones with most events, then by id.

    AskError when there is no way.
    """
    around = _neighbours(links)
    came: dict[str, Link | None] = {start: None}
    waiting = deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        for there, link in around.get(here, ()):
            if there not in came:
                came[there] = link
                waiting.append(there)
    if goal not in came:
        raise AskError("no chain of events ties the two")
    return _walk_back(came, goal)


def _neighbours(links: Iterable[Link]) -> dict[str, list[tuple[str, Link]]]:
    around: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for link in sorted(links, key=lambda each: (-len(each.events), each.left, each.right)):
        around[link.left].append((link.right, link))
        around[link.right].append((link.left, link))
    return around


def _walk_back(came: Mapping[str, Link | None], goal: str) -> tuple[Link, ...]:
    path, here = [], goal
    while link := came[here]:
        path.append(link)
        here = link.left if link.right == here else link.right
    return tuple(reversed(path))
