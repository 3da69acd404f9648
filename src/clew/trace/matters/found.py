"""The places that leave something open, gathered: all that leave open the same are one matter."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from clew.records import Answer, Matter, Span, digest
from clew.records.matters import MatterState
from clew.trace.matters.look import Look

# What a reader wants first. People before times, times before papers; asked outright comes last, since most of it is small talk.
_GAPS = ("participant", "source", "time", "paper", "message", "attachment")
_STATES: tuple[MatterState, ...] = ("open", "answered both ways", "replied", "answered")


class Found(NamedTuple):
    """One place that leaves something open. key: places with an equal one leave open the same."""

    key: tuple[str, ...]
    kind: str
    asks: str
    span: Span
    about: tuple[str, ...]
    by: str
    answers: tuple[Answer, ...] = ()
    question: str | None = None


def gathered(look: Look, found: Iterable[Found]) -> tuple[Matter, ...]:
    """Return the matters: open ones first, of the texts before gaps, then by how many places leave them open."""
    groups: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for each in found:
        groups[each.key].append(each)
    made = [_matter(look, group) for group in groups.values()]
    return tuple(sorted(made, key=lambda m: _rank(look, m)))


def _matter(look: Look, group: list[Found]) -> Matter:
    group.sort(key=lambda f: (f.question is None, look.key(f.span), f.by, f.asks))
    first = group[0]
    origin: Literal["words", "gap"] = "gap" if first.question is None else "words"
    answers = _answers(look, group)
    return Matter(
        digest("matter", origin, first.kind, first.span, first.by),
        origin,
        first.kind,
        Counter(f.asks for f in group if f.kind == first.kind).most_common(1)[0][0],
        tuple(sorted(dict.fromkeys(f.span for f in group), key=look.key)),
        tuple(dict.fromkeys(m for f in group for m in f.about)),
        tuple(f.question for f in group if f.question),
        state_of(answers, first.kind),
        answers,
        first.by,
    )


def _answers(look: Look, group: Sequence[Found]) -> tuple[Answer, ...]:
    """Return the answers, each passage once, unless it leaves the matter open itself."""
    spans = {f.span for f in group}
    found = {a.span: a for f in reversed(group) for a in reversed(f.answers) if a.span not in spans}
    return tuple(sorted(found.values(), key=lambda a: look.key(a.span)))


def state_of(answers: Iterable[Answer], kind: str) -> MatterState:
    """Return what `answers` make of a matter of `kind`: only a matter of yes or no can be answered both ways."""
    said = {a.sureness for a in answers}
    told, denied = bool(said & {"asserted", "reported"}), "denied" in said
    if told and denied and kind == "whether":
        return "answered both ways"
    if told or denied:
        return "answered"
    return "replied" if said else "open"


def _rank(look: Look, matter: Matter) -> tuple[object, ...]:
    outright = matter.by.startswith("asked")
    gap = _GAPS.index(matter.kind) if matter.kind in _GAPS else -1
    telling = -len({s.document for s in matter.passages}) if matter.origin == "gap" else 0
    known = not matter.about
    return _STATES.index(matter.state), matter.origin == "gap", gap, outright, known, telling, look.key(matter.passages[0]), matter.id
