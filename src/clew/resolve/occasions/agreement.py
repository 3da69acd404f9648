"""What speaks for two tellings being one, feature by feature, and the judgement made of it."""

from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from clew.records import Comparison, Feature, Judgement, make
from clew.resolve.occasions.moments import Grade, may_be_one, same_day, same_minute
from clew.resolve.occasions.tellings import Telling, copied, may_be_told_by, other_people, other_place, within_one

# From SAME up two tellings are one; from UNSURE up they are offered. Joins read one by one: of some 130 in scanned mails
# that quote each other none was wrong; of some 90 in a report in three files six were, by rules that are stricter since.
SAME, UNSURE = 0.6, 0.5

# Subjects of scanned headers: alike from here up, other ones below.
_ALIKE, _OTHER = 85, 50


def compare(left: Telling, right: Telling, *, only: bool = False) -> Comparison:
    """Return how two tellings that do not contradict each other compare.

    only: whether the case has no other occasion that the vaguer of them can tell.
    """
    features = tuple(_features(left, right, only=only))
    score = round(min(1.0, max(0.0, sum(f.weight for f in features))), 2)
    return Comparison("same" if score >= SAME else "unsure" if score >= UNSURE else "different", score, features)


def opposed(left: Telling, right: Telling) -> Iterator[Feature]:
    """Yield what keeps two tellings from being of one occasion."""
    for name, holds, a, b in (
        ("kind", not may_be_told_by(left, right), left.event.kind, right.event.kind),
        ("time", not may_be_one(left.moment, right.moment), left.time, right.time),
        ("people", other_people(left, right), _everybody(left), _everybody(right)),
        ("place", other_place(left, right), left.place_name, right.place_name),
    ):
        if holds:
            yield Feature(name, -1.0, f"{a} in one, {b} in the other")
    if left.document == right.document and not within_one(left, right):
        yield Feature("document", -1.0, "told as two in one document")


def judged(left: Telling, right: Telling, found: Comparison, by: str) -> Judgement:
    """Return the judgement that `found` makes of two tellings."""
    first, second = sorted((left.event.id, right.event.id))
    reason = "; ".join(f.says for f in found.features)
    return make(Judgement, left=first, right=second, verdict=found.verdict, score=found.score, reason=reason, by=by)


def _features(left: Telling, right: Telling, *, only: bool) -> Iterator[Feature]:
    if copied(left, right):
        yield Feature("words", 0.7, "told in the same words")
    yield from _people(left, right)
    if not copied(left, right):
        yield from _beside(left, right)
    yield from _time(left, right)
    if left.place and left.place == right.place:
        yield Feature("place", 0.15, f"{left.place_name or 'one place'} in both")
    yield from _subject(left, right)
    if left.event.kind != right.event.kind:
        yield from _kinds(left, right)
    if left.state and left.state == right.state:
        yield Feature("state", 0.4, "the same said of the same")
    yield from _status(left, right)
    if only:
        yield from _only(left, right)


def _status(left: Telling, right: Telling) -> Iterator[Feature]:
    """Without a time in both, what was only proposed or planned need not be what happened."""
    said = {left.event.status, right.event.status}
    bare = Grade.BARE in (left.moment.grade, right.moment.grade) and not copied(left, right)
    if len(said) > 1 and bare and not said & {"denied", "unclear"}:
        yield Feature("status", -0.15, f"{left.event.status} in one, {right.event.status} in the other")


def _only(left: Telling, right: Telling) -> Iterator[Feature]:
    if left.once:
        yield Feature("once", 0.25, f"one {left.event.kind} as a rule")
    bare = [telling.moment.grade == Grade.BARE for telling in (left, right)]
    if left.once or not all(bare):
        # Who wrote once wrote again: of messages it says little that the case has no other.
        little = left.family == "message" and any(bare)
        yield Feature("only", 0.05 if little else 0.15, "no other occasion in the case that it can be")


def _people(left: Telling, right: Telling) -> Iterator[Feature]:
    shared = _shared(left, right)
    says = f"{_listed(sorted(left.names[who] for who in shared))} in both"
    if not left.mutual and "from" in left.roles and "from" in right.roles and len(shared) == 1:
        yield Feature("people", 0.2, says)
    elif left.family == "message" and len(shared) == 1:
        yield Feature("people", 0.05, says)
    elif shared:
        yield Feature("people", {1: 0.2, 2: 0.45}.get(len(shared), 0.55), says)


def _everybody(telling: Telling) -> str:
    return _listed(sorted(telling.names.values()))


def _beside(left: Telling, right: Telling) -> Iterator[Feature]:
    """Two or more of one that the words of the other name as well: "to three colleagues: Ann Vale, Peter Lund ..." One by itself
    may be whom a message is about."""
    for one, other in ((left, right), (right, left)):
        said = set(other.passage.split()) if not one.named <= other.named else set()
        beside = [name for who, name in one.names.items() if who not in other.named and set(name.casefold().split()) <= said]
        if len(beside) > 1:
            yield Feature("beside", 0.25, f"{_listed(sorted(beside))} in the words of the other")


def _shared(left: Telling, right: Telling) -> frozenset[str]:
    """Return who is in both; where roles count, in the same role."""
    if left.mutual:
        return (left.present & right.present) | ((left.named - left.present) & (right.named - right.present))
    return frozenset(who for role, those in left.roles.items() for who in those & right.roles.get(role, frozenset()))


def _listed(names: list[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _time(left: Telling, right: Telling) -> Iterator[Feature]:
    says = f"{left.time} in both" if left.time == right.time else f"{left.time} in one, {right.time} in the other"
    coarser = max(left.moment.grade, right.moment.grade)
    if same_minute(left.moment, right.moment):
        yield Feature("time", 0.5, says)
    elif left.moment.minute is not None and right.moment.minute is not None:
        yield Feature("time", 0.2, f"{says}: the clock of another zone")
    elif same_day(left.moment, right.moment):
        yield Feature("time", 0.35, says)
    else:
        yield Feature("time", {Grade.MONTH: 0.15, Grade.LONG: 0.05}.get(coarser, 0.0), says)


def _subject(left: Telling, right: Telling) -> Iterator[Feature]:
    if left.subject and right.subject:
        alike = ratio(left.subject, right.subject)
        if alike >= _ALIKE:
            yield Feature("subject", 0.2, f"“{left.subject}” in both")
        elif alike < _OTHER:
            yield Feature("subject", -0.4, f"“{left.subject}” in one, “{right.subject}” in the other")


def _kinds(left: Telling, right: Telling) -> Iterator[Feature]:
    says = f"{left.event.kind} in one, {right.event.kind} in the other"
    yield Feature("kind", -0.2, says)
