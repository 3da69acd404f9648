"""Why two are one or two, why an event or a conflict is what it is: as lines of text for a terminal."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from clew.case import Case
from clew.records import Comparison, Event, Feature, Identity, Judgement, Record
from clew.show import chain, event_line, identity_line, lines, place, quote
from clew.showtraced import when_words
from clew.trace import sureness

R = TypeVar("R", bound=Record)

# Fewer digits may be a word.
_SHORTEST = 6


class Why(Record, frozen=True, gc=False):
    """Why two are one, by the judgements that lead from one to the other; or how two that are two compare.

    held: the judgement by which a person holds the two apart, or None
    """

    left: str
    right: str
    chain: tuple[Judgement, ...]
    comparison: Comparison | None
    held: Judgement | None = None


class WhyTold(Record, frozen=True, gc=False):
    """Why two events are tellings of one occasion, or how two that are not compare by themselves.

    chain: the judgements, by rules or people, that lead from one telling to the other; () when they are of two occasions
    """

    left: Event
    right: Event
    chain: tuple[Judgement, ...]
    comparison: Comparison


def why(case: Case, left: str, right: str) -> Why | WhyTold:
    """Return why two (names, or ids of identities, mentions or events) are one, or what speaks for and against it.

    AskError when one is unknown or ambiguous, or has nothing to compare.
    """
    first, second = event_called(case, left), event_called(case, right)
    if first and second:
        chain = case.derived.chain_of_events(first, second)
        return WhyTold(first, second, chain, case.derived.compare_events(first, second))
    ours, theirs = _meant(case, left), _meant(case, right)
    one, other = case.identity_of(ours), case.identity_of(theirs)
    if one and other and one.id == other.id:
        return Why(ours, theirs, case.derived.resolution.chain(ours, theirs), None)
    compared = case.compare(one.id if one else left, other.id if other else right)
    return Why(ours, theirs, (), compared, case.derived.resolution.against(ours, theirs))


def _meant(case: Case, asked: str) -> str:
    """Return the mention that somebody means: the first that is written so, of the identity that the name leads to."""
    if asked in case.mentions:
        return asked
    identity = case.person(asked)
    named = [m for id in identity.mentions if (m := case.mentions[id]).name.casefold() == asked.casefold()]
    return min(named, key=lambda m: (m.form != "name", m.span.document, m.span.start, m.id)).id if named else identity.mentions[0]


def why_lines(case: Case, found: Why | WhyTold) -> Iterator[str]:
    """Yield the step-by-step reasons why two are one; or each feature with its weight, when they are two."""
    if isinstance(found, WhyTold):
        yield from _told_lines(case, found)
        return
    left, right = case.identity_of(found.left), case.identity_of(found.right)
    if found.comparison is None:
        yield f"one: {identity_line(left)}" if left else "one"
        yield from (line for step in found.chain for line in _step_lines(case, step))
        if not found.chain:
            yield "    the same words in one document"
        return
    rules = "alike, but joined by no rule" if found.comparison.verdict == "same" else f"{found.comparison.verdict} by the rules"
    yield f"two ({rules}, {found.comparison.score:.3f} that they are one)"
    yield from (f"    {identity_line(each)}" for each in (left, right) if each)
    if found.held:
        yield f"  held apart by judgement {found.held.id[:8]} of {found.held.by}: {found.held.reason or 'no reason given'}"
    yield from _features(found.comparison)


def _told_lines(case: Case, found: WhyTold) -> Iterator[str]:
    one = case.occasion_of(found.left.id) == case.occasion_of(found.right.id)
    yield "one occasion" if one else f"two ({found.comparison.score:.3f} that they are one, by themselves)"
    for event in (found.left, found.right):
        yield f"    {event_line(case, event)}  ({event.id[:8]}, {event.status})"
        yield f"      {quote(event.evidence[0])} {place(case, event.evidence[0])}"
    yield from (line for step in found.chain for line in _step_lines(case, step))
    yield from _features(found.comparison)


def _features(comparison: Comparison) -> Iterator[str]:
    return map(_feature_line, sorted(comparison.features, key=lambda f: (-abs(f.weight), f.name, f.says)))


def _step_lines(case: Case, step: Judgement) -> Iterator[str]:
    yield f"  because {step.reason or 'somebody judged so'}  ({step.by}, {step.score:.2f})"
    for side in (step.left, step.right):
        span = case.mentions[side].span if side in case.mentions else case.events[side].evidence[0]
        yield f"    {quote(span)} {place(case, span)}"


def _feature_line(feature: Feature) -> str:
    sign = "+" if feature.weight > 0 else "-" if feature.weight < 0 else " "
    return f"  {sign} {feature.says}  ({feature.name}, {feature.weight:+.1f})"


def event_lines(case: Case, event: Event) -> Iterator[str]:
    """Yield an event with its rule, its time and what that hangs on, who says so, and why its tellings are one."""
    claims = case.claims_about.get(event.id, ())
    yield f"{event_line(case, event)}  ({event.status}, {sureness(event, claims)}; {event.by})"
    yield from (f"    {quote(span)} {place(case, span)}" for span in event.evidence)
    if event.when:
        yield f"  when: {when_words(event.when)}, by {quote(event.when.span)} ({event.when.rule})"
    if event.when and event.when.anchor:
        yield f"    counted from {quote(event.when.anchor)} {place(case, event.when.anchor)}"
    yield from (f"  says: {says}" for says in dict.fromkeys(chain(claim) for claim in claims))
    occasion = case.occasion_of(event.id)
    for judgement in occasion.judgements:
        if judgement.verdict == "same":
            yield f"  one with what is told elsewhere: {judgement.reason}  ({judgement.by}, {judgement.score:.2f})"
    for other in (case.events[id] for id in occasion.events if id != event.id):
        yield f"    {quote(other.evidence[0])} {place(case, other.evidence[0])}  ({other.id[:8]}, {other.status})"


def event_called(case: Case, id: str) -> Event | None:
    """Return the event whose id begins with `id`, of an occasion its first one; None when none does."""
    return _called(id, {**case.events, **{o.id: case.events[o.events[0]] for o in case.occasions}})


def explained(case: Case, id: str) -> Record | None:
    """Return the event, conflict or identity whose id begins with `id`, of an occasion its first event; None when none does."""
    return event_called(case, id) or _called(id, {c.id: c for c in case.conflicts}) or _called(id, case.identities)


def _called(id: str, records: Mapping[str, R]) -> R | None:
    if len(id) < _SHORTEST or set(id) - set("0123456789abcdef"):
        return None
    return next((records[key] for key in sorted(records) if key.startswith(id)), None)


def explained_lines(case: Case, record: Record) -> Iterator[str]:
    """Yield why an event, a conflict or an identity is what it is."""
    if isinstance(record, Event):
        yield from event_lines(case, record)
    elif isinstance(record, Identity):
        yield identity_line(record)
        yield from (line for judgement in record.judgements for line in _step_lines(case, judgement))
    else:
        yield from lines(case, record)
