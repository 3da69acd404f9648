"""The occasions of some events, kept while who is who changes: only what a change can touch is made anew.

Tellings that share no key never meet. So what is reached from a changed telling over shared keys, as they were before and as they
are now, is all that can come out otherwise, and is resolved by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from clew.records import Event, Judgement, Occasion
from clew.resolve.occasions.keys import VAGUE, Keys
from clew.resolve.occasions.moments import Grade
from clew.resolve.occasions.stages import resolved
from clew.resolve.occasions.tellings import CalledOf, IdentityOf, Telling
from clew.resolve.resolution import standing


class Occasions:
    """The occasions of `events`."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = {e.id: e for e in events}
        self._in: dict[str, list[str]] = defaultdict(list)
        for event in self._events.values():
            for mention in {*(m for _, m in event.roles), *([event.where] if event.where else [])}:
                self._in[mention].append(event.id)
        self._known: dict[str, tuple[str | None, str | None]] = {}
        self._tellings: dict[str, Telling] = {}
        self._keys = Keys()
        self._sharing: dict[int, set[str]] = defaultdict(set)
        self._vague: dict[int, int] = defaultdict(int)
        self._decided: tuple[Judgement, ...] = ()
        self._of: dict[str, Occasion] = {}

    def told(
        self, identity: IdentityOf, called: CalledOf, judgements: Iterable[Judgement], changed: Iterable[str] | None = None
    ) -> tuple[Occasion, ...]:
        """Return the occasions, sorted by id, as `find_occasions` does: whatever was asked before.

        changed: the mentions that may be somebody else's than when last asked; None: any.
        """
        asked = self._in if changed is None else self._in.keys() & set(changed)
        known = {mention: (identity(mention), called(mention)) for mention in asked}
        decided = tuple({j.id: j for j in standing(judgements) if {j.left, j.right} <= self._events.keys()}.values())
        touched = self._changed(known, decided)
        before = self._reached(touched & self._tellings.keys())
        self._known |= known
        self._decided = decided
        for event in touched:
            self._put(event, identity, called)
        self._resolve(self._reached(touched | before))
        return tuple(sorted({o.id: o for o in self._of.values()}.values(), key=lambda occasion: occasion.id))

    def _changed(self, known: dict[str, tuple[str | None, str | None]], decided: tuple[Judgement, ...]) -> set[str]:
        """Return the events that somebody else, or somebody of another name, has a part in now, or that a person judged anew."""
        others = {e for mention, who in known.items() if self._known.get(mention, ()) != who for e in self._in[mention]}
        judged = {e for j in set(decided) ^ set(self._decided) for e in (j.left, j.right)}
        return others | judged | (self._events.keys() - self._tellings.keys())

    def _put(self, event: str, identity: IdentityOf, called: CalledOf) -> None:
        before = self._tellings.get(event)
        telling = Telling(self._events[event], identity, called, before.wording if before else None)
        telling.keys = self._keys.of(telling)
        if before:
            self._count(before, -1)
            for key in {*_all(before)} - {*_all(telling)}:
                self._sharing[key].discard(event)
        self._tellings[event] = telling
        self._count(telling, 1)
        for key in _all(telling):
            self._sharing[key].add(event)

    def _count(self, telling: Telling, step: int) -> None:
        for key in _by_company(telling) if telling.moment.grade >= Grade.MONTH else ():
            self._vague[key] += step

    def _reached(self, events: Iterable[str]) -> set[str]:
        """Return all events that hang together with `events`. Who was there together meets only where a vague telling asks."""
        tied: dict[str, list[str]] = defaultdict(list)
        for judgement in self._decided:
            tied[judgement.left].append(judgement.right)
            tied[judgement.right].append(judgement.left)
        found = set(events)
        waiting, keys = list(found), set[int]()
        while waiting:
            event = waiting.pop()
            fresh = self._meeting(self._tellings[event]) - keys
            keys |= fresh
            beside = {other for key in fresh for other in self._sharing[key]}.union(tied.get(event, ())) - found
            waiting += beside
            found |= beside
        return found

    def _meeting(self, telling: Telling) -> set[int]:
        return {*_by_agreement(telling), *(key for key in _by_company(telling) if self._vague[key])}

    def _resolve(self, events: set[str]) -> None:
        decided = [j for j in self._decided if j.left in events]
        for occasion in resolved([self._tellings[e] for e in events], decided):
            for event in occasion.events:
                self._of[event] = occasion


def _by_agreement(telling: Telling) -> Iterator[int]:
    return (key for sort, keys in telling.keys.items() if sort not in VAGUE for key in keys)


def _by_company(telling: Telling) -> Iterator[int]:
    return (key for sort in VAGUE for key in telling.keys.get(sort, ()))


def _all(telling: Telling) -> Iterator[int]:
    return (key for keys in telling.keys.values() for key in keys)
