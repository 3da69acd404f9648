"""The stages by which tellings become occasions, one after the other, and what each decides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from clew.records import Judgement, Occasion
from clew.resolve.occasions.agreement import judged
from clew.resolve.occasions.candidates import (
    Stage,
    other_clock,
    same_day,
    same_header,
    same_moment,
    same_state,
    same_words,
    within,
)
from clew.resolve.occasions.groups import Groups
from clew.resolve.occasions.moments import Grade
from clew.resolve.occasions.occasion import occasion_of
from clew.resolve.occasions.settling import Tie, settle
from clew.resolve.occasions.tellings import Telling

# From the surest to the vaguest, so that a vague telling finds the occasions that the sure ones have made.
_STAGES: tuple[Stage, ...] = (
    same_words,
    same_header,
    same_moment,
    other_clock,
    same_day,
    same_state,
    within(Grade.MONTH),
    within(Grade.LONG),
    within(Grade.BARE),
)

# What is offered of one occasion.
_OFFERED = 5


def resolved(tellings: Iterable[Telling], decided: Sequence[Judgement]) -> tuple[Occasion, ...]:
    """Return the occasions that `tellings` tell, sorted by id. decided: what a person said of two of their events."""
    ordered = sorted(tellings, key=lambda t: t.event.id)
    groups = Groups(ordered, [(j.left, j.right) for j in decided if j.verdict in ("different", "unsure")])
    made = [j for j in decided if j.verdict != "same" or groups.join(j.left, j.right, decided=True)]
    offered: dict[tuple[str, ...], Tie] = {}
    for stage in _STAGES:
        for tie in _ties(groups, ordered, stage):
            _apply(groups, tie, made, offered)
    return _occasions(groups, [*made, *_still_open(groups, offered.values())])


def _ties(groups: Groups, tellings: Sequence[Telling], stage: Stage) -> list[Tie]:
    """Return the ties that a stage finds among the groups as they are, the best first."""
    batches = (settle(groups, b.nodes, b.pairs, b.by, only=b.only) for b in stage(groups, tellings))
    return sorted((tie for batch in batches for tie in batch), key=lambda tie: tie.key)


def _apply(groups: Groups, tie: Tie, made: list[Judgement], offered: dict[tuple[str, ...], Tie]) -> None:
    left, right = tie.left.event.id, tie.right.event.id
    if groups.of(left) is groups.of(right):
        return
    if tie.sure and groups.join(left, right):
        made.append(judged(tie.left, tie.right, tie.found, tie.by))
    else:
        offered.setdefault(tuple(sorted((left, right))), tie)


def _still_open(groups: Groups, ties: Iterable[Tie]) -> list[Judgement]:
    """Return the ties that were not made and may still be, as "unsure": a few for each occasion."""
    found = []
    count: dict[int, int] = defaultdict(int)
    for tie in sorted(ties, key=lambda tie: tie.key):
        a, b = groups.of(tie.left.event.id), groups.of(tie.right.event.id)
        if a is not b and max(count[id(a)], count[id(b)]) < _OFFERED and groups.can_join(a, b):
            count[id(a)] += 1
            count[id(b)] += 1
            found.append(judged(tie.left, tie.right, msgspec.structs.replace(tie.found, verdict="unsure"), tie.by))
    return found


def _occasions(groups: Groups, judgements: Iterable[Judgement]) -> tuple[Occasion, ...]:
    about: dict[int, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for group in {id(g): g for g in (groups.of(judgement.left), groups.of(judgement.right))}.values():
            about[id(group)].append(judgement)
    made = (occasion_of(group.tellings, about[id(group)]) for group in groups.all())
    return tuple(sorted(made, key=lambda occasion: occasion.id))
