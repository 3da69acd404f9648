"""What the rules of gaps and answers look up: the records of a case by what they have to do with one another."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from clew.index import Index
from clew.records import Claim, Document, Event, Identity, Judgement, Mention, Observation, Occasion, Span, Thread, When
from clew.trace.denials import Told, asked_before, told_by_pair
from clew.trace.ledger import Ledger
from clew.trace.matters.stretches import Stretches
from clew.trace.matters.words import pattern, plain
from clew.trace.ties import APART
from clew.when import placed

IdentityOf = Callable[[str], Identity | None]

# Kinds of event in which people have to do with one another, and kinds that may tell of one and the same contact.
# What two people have to do with each other, being together apart: more than the contacts that can be denied.
DEALINGS = frozenset({"meeting", "call", "message", "contact", "introduction", "payment", "gift", "visit", "travel"})
# What is told of more people at once, such as a mail to all staff, tells nothing of two of them.
_MOST = 12

DAYS = frozenset({"day", "hour", "minute", "second"})
_FAMILIES = {"visit": "meeting", "contact": ""}


class Look:
    """Look-ups over the records of a case. Whatever order the records come in, the answers are the same.

    identity    whose a mention is
    occasions   which events are one
    threads     with the messages that are missing; mails: documents by id, those known only from quotation too
    """

    def __init__(
        self,
        observations: Iterable[Observation],
        identity: IdentityOf,
        occasions: Iterable[Occasion] = (),
        threads: Sequence[Thread] = (),
        mails: Mapping[str, Document] | None = None,
    ) -> None:
        self.observations = sorted(observations, key=lambda o: (o.document.source.path, o.document.source.part, o.document.id))
        self.identity = identity
        self.threads = threads
        self.mails = mails or {}
        self.occasion = {id: each for each in occasions for id in each.events}

    @cached_property
    def ledger(self) -> Ledger:
        """The same records as conflicts see them: bare surnames and posts are read as the one person of the case they fit."""
        return Ledger(Index(self.observations), lambda mention: found.id if (found := self.identity(mention)) else None)

    @cached_property
    def told_by_pair(self) -> dict[frozenset[str], list[Told]]:
        """The contacts that are told to have happened, by each two of those who took part, as conflicts see them."""
        return told_by_pair(self.ledger)

    @cached_property
    def asked_before(self) -> dict[str, Event]:
        """The open event that a denial answers, by the denial's id."""
        return asked_before(self.ledger)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents by id."""
        return {o.document.id: o.document for o in self.observations}

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each document, by its id, in the order of their paths."""
        return {id: n for n, id in enumerate(self.documents)}

    @cached_property
    def mentions(self) -> dict[str, Mention]:
        """The mentions by id."""
        return {m.id: m for o in self.observations for m in o.mentions}

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events by id, in the order of documents and text."""
        every = (e for o in self.observations for e in sorted(o.events, key=lambda e: (e.evidence[0].start, e.id)))
        return {e.id: e for e in every}

    @cached_property
    def claims_about(self) -> dict[str, tuple[Claim, ...]]:
        """The claims by the event they are about."""
        about: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted((c for o in self.observations for c in o.claims), key=lambda c: (c.content.start, c.id)):
            if claim.event:
                about[claim.event].append(claim)
        return {event: tuple(claims) for event, claims in about.items()}

    @cached_property
    def _named_here(self) -> frozenset[tuple[str, str]]:
        return frozenset((m.span.document, m.name) for m in self.mentions.values() if m.form == "name")

    def tellings(self, event: Event) -> tuple[Event, ...]:
        """Return the events that tell the same, `event` among them, in the order of documents and text."""
        occasion = self.occasion.get(event.id)
        found = [self.events[id] for id in occasion.events if id in self.events] if occasion else [event]
        return tuple(sorted(found, key=lambda e: self.key(e.evidence[0])))

    def thread_of(self, event: Event) -> str:
        """Return the id of the thread that the document telling `event` is in, "" when it is in none."""
        return self._threads.get(event.evidence[0].document, "")

    @cached_property
    def _threads(self) -> dict[str, str]:
        return {id: thread.id for thread in self.threads for message in thread.messages for id in message.documents}

    def key(self, span: Span) -> tuple[int, int, int]:
        """Return a key that sorts spans by document and text."""
        return self.place.get(span.document, len(self.place)), span.start, span.end

    def unnamed(self, mention: Mention) -> bool:
        """Whether the words of its own document do not name whom `mention` means."""
        return mention.form == "description" and (mention.span.document, mention.name) not in self._named_here

    def alike(self, mention: Mention) -> tuple[str, ...]:
        """Return the ids of the mentions that the words of the document of `mention` tie to it, itself among them."""
        return self._alike.get((mention.span.document, mention.name), (mention.id,))

    @cached_property
    def _alike(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for mention in self.mentions.values():
            found[mention.span.document, mention.name].append(mention.id)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}

    @cached_property
    def judged_same(self) -> dict[str, Judgement]:
        """The judgements of people that two are one, by each of the two mentions."""
        every = {i.id: i for m in self.mentions if (i := self.identity(m))}
        kept = (j for i in every.values() for j in i.judgements if j.at is not None and j.verdict == "same")
        return {side: j for j in kept for side in (j.left, j.right)}

    def names_somebody(self, span: Span) -> bool:
        """Whether a person is named inside `span`, so that what it describes can be told from others."""
        return any(m.form == "name" and m.kind == "person" and m.span.start >= span.start for m in self.mentions_at.over(span))

    @cached_property
    def claims_at(self) -> Stretches[Claim]:
        """The claims by where their content stands."""
        return Stretches((c.content, c) for o in self.observations for c in o.claims)

    @cached_property
    def no_more(self) -> tuple[Span, ...]:
        """The sentences that say of somebody that he did nothing more, in the order of documents and text."""
        every = (o.document.span(*m.span()) for o in self.observations for m in pattern("no_more").finditer(o.document.text))
        return tuple(dict.fromkeys(self.ledger.passage(span) for span in every))

    @cached_property
    def mentions_at(self) -> Stretches[Mention]:
        """The mentions by where they stand."""
        return Stretches((m.span, m) for m in self.mentions.values())

    def people(self, event: Event) -> dict[str, Identity]:
        """Return the identified people of `event` who take part in it, by id."""
        found = (self.identity(m) for role, m in event.roles if role not in APART)
        return {i.id: i for i in found if i and i.identified and i.kind in ("person", "address")}

    def day_in(self, span: Span) -> When | None:
        """Return the first date inside `span` that names a day or a shorter time."""
        inside = (w for w in self._dates_at.over(span) if span.start <= w.span.start and w.span.end <= span.end)
        return next((w for w in inside if w.grain in DAYS), None)

    def dates_in(self, span: Span) -> list[When]:
        """Return the dates that begin inside `span` and are placed in time."""
        return [w for w in self._dates_at.over(span) if placed(w) and w.span.start >= span.start]

    @cached_property
    def _dates_at(self) -> Stretches[When]:
        return Stretches((w.span, w) for o in self.observations for w in o.dates)

    def said_in(self, span: Span) -> list[Event]:
        """Return the events that a passage overlapping `span` tells, each once."""
        return list({e.id: e for e in self._events_at.over(span)}.values())

    @cached_property
    def _events_at(self) -> Stretches[Event]:
        return Stretches((span, e) for e in self.events.values() for span in e.evidence)

    def together(self, people: Iterable[str]) -> list[Event]:
        """Return the events that tell of contact of all of `people`, two or more, in the order of documents and text."""
        first, second, *others = sorted(set(people))
        return [e for e in self._together.get((first, second), ()) if set(others) <= set(self.people(e))]

    @cached_property
    def _together(self) -> dict[tuple[str, str], list[Event]]:
        found: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in self.events.values():
            people = sorted(self.people(event)) if event.kind in DEALINGS else []
            for pair in combinations(people, 2) if len(people) <= _MOST else ():
                found[pair].append(event)
        return found

    def is_header(self, event: Event) -> bool:
        """Whether `event` is a message known from its own header: its first passage stands in a header zone."""
        span = event.evidence[0]
        zones = self.documents[span.document].zones if span.document in self.documents else ()
        return event.kind == "message" and any(z.kind == "header" and z.start <= span.start < z.end for z in zones)


def family(kind: str) -> str:
    """Return a name for the kinds that may tell of the same contact; "" fits any."""
    return _FAMILIES.get(kind, kind)


def same_words(left: Span, right: Span) -> bool:
    """Whether one passage has all the words of the other in one run: it quotes, copies or re-reports it."""
    a, b = plain(left.text), plain(right.text)
    return a in b or b in a
