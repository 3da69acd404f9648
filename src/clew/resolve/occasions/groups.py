"""Tellings in groups, each of one occasion: two are joined only when no member of one contradicts a member of the other."""

from collections import defaultdict
from collections.abc import Iterable

from clew.resolve.occasions.tellings import Telling, contradict, within_one


class Group:
    """The tellings of one occasion: by what can contradict, and by their document."""

    def __init__(self, telling: Telling) -> None:
        self.tellings = [telling]
        self.kinds = {telling.signature: telling}
        self.documents = {telling.document: [telling]}

    @property
    def id(self) -> str:
        """The first of the events' ids: whatever order they were joined in."""
        return min(t.event.id for t in self.tellings)

    def contradicts(self, other: "Group") -> bool:
        """Whether any telling of this contradicts any of `other`, or stands in one document with one it cannot be one with."""
        if any(contradict(a, b) for a in self.kinds.values() for b in other.kinds.values()):
            return True
        few, many = sorted((self.documents, other.documents), key=len)
        return any(not within_one(a, b) for d in few if d in many for a in few[d] for b in many[d])

    def take(self, other: "Group") -> None:
        """Make the tellings of `other` tellings of this."""
        self.tellings += other.tellings
        self.kinds |= other.kinds
        for document, tellings in other.documents.items():
            self.documents.setdefault(document, []).extend(tellings)


class Groups:
    """A partition of tellings. `apart`: pairs of event ids that a person holds apart."""

    def __init__(self, tellings: Iterable[Telling], apart: Iterable[tuple[str, str]]) -> None:
        self._of = {t.event.id: Group(t) for t in tellings}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def of(self, event: str) -> Group:
        """Return the group that an event is in."""
        return self._of[event]

    def all(self) -> list[Group]:
        """Return the groups, each once, by their ids."""
        found = {id(group): group for group in self._of.values()}
        return sorted(found.values(), key=lambda group: group.id)

    def held_apart(self, left: Group, right: Group) -> bool:
        """Whether a person holds a telling of one apart from one of the other."""
        few, many = sorted((left, right), key=lambda group: len(group.tellings))
        return any(self._of.get(o) is many for t in few.tellings for o in self._apart.get(t.event.id, ()))

    def can_join(self, left: Group, right: Group) -> bool:
        """Whether nothing keeps two groups apart."""
        return not self.held_apart(left, right) and not left.contradicts(right)

    def join(self, left: str, right: str, *, decided: bool = False) -> bool:
        """Join the groups of two events; False when something keeps them apart. decided: only a person's word does."""
        a, b = self._of[left], self._of[right]
        if a is b:
            return True
        if self.held_apart(a, b) if decided else not self.can_join(a, b):
            return False
        if len(a.tellings) < len(b.tellings):
            a, b = b, a
        a.take(b)
        for telling in b.tellings:
            self._of[telling.event.id] = a
        return True
