"""The observed records of a case by id: what all that is derived is looked up in. It never changes while a case is open."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from clew.records import Claim, Document, Event, Mention, Observation, Question, When


class Index:
    """The records of some observations. All answers are in the order of the documents."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self.observations = {o.document.id: o for o in observations}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents by id."""
        return {id: o.document for id, o in self.observations.items()}

    @cached_property
    def mentions(self) -> dict[str, Mention]:
        """The mentions by id."""
        return {m.id: m for o in self.observations.values() for m in o.mentions}

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events by id."""
        return {e.id: e for o in self.observations.values() for e in o.events}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims by id."""
        return {c.id: c for o in self.observations.values() for c in o.claims}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What the documents leave open."""
        return tuple(q for o in self.observations.values() for q in o.questions)

    def written(self, document: str) -> When | None:
        """Return the date that a document bears: when it was sent or published, else when its own words date it; or None."""
        seen = self.observations[document]
        return seen.document.sent or seen.document.published or seen.written

    @cached_property
    def claims_about(self) -> dict[str, tuple[Claim, ...]]:
        """The claims by the event they are about."""
        about: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.event:
                about[claim.event].append(claim)
        return {event: tuple(claims) for event, claims in about.items()}

    @cached_property
    def events_with(self) -> dict[str, tuple[str, ...]]:
        """The events, by id, that a mention has a role in, by the mention's id."""
        having: dict[str, dict[str, None]] = defaultdict(dict)
        for event in self.events.values():
            for _, mention in event.roles:
                having[mention][event.id] = None
        return {mention: tuple(events) for mention, events in having.items()}
