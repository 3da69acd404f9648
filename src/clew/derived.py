"""What follows from who is who: occasions, links, conflicts. Made anew after each judgement, each answer when it is asked for."""

from collections.abc import Iterable
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

    def told(self, events: Iterable[Event]) -> trace.OccasionOf:
        """Return a look-up of the occasions that `events` tell, made of these alone."""
        return trace.occasion_of(find_occasions(events, self.home.get))

    @cached_property
    def entries(self) -> tuple[trace.Entry, ...]:
        """The occasions in the order of time."""
        return trace.timeline(self.occasions, self.index.events, self.index.claims_about, self.index.written)

    @cached_property
    def graphs(self) -> dict[tuple[object, ...], trace.Graph]:
        """The links to walk on, by what is left out and what is looked for: made once each."""
        return {}

    @cached_property
    def evidence(self) -> trace.EvidenceOf:
        """How weak what tells an event is, by the event's id."""
        return trace.evidence_of(self.index.events, self.index.claims_about)

    @cached_property
    def presences(self) -> tuple[tuple[str, str, str, str], ...]:
        """Who was at one place on one day by two events, and by which."""
        there = (e for e in self.index.events.values() if e.where)
        return trace.find_presences(there, self.home.get, lambda mention: self.index.mentions[mention].name)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What ties each two identities that share an event, or a place and a day."""
        told = trace.occasion_of(self.occasions)
        return trace.find_links(self.index.events.values(), self.home.get, told, self.presences)

    def links_of(self, identity: Identity) -> tuple[Link, ...]:
        """Return the links of one identity, those of most occasions first: only the events it has a role in are looked at."""
        events = self.events_of(identity)
        found = trace.links_around(events, identity.id, self.home.get, self.told(events))
        return tuple(sorted(found, key=lambda link: (-trace.occasions(link), link.left, link.right)))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of passages that cannot both be so, and what disclosures leave out."""
        return trace.find_conflicts(list(self.index.events.values()), self.home.get)
