"""Threads, quotations and copies: what follows from the mails of a case. Derived, never truth; rebuilt any time."""

from typing import Literal

from clew.records.base import Record, Span
from clew.records.document import Document

# How a message is known, from most to least: its own document; only words that others quote; only its Message-ID in a header.
Known = Literal["document", "quoted", "named"]

# What ties a message to the one it answers, from strongest to weakest; "" for the first of a thread.
Tie = Literal["References", "In-Reply-To", "quoted text", "forwarded text", "subject, people and time", ""]

DifferenceKind = Literal["left out", "added", "changed", "shortened"]


class Message(Record, frozen=True, gc=False):
    """One message in a thread.

    id           of its first document; for one that is only named, a digest of its Message-ID
    documents    the ids of the documents that are this message: a mail found twice is one message. () when it is only named
    message_id   its Message-ID without the brackets, or None: not known
    parent       the id of the message it answers, in the same thread, or None
    told_by      the ids of the documents that quote it or name it in a header
    """

    id: str
    known: Known
    documents: tuple[str, ...]
    message_id: str | None
    parent: str | None
    tie: Tie
    told_by: tuple[str, ...] = ()


class Thread(Record, frozen=True, gc=False):
    """Messages that answer one another: each parent before its answers, answers in the order of time.

    subject   without "Re:" and its like, as the first message that has one writes it
    """

    id: str
    subject: str | None
    messages: tuple[Message, ...]

    @property
    def missing(self) -> tuple[Message, ...]:
        """The messages that must exist, or have existed, but are not in the case."""
        return tuple(m for m in self.messages if m.known != "document")


class Quoted(Record, frozen=True, gc=False):
    """A message known only from quotation, as a document of its own.

    document   its text is the longest quotation without its quote marks. `document.found()` are the exact characters in the
               document that quotes it, its parent, and `document.original(span)` says where they stand in the parent's text
    places     every place where it is quoted, that of the longest quotation first
    """

    document: Document
    places: tuple[Span, ...]


class Difference(Record, frozen=True, gc=False):
    """A quotation that differs from the message it quotes. The side that lacks words has the words around the gap as its span.

    kind       "left out": words inside are missing; "shortened": its beginning or end is missing, or it is cut where the one who
               quotes speaks; "added": words that the message does not have; "changed": other words
    message    the id of the document that is quoted
    """

    id: str
    kind: DifferenceKind
    message: str
    quoted: Span
    original: Span
    by: str


class Copy(Record, frozen=True, gc=False):
    """Two documents whose words nearly agree. They are linked, never merged.

    similarity   2 * shared / all: the share of the words of both that stand in both in the same order, 0 to 1
    says         what is the same and what differs, in figures
    """

    left: str
    right: str
    similarity: float
    says: str
    by: str


class Copies(Record, frozen=True, gc=False):
    """Documents that are copies of one another, the earliest first, and the pairs that tie them."""

    documents: tuple[str, ...]
    pairs: tuple[Copy, ...]
