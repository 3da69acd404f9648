"""Which message each quotation quotes, and the messages that are known only because others quote them.

A quotation belongs to the mail of the case with the same sender, a time that may be the same one, and a subject that does not
differ, when enough of its words stand there; without a header that says so, to the mail that has nearly all of its words (see
`clew.trace.shelf` for the shares). What belongs to none and says who wrote it, with a date or a subject, becomes a message of its
own; the longest quotation of it gives its text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from clew.records import Document, Quoted, Span
from clew.shingles import Vocabulary, shingles
from clew.trace.correspondents import base_subject, sender_keys
from clew.trace.gather import Gathered
from clew.trace.mails import ReadDate
from clew.trace.moments import is_later
from clew.trace.quotedmail import quoted_document
from clew.trace.quotes import Quote, quotes
from clew.trace.shelf import Shelf, Told

# A quotation of fewer words shows that a mail existed, but gives no document worth opening.
FEWEST_WORDS = 5


class Quotation(NamedTuple):
    """One quotation. message: the id of the document it quotes, of the case or known only from quotation; None: not known."""

    quote: Quote
    message: str | None


class Quotations(NamedTuple):
    """The quotations of each document, by its id, as `quotes` orders them; and the mails known only from them."""

    of: Mapping[str, tuple[Quotation, ...]]
    quoted: tuple[Quoted, ...]


class _Found(NamedTuple):
    """A quotation on its way. within: number of the message it stands in; place: its place among those of its document."""

    within: int
    place: int
    quote: Quote
    told: Told
    words: int


def find_quotations(messages: Sequence[Gathered], read_date: ReadDate, vocabulary: Vocabulary) -> Quotations:
    """Return what the mails of `messages` quote. Deterministic; about linear in the words."""
    found = [each for n, message in enumerate(messages) for each in _quotes_in(n, message, read_date, vocabulary)]
    said = _matched(messages, found)
    homeless = [n for n, number in enumerate(said) if number is None]
    heads = _founded([found[n] for n in homeless])
    targets = [messages[number].id if number is not None else None for number in said]
    quoted: list[Quoted] = []
    for head, members in heads.items():
        places = [found[homeless[n]] for n in members]
        quoted.append(_quoted(found[homeless[head]], places, read_date))
        for n in members:
            targets[homeless[n]] = quoted[-1].document.id
    return Quotations(_by_document(found, targets), tuple(sorted(quoted, key=lambda each: each.document.id)))


def _quotes_in(number: int, message: Gathered, read_date: ReadDate, vocabulary: Vocabulary) -> Iterator[_Found]:
    for mail in message.mails:
        for index, quote in enumerate(quotes(mail.document)):
            words = vocabulary.words(mail.document.text, quote.ranges())
            sender, subject, date = (quote.field(label) for label in ("From", "Subject", "Date"))
            told = Told(
                sender_keys(sender.text) if sender else frozenset(),
                read_date(date) if date else None,
                base_subject(subject.text) if subject else "",
                shingles(words),
            )
            yield _Found(number, index, quote, told, len(words))


def _matched(messages: Sequence[Gathered], found: Sequence[_Found]) -> list[int | None]:
    """Return for each quotation the number of the message of the case that it quotes, or None."""
    shelf = Shelf([message.told for message in messages])
    pairs = [(mail.message_id, n) for n, message in enumerate(messages) for mail in message.mails]
    named = {id: n for id, n in reversed(pairs) if id}
    return [_match(shelf, messages, each, named) for each in found]


def _match(shelf: Shelf, messages: Sequence[Gathered], each: _Found, named: Mapping[str, int]) -> int | None:
    sent = messages[each.within].told.sent

    def may(number: int) -> bool:
        return number != each.within and not is_later(messages[number].told.sent, sent)

    return shelf.find(each.told, may, _answered(messages[each.within], named))


def _answered(message: Gathered, named: Mapping[str, int]) -> list[int]:
    """Return the numbers of the messages that the headers say are answered: the nearest first."""
    ids = [id for mail in message.mails for id in (*mail.in_reply_to, *reversed(mail.references[-_NEAREST:]))]
    return [named[id] for id in dict.fromkeys(ids) if id in named]


# How far up the chain of References a quotation without a header is looked for.
_NEAREST = 5


def _founded(found: Sequence[_Found]) -> dict[int, list[int]]:
    """Return the quotations of messages that are not in the case: by the longest, all that quote the same. Indexes in `found`."""
    order = sorted(range(len(found)), key=lambda n: (-found[n].words, found[n].quote.document.id, found[n].quote.start))
    shelf = Shelf([found[n].told for n in order])
    heads: dict[int, int] = {}
    for place, n in enumerate(order):
        home = shelf.find(found[n].told, lambda other, place=place: other < place and other in heads)  # type: ignore[misc]
        if home is not None:
            heads[place] = heads[home]
        elif _tells_enough(found[n]):
            heads[place] = place
    members: dict[int, list[int]] = {}
    for place, head in heads.items():
        members.setdefault(order[head], []).append(order[place])
    return members


def _tells_enough(found: _Found) -> bool:
    return found.words >= FEWEST_WORDS and bool(found.told.senders) and bool(found.told.sent or found.told.base)


def _quoted(head: _Found, members: Iterable[_Found], read_date: ReadDate) -> Quoted:
    document = quoted_document(head.quote, f"quoted {head.place + 1}", read_date)
    places = tuple(_span(each.quote.document, each.quote) for each in members)
    return Quoted(document, places)


def _span(document: Document, quote: Quote) -> Span:
    return document.span(quote.start, quote.end)


def _by_document(found: Sequence[_Found], targets: Sequence[str | None]) -> dict[str, tuple[Quotation, ...]]:
    of: dict[str, list[Quotation]] = {}
    for each, target in zip(found, targets, strict=True):
        of.setdefault(each.quote.document.id, []).append(Quotation(each.quote, target))
    return {id: tuple(each) for id, each in of.items()}
