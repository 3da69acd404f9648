"""Replies to what a mail asks outright: the mail that answers it, by its thread, or the one that quotes the question."""

import re
from collections.abc import Iterator
from functools import cached_property

from clew.records import Answer, Document, Message, Question, Span
from clew.records.matters import Answering
from clew.trace.correspondents import sender_keys
from clew.trace.matters.look import Look
from clew.trace.matters.words import plain, words

REPLY = "reply/1"

_BORROWED = frozenset({"quoted", "forwarded"})
_SAYS_NOTHING = _BORROWED | {"header", "greeting", "signature", "disclaimer", "furniture"}

# An answer stands at the beginning of what follows the question; a reader goes on from there.
_LONGEST = 240

_END = re.compile(r"[.!?](?=\s)|\n\s*\n")


class Replies:
    """Finds who wrote back."""

    def __init__(self, look: Look) -> None:
        self._look = look

    @cached_property
    def _answering(self) -> dict[str, list[Message]]:
        """The messages that answer each document, in the order of their thread."""
        found: dict[str, list[Message]] = {}
        for thread in self._look.threads:
            documents = {m.id: m.documents for m in thread.messages}
            for message in thread.messages:
                if message.known == "document" and message.tie not in ("", "forwarded text"):
                    for id in documents.get(message.parent or "", ()):
                        found.setdefault(id, []).append(message)
        return found

    def to(self, question: Question) -> Iterator[Answer]:
        """Yield the first reply to a question that a mail asks outright."""
        document = self._look.documents[question.span.document]
        if document.kind != "mail" or not question.by.startswith("asked"):
            return
        borrowed = {z.kind for z in document.zones_at(question.span.start)} & _BORROWED
        if borrowed == {"quoted"}:
            yield from self._reply(question, document, after=question.span.end)
        elif not borrowed:
            asker = sender_keys(document.header("From") or "")
            for message in self._answering.get(document.id, ()):
                reply = self._look.documents.get(message.id)
                if reply and not asker & sender_keys(reply.header("From") or ""):
                    yield from self._reply(question, reply, after=_quoted_at(reply, question))
                    return

    def _reply(self, question: Question, reply: Document, *, after: int | None) -> Iterator[Answer]:
        first, below = _own(reply, 0), _own(reply, after) if after is not None else None
        span = below or first
        if span:
            alone = below is not None or self._asks_once(question)
            said = _yes_or_no(span) if question.kind == "whether" and alone else "replied"
            yield Answer(span, None, said, "the one who was asked wrote back", REPLY)

    def _asks_once(self, question: Question) -> bool:
        return self._counts.get(question.span.document, 0) == 1

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {o.document.id: len(o.questions) for o in self._look.observations}


def _quoted_at(reply: Document, question: Question) -> int | None:
    """Return where the question ends in what a reply quotes, when it is quoted word for word."""
    at = reply.text.find(question.span.text)
    quoted = at >= 0 and any(z.kind == "quoted" for z in reply.zones_at(at))
    return at + len(question.span.text) if quoted else None


def _own(reply: Document, start: int) -> Span | None:
    """Return the beginning of the first words from `start` on that the writer of a reply added."""
    at, text = start, reply.text
    while at < len(text):
        inside = [z.end for z in reply.zones_at(at) if z.kind in _SAYS_NOTHING]
        if inside:
            at = max(inside)
        elif text[at].isspace():
            at += 1
        else:
            later = [z.start for z in reply.zones if z.kind in _SAYS_NOTHING and z.start > at]
            return _beginning(reply, at, min([*later, len(text)]))
    return None


def _beginning(reply: Document, start: int, stop: int) -> Span | None:
    text = reply.text[start : min(stop, start + _LONGEST)].rstrip()
    return reply.span(start, start + len(text)) if plain(text) else None


def _yes_or_no(span: Span) -> Answering:
    said = plain(_END.split(span.text, 1)[0]) + " "
    for list, sureness in (("yes", "asserted"), ("no", "denied")):
        if any(said.startswith(plain(word) + " ") for word in words(list)):
            return sureness  # type: ignore[return-value]
    return "replied"
