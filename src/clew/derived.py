"""What follows from who is who: occasions, links, conflicts. Made anew after each judgement, each answer when it is asked for."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from clew import trace
from clew.engine import Engine
from clew.errors import AskError
from clew.index import Index
from clew.pipeline import named, resolved
from clew.records import Comparison, Conflict, Document, Event, Hypothesis, Identity, Judgement, Link, Matter, Occasion, Thread
from clew.resolve import Names, Resolution, compare, find_occasions, told_in, with_hypotheses


class Derived:
    """Answers over the records of `index`, with the identities that `judgements`, a person's, have made of its mentions."""

    def __init__(self, index: Index, names: Sequence[Names], resolution: Resolution, judgements: Iterable[Judgement]) -> None:
        self.index = index
        self.names = names
        self.resolution = resolution
        self.judgements = tuple(judgements)
        self._matters: tuple[Matter, ...] | None = None

    @classmethod
    def of(cls, engine: Engine, index: Index, judgements: Sequence[Judgement]) -> "Derived":
        """Return what follows from `index` by the rules and by what people judged. EngineError when a worker is lost."""
        names = named(engine, index.observations.values())
        return cls(index, names, resolved(names, index.mentions.get).judged(judgements), judgements)

    def judged(self, judgements: Sequence[Judgement]) -> "Derived":
        """Return what follows when all of `judgements` stand, in the order in which they were made, and no others."""
        after = Derived(self.index, self.names, self.resolution.judged(judgements), judgements)
        after.__dict__["told"] = self.told
        return after

    def compare(self, left: Identity, right: Identity) -> Comparison:
        """Return how two identities compare, feature by feature. AskError when one has neither a name nor an address."""
        try:
            return compare(left.mentions, right.mentions, self.names)
        except ValueError as error:
            raise AskError(f"{left.name} and {right.name} cannot be compared: {error}") from error

    @cached_property
    def told(self) -> Mapping[str, Sequence[Hypothesis]]:
        """What documents say that somebody is or stands for, by the mention it is said of."""
        return told_in(self.index.observations.values())

    @cached_property
    def identities(self) -> dict[str, Identity]:
        """The identities by id, sorted by name."""
        found = self.resolution.identities
        about = dict.fromkeys(self.home[mention] for mention in self.told if mention in self.home)
        return found | {i.id: i for i in with_hypotheses((found[id] for id in about), self.told)}

    @property
    def home(self) -> dict[str, str]:
        """The identity's id by the id of each of its mentions."""
        return self.resolution.home

    def events_of(self, identity: Identity) -> tuple[Event, ...]:
        """Return the events that `identity` has a role in, in the order of its mentions."""
        found = dict.fromkeys(id for m in identity.mentions for id in self.index.events_with.get(m, ()))
        return tuple(self.index.events[id] for id in found)

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """The events of all documents, each once with all its tellings."""
        return find_occasions(self.index.events.values(), self.home.get, called=self.name_of, judgements=self.judgements)

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
        index = self.index
        dates = {id: o.dates for id, o in index.observations.items()}
        events = list(index.events.values())
        return trace.find_conflicts(events, self.home.get, index.documents, index.mentions, index.claims_about, dates)

    def matters(self, threads: Sequence[Thread], mails: Mapping[str, Document]) -> tuple[Matter, ...]:
        """Return what is not known, open matters first. threads, mails: those of the case, which judgements do not change."""
        if self._matters is None:
            look = trace.Look(self.index.observations.values(), self._identity, self.occasions, threads, mails)
            self._matters = trace.find_matters(look)
        return self._matters

    def _identity(self, mention: str) -> Identity | None:
        return self.identities.get(self.home.get(mention, ""))
