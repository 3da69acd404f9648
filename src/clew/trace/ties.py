"""What kind of tie an event makes between two who have a role in it, and how strong a kind is."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from clew.records import Event

IdentityOf = Callable[[str], str | None]

# Roles whose holder is spoken about, not in contact with the others; a post ties its holder to the organization only.
APART: Final = frozenset({"about", "post", "discloser", "subject", "object"})

# Kinds that say something about the record, not about contact between people.
NO_CONTACT: Final = frozenset(
    {"reference", "disclosure", "alias", "listing", "limit", "knowledge", "decision", "purpose", "sitting"}
)

# A denied or declined event is no tie.
TIES: Final = frozenset({"happened", "planned", "proposed", "unclear"})

# Both were in one place: that they spoke is not said.
PRESENCE: Final = frozenset({"presence", "same place", "addressed together"})

# Who belongs to what: a tie to an organization, not between people.
STANDING: Final = frozenset({"post", "membership", "hiring", "dismissal"})

# The two were in touch, or one did something with or for the other, by the words of the record.
CONTACT: Final = frozenset({"meeting", "call", "message", "contact", "introduction", "payment", "gift", "visit"})

# Kinds from strong to weak, for the order of strands and for the one kind under which an occasion counts. What is not named here
# stands between contact and presence.
_ORDER: Final = (
    "meeting", "call", "message", "visit", "contact", "introduction", "payment", "gift", "arrangement", "invitation", "request",
    "proposal", "on behalf", "travel",
)  # fmt: skip
_WEAK: Final = ("hiring", "dismissal", "post", "membership", "presence", "same place", "addressed together")
_RANKS: Final = {**{k: i for i, k in enumerate(_ORDER)}, **{k: len(_ORDER) + 1 + i for i, k in enumerate(_WEAK)}}

# Roles of those who do the thing: each of them is tied to all others, however many these are.
_ACTORS: Final = frozenset({"from", "initiator", "introducer", "arranger", "speaker", "for"})

# In a crowd larger than this, being there ties nobody: only who acts is tied to each. The number of pairs stays near linear.
CROWD: Final = 24


def rank(kind: str) -> int:
    """Return the place of a kind of tie, the strongest first."""
    return _RANKS.get(kind, len(_ORDER))


def ties(event: Event, identity: IdentityOf, around: str | None = None) -> Iterator[tuple[str, str, str]]:
    """Yield (left, right, kind) for each two identities that `event` ties, left before right; of `around` alone when given.

    identity: the identity id of a mention id, or None. What is denied or declined ties nobody.
    """
    if event.status not in TIES or event.kind in NO_CONTACT:
        return
    roles = _roles(event, identity)
    if around is not None and around not in roles:
        return
    for left, right in _pairs(roles, around):
        kinds = {k for a in roles[left] for b in roles[right] if (k := _kind(event.kind, a, b))}
        if kinds:
            yield left, right, min(kinds, key=rank) if len(kinds) > 1 else kinds.pop()


def _roles(event: Event, identity: IdentityOf) -> dict[str, list[str]]:
    """Return who takes part, each with the roles, sorted."""
    found: dict[str, list[str]] = {}
    for role, mention in event.roles:
        if role not in APART and (who := identity(mention)):
            found.setdefault(who, []).append(role)
    return dict(sorted(found.items()))


def _pairs(roles: dict[str, list[str]], around: str | None) -> Iterator[tuple[str, str]]:
    for left, right in combinations(roles, 2) if around is None else _with(roles, around):
        if len(roles) <= CROWD or not _ACTORS.isdisjoint((*roles[left], *roles[right])):
            yield left, right


def _with(roles: dict[str, list[str]], around: str) -> Iterator[tuple[str, str]]:
    yield from ((min(around, other), max(around, other)) for other in roles if other != around)


def _kind(event: str, left: str, right: str) -> str | None:
    """Return the kind of tie that two roles in an event of one kind make, or None."""
    roles = {left, right}
    if event in ("post", "membership"):
        return event if roles == {"holder", "organization"} else None
    if "arranger" in roles:
        return "arrangement"
    if "for" in roles:
        return "on behalf"
    if event == "attendance":
        return "presence"
    if event == "message" and roles <= {"to", "cc"}:
        return "addressed together"
    return event
