"""Where a telling has a contact take place, as far as its words exclude another place: a town, one house of a kind, or a line."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from clew.records import Event
from clew.trace.conflictwords import pattern, table
from clew.trace.ledger import Ledger
from clew.trace.towns import Town, apart, town, towns_in

# Names of two houses more alike than this may be one, spelt in two ways ("Halcyon", "Halycon").
ALIKE = 0.6

_WORD = re.compile(r"[^\W\d_]+")


class Whereabouts(NamedTuple):
    """town: the only one told, or None; house: the kind of house and the words of its name, or None; remote: it was by telephone
    or video; present: that they were in one room is said, or a house is named."""

    town: Town | None
    house: tuple[str, frozenset[str]] | None
    remote: bool
    present: bool


def whereabouts(ledger: Ledger, event: Event) -> Whereabouts:
    """Return what the first passage of an event says of its place."""
    text = event.evidence[0].text
    named = ledger.mentions[event.where].name if event.where in ledger.mentions else ""
    towns = {t for t, at in towns_in(text) if _is_of_event(ledger, event, text[:at].rstrip())}
    towns |= {found} if (found := town(named)) else set()
    house = _house(named)
    remote = pattern("presence", "remote").search(text) is not None
    present = pattern("presence", "in_person").search(text) is not None
    return Whereabouts(min(towns) if len(towns) == 1 else None, house, remote, (present or house is not None) and not remote)


def _is_of_event(ledger: Ledger, event: Event, before: str) -> bool:
    """Whether "in Oslo" says where it took place: it stands behind who took part, the verb or the date, or opens the clause;
    not behind another thing ("to discuss a house in Oslo")."""
    people = (ledger.mentions[m].span.text for _, m in event.roles if m in ledger.mentions)
    return not before or before.endswith(tuple(people)) or pattern("presence", "took_place").search(before) is not None


def exclude(left: Whereabouts, right: Whereabouts) -> bool:
    """Whether what is told of the one place cannot be so of the other."""
    if left.town and right.town and apart(left.town, right.town):
        return True
    if left.house and right.house and left.house[0] == right.house[0]:
        return _two_names(left.house[1], right.house[1])
    return (left.remote and right.present) or (left.present and right.remote)


def _house(name: str) -> tuple[str, frozenset[str]] | None:
    """Return the kind of house that a place's name ends or begins with, and the rest of the name: ("hotel", {"lantern"})."""
    words = [w for w in _WORD.findall(name.casefold()) if w not in ("the", "a", "an", "of")]
    kinds = {word: kind for kind, listed in table("houses").items() for word in listed}
    kind = next((kinds[w] for w in (words[-1:] + words[:1]) if w in kinds), None)
    rest = frozenset(w for w in words if w not in kinds)
    return (kind, rest) if kind and rest else None


def _two_names(left: frozenset[str], right: frozenset[str]) -> bool:
    return not left & right and SequenceMatcher(None, " ".join(sorted(left)), " ".join(sorted(right))).ratio() <= ALIKE
