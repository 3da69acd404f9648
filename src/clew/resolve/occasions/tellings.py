"""Events as tellings: what of each counts when two are held side by side, and what of two cannot both be of one occasion."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from clew.records import Event
from clew.resolve.occasions.moments import Grade, may_be_one, same_day, same_minute
from clew.resolve.occasions.vocabulary import table, words
from clew.resolve.occasions.wording import Wording, words_of
from clew.when import display

# The identity of a mention's id; and the name of whoever it means, None for somebody without one.
IdentityOf = Callable[[str], str | None]
CalledOf = Callable[[str], str | None]

# A passage of fewer words may be written twice by chance; the second figure is for one that names nobody. Read on mails that
# quote each other and on two prints of one report.
_LEAST_WORDS, _UNNAMED = 7, 12


class Telling:
    """One event, reduced. Its participants are those who have a name, by identity.

    wording        what its words say, whoever is who
    family, sort   what its kind can be a telling of
    roles          role -> identities; names: identity -> name
    place          identity of the place, or None
    keys           the numbers of what it is looked up by, by sort: given by whoever holds it beside others
    """

    def __init__(self, event: Event, identity: IdentityOf, called: CalledOf, wording: Wording | None = None) -> None:
        self.event = event
        self.wording = wording or Wording(event)
        self.family, self.sort, self.moment, self.rule = (
            self.wording.family,
            self.wording.sort,
            self.wording.moment,
            self.wording.rule,
        )
        self.mutual = self.sort != self.family
        self.roles, self.names = _participants(event, identity, called)
        self.named = frozenset(self.names)
        self.place = identity(event.where) if event.where else None
        self.place_name = (called(event.where) or "") if event.where else ""
        self.document = event.evidence[0].document
        self.keys: Mapping[str, Sequence[int]] = {}

    @property
    def passage(self) -> str:
        """The words of the passage it was read from, in lower case, without marks of notes."""
        return self.wording.passage

    @property
    def subject(self) -> str:
        """The subject of a message by its header, or ""."""
        return self.wording.subject

    @property
    def once(self) -> bool:
        """Whether it is of a kind that happens once between the same people."""
        return self.wording.once

    @cached_property
    def seats(self) -> list[tuple[str, str]]:
        """The participants, each with the role; the role is left out where it does not count."""
        if self.mutual:
            return sorted(("", who) for who in self.present)
        return sorted((role, who) for role, those in self.roles.items() for who in those)

    @cached_property
    def words(self) -> tuple[str, str, frozenset[tuple[str, ...]]]:
        """What copies of a passage have in common: kind, first words, each participant's role and last name, whoever that is."""
        last = {who: name.casefold().split()[-1:] for who, name in self.names.items()}
        said = frozenset((role, *last[who]) for role, those in self.roles.items() for who in those)
        return self.event.kind, " ".join(self.passage.split(" ", _UNNAMED)[:_UNNAMED]), said

    @cached_property
    def state(self) -> tuple[object, ...]:
        """What is said of whom, and of when, by what holds for a while (a post, a membership); () for anything else."""
        if self.event.kind not in words("kinds", "states") or not self.roles.keys() >= {role for role, _ in self.event.roles}:
            return ()
        return (
            self.event.kind,
            frozenset(self.roles.items()),
            self.passage if self.event.kind == "post" else "",
            self.moment.reach,
        )

    @cached_property
    def time(self) -> str:
        """When it was, in English."""
        return display(self.event.when)

    @cached_property
    def long(self) -> bool:
        """Whether its passage has too many words to be written twice by chance."""
        return self.wording.count >= (_LEAST_WORDS if self.named else _UNNAMED)

    @cached_property
    def present(self) -> frozenset[str]:
        """Those who were there."""
        there = (who for role, who in self.roles.items() if role not in words("roles", "setting"))
        return frozenset().union(*there)

    @cached_property
    def header(self) -> tuple[object, ...]:
        """What two headers of one message have in common when nothing is left out of either; () for anything but a clock time."""
        return () if self.moment.minute is None else (self.family, frozenset(self.roles.items()), self.moment.minute)

    @property
    def row(self) -> bool:
        """Whether it is a row of a table of what happened."""
        return self.rule in words("rules", "rows")

    @property
    def order(self) -> tuple[str, int, str]:
        """Sort key: document, place in it, id."""
        return self.document, self.event.evidence[0].start, self.event.id

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """What `contradict` looks at."""
        roles = tuple(sorted((role, tuple(sorted(who))) for role, who in self.roles.items()))
        return self.family, self.sort, self.moment, roles, self.place, self.words if self.long else None


def _participants(event: Event, identity: IdentityOf, called: CalledOf) -> tuple[Mapping[str, frozenset[str]], dict[str, str]]:
    roles: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for role, mention in event.roles:
        who, name = identity(mention), called(mention)
        if who is not None and name is not None and role not in words("roles", "outside"):
            roles.setdefault(table("roles")["same"].get(role, role), set()).add(who)
            names[who] = name
    return {role: frozenset(who) for role, who in roles.items()}, names


def contradict(left: Telling, right: Telling) -> bool:
    """Whether the two cannot be tellings of one occasion, wherever they stand."""
    return (
        not may_be_told_by(left, right)
        or not may_be_one(left.moment, right.moment)
        or other_people(left, right)
        or other_place(left, right)
    )


def may_be_told_by(left: Telling, right: Telling) -> bool:
    """Whether events of their kinds can be one thing."""
    if left.family != right.family:
        return False
    either = table("either").get(left.family, ())
    return left.sort == right.sort or left.sort in either or right.sort in either


def other_people(left: Telling, right: Telling) -> bool:
    """Whether their participants are not compatible: those of one may be fewer, but not others."""
    if not left.named or not right.named or copied(left, right):
        return False
    if not left.mutual:
        return any(not (who & right.roles[role]) for role, who in left.roles.items() if role in right.roles)
    shared = len(left.named & right.named)
    return shared < (1 if same_day(left.moment, right.moment) else min(2, len(left.named), len(right.named)))


def other_place(left: Telling, right: Telling) -> bool:
    """Whether two places are named, and neither name holds the other ("Hotel Astoria, Port Orrin")."""
    if not left.place or not right.place or left.place == right.place:
        return False
    a, b = (set(words_of(t.place_name)) for t in (left, right))
    return not (a <= b or b <= a)


def within_one(left: Telling, right: Telling) -> bool:
    """Whether two events of one document can be one all the same: its recognition held them for two.

    Words that stand in it twice; a header that is quoted twice; a header and a line that cites it; people who came together,
    each in a row of his own.
    """
    if left.state:
        return left.state == right.state
    if copied(left, right):
        return left.event.evidence[0].start != right.event.evidence[0].start
    if left.family == "message":
        headers = [t.rule == "mail-header" for t in (left, right)]
        cited = any(headers) and not all(headers) and same_day(left.moment, right.moment)
        return cited or (all(headers) and same_minute(left.moment, right.moment))
    together = left.place is not None and left.place == right.place and same_day(left.moment, right.moment)
    return left.row and right.row and together and not (left.named <= right.named or right.named <= left.named)


def copied(left: Telling, right: Telling) -> bool:
    """Whether both are read from the same words, too many to be written twice by chance; one may be cut sooner."""
    if not left.long or left.words != right.words:
        return False
    return left.passage.startswith(right.passage) or right.passage.startswith(left.passage)


def fine(telling: Telling) -> bool:
    """Whether it is told to the day at least."""
    return telling.moment.grade <= Grade.DAY
