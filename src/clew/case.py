"""A case as a whole: what the page, the command line and the Python API ask it. Built from records; it holds no file open."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clew import accounting, network, pipeline, timeline, trace
from clew.derived import Derived
from clew.engine import Serial
from clew.errors import AskError
from clew.index import Index
from clew.ingest.dates import quoted_date
from clew.mend import Likeness, damage, findings, likenesses
from clew.records import (
    Claim,
    Conflict,
    Copies,
    Difference,
    Document,
    Event,
    Finding,
    Identity,
    Judgement,
    Link,
    Mention,
    Observation,
    Occasion,
    Question,
    Quoted,
    Receipt,
    Record,
    Source,
    Span,
    Thread,
    Verdict,
    make,
)
from clew.resolve import find_copies
from clew.store import CaseFolder

if TYPE_CHECKING:
    import tantivy


class Hit(Record, frozen=True, gc=False):
    """A document that a search found, with the exact places of its words."""

    document: str
    score: float
    passages: tuple[Span, ...]


class Damage(Record, frozen=True, gc=False):
    """What the damage in the text of one document tells."""

    document: str
    findings: tuple[Finding, ...]


class Case:
    """Answers questions about a case. All answers are in a fixed order."""

    def __init__(
        self,
        observations: Iterable[Observation],
        receipts: Iterable[Receipt] = (),
        judgements: Iterable[Judgement] = (),
        folder: CaseFolder | None = None,
    ) -> None:
        self.index = Index(observations)
        self.receipts = tuple(receipts)
        self.judgements = tuple(judgements)
        self.folder = folder
        self._findings: dict[str, tuple[Finding, ...]] = {}

    @classmethod
    def open(cls, path: Path | str) -> "Case":
        """Open the case in folder `path`. CaseError when it is not one, or was made by a newer version."""
        folder = CaseFolder.open(Path(path))
        return cls(folder.observations(), folder.receipts(), folder.judgements(), folder)

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
        found = pipeline.resolve(Serial(), list(self.observations.values()), self.judgements)
        return Derived(self.index, {i.id: i for i in found})

    @property
    def identities(self) -> dict[str, Identity]:
        """The identities by id, sorted by name."""
        return self.derived.identities

    def identity_of(self, mention: str) -> Identity | None:
        """Return whose the mention with this id is, or None: an untied pronoun is nobody's."""
        home = self.derived.home.get(mention)
        return self.identities[home] if home else None

    def report(self) -> accounting.Report:
        """Return what was read and what was not, with the reason of each that was not."""
        return accounting.report(self.receipts, self.documents.values())

    @cached_property
    def _places(self) -> dict[str, tuple[Source, ...]]:
        return accounting.places(self.receipts)

    def places(self, document: str) -> tuple[Source, ...]:
        """Return every place in which the document with this id was found; the first is its `source`."""
        return self._places.get(document) or (self.documents[document].source,)

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return the documents that match `query`, best first, at most `limit`. AskError when the query is malformed."""
        from clew.store.search import passages, search

        ranked = search(self._index, query, limit)
        return tuple(self._hit(id, score, passages(self.documents[id].text, query)) for id, score in ranked)

    @cached_property
    def _index(self) -> "tantivy.Index":
        from clew.store.search import build_index, open_index

        return open_index(self.folder, self._filed) if self.folder else build_index(self.observations.values(), self._filed)

    def _filed(self, document: Document) -> frozenset[str]:
        return damage(self.findings(document.id))

    def _hit(self, id: str, score: float, places: Sequence[tuple[int, int]]) -> Hit:
        return Hit(id, score, tuple(self.documents[id].span(*place) for place in places))

    def people(self, kind: str = "person") -> tuple[Identity, ...]:
        """Return the identities of one kind that are named, or that somebody has a hypothesis about; most mentioned first."""
        found = (i for i in self.identities.values() if i.kind == kind and (i.identified or i.hypotheses))
        return tuple(sorted(found, key=lambda i: (-len(i.mentions), i.name, i.id)))

    def person(self, name: str) -> Identity:
        """Return the identity with this id or this name (case does not matter). AskError when there is none, or more than one."""
        if name in self.identities:
            return self.identities[name]
        wanted = name.casefold()
        named = [i for i in self.identities.values() if any(n.casefold() == wanted for n in i.names)]
        found = [i for i in named if i.identified or i.hypotheses] or named
        found = [i for i in found if i.kind == "person"] or found
        if not found:
            found = [i for i in self.people() if wanted in i.name.casefold()]
        if len(found) == 1:
            return found[0]
        if not found:
            raise AskError(f"nobody in this case is called “{name}”; `clew people` lists who is")
        listed = "; ".join(f"{i.name} ({i.id[:8]}, {len(i.mentions)} mentions)" for i in found[:8])
        raise AskError(f"“{name}” may be any of these, ask by id: {listed}")

    def timeline(self, person: str | None = None) -> tuple[trace.Entry, ...]:
        """Return the occasions in the order of time, the unplaced last; of one person or organization (name or id) when given."""
        return timeline.timeline(self.derived, timeline.Wish((self.person(person).id,) if person else (), aside=True))

    def events_of(self, identity: Identity) -> tuple[Event, ...]:
        """Return the events that `identity` has a role in."""
        return self.derived.events_of(identity)

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """The events of all documents, each once with all its tellings."""
        return self.derived.occasions

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

    def findings(self, document: str) -> tuple[Finding, ...]:
        """Return what the damage in one document's text tells."""
        if document not in self._findings:
            self._findings[document] = findings(self.documents[document])
        return self._findings[document]

    def damage(self, kind: str = "") -> tuple[Damage, ...]:
        """Return the documents with findings, and those on each; of one kind of finding when given."""
        every = ((id, self.findings(id)) for id in self.documents)
        kept = ((id, tuple(f for f in found if not kind or f.kind == kind)) for id, found in every)
        return tuple(Damage(id, found) for id, found in kept if found)

    @cached_property
    def likenesses(self) -> tuple[Likeness, ...]:
        """Groups of documents whose letters were substituted alike, the largest first."""
        return likenesses(self.documents.values())

    @cached_property
    def _correspondence(self) -> trace.Correspondence:
        return trace.Correspondence(self.documents.values(), quoted_date)

    @property
    def threads(self) -> tuple[Thread, ...]:
        """Which mail answers which, with the messages that are missing. Every mail is in exactly one thread."""
        return self._correspondence.threads

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The mails known only from quotation, in the order of their ids."""
        return self._correspondence.quoted

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The quotations that differ from what they quote, in the order of the documents' ids."""
        return self._correspondence.differences

    @property
    def mails(self) -> dict[str, Document]:
        """The mails by their id, those known only from quotation too."""
        return self._correspondence.mails

    @cached_property
    def copies(self) -> tuple[Copies, ...]:
        """Groups of documents whose words nearly agree, each with the pairs that tie it. Linked, never merged."""
        return find_copies(self.documents.values())

    def judge(self, verdict: Verdict, left: str, right: str = "", reason: str = "", by: str = "user") -> Judgement:
        """Add a person's judgement about two mentions, or two identities by name or id, and return it. It can be undone.

        AskError when a name is unknown or ambiguous.
        """
        sides = [self._mention(side) if side else "" for side in (left, right)]
        at = datetime.now(UTC).replace(microsecond=0)
        judgement = make(Judgement, left=sides[0], right=sides[1], verdict=verdict, score=1.0, reason=reason, by=by, at=at)
        return self._decide(judgement)

    def undo(self, judgement: str = "", by: str = "user") -> Judgement:
        """Take back a judgement by its id (its beginning is enough), or the last one that stands. AskError when there is none."""
        undone = {j.left for j in self.judgements if j.verdict == "undone"}
        standing = [j for j in self.judgements if j.verdict != "undone" and j.id not in undone and j.id.startswith(judgement)]
        if not standing:
            raise AskError("there is no judgement to undo")
        at = datetime.now(UTC).replace(microsecond=0)
        return self._decide(
            make(Judgement, left=standing[-1].id, right="", verdict="undone", score=1.0, reason="undone", by=by, at=at)
        )

    def _mention(self, side: str) -> str:
        """Return the mention a person means by a mention id, or by the name or id of an identity: its first one."""
        return side if side in self.mentions else self.person(side).mentions[0]

    def _decide(self, judgement: Judgement) -> Judgement:
        self._folder.decide(judgement)
        self.judgements += (judgement,)
        self.__dict__.pop("derived", None)
        return judgement

    @property
    def _folder(self) -> CaseFolder:
        if self.folder is None:
            raise AskError("this case is in memory only; open one from a folder for this")
        return self.folder
