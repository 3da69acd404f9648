"""Replies to what a mail asks outright: the mail that answers it, by its thread, or the one that quotes the question."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from clew.records import Answer, Document, Message, Question, Span, Zone
from clew.trace.correspondents import sender_keys
from clew.trace.matters.answers import yes_or_no
from clew.trace.matters.look import Look
from clew.trace.matters.words import plain, words

REPLY = "reply/1"

_BORROWED = frozenset({"quoted", "forwarded"})
_SAYS_NOTHING = _BORROWED | {"header", "greeting", "signature", "disclaimer", "furniture"}

# Who quotes a text with more questions than this and writes above it answers none of them: a printed interview, passed on.
_FEW = 5

# What is stamped on a scanned page: "IN FULL", "B5". A shouted yes or no is none.
_STAMP = re.compile(r"(?!(?:YES|NO|OK|OKAY|SURE)\b)(?:[A-Z0-9,.&-]+[ \t]*){1,5}(?=\n|\Z)")

# An answer stands at the beginning of what follows the question; a reader goes on from there.
_LONGEST = 240


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
        borrowed = [z for z in document.zones_at(question.span.start) if z.kind in _BORROWED]
        levels = sorted(borrowed, key=lambda z: (z.start, -z.end))
        if any(z.kind == "forwarded" for z in levels):
            return
        if len(levels) > 1:
            yield from self._told_above(question, document, *levels[-2:])
        elif levels:
            yield from self._reply(question, document, after=question.span.end)
        else:
            yield from self._written_back(question, document)

    def _written_back(self, question: Question, document: Document) -> Iterator[Answer]:
        """Yield the first mail of another that answers the one with the question."""
        asker = sender_keys(document.header("From") or "")
        for message in self._answering.get(document.id, ()):
            reply = self._look.documents.get(message.id)
            if reply and not asker & sender_keys(reply.header("From") or ""):
                yield from self._reply(question, reply, after=_quoted_at(reply, question))
                return

    def _told_above(self, question: Question, document: Document, outer: Zone, inner: Zone) -> Iterator[Answer]:
        """Yield what stands in a quoted mail above the one that it quotes and that asks."""
        asker, answerer = (_writer(document, zone) for zone in (inner, outer))
        span = _own(document, outer.start, inner.start, within=outer)
        apart = bool(asker and answerer and not asker & answerer)
        if span and apart and self._asked[self._place(question)] <= _FEW:
            yield self._answer(question, span, alone=self._asks_once(question))

    def _reply(self, question: Question, reply: Document, *, after: int | None) -> Iterator[Answer]:
        end = len(reply.text)
        first, below = _own(reply, 0, end), _own(reply, after, end) if after is not None else None
        if (span := below or first) and (below or self._asked[self._place(question)] <= _FEW):
            yield self._answer(question, span, alone=below is not None or self._asks_once(question))

    def _answer(self, question: Question, span: Span, *, alone: bool) -> Answer:
        said = yes_or_no(span.text) if question.kind == "whether" and alone else "replied"
        return Answer(span, None, said, "the one who was asked wrote back", REPLY)

    def _asks_once(self, question: Question) -> bool:
        """Whether nothing else is asked there to which one might say yes or no."""
        return self._counts[self._place(question)] == 1

    @cached_property
    def _asked(self) -> Counter[tuple[str, int]]:
        return Counter(self._place(q) for o in self._look.observations for q in o.questions if q.by.startswith("asked"))

    @cached_property
    def _counts(self) -> Counter[tuple[str, int]]:
        whether = (q for o in self._look.observations for q in o.questions if q.kind == "whether" and q.by.startswith("asked"))
        return Counter(self._place(q) for q in whether)

    def _place(self, question: Question) -> tuple[str, int]:
        """Return the mail, quoted or not, that a question stands in."""
        zones = self._look.documents[question.span.document].zones_at(question.span.start)
        return question.span.document, max((z.start for z in zones if z.kind in _BORROWED), default=-1)


def _writer(document: Document, zone: Zone) -> set[str]:
    """Return the keys of who wrote a quoted mail, by the header that it begins with."""
    heads = (z for z in document.zones_at(zone.start) if z.kind == "header")
    written = (f for z in heads for f in z.fields if f.label == "From")
    return {key for f in written for key in sender_keys(document.text[f.start : f.end])}


def _quoted_at(reply: Document, question: Question) -> int | None:
    """Return where the question ends in what a reply quotes, when it is quoted word for word."""
    at = reply.text.find(question.span.text)
    quoted = at >= 0 and any(z.kind == "quoted" for z in reply.zones_at(at))
    return at + len(question.span.text) if quoted else None


def _own(reply: Document, start: int, stop: int, *, within: Zone | None = None) -> Span | None:
    """Return the beginning of the first words between `start` and `stop` that the writer of a reply added; within: of what is
    quoted there, the words of that mail itself."""
    silent = [z for z in reply.zones if z.kind in _SAYS_NOTHING and not _holds(z, within)]
    at, text = start, reply.text
    while at < stop:
        inside = [z.end for z in silent if z.start <= at < z.end] + [m.end() for m in [_STAMP.match(text, at)] if m]
        if inside:
            at = max(inside)
        elif text[at].isspace():
            at += 1
        else:
            return _beginning(reply, at, min([stop, *(z.start for z in silent if z.start > at)]))
    return None


def _holds(zone: Zone, other: Zone | None) -> bool:
    return other is not None and zone.kind in _BORROWED and zone.start <= other.start and other.end <= zone.end


def _beginning(reply: Document, start: int, stop: int) -> Span | None:
    text = reply.text[start : min(stop, start + _LONGEST)].rstrip()
    return reply.span(start, start + len(text)) if plain(text) and plain(text) not in words("passed_on") else None
