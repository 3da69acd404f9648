"""What follows from who is who: occasions, links, conflicts. Made anew after each judgement, each answer when it is asked for."""

from functools import cached_property

from clew import trace
from clew.index import Index
from clew.records import Conflict, Corroboration, Event, Hypothesis, Identity, Link, Occasion, Unknown
from clew.resolve import find_occasions


class Derived:
    """Answers over the records of `index`, with the identities that judgements have made of its mentions."""

    def __init__(self, index: Index, identities: dict[str, Identity], said: trace.Said, reuse: trace.Reuse) -> None:
        self.index = index
        self.identities = identities
        self.said, self.reuse = said, reuse

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
    def unidentified(self) -> trace.Unidentified:
        """Who is not identified, and who that may be."""
        return trace.Unidentified(self.said, self.identities, self.home)

    def hypotheses_about(self, identity: Identity) -> tuple[Hypothesis, ...]:
        """Return who `identity` may be, the likeliest first; () when it is identified."""
        return self.unidentified.about(identity)

    def unknowns_of(self, identity: Identity) -> tuple[Unknown, ...]:
        """Return which mentions of `identity` were unidentified until a person judged them."""
        return trace.find_unknowns(self.unidentified, identity)

    @cached_property
    def sources(self) -> trace.Sources:
        """Who rests on whom."""
        return trace.Sources(self.index, self.reuse, self.identity_of)

    def identity_of(self, mention: str) -> Identity | None:
        """Return whose the mention with this id is, or None."""
        home = self.home.get(mention)
        return self.identities[home] if home else None

    def corroboration(self, id: str) -> Corroboration:
        """Return the tellings of an event, occasion or claim, and the roots they come down to. AskError when there is none."""
        return trace.find_corroboration(self.sources, id, self.occasions, self._about_subject)

    def _about_subject(self, event: Event) -> list[Hypothesis]:
        subjects = {i.id: i for role, m in event.roles if role == "subject" and (i := self.identity_of(m))}
        return [h for identity in subjects.values() for h in self.hypotheses_about(identity)]

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What ties each two identities that share an event."""
        return trace.find_links(self.index.events.values(), self.home.get)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of passages that cannot both be so, and what disclosures leave out."""
        return trace.find_conflicts(list(self.index.events.values()), self.home.get)
