"""A case as a whole: what the page, the command line and the Python API ask it. Built from records; it holds no file open."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clew import accounting, judging, trace
from clew.answers import Answers
from clew.errors import AskError
from clew.hits import Hit, hits, words_of
from clew.ingest.dates import quoted_date
from clew.mend import Likeness, damage, findings, likenesses
from clew.records import (
    Difference,
    Document,
    Finding,
    Judgement,
    Matter,
    Observation,
    Quoted,
    Receipt,
    Record,
    Source,
    Thread,
    Verdict,
)
from clew.store import CaseFolder

if TYPE_CHECKING:
    import tantivy


class Damage(Record, frozen=True, gc=False):
    """What the damage in the text of one document tells."""

    document: str
    findings: tuple[Finding, ...]


class Case(Answers):
    """Answers questions about a case. All answers are in a fixed order."""

    def __init__(
        self,
        observations: Iterable[Observation],
        receipts: Iterable[Receipt] = (),
        judgements: Iterable[Judgement] = (),
        folder: CaseFolder | None = None,
    ) -> None:
        super().__init__(observations, judgements)
        self.receipts = tuple(receipts)
        self.folder = folder
        self._findings: dict[str, tuple[Finding, ...]] = {}

    @classmethod
    def open(cls, path: Path | str) -> "Case":
        """Open the case in folder `path`. CaseError when it is not one, or was made by a newer version."""
        folder = CaseFolder.open(Path(path))
        return cls(folder.observations(), folder.receipts(), folder.judgements(), folder)

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
        return hits(self._words, self.documents, query, limit)

    @cached_property
    def _words(self) -> "tantivy.Index":
        return words_of(self.folder, self.observations.values(), lambda document: damage(self.findings(document.id)))

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What is not known, open matters first: the questions of the documents, and gaps; each with what answers it."""
        return self.derived.matters(self.threads, self.mails)

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

    def judge(self, verdict: Verdict, left: str, right: str = "", reason: str = "", by: str = "user") -> Judgement:
        """Add a person's judgement about two mentions, or two identities by name or id, and return it. It can be undone.

        AskError when a name is unknown or ambiguous, or when it says "same" of two that another judgement holds apart.
        """
        sides = [self._meant(side) if side else "" for side in (left, right)]
        judging.check(self.derived.resolution, verdict, *sides)
        return self._decide(judging.decided(verdict, sides, reason, by))

    def undo(self, judgement: str = "", by: str = "user") -> Judgement:
        """Take back a judgement by its id (its beginning is enough), or the last one that stands. AskError when there is none."""
        return self._decide(judging.undoing(self.judgements, judgement, by))

    def _meant(self, side: str) -> str:
        return side if side in self.mentions or side in self.events else judging.meant(self.person(side), self.mentions)

    def _decide(self, judgement: Judgement) -> Judgement:
        self._folder.decide(judgement)
        self.judgements += (judgement,)
        self.derived = self.derived.judged(self.judgements)
        return judgement

    @property
    def _folder(self) -> CaseFolder:
        if self.folder is None:
            raise AskError("this case is in memory only; open one from a folder for this")
        return self.folder
