"""The case as the pages look at it: look-ups that several pages share. Built once; asks the case for whatever may change."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from clew.case import Case
from clew.errors import AskError
from clew.mend import Likeness
from clew.records import Copies, Difference, Document, Event, Finding, Identity, Link, Mention, Record, Span, Thread
from clew.view.marks import Mark, marks
from clew.view.words import passage
from clew.when import order_key

# People offered where one is to be chosen.
_OFFERED = 400

# Marks of the documents looked at last; a long transcript has some ten thousand.
_REMEMBERED = 8


class Role(Record, frozen=True, gc=False):
    """Somebody in an event: the mention, and who that is when it is tied to anybody."""

    mention: Mention
    identity: Identity | None


class Desk:
    """Look-ups over one case. token: what forms of this page carry, so that no other page can send them."""

    def __init__(self, case: Case, token: str) -> None:
        self.case = case
        self.token = token
        self.most_mentioned = lru_cache(self._most_mentioned)
        self.marks = lru_cache(maxsize=_REMEMBERED)(self._marks)

    @cached_property
    def order(self) -> tuple[list[str], dict[str, int]]:
        """The document ids in the case's order, and the place of each."""
        ids = list(self.case.documents)
        return ids, {each: i for i, each in enumerate(ids)}

    @cached_property
    def parts(self) -> dict[str, list[Document]]:
        """What hangs on each document, such as a mail's attachments."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.case.documents.values():
            if document.parent is not None:
                found[document.parent].append(document)
        return dict(found)

    @cached_property
    def damage(self) -> tuple[tuple[Document, tuple[Finding, ...]], ...]:
        """Each document with findings, and those."""
        return tuple((self.case.documents[each.document], each.findings) for each in self.case.damage())

    @cached_property
    def alike(self) -> dict[str, Likeness]:
        """The group of documents that were altered alike, by the document."""
        return {id: likeness for likeness in self.case.likenesses for id in likeness.documents}

    @cached_property
    def threads(self) -> dict[str, Thread]:
        """The thread of each mail, by its document's id; of those known only from quotation too."""
        return {id: thread for thread in self.case.threads for message in thread.messages for id in message.documents}

    @cached_property
    def copies(self) -> dict[str, Copies]:
        """The group of copies that a document is in, by its id."""
        return {id: group for group in self.case.copies for id in group.documents}

    @cached_property
    def differences(self) -> dict[str, list[Difference]]:
        """The quotations that differ, by the mail that quotes and by the mail that is quoted."""
        found: dict[str, list[Difference]] = defaultdict(list)
        for each in self.case.differences:
            for id in dict.fromkeys((each.quoted.document, each.original.document)):
                found[id].append(each)
        return dict(found)

    def document(self, document_id: str) -> Document:
        """Return a document; AskError when the case has none of that id."""
        if document_id not in self.case.documents:
            raise AskError("no such document in this case")
        return self.case.documents[document_id]

    def neighbours(self, document_id: str) -> tuple[Document | None, Document | None]:
        """Return the documents before and after in the case's order."""
        ids, place = self.order
        at = place[document_id]
        before = self.case.documents[ids[at - 1]] if at else None
        return before, self.case.documents[ids[at + 1]] if at + 1 < len(ids) else None

    def links_by_identity(self) -> dict[str, list[Link]]:
        """The links of each identity, by its id, those with most events first. Made anew: judgements change it."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(self.case.links, key=lambda each: (-len(each.events), each.left, each.right)):
            found[link.left].append(link)
            found[link.right].append(link)
        return found

    def role(self, mention_id: str) -> Role | None:
        """Return who a mention is; None when the case has no such mention."""
        mention = self.case.mentions.get(mention_id)
        return Role(mention, self.case.identity_of(mention_id)) if mention else None

    def events(self, ids: Iterable[str]) -> list[Event]:
        """Return the events with these ids in the order of time."""
        found = [self.case.events[i] for i in ids]
        return sorted(found, key=lambda e: (order_key(e.when), e.id))

    def around(self, identity: Identity, mention_id: str) -> tuple[Mention | None, Mention | None]:
        """Return the mentions of `identity` before and after this one, in the order of documents and text."""
        place = self.order[1]
        mentions = [self.case.mentions[m] for m in identity.mentions]
        mentions.sort(key=lambda m: (place[m.span.document], m.span.start, m.id))
        at = next(i for i, m in enumerate(mentions) if m.id == mention_id)
        return mentions[at - 1] if at else None, mentions[at + 1] if at + 1 < len(mentions) else None

    def title(self, document_id: str) -> str:
        """Return what a document is called: its title, else the end of its path."""
        document = self.case.documents.get(document_id) or self.case.mails.get(document_id)
        if document is None:
            return "a document that is not in this case"
        return document.title or " ".join(filter(None, (document.source.path.rsplit("/", 1)[-1], document.source.part)))

    def address(self, span: Span) -> str:
        """Return the address of the words of `span`; of a mail known only from quotation, in the mail that quotes it."""
        if span.document in self.case.documents:
            return passage(span)
        quoted = self.case.mails[span.document]
        start, end = quoted.original(span)
        return passage(self.case.documents[quoted.parent or ""].span(start, end))

    def _most_mentioned(self, kind: str) -> tuple[str, ...]:
        """Return a mention of each of those of one kind that were mentioned most when it was first asked. A judgement changes
        little in it, and to count anew after each would take longer than the judgement itself."""
        return tuple(i.mentions[0] for i in self.case.people(kind)[:_OFFERED])

    def _marks(self, document_id: str) -> tuple[Mark, ...]:
        return marks(self.case.observations[document_id])
