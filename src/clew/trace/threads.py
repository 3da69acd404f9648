"""Threads: which mail answers which, by what the mails themselves say.

After Zawinski, "Message threading" (https://www.jwz.org/doc/threading.html), and RFC 5256. A mail's own References come before
what other mails' References say of it; messages that are only named stay, since they must have existed. Where headers say
nothing, the quoted text does. The weakest tie: a mail marked as an answer ("Re:") goes under the latest mail of the same subject
in the `WITHIN` before it, whose sender it is written to, or that another sent to an address it went to as well. A subject alone
ties nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from clew.records import Message, Quoted, Thread, digest
from clew.records.threads import Tie
from clew.trace.correspondents import is_answer, shown_subject
from clew.trace.forest import Forest
from clew.trace.gather import Gathered
from clew.trace.grown import grown
from clew.trace.mails import Mail, mail_of
from clew.trace.quotations import Quotations

# Answers by hand come within days; a fortnight leaves room for a holiday, and none for next year's meeting of the same name.
WITHIN = timedelta(days=14)

# So many mails of one subject before an answer are looked at.
_MOST = 50

_NEVER = datetime.max.replace(tzinfo=UTC)


class Known(NamedTuple):
    """What the messages of a case are: by their id, those with a document in the case, and those only quoted."""

    gathered: Mapping[str, Gathered]
    quoted: Mapping[str, Quoted]
    mails: Mapping[str, Mail]


def find_threads(messages: Sequence[Gathered], quotations: Quotations) -> tuple[Thread, ...]:
    """Return the threads: every message is in exactly one. In the order of their first known time, then of their id."""
    known = _known(messages, quotations)
    names = _Names(messages, _bound(messages, quotations))
    forest = Forest()
    for message in messages:
        _tie_direct(forest, message, names)
    for message in messages:
        _tie_named(forest, message, names)
    for message in messages:
        _tie_quoted(forest, message, quotations)
    _tie_by_subject(forest, known)
    return _threads(forest, known, names, quotations)


class _Names:
    """Which message a Message-ID means; one that no message has is a message that is only named."""

    def __init__(self, messages: Iterable[Gathered], bound: Mapping[str, str]) -> None:
        self.ids: dict[str, str] = dict(bound)
        self._bound = {message: id for id, message in bound.items()}
        self.told_by: dict[str, dict[str, None]] = defaultdict(dict)
        for message in reversed(list(messages)):
            self.ids |= {mail.message_id: message.id for mail in message.mails if mail.message_id}
        self.named: dict[str, str] = {}

    def id_of(self, message: str) -> str | None:
        """Return the Message-ID that a message known only from quotation must have, or None."""
        return self._bound.get(message)

    def of(self, message_id: str, told_by: str) -> str:
        """Return the message that `message_id` means, told by a document."""
        id = self.ids.get(message_id)
        if id is None:
            id = digest("message that is only named", message_id)
            self.named[id] = message_id
        self.told_by[id][told_by] = None
        return id


def _known(messages: Sequence[Gathered], quotations: Quotations) -> Known:
    mails = {message.id: message.mails[0] for message in messages}
    mails |= {each.document.id: mail_of(each.document) for each in quotations.quoted}
    return Known({m.id: m for m in messages}, {q.document.id: q for q in quotations.quoted}, mails)


def _direct(mail: Mail) -> tuple[str, Tie] | None:
    """Return the Message-ID that a mail says it answers."""
    if mail.references:
        return mail.references[-1], "References"
    return (mail.in_reply_to[0], "In-Reply-To") if mail.in_reply_to else None


def _bound(messages: Sequence[Gathered], quotations: Quotations) -> dict[str, str]:
    """Return the messages that show no Message-ID by the one they must have.

    A mail that answers a message which is not in the case, and quotes just one mail whose Message-ID is not known, answers that;
    so it does when it quotes just one mail, which then went under two Message-IDs: gateways and archives write new ones.
    """
    present = {mail.message_id for message in messages for mail in message.mails}
    showing = {message.id for message in messages if message.message_id}
    bound: dict[str, str] = {}
    for mail in (mail for message in messages for mail in message.mails):
        direct = _direct(mail)
        outer = {q.message for q in quotations.of.get(mail.id, ()) if q.message and q.quote.outer < 0}
        outer = outer - showing or outer
        if direct and direct[0] not in present and direct[0] not in bound and len(outer) == 1:
            bound[direct[0]] = outer.pop()
            showing.add(bound[direct[0]])
    return bound


def _tie_direct(forest: Forest, message: Gathered, names: _Names) -> None:
    for mail in message.mails:
        direct = _direct(mail)
        if direct:
            forest.join(message.id, names.of(direct[0], mail.id), direct[1])


def _tie_named(forest: Forest, message: Gathered, names: _Names) -> None:
    """Tie each message that is named to the one named before it."""
    for mail in message.mails:
        chain = [names.of(each, mail.id) for each in mail.references]
        for before, after in pairwise(chain):
            forest.join(after, before, "References")


def _tie_quoted(forest: Forest, message: Gathered, quotations: Quotations) -> None:
    """Tie a mail to what it quotes, and each mail quoted in it to what that quotes."""
    for mail in message.mails:
        said = quotations.of.get(mail.id, ())
        for quotation in said:
            outer = said[quotation.quote.outer].message if quotation.quote.outer >= 0 else message.id
            if outer and quotation.message:
                forest.join(outer, quotation.message, "forwarded text" if quotation.quote.forwarded else "quoted text")


def _tie_by_subject(forest: Forest, known: Known) -> None:
    alike: dict[str, list[tuple[Mail, str]]] = defaultdict(list)
    for id, mail in sorted(known.mails.items(), key=lambda item: (_start(item[1]), item[0])):
        if not mail.base or _start(mail) == _NEVER:
            continue
        if id not in forest.parent and is_answer(mail.subject or ""):
            answered = next((other for before, other in reversed(alike[mail.base][-_MOST:]) if _may_answer(mail, before)), None)
            if answered:
                forest.join(id, answered, "subject, people and time")
        alike[mail.base].append((mail, id))


def _may_answer(mail: Mail, before: Mail) -> bool:
    """Whether `mail` may answer `before`. Two answers that one person sent to the same people rather answer a third mail."""
    if not timedelta(0) < _start(mail) - _start(before) <= WITHIN:
        return False
    return bool(mail.recipients & before.senders or (mail.recipients & before.recipients and not mail.senders & before.senders))


def _start(mail: Mail) -> datetime:
    """Return when a mail was sent; the end of all time when that is not known."""
    return mail.sent.start if mail.sent and mail.sent.start else _NEVER


def _threads(forest: Forest, known: Known, names: _Names, quotations: Quotations) -> tuple[Thread, ...]:
    told = names.told_by
    for quoted in quotations.quoted:
        told[quoted.document.id] |= dict.fromkeys(place.document for place in quoted.places)
    subjects = {id: shown_subject(mail.subject) for id, mail in known.mails.items() if mail.subject}
    times = {id: _start(mail) for id, mail in known.mails.items()}
    nodes = dict.fromkeys([*known.mails, *names.named])
    return grown(forest, [_message(id, forest, known, names) for id in nodes], times, subjects)


def _message(id: str, forest: Forest, known: Known, names: _Names) -> Message:
    parent, tie = forest.parent.get(id), forest.ties.get(id, "")
    if id in known.gathered:
        message = known.gathered[id]
        return Message(id, "document", tuple(mail.id for mail in message.mails), message.message_id, parent, tie)
    told_by = tuple(sorted(names.told_by[id]))
    if id in known.quoted:
        return Message(id, "quoted", (id,), names.id_of(id), parent, tie, told_by)
    return Message(id, "named", (), names.named[id], parent, tie, told_by)
