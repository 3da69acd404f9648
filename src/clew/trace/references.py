"""What the texts of a case say of its unidentified: read once, before anything is known of who is who."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from clew.index import Index
from clew.records import Claim, Event
from clew.trace.initials import letters
from clew.trace.meanings import Lettered, find_lettered


class Reference(NamedTuple):
    """A passage that calls the unknown a reference to somebody: the event, one claim of it, and the mention of whom, or ""."""

    event: Event
    claim: Claim
    object: str


class Said:
    """What the texts of a case say of its unidentified, before anything is known of who is who."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def lettered(self) -> Lettered:
        """Where the letters that some mention consists of stand, and what they are said to mean."""
        wanted = {key for m in self.index.mentions.values() if (key := letters(m.name))}
        return find_lettered(self.index.observations.values(), wanted)

    @cached_property
    def references(self) -> Mapping[str, Sequence[Reference]]:
        """The passages that call something a reference to somebody, by the mention they say it of."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for event in (e for e in self.index.events.values() if e.kind == "reference"):
            whom = next((m for role, m in event.roles if role == "object"), "")
            for mention in (m for role, m in event.roles if role == "subject"):
                found[mention] += [Reference(event, claim, whom) for claim in self.index.claims_about.get(event.id, ())]
        return found

    @cached_property
    def by_letters(self) -> Mapping[str, Sequence[str]]:
        """The mentions of which something is said, by the letters they consist of."""
        found: dict[str, list[str]] = defaultdict(list)
        for mention in self.references:
            found[letters(self.index.mentions[mention].name)].append(mention)
        return {key: mentions for key, mentions in found.items() if key}

    @cached_property
    def asked(self) -> frozenset[str]:
        """The mentions that a question is about."""
        return frozenset(m for question in self.index.questions for m in question.about)
