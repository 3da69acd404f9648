"""Every mention of a document: names, descriptions, pronouns, addresses, numbers."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain

from clew.recognize.bodies import find_bodies
from clew.recognize.cards import card_mentions
from clew.recognize.cited import beside, cited_mentions
from clew.recognize.contacts import find_contacts
from clew.recognize.described import codes
from clew.recognize.invitations import invitation_place, invited
from clew.recognize.margins import margin_mentions
from clew.recognize.marks import Marks
from clew.recognize.names import find_names
from clew.recognize.people import fullest
from clew.recognize.pronouns import find_pronouns
from clew.recognize.signatures import signature_mentions
from clew.recognize.speakers import Voices, header_people, voice_mentions
from clew.recognize.tables import find_table_mentions
from clew.recognize.ties import find_described
from clew.recognize.tree import Tree
from clew.records import Document, Mention, make


def find_mentions(tree: Tree) -> tuple[Mention, ...]:
    """Return the mentions of `tree`, sorted by where they start, longer ones first."""
    document = tree.document
    labels = _labels(document)
    coded = {tree.tokens[i].start for i, _ in codes(tree)}
    named = [m for m in find_names(tree, sorted(_people(labels))) if m.span.start not in coded]
    cited = cited_mentions(document, [*labels, *named])
    if document.kind != "chat":  # its writers go by the names of their accounts: "Bo" beside "Bo Lund" is another one
        labels = _tied(labels, fullest(sorted(_people([*labels, *named]))))
    labels = in_order([*_outside(cited, labels), *cited])
    named = _outside(labels, [*labels, *(m for m in beside(cited, named) if not _around(labels, m))])
    nominal = in_order([*named, *_outside(labels, [*find_described(tree, Marks(tree, named)), *find_bodies(tree, named)])])
    pronouns = find_pronouns(tree, nominal, Voices(document, labels).at)
    found = in_order([*nominal, *pronouns, *_unparsed(document, _people(nominal)), *find_contacts(document)])
    return in_order([*found, *_outside(found, margin_mentions(document))])


def in_order(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return each mention once, sorted by where it starts, longer ones first."""
    once = {m.id: m for m in found}
    return tuple(sorted(once.values(), key=lambda m: (m.span.start, -m.span.end, m.kind, m.id)))


def _labels(document: Document) -> tuple[Mention, ...]:
    """Return the mentions that headers and the labels of zones give: the surest names there are."""
    heads = (m for c in (*header_people(document), *invited(document)) for m in (c.person, c.address) if m)
    stated = (*card_mentions(document), *invitation_place(document))
    once = {m.span.start: m for m in chain(voice_mentions(document), heads, stated)}
    return in_order(once.values())


def _people(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(m.name for m in mentions if m.kind == "person" and m.form == "name")


def _tied(labels: tuple[Mention, ...], full: dict[str, str]) -> tuple[Mention, ...]:
    """Return `labels` with the full name where a label gives a surname only: "Ms. VALE" speaks as "Ann Vale"."""
    return tuple(
        make(Mention, span=m.span, kind=m.kind, form=m.form, name=full.get(m.name, m.name), by=m.by) if m.name in full else m
        for m in labels
    )


def _outside(labels: tuple[Mention, ...], found: Iterable[Mention]) -> list[Mention]:
    """Return `found` without what overlaps one of `labels`, which stay."""
    covered = {offset: m.id for m in labels for offset in range(m.span.start, m.span.end)}
    return [m for m in found if covered.get(m.span.start, m.id) == m.id]


def _around(labels: tuple[Mention, ...], mention: Mention) -> bool:
    """Whether `mention` begins before a label and ends with it: "MR VALE", where the label of the turn is "VALE"."""
    at = bisect_left(labels, mention.span.end, key=lambda m: m.span.end)
    return any(m.span.end == mention.span.end and m.span.start > mention.span.start for m in labels[at : at + 1])


def _unparsed(document: Document, people: frozenset[str]) -> list[Mention]:
    """Return the mentions in tables and signatures, which have no parse."""
    words = frozenset(word for name in people for word in (name, *name.split()[:: max(1, name.count(" "))]))
    return [*find_table_mentions(document, people), *signature_mentions(document, words)]
