"""Look-ups about one identity in the whole case: its documents, events, company, and whether it is a man or a woman."""

from collections.abc import Iterator, Mapping
from functools import cache

from clew.index import Index
from clew.records import Event, Identity, Span
from clew.trace.ledger import CONTACTS
from clew.trace.unknownvocabulary import genders

# Say who somebody is, not what he does with others.
_NO_COMPANY = frozenset({"post", "membership", "reference", "alias", "disclosure"})

# Of somebody who is everywhere in a large case, so many events are looked at.
_MOST = 2000


class Company:
    """Look-ups over the records of `index` and the identities made of its mentions. home: the identity's id by mention id."""

    def __init__(self, index: Index, identities: Mapping[str, Identity], home: Mapping[str, str]) -> None:
        self.index, self.identities, self.home = index, identities, home
        self.mentions = cache(self._mentions)
        self.first_in = cache(self._first_in)
        self.with_others = cache(self._with_others)

    def span(self, mention: str) -> Span:
        """Return the words of a mention."""
        return self.index.mentions[mention].span

    def place(self, span: Span) -> tuple[str, str, str, int, int]:
        """Return what spans are ordered by: where the document was found, then the place in it."""
        source = self.index.documents[span.document].source
        return source.path, source.part, span.document, span.start, span.end

    def _mentions(self, identity: str) -> tuple[str, ...]:
        """Return the mentions of the identity with this id in the order of their places, whatever order the evidence came in."""
        return tuple(sorted(self.identities[identity].mentions, key=lambda m: self.place(self.span(m))))

    def _first_in(self, identity: str) -> Mapping[str, Span]:
        """Return the documents that name the identity with this id, each with where first; in the order of their places."""
        found: dict[str, Span] = {}
        for mention in self.mentions(identity):
            span = self.span(mention)
            found.setdefault(span.document, span)
        return found

    def events(self, identity: Identity) -> Iterator[Event]:
        """Yield the events that `identity` has a role in, at most some thousands, each once."""
        ids = dict.fromkeys(id for m in self.mentions(identity.id) for id in self.index.events_with.get(m, ()))
        yield from (self.index.events[id] for _, id in zip(range(_MOST), ids, strict=False))

    def others(self, event: Event) -> frozenset[str]:
        """Return the identities that have a role in `event`."""
        return frozenset(self.home[m] for _, m in event.roles if m in self.home)

    def _with_others(self, identity: str) -> Mapping[str, Event]:
        """Return whom the identity with this id does something with, each with the first such event."""
        found: dict[str, Event] = {}
        for event in self.events(self.identities[identity]):
            for other in sorted(self.others(event) - {identity}) if event.kind not in _NO_COMPANY else ():
                found.setdefault(other, event)
        return found

    def denials(self, identity: Identity) -> Iterator[Event]:
        """Yield the contacts with `identity` that somebody denies."""
        yield from (e for e in self.events(identity) if e.status == "denied" and e.kind in CONTACTS)

    def gender(self, identity: Identity) -> tuple[str, Span] | None:
        """Return "male" or "female" with the word that tells, or None: nothing tells, or both ("he or she")."""
        found: dict[str, Span] = {}
        for mention in self.mentions(identity.id):
            span = self.span(mention)
            if told := genders().get(span.text.split()[0].strip(".,").casefold()):
                found.setdefault(told, span)
        return next(iter(found.items())) if len(found) == 1 else None

    def titles(self, identity: Identity) -> Mapping[str, Span]:
        """Return the words that stand before the name of `identity` inside its mentions, in lower case, each with one of them."""
        found: dict[str, Span] = {}
        for mention in (self.index.mentions[m] for m in self.mentions(identity.id)):
            before = mention.span.text.partition(mention.name)[0] if mention.form == "name" else ""
            if title := before.strip(" .,").casefold():
                found.setdefault(title, mention.span)
        return found
