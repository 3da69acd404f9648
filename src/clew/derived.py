"""What follows from who is who: occasions, links, conflicts. Made anew after each judgement, each answer when it is asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from clew import trace
from clew.engine import Engine
from clew.errors import AskError
from clew.index import Index
from clew.pipeline import named, resolved
from clew.records import (
    Comparison,
    Conflict,
    Copies,
    Corroboration,
    Document,
    Event,
    Hypothesis,
    Identity,
    Judgement,
    Link,
    Matter,
    Occasion,
    Thread,
    Unknown,
)
from clew.resolve import Comparing, Names, Occasions, Resolution, compare_events, find_copies, shortest
from clew.unhindered import unhindered


@dataclass(frozen=True)
class Basis:
    """What a judgement does not change; and the occasions as they were last made, of which it changes few."""

    index: Index
    names: Sequence[Names]
    said: trace.Said
    reuse: trace.Reuse
    kept: Occasions

    @cached_property
    def comparing(self) -> Comparing:
        """What compares two identities."""
        return Comparing(self.names)


class Derived:
    """Answers over the records of a case, with the identities that `judgements`, a person's, have made of its mentions."""

    def __init__(self, basis: Basis, resolution: Resolution, judgements: Iterable[Judgement]) -> None:
        self.basis = basis
        self.index = basis.index
        self.resolution = resolution
        self.judgements = tuple(judgements)
        self._changed: frozenset[str] | None = None
        self._matters: tuple[Matter, ...] | None = None

    @classmethod
    def of(
        cls,
        engine: Engine,
        index: Index,
        judgements: Sequence[Judgement],
        copies: Callable[[], Sequence[Copies]] | None = None,
    ) -> "Derived":
        """Return what follows from `index` by the rules and by what people judged.

        copies: gives the groups of documents that are copies, where they are known. EngineError when a worker is lost.
        """
        reuse = trace.Reuse(index, copies or (lambda: find_copies(index.documents.values())))
        with unhindered():
            names = named(engine, index.observations.values())
            resolution = resolved(names, index.mentions.get).judged(judgements)
        return cls(Basis(index, names, trace.Said(index), reuse, Occasions(index.events.values())), resolution, judgements)

    def judged(self, judgements: Sequence[Judgement]) -> "Derived":
        """Return what follows when all of `judgements` stand, in the order in which they were made, and no others."""
        after = Derived(self.basis, self.resolution.judged(judgements), judgements)
        if self._changed is not None and after.resolution.changed is not None:
            after._changed = self._changed | after.resolution.changed
        return after

    def compare(self, left: Identity, right: Identity) -> Comparison:
        """Return how two identities compare, feature by feature. AskError when one has neither a name nor an address."""
        try:
            return self.basis.comparing.compare(left.mentions, right.mentions)
        except ValueError as error:
            raise AskError(f"{left.name} and {right.name} cannot be compared: {error}") from error

    def compare_events(self, left: Event, right: Event) -> Comparison:
        """Return what speaks for and against two events being tellings of one occasion, by themselves."""
        return compare_events(left, right, self.home.get, called=self.name_of)

    def chain_of_events(self, left: Event, right: Event) -> tuple[Judgement, ...]:
        """Return the fewest judgements that lead from one telling of an occasion to another; () when they are of two."""
        joins = (j for j in self.occasion_by_event[left.id].judgements if j.verdict == "same")
        return shortest(((j.left, j.right, j) for j in joins), left.id, right.id)

    @property
    def identities(self) -> dict[str, Identity]:
        """The identities by id, sorted by name."""
        return self.resolution.identities

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
        with unhindered():
            found = self.basis.kept.told(self.home.get, self.name_of, self.judgements, self._changed)
        self._changed = frozenset()
        return found

    @cached_property
    def occasion_by_event(self) -> dict[str, Occasion]:
        """The occasion that an event tells, by the event's id."""
        return {event: occasion for occasion in self.occasions for event in occasion.events}

    def name_of(self, mention: str) -> str | None:
        """Return the name of whoever a mention means, or None: it is not known who."""
        identity = self.identity_of(mention)
        return identity.name if identity and identity.identified else None

    @cached_property
    def unidentified(self) -> trace.Unidentified:
        """Who is not identified, and who that may be."""
        return trace.Unidentified(self.basis.said, self.identities, self.home)

    def hypotheses_about(self, identity: Identity) -> tuple[Hypothesis, ...]:
        """Return who `identity` may be, the likeliest first; () when it is identified."""
        return self.unidentified.about(identity)

    def unknowns_of(self, identity: Identity) -> tuple[Unknown, ...]:
        """Return which mentions of `identity` were unidentified until a person judged them."""
        return trace.find_unknowns(self.unidentified, identity)

    @cached_property
    def sources(self) -> trace.Sources:
        """Who rests on whom."""
        return trace.Sources(self.index, self.basis.reuse, self.identity_of)

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
        return trace.find_links(self.index.events.values(), self.home.get, self.occasion_by_event.get, self.presences)

    def links_of(self, identity: Identity, presences: Iterable[tuple[str, str, str, str]] = ()) -> tuple[Link, ...]:
        """Return the links of one identity, those of most occasions first: only the events it has a role in are looked at.

        presences: who was at one place by two events, of the whole case (`presences`), where they are to count too.
        """
        events = self.events_of(identity)
        found = trace.links_around(events, identity.id, self.home.get, self.occasion_by_event.get, presences)
        return tuple(sorted(found, key=trace.most_occasions))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of passages that cannot both be so, and what disclosures leave out."""
        return trace.find_conflicts(self.index, self.home.get)

    def matters(self, threads: Sequence[Thread], mails: Mapping[str, Document]) -> tuple[Matter, ...]:
        """Return what is not known, open matters first. threads, mails: those of the case, which judgements do not change."""
        if self._matters is None:
            look = trace.Look(self.index.observations.values(), self.identity_of, self.occasions, threads, mails)
            self._matters = trace.find_matters(look)
        return self._matters
