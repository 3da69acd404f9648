"""What conflicts are looked for in: events with who is who, who says what, in which sentence. Every look-up is made once."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property

from clew.index import Index
from clew.records import Claim, Event, Mention, Span, When
from clew.trace.certainty import Sureness, sureness
from clew.trace.conflictwords import pattern
from clew.when import overlap

IdentityOf = Callable[[str], str | None]

# Kinds of event that are about people being together or in touch.
CONTACTS = frozenset({"meeting", "call", "message", "contact", "attendance", "visit"})

_OWN = frozenset({"i", "me", "my", "mine", "myself"})
_OTHERS = frozenset({"quoted", "forwarded", "turn"})
_LINE = re.compile(r"(?:^|; )(?:line|extension): ([^;]+)", re.IGNORECASE)
_END = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?][\"'”’)]*(?:\[\d+\])*(?=\s)|\n[ \t]*\n")


class Ledger:
    """The records of a case as conflicts need them. identity: the identity id of a mention id, or None."""

    def __init__(self, index: Index, identity: IdentityOf) -> None:
        self.events = sorted(index.events.values(), key=lambda e: (e.evidence[0].document, e.evidence[0].start, e.id))
        self.documents = index.documents
        self.mentions = index.mentions
        self.claims = index.claims_about
        self.dates = {id: observation.dates for id, observation in index.observations.items()}
        self.said = sorted(index.claims.values(), key=lambda c: (c.content.document, c.content.start, c.id))
        self._identity = identity
        self._cuts: dict[str, list[int]] = {}
        self._days: dict[tuple[str, frozenset[str]], list[When]] = {}

    def person(self, mention: str) -> str | None:
        """Return who a mention is: its identity; where that is a bare surname that one person of the case bears, that person."""
        found = self._identity(mention)
        return self._bearers.get(found, found) if found else None

    def who(self, event: Event, *roles: str) -> frozenset[str]:
        """Return who has a role in `event`, any role when none is given."""
        named = (mention for role, mention in event.roles if not roles or role in roles)
        found = {who for mention in named if (who := self.person(mention))}
        return frozenset(found | {self.keepers[event.id]} if event.id in self.keepers and not roles else found)

    def contacts(self, pair: frozenset[str]) -> Sequence[Event]:
        """Return the contacts in which both of a pair have a role, whatever their status."""
        return self._contacts.get(pair, ())

    @cached_property
    def _contacts(self) -> dict[frozenset[str], list[Event]]:
        found: dict[frozenset[str], list[Event]] = defaultdict(list)
        for event in self.events:
            if event.kind in CONTACTS:
                for pair in pairs(self.who(event)):
                    found[pair].append(event)
        return found

    def one_place(self, left: str, right: str) -> bool:
        """Whether two mentions name one place, as far as words tell: all words of the shorter name are in the longer."""
        names = [set(re.findall(r"\w+", self.mentions[m].name.casefold())) for m in (left, right) if m in self.mentions]
        return len(names) == 2 and bool(names[0]) and (names[0] <= names[1] or names[1] <= names[0])

    def places_in(self, span: Span, *others: str | None) -> list[str]:
        """Return the mentions of places in a passage, and `others` that are one."""
        found = [m.id for m in self.mentions_near(span, 0) if m.kind == "place" and m.form == "name" and m.span.end <= span.end]
        return [*found, *(other for other in others if other)]

    def days_at(self, place: str, pair: frozenset[str]) -> list[When]:
        """Return the days on which the two are told to have been at a place together."""
        if (place, pair) not in self._days:
            found = (e for e in self.contacts(pair) if e.where and e.status == "happened" and self.one_place(place, e.where))
            self._days[place, pair] = [e.when for e in found if e.when and placed(e.when)]
        return self._days[place, pair]

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """The names of each identity, small letters."""
        found: dict[str, set[str]] = defaultdict(set)
        for mention in self.mentions.values():
            if mention.form == "name" and (who := self._identity(mention.id)):
                found[who].add(mention.name.casefold())
        return {who: frozenset(names) for who, names in found.items()}

    @cached_property
    def _bearers(self) -> dict[str, str]:
        """The person meant by an identity that is only ever called by a surname: when one fully named person bears it."""
        people = {self._identity(m.id) for m in self.mentions.values() if m.kind == "person" and m.form == "name"}
        bare: dict[str, list[str]] = defaultdict(list)
        full: dict[str, set[str]] = defaultdict(set)
        for who in sorted(p for p in people if p in self.names):
            names = {n for n in self.names[who] if "@" not in n}
            if names and all(" " not in name for name in names):
                bare[min(names)] += [who] if len(names) == 1 else []
            for name in names:
                full[name.rsplit(" ", 1)[-1]] |= {who} if " " in name else set()
        return {who: min(full[name]) for name, found in bare.items() if len(full[name]) == 1 for who in found}

    @cached_property
    def keepers(self) -> dict[str, str]:
        """Whose calendar an entry stands in, or from whose line a logged call is, by event: whose surname its file or that line
        bears, when only one person does."""
        found: dict[str, set[str]] = defaultdict(set)
        for who, names in self.names.items():
            for name in names:
                if " " in name:
                    found[name.rsplit(" ", 1)[-1]].add(self._bearers.get(who, who))
        kept = {}
        for event in self.events:
            words = re.findall(r"[^\W\d_]{3,}", self._label(event).casefold())
            owners = {who for word in words for who in found.get(word, ()) if word in found}
            if len(owners) == 1:
                kept[event.id] = min(owners)
        return kept

    def _label(self, event: Event) -> str:
        """Return the words that say whose calendar, or whose line, a row is of: the name of its sheet, the cell of the line."""
        document = self.documents.get(event.evidence[0].document)
        if event.by.startswith("calendar-row/") and document and document.kind == "sheet":
            return document.source.path.rsplit("/", 1)[-1]
        line = _LINE.search(event.evidence[0].text) if event.by.startswith("call-log-row/") else None
        return line[1] if line else ""

    @cached_property
    def posts(self) -> dict[str, frozenset[str]]:
        """The posts that each person is said to hold, small letters."""
        found: dict[str, set[str]] = defaultdict(set)
        for event in self.events:
            if event.kind == "post":
                for who in self.who(event, "holder"):
                    found[who].add(event.evidence[0].text.casefold())
        return {who: frozenset(posts) for who, posts in found.items()}

    def may_be(self, mention: str, who: str) -> bool:
        """Whether a description ("the Senator") fits `who` by a post that is held, though nobody has said that it is meant."""
        found = self.mentions.get(mention)
        if found is None or found.form == "name":
            return False
        words = re.sub(r"^(?:the|our|my|her|his|their)\s+", "", found.name.casefold())
        return words in self.posts.get(who, frozenset())

    @cached_property
    def holders(self) -> dict[str, frozenset[str]]:
        """Who holds each post, by its words."""
        found: dict[str, set[str]] = defaultdict(set)
        for who, posts in self.posts.items():
            if who in self.names:
                for post in posts:
                    found[post].add(who)
        return {post: frozenset(people) for post, people in found.items()}

    def loosely(self, event: Event) -> tuple[frozenset[str], bool]:
        """Return who has a role in `event`, and whether a description was read as the one person who holds the post it names."""
        found, guessed = set(self.who(event)), False
        for _, mention in event.roles:
            record = self.mentions.get(mention)
            if record is not None and record.form != "name" and self.person(mention) not in self.names:
                words = re.sub(r"^(?:the|our|my|her|his|their)\s+", "", record.name.casefold())
                if len(one := self.holders.get(words, frozenset())) == 1:
                    found |= one
                    found.discard(self.person(mention) or "")
                    guessed = True
        return frozenset(found), guessed

    @cached_property
    def authors(self) -> dict[str, str]:
        """Who wrote each document: the sender of a mail, who "I" is in a letter."""
        found: dict[str, str] = {}
        for event in self.events:
            if event.by.startswith("mail-header/") and (sent := sorted(self.who(event, "from"))):
                found.setdefault(event.evidence[0].document, sent[0])
        mine: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in self.mentions.values():
            if mention.form == "pronoun" and mention.span.text.casefold() in _OWN and (who := self.person(mention.id)):
                mine[mention.span.document][who] += self.is_own(mention.span)
        for document, counts in mine.items():
            best = max(counts, key=lambda who: (counts[who], who))
            if counts[best] and document not in found:
                found[document] = best
        return found

    def is_own(self, span: Span) -> bool:
        """Whether a span stands in its author's own words: not quoted, not forwarded, not somebody's turn to speak."""
        document = self.documents.get(span.document)
        return document is not None and not any(z.kind in _OTHERS for z in document.zones_at(span.start))

    @cached_property
    def _standing(self) -> dict[tuple[str, int], str]:
        return {(m.span.document, m.span.start): m.id for m in self.mentions.values() if m.kind != "place"}

    def voice(self, event: Event) -> str | None:
        """Return who says `event`: the innermost voice that is named in its first claim, else who wrote the document."""
        first = next(iter(self.claims.get(event.id, ())), None)
        return self.speaker(first) if first else self.authors.get(event.evidence[0].document)

    def speaker(self, claim: Claim) -> str | None:
        """Return who makes a claim: the innermost voice that is named, else who wrote the document."""
        for voice in reversed(claim.voices):
            if holder := voice.holder:
                at = (self._standing.get((holder.document, i)) for i in range(holder.start, holder.end))
                return next((self.person(m) or m for m in at if m), f"{holder.document}:{holder.start}")
        return self.authors.get(claim.content.document)

    def sureness(self, event: Event) -> Sureness:
        """Return how sure `event` is by its claims."""
        return sureness(event, self.claims.get(event.id, ()))

    def sentence(self, span: Span) -> str:
        """Return the sentence that `span` begins in; of a document that is not here, the span itself."""
        found = self.passage(span)
        return found.text if found else span.text

    def passage(self, span: Span) -> Span:
        """Return the span of the sentence that `span` begins in."""
        document = self.documents.get(span.document)
        if document is None:
            return span
        cuts = self._cuts.get(span.document)
        if cuts is None:
            zones = (at for zone in document.zones for at in (zone.start, zone.end))
            cuts = sorted({0, len(document.text), *(m.end() for m in _END.finditer(document.text)), *zones})
            self._cuts[span.document] = cuts
        i = bisect_right(cuts, span.start)
        start, end = cuts[i - 1], max(cuts[min(i, len(cuts) - 1)], span.end)
        words = document.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return document.span(start, end) if start < end else span

    def mentions_near(self, span: Span, around: int) -> list[Mention]:
        """Return the mentions of a document that begin within `around` characters of `span`."""
        every = self._by_document.get(span.document, [])
        first = bisect_left(every, span.start - around, key=lambda m: m.span.start)
        last = bisect_right(every, span.end + around, key=lambda m: m.span.start)
        return every[first:last]

    @cached_property
    def _by_document(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(self.mentions.values(), key=lambda m: (m.span.start, m.id)):
            found[mention.span.document].append(mention)
        return found

    def told_in(self, span: Span) -> list[Event]:
        """Return the events whose first passage begins in `span`, in order."""
        every = self._events_by_document.get(span.document, [])
        first, last = (bisect_left(every, at, key=lambda e: e.evidence[0].start) for at in (span.start, span.end))
        return every[first:last]

    @cached_property
    def _events_by_document(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            found[event.evidence[0].document].append(event)
        return found

    def hedged(self, event: Event) -> bool:
        """Whether the sentence of `event` says that it is believed or remembered, not known."""
        return pattern("scope", "recall").search(self.sentence(event.evidence[0])) is not None

    def written(self, document: str) -> datetime | None:
        """Return since when a document is there: when it was sent, or published."""
        found = self.documents.get(document)
        when = (found.sent or found.published) if found else None
        return when.start if when else None


def pairs(people: Iterable[str]) -> list[frozenset[str]]:
    """Return each two of `people`, of the first ten: more are a crowd, and a crowd is no contact of each two."""
    few = sorted(people)[:10]
    return [frozenset((a, b)) for i, a in enumerate(few) for b in few[i + 1 :]]


def placed(when: When | None) -> bool:
    """Whether a time has both its ends."""
    return when is not None and when.start is not None and when.end is not None


def may_meet(left: When | None, right: When | None) -> bool:
    """Whether two times may be one: an unplaced time may be any."""
    if left is None or right is None or left.start is left.end is None or right.start is right.end is None:
        return True
    return overlap((left.start, left.end), (right.start, right.end))
