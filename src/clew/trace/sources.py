"""Who rests on whom, and how many independent roots there are: two outlets that rest on one source count once.

Corroboration counts roots, not tellings. Where nothing decides whether two roots are one they stay two, marked as maybe one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

import msgspec

from clew.index import Index
from clew.records import Claim, Corroboration, Document, Event, Identity, Reliance, Root, RootKind, Telling, digest, make
from clew.trace.copied import Reuse, title
from clew.trace.initials import name_words
from clew.trace.outlets import field
from clew.trace.roots import Key, Traced, Tracer, telling

NAMED = "named-outlet/1"

# Who may be one with another. Of a house with many of them nothing is gained by saying so of all.
_MAY_BE: frozenset[RootKind] = frozenset({"author", "unnamed", "document"})
_MANY = 40


class Sources:
    """The graph of who rests on whom in a case. identity: the identity of a mention, or None."""

    def __init__(self, index: Index, reuse: Reuse, identity: Callable[[str], Identity | None]) -> None:
        self.index, self.reuse = index, reuse
        self.tracer = Tracer(index, reuse, identity)

    @cached_property
    def reliances(self) -> tuple[Reliance, ...]:
        """What each document has from another: copied passages, then outlets that are named as the source."""
        named = {r.id: r for c in self.index.claims.values() for r in self._named(c)}
        return (*self.reuse.reliances, *(named[id] for id in sorted(named)))

    @cached_property
    def _outlets(self) -> Mapping[tuple[str, ...], str]:
        """The first document of each outlet that a page names as its own site, by the words of the outlet's name."""
        found: dict[tuple[str, ...], str] = {}
        for document in sorted(self.index.documents.values(), key=_place):
            if span := field(document, "Site"):
                found.setdefault(name_words(span.text), document.id)
        return found

    def _named(self, claim: Claim) -> Iterator[Reliance]:
        """Yield that a claim gives another outlet of the case as its source."""
        own = self.tracer.outlets.house(claim.content.document)[0]
        for holder in (v.holder for v in claim.voices if v.holder):
            on = self._outlets.get(name_words(holder.text))
            if on and self.tracer.outlets.house(on)[0] != own:
                fields = {"document": holder.document, "on": on, "name": title(self.index.documents[on]), "kind": "named"}
                reason = f"it gives “{' '.join(holder.text.split())}” as its source"
                yield make(Reliance, **fields, left=holder, right=None, certainty="certain", reason=reason, by=NAMED)

    @cached_property
    def _rests(self) -> Mapping[str, frozenset[str]]:
        """The houses that each house has something from, sure or not."""
        found: dict[str, set[str]] = defaultdict(set)
        house = self.tracer.outlets.house
        for each in self.reliances:
            found[house(each.document)[0]].add(house(each.on)[0])
        return {key: frozenset(on - {key}) for key, on in found.items()}

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        """What all claims come down to, those with most tellings first; an unnamed source of each document by itself."""
        tellings = _in_order(self.index, (telling(claim) for claim in self.index.claims.values()))
        found = self._grouped([(t, self.tracer.trace(t)) for t in tellings], lambda key: key)
        return tuple(sorted(found, key=lambda r: (-len(r.tellings), r.name, r.id)))

    def corroborate(self, about: Sequence[str], tellings: Iterable[Telling]) -> Corroboration:
        """Return what `tellings` of one thing come down to, and how many of these roots are independent."""
        traced = [(t, self.tracer.trace(t)) for t in _in_order(self.index, tellings)]
        roots = self._grouped(traced, lambda key: key._replace(document=""))
        counted = [r for r in roots if r.kind != "unknown"] or list(roots[:1])
        used = dict.fromkeys(r for _, t in traced for r in t.along)
        least = _components(counted)
        return Corroboration(tuple(about), tuple(t for t, _ in traced), roots, len(counted), least, tuple(used))

    def told_alike(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Return `events`, and those that documents which have the same passage tell in the same words."""
        found = {event.id: event for event in events}
        for event in list(found.values()):
            home = self._home(event)
            near = {home, *self._tied.get(home, ())}
            found |= {e.id: e for e in self._by_words.get(_words(event), ()) if self._home(e) in near}
        return tuple(found.values())

    def _home(self, event: Event) -> str:
        document = event.evidence[0].document
        return self.reuse.first.get(document, document)

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, ...], Sequence[Event]]:
        found: dict[tuple[str, ...], list[Event]] = defaultdict(list)
        for event in self.index.events.values():
            found[_words(event)].append(event)
        return found

    @cached_property
    def _tied(self) -> Mapping[str, frozenset[str]]:
        """The documents that share a passage with each, by the first of their copies."""
        found: dict[str, set[str]] = defaultdict(set)
        for each in self.reuse.reliances:
            ends = [self.reuse.first.get(id, id) for id in (each.document, each.on)]
            for a, b in (ends, ends[::-1]):
                found[a].add(b)
        return {id: frozenset(ids) for id, ids in found.items()}

    def _grouped(self, traced: Sequence[tuple[Telling, Traced]], one: Callable[[Key], Key]) -> tuple[Root, ...]:
        """Return the roots of traced tellings. one: what of a key two tellings must share to be one."""
        groups: dict[tuple[str, ...], list[tuple[Telling, Traced]]] = defaultdict(list)
        for told, each in traced:
            groups[_as_one(one(each.key))].append((told, each))
        made = [(self._root(key, group), group[0][1].key) for key, group in groups.items()]
        return tuple(_maybe(made, self._rests))

    def _root(self, key: tuple[str, ...], group: Sequence[tuple[Telling, Traced]]) -> Root:
        _, first = group[0]
        tellings = tuple(dict.fromkeys(t for t, _ in group))
        kinds = [each.key.kind for _, each in group]
        kind = "named" if "named" in kinds else kinds[0]
        id = digest("root", *key, *(t.span.document + str(t.span.start) for t in tellings[:1]))
        return Root(id, kind, first.name, first.who, first.origin, tellings, tuple(self._reasons(group)))

    def _name(self, document: str) -> str:
        return title(self.index.documents[document])

    def _reasons(self, group: Sequence[tuple[Telling, Traced]]) -> Iterator[str]:
        """Yield why the tellings of a group come down to one, each sentence once."""
        said: dict[str, None] = {}
        first = self.reuse.first
        for id in dict.fromkeys(told.span.document for told, _ in group):
            if first.get(id, id) != id:
                said[f"“{self._name(id)}” is a copy of “{self._name(first[id])}”"] = None
        for hop in dict.fromkeys(hop for _, each in group for hop in each.along):
            said[f"“{self._name(hop.document)}” has it from “{hop.name}”: {hop.reason}"] = None
        _, one = group[0]
        if one.key.kind == "unnamed" and len({each.key.document for _, each in group}) > 1:
            said[f"{one.origin} tells the same of “{one.key.words}” more than once"] = None
        yield from said


def _words(event: Event) -> tuple[str, ...]:
    return (event.kind, *name_words(event.evidence[0].text))


def _as_one(key: Key) -> tuple[str, ...]:
    """Return what two keys must have in common to be one: who speaks in his own name is one with who is named."""
    return ("who", key.house) if key.kind in ("author", "named") else (key.kind, key.house, key.words, key.document)


def _maybe(made: Sequence[tuple[Root, Key]], rests: Mapping[str, frozenset[str]]) -> Iterator[Root]:
    """Yield each root with those that it may be: those of one house that are near, and the sources and authors of two houses of
    which one has something from the other."""
    by_house: dict[str, list[tuple[Root, Key]]] = defaultdict(list)
    for root, key in made:
        if key.kind in _MAY_BE:
            by_house[key.house].append((root, key))
    ties: dict[str, set[str]] = defaultdict(set)
    for house, own in by_house.items():
        for on in (house, *sorted(rests.get(house, ()))):
            theirs = by_house.get(on, [])
            for a, b in product(own, theirs) if max(len(own), len(theirs)) <= _MANY else ():
                if a[0].id != b[0].id and (house != on or _near(a[1], b[1])):
                    ties[a[0].id].add(b[0].id)
                    ties[b[0].id].add(a[0].id)
    for root, _ in made:
        yield msgspec.structs.replace(root, may_be=tuple(sorted(ties[root.id]))) if root.id in ties else root


def _near(a: Key, b: Key) -> bool:
    """Whether two of one house may be one: sources called alike, and an author beside sources, from whom he may have it all."""
    return (a.kind == "author") != (b.kind == "author") or (
        a.kind == b.kind and bool(set(a.words.split()) & set(b.words.split()))
    )


def _components(roots: Sequence[Root]) -> int:
    """Return how many groups of roots there are when all that may be one are one."""
    home = {r.id: r.id for r in roots}

    def top(id: str) -> str:
        while home[id] != id:
            id = home[id]
        return id

    for root in roots:
        for other in root.may_be:
            if other in home:
                home[max(top(root.id), top(other))] = min(top(root.id), top(other))
    return len({top(id) for id in home})


def _place(document: Document) -> tuple[str, str, str]:
    return document.source.path, document.source.part, document.id


def _in_order(index: Index, tellings: Iterable[Telling]) -> list[Telling]:
    """Return tellings in the order of their places, whatever order the evidence came in."""
    documents = index.documents
    once = dict.fromkeys(tellings)
    return sorted(once, key=lambda t: (_place(documents[t.span.document]), t.span.start, t.span.end, t.claim or ""))
