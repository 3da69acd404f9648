"""What follows from who is who: occasions, links, conflicts. Made anew after each judgement, each answer when it is asked for."""

from collections.abc import Sequence
from functools import cached_property

from clew import trace
from clew.index import Index
from clew.records import Conflict, Event, Identity, Judgement, Link, Occasion
from clew.resolve import Occasions


class Derived:
    """Answers over the records of `index`, with the identities that `judgements`, a person's, have made of its mentions.

    kept: the occasions as they were made before, of which a judgement changes few.
    """

    def __init__(
        self,
        index: Index,
        identities: dict[str, Identity],
        judgements: Sequence[Judgement] = (),
        kept: Occasions | None = None,
    ) -> None:
        self.index = index
        self.identities = identities
        self.judgements = judgements
        self._kept = kept or Occasions(index.events.values())

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
        return self._kept.told(self.home.get, self.name_of, self.judgements)

    @cached_property
    def occasion_by_event(self) -> dict[str, Occasion]:
        """The occasion that an event tells, by the event's id."""
        return {event: occasion for occasion in self.occasions for event in occasion.events}

    def name_of(self, mention: str) -> str | None:
        """Return the name of whoever a mention means, or None: it is not known who."""
        identity = self.identities.get(self.home.get(mention, ""))
        return identity.name if identity and identity.identified else None

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What ties each two identities that share an event."""
        return trace.find_links(self.index.events.values(), self.home.get)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of passages that cannot both be so, and what disclosures leave out."""
        return trace.find_conflicts(list(self.index.events.values()), self.home.get)
