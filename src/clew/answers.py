"""What a case answers from its records and from what people judged of them, whoever holds the records."""

from collections.abc import Iterable
from functools import cached_property

from clew import network, timeline, trace
from clew.derived import Derived
from clew.engine import Serial
from clew.errors import AskError
from clew.index import Index
from clew.records import (
    Claim,
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
    Mention,
    Observation,
    Occasion,
    Question,
    Reliance,
    Root,
    Unknown,
)
from clew.resolve import find_copies

# So many digits of an id are shown, and asked by.
_SHOWN = 8


class Answers:
    """Answers over some observations and judgements. All are in a fixed order."""

    def __init__(self, observations: Iterable[Observation], judgements: Iterable[Judgement]) -> None:
        self.index = Index(observations)
        self.judgements = tuple(judgements)

    @property
    def observations(self) -> dict[str, Observation]:
        """The observations by their document's id, in the order of the documents' paths."""
        return self.index.observations

    @property
    def documents(self) -> dict[str, Document]:
        """The documents by id."""
        return self.index.documents

    @property
    def mentions(self) -> dict[str, Mention]:
        """The mentions by id."""
        return self.index.mentions

    @property
    def events(self) -> dict[str, Event]:
        """The events by id."""
        return self.index.events

    @property
    def claims(self) -> dict[str, Claim]:
        """The claims by id."""
        return self.index.claims

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the documents leave open, in their order."""
        return self.index.questions

    @property
    def claims_about(self) -> dict[str, tuple[Claim, ...]]:
        """The claims by the event they are about."""
        return self.index.claims_about

    @cached_property
    def derived(self) -> Derived:
        """What follows from who is who, as judged so far."""
        return Derived.of(Serial(), self.index, self.judgements, lambda: self.copies)

    @property
    def identities(self) -> dict[str, Identity]:
        """The identities by id, sorted by name."""
        return self.derived.identities

    def identity_of(self, mention: str) -> Identity | None:
        """Return whose the mention with this id is, or None: an untied pronoun is nobody's."""
        return self.derived.identity_of(mention)

    def people(self, kind: str = "person") -> tuple[Identity, ...]:
        """Return the identities of one kind that are named, or that somebody has a hypothesis about; most mentioned first."""
        found = (i for i in self.identities.values() if i.kind == kind and (i.identified or self.derived.unidentified.is_said(i)))
        return tuple(sorted(found, key=lambda i: (-len(i.mentions), i.name, i.id)))

    def person(self, name: str) -> Identity:
        """Return the identity with this id, eight digits of it at least, or this name (case does not matter).

        AskError when there is none, or more than one.
        """
        found = self._going_by(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise AskError(f"nobody in this case is called “{name}”; `clew people` lists who is")
        listed = "; ".join(f"{i.name} ({i.id[:_SHOWN]}, {len(i.mentions)} mentions)" for i in found[:8])
        raise AskError(f"“{name}” may be any of these, ask by id: {listed}")

    def called(self, name: str) -> tuple[Identity, ...]:
        """Return the identity with this id or name; all of this name when none of them is identified, since they may be one.

        AskError when there is none, or more than one that is somebody in particular.
        """
        found = self._going_by(name)
        apart = len(found) < 2 or any(i.identified or i.kind != "person" for i in found)
        return (self.person(name),) if apart else tuple(sorted(found, key=lambda i: (-len(i.mentions), i.id)))

    def _going_by(self, name: str) -> list[Identity]:
        """Return whom an id, the beginning of one, or a name may mean."""
        if name in self.identities:
            return [self.identities[name]]
        begun = [i for id, i in self.identities.items() if id.startswith(name)] if len(name) >= _SHOWN else []
        if len(begun) == 1:
            return begun
        wanted = name.casefold()
        named = [i for i in self.identities.values() if any(n.casefold() == wanted for n in i.names)]
        found = [i for i in named if i.identified or self.derived.unidentified.is_said(i)] or named
        found = [i for i in found if i.kind == "person"] or found
        return found or [i for i in self.people() if wanted in i.name.casefold()]

    def timeline(self, person: str | None = None) -> tuple[trace.Entry, ...]:
        """Return the occasions in the order of time, the unplaced last; of one person or organization (name or id) when given."""
        return timeline.timeline(self.derived, timeline.Wish((self.person(person).id,) if person else (), aside=True))

    def events_of(self, identity: Identity) -> tuple[Event, ...]:
        """Return the events that `identity` has a role in."""
        return self.derived.events_of(identity)

    def hypotheses(self, identity: Identity) -> tuple[Hypothesis, ...]:
        """Return who an unidentified person may be, the likeliest first, with what speaks for and against each."""
        return self.derived.hypotheses_about(identity)

    def unknowns(self, identity: Identity) -> tuple[Unknown, ...]:
        """Return which mentions of `identity` were unidentified until a person judged them, and what they might have been."""
        return self.derived.unknowns_of(identity)

    @property
    def reliances(self) -> tuple[Reliance, ...]:
        """What each document has from another: passages copied, outlets named as the source."""
        return self.derived.sources.reliances

    @property
    def roots(self) -> tuple[Root, ...]:
        """What the claims of the case come down to, those with most tellings first."""
        return self.derived.sources.roots

    def corroboration(self, id: str) -> Corroboration:
        """Return the tellings of an event, occasion or claim and their independent roots. AskError when there is no such id."""
        return self.derived.corroboration(id)

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """The events of all documents, each once with all its tellings."""
        return self.derived.occasions

    def occasion_of(self, event: str) -> Occasion:
        """Return the occasion that the event with this id tells."""
        return self.derived.occasion_by_event[event]

    @property
    def links(self) -> tuple[Link, ...]:
        """What ties each two identities that share an event."""
        return self.derived.links

    def links_of(self, identity: Identity) -> tuple[Link, ...]:
        """Return the links of one identity, those of most occasions first."""
        return self.derived.links_of(identity)

    def path(self, start: str, goal: str) -> tuple[Link, ...]:
        """Return the fewest links from one person to another (names or ids). AskError when there is no way."""
        return network.ways(self.derived, self.person(start), self.person(goal))[0].links

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of passages that cannot both be so, and what disclosures leave out."""
        return self.derived.conflicts

    @cached_property
    def copies(self) -> tuple[Copies, ...]:
        """Groups of documents whose words nearly agree, each with the pairs that tie it. Linked, never merged."""
        return find_copies(self.documents.values())

    def unsure_pairs(self) -> tuple[tuple[Identity, Identity, Judgement], ...]:
        """Return the pairs of identities that rules are unsure of and nobody has judged, best first, each with what they say."""
        home, identities = self.derived.home, self.identities
        return tuple((identities[home[j.left]], identities[home[j.right]], j) for j in self.derived.resolution.unsure())

    def compare(self, left: str, right: str) -> Comparison:
        """Return how two identities (names or ids) compare, feature by feature. AskError when one has nothing to compare."""
        return self.derived.compare(self.person(left), self.person(right))
