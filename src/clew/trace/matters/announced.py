"""Mails that somebody announced and that never came: "I will get back to you by Friday", and no later mail to the same."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from clew.records import Answer, Document, Event, Span
from clew.trace.matters.found import Found
from clew.trace.matters.look import Look
from clew.trace.matters.words import pattern, short
from clew.when import display

ANNOUNCED, CAME = "announced/1", "came-later/1"

# A later mail of another thread may be the one that was announced, which is shown and for a reader to say, when it came so soon.
_SOON = timedelta(days=14)

# A copy of the same mail may show a clock that runs a little apart.
_APART = timedelta(minutes=2)

_OTHERS = frozenset({"quoted", "forwarded", "header", "disclaimer", "furniture", "signature"})

# Who is to do it: the writer, whom a sentence that begins with the verb leaves out.
_WILL = re.compile(
    r"\b(?P<who>(?:i|we)['’]ll|(?:i|we)\s+(?:will|shall))?(?(who)|will)\s+(?:(?:also|then|certainly|try to)\s+)?", re.IGNORECASE
)
_BARE = re.compile(r"(?:^|[.!?:;\n-]|\b(?:and|but))\s*\Z", re.IGNORECASE)

# What is announced for a case that may not come to be is not announced: "if I hear more I will let you know".
_IF = re.compile(r"\b(?:if|should (?:i|we|you|he|she|it|they|any\w*)|unless|in case)\b", re.IGNORECASE)


class _Mail(NamedTuple):
    """A mail by its header: when it was sent, by and to whom, as identities."""

    sent: datetime
    event: Event
    by: frozenset[str]
    to: frozenset[str]


def announced(look: Look) -> Iterator[Found]:
    """Yield the first announcement in each mail, with the later mail to the same people that keeps it."""
    written = _Written(look)
    for observation in look.observations:
        mail, said = written.heads.get(observation.document.id), _said(look, observation.document)
        if mail and mail.by and mail.to and said:
            yield _found(look, mail, said, written.kept(mail))


def _said(look: Look, document: Document) -> Span | None:
    """Return the first sentence in which the writer of a mail announces another."""
    for start in _begun(document.text) if document.kind == "mail" else ():
        sentence = look.ledger.passage(document.span(start, start + 1))
        own = not any(z.kind in _OTHERS for z in document.zones_at(start))
        if own and not _IF.search(sentence.text):
            return sentence
    return None


def _begun(text: str) -> Iterator[int]:
    """Yield where `text` announces something, by its writer: "I will send you", "Will send you", "answer to follow"."""
    for match in _WILL.finditer(text):
        mine = match["who"] or _BARE.search(text, max(0, match.start() - 20), match.start())
        if mine and pattern("announced").match(text, match.end()):
            yield match.start()
    yield from (match.start() for match in pattern("to_follow").finditer(text))


def _found(look: Look, mail: _Mail, said: Span, kept: _Mail | None) -> Found:
    by, to = (_names(look, mail.event, *roles) for roles in (("from",), ("to", "cc")))
    asks = f"who has what {by} announced{f' to {to}' if to else ''}: “{short(said.text, 100)}”?"
    about = tuple(dict.fromkeys(m for _, m in mail.event.roles))
    answers = (_answer(look, mail, kept),) if kept else ()
    return Found((("announced", look.tellings(mail.event)[0].id),), "message", asks, said, about, ANNOUNCED, answers, copied="")


def _names(look: Look, event: Event, *roles: str) -> str:
    found = dict.fromkeys(i.name for role, m in event.roles if role in roles and (i := look.identity(m)))
    return " and ".join(list(found)[:2])


def _answer(look: Look, mail: _Mail, kept: _Mail) -> Answer:
    here = look.thread_of(kept.event) == look.thread_of(mail.event) != ""
    when = f" of {display(kept.event.when)}" if kept.event.when else ""
    says = f"a later mail to the same{when}" + ("" if here else ", of another thread: it may be what was announced")
    return Answer(kept.event.evidence[0], kept.event.id, "asserted" if here else "replied", says, CAME)


class _Written:
    """The mails of a case, by their headers, those that others quote among them."""

    def __init__(self, look: Look) -> None:
        self._look = look

    @cached_property
    def _every(self) -> list[_Mail]:
        headers = (e for e in self._look.events.values() if e.when and e.when.start and self._look.is_header(e))
        found = [
            _Mail(e.when.start, e, self._who(e, "from"), self._who(e, "to", "cc")) for e in headers if e.when and e.when.start
        ]
        return sorted(found, key=lambda mail: (mail.sent, self._look.key(mail.event.evidence[0]), mail.event.id))

    def _who(self, event: Event, *roles: str) -> frozenset[str]:
        return frozenset(i.id for role, m in event.roles if role in roles and (i := self._look.identity(m)))

    @cached_property
    def heads(self) -> dict[str, _Mail]:
        """The mail that each document is, by the document's id. One whose header names nobody is to who wrote what it quotes."""
        found: dict[str, list[_Mail]] = defaultdict(list)
        for mail in sorted(self._every, key=lambda mail: self._look.key(mail.event.evidence[0])):
            found[mail.event.evidence[0].document].append(mail)
        return {
            id: first if first.to else first._replace(to=quoted[0].by if quoted else first.to)
            for id, (first, *quoted) in found.items()
        }

    @cached_property
    def _by_sender(self) -> dict[str, list[_Mail]]:
        found: dict[str, list[_Mail]] = defaultdict(list)
        for mail in self._every:
            for who in mail.by:
                found[who].append(mail)
        return found

    def kept(self, mail: _Mail) -> _Mail | None:
        """Return the first later mail to one of the same: by anybody whom it was not announced to in its thread, where a sender's
        name may be misread; else by the same, when it came soon."""
        same = {e.id for e in self._look.tellings(mail.event)}
        thread = self._look.thread_of(mail.event)
        near = (o for o in self._by_thread[thread] if not o.by & mail.to) if thread else ()
        soon = (o for who in sorted(mail.by) for o in self._by_sender[who] if o.sent <= mail.sent + _SOON)
        later = (o for o in (*near, *soon) if o.sent > mail.sent + _APART and o.to & mail.to and o.event.id not in same)
        return next(later, None)

    @cached_property
    def _by_thread(self) -> dict[str, list[_Mail]]:
        found: dict[str, list[_Mail]] = defaultdict(list)
        for mail in self._every:
            found[self._look.thread_of(mail.event)].append(mail)
        return found
