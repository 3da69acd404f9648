"""What follows from who is who: occasions, links, conflicts. Made anew after each judgement, each answer when it is asked for."""

from functools import cached_property

from clew import trace
from clew.index import Index
from clew.records import Conflict, Event, Identity, Link, Occasion
from clew.resolve import find_occasions


class Derived:
    """Answers over the records of `index`, with the identities that judgements have made of its mentions."""

    def __init__(self, index: Index, identities: dict[str, Identity]) -> None:
        self.index = index
        self.identities = identities

    @cached_property
    def home(self) -> dict[str, str]:
        """The identity's id by the id of each of its mentions."""
        return {mention: i.id for i in self.identities.values() for mention in i.mentions}

    def events_of(self, identity: Identity) -> tuple[Event, ...]:
        """Return the events that `identity` has a role in, in the order of its mentions."""
        found = dict.fromkeys(id for m in identity.mentions for id in self.index.events_with.get(m, ()))
        return tuple(self.index.events[id] for id in found)

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """The events of all documents, each once with all its tellings."""
        return find_occasions(self.index.events.values(), self.home.get)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What ties each two identities that share an event."""
        return trace.find_links(self.index.events.values(), self.home.get)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of passages that cannot both be so, and what disclosures leave out."""
        index = self.index
        dates = {id: o.dates for id, o in index.observations.items()}
        events = list(index.events.values())
        said = index.claims.values()
        return trace.find_conflicts(events, self.home.get, index.documents, index.mentions, index.claims_about, dates, said)
