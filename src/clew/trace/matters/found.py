"""The places that leave something open, gathered: all that leave open the same are one matter."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from clew.records import Answer, Matter, Span, digest
from clew.records.matters import MatterState
from clew.trace.matters.look import Look
from clew.trace.matters.words import plain

Key = tuple[str, ...]

# Passages that share so many words in a row are copies. Of 33 gaps of sources found in 298 scanned mails, most of which were
# scanned apart, 9 stay; with 6, a form of words that one writer begins with would make all he writes one passage.
_RUN = 8

# What a reader wants first. People before times, times before papers; asked outright comes last, since most of it is small talk.
_GAPS = ("participant", "source", "time", "paper", "message", "attachment")
_STATES: tuple[MatterState, ...] = ("open", "answered both ways", "answered", "replied")


class Found(NamedTuple):
    """One place that leaves something open.

    keys     places that share one leave open the same
    asks     in words; many: in words when several places do, with their number as {n}
    copied   what else must be equal for two copies of one passage to leave open the same; None: words alone tie nothing
    """

    keys: tuple[Key, ...]
    kind: str
    asks: str
    span: Span
    about: tuple[str, ...]
    by: str
    answers: tuple[Answer, ...] = ()
    question: str | None = None
    many: str = ""
    copied: str | None = None


def gathered(look: Look, found: Iterable[Found]) -> tuple[Matter, ...]:
    """Return the matters: open ones first, of the texts before gaps, then by how many places leave them open."""
    made = [_matter(look, group) for group in _groups(found)]
    return tuple(sorted(made, key=lambda m: _rank(look, m)))


def _groups(found: Iterable[Found]) -> list[list[Found]]:
    """Return the places that share a key, or a run of words, directly or by way of others."""
    every = list(found)
    above = list(range(len(every)))

    def root(at: int) -> int:
        while above[at] != at:
            above[at] = at = above[above[at]]
        return at

    first: dict[Key, int] = {}
    for at, each in enumerate(every):
        for key in (*each.keys, *_runs(each)):
            above[root(at)] = root(first.setdefault(key, at))
    groups: dict[int, list[Found]] = defaultdict(list)
    for at, each in enumerate(every):
        groups[root(at)].append(each)
    return list(groups.values())


def _runs(found: Found) -> Iterator[Key]:
    """Yield the runs of words by which a copy of the passage is known, also one that a scanner misread in places."""
    if found.copied is not None:
        words = plain(found.span.text).split()
        for at in range(len(words) - _RUN + 1):
            yield ("run", found.kind, found.copied, *words[at : at + _RUN])


def _matter(look: Look, group: list[Found]) -> Matter:
    group.sort(key=lambda f: (f.question is None, f.by.startswith("asked"), look.key(f.span), f.by, f.asks))
    first = group[0]
    origin: Literal["words", "gap"] = "gap" if first.question is None else "words"
    answers = _answers(look, group)
    asking = {f.span for f in group if f.question}
    return Matter(
        digest("matter", origin, first.kind, first.span, first.by),
        origin,
        first.kind,
        _asks(group),
        tuple(sorted(dict.fromkeys(f.span for f in group), key=lambda span: (span not in asking, look.key(span)))),
        tuple(dict.fromkeys(m for f in group for m in f.about)),
        tuple(f.question for f in group if f.question),
        state_of(answers, first.kind, outright=all(f.by.startswith("asked") for f in group)),
        answers,
        first.by,
    )


def _asks(group: Sequence[Found]) -> str:
    """Return the question in the words that most of the places have, the first of them when none leads."""
    places = len({f.span for f in group})
    alike = [f for f in group if f.kind == group[0].kind]
    said = Counter(f.many.format(n=places) if places > 1 and f.many else f.asks for f in alike)
    return said.most_common(1)[0][0]


def _answers(look: Look, group: Sequence[Found]) -> tuple[Answer, ...]:
    """Return the answers, each passage once, unless it leaves the matter open itself. Of copies in the mails that quote one
    another the first stands for all."""
    spans = {f.span for f in group}
    found = {a.span: a for f in reversed(group) for a in reversed(f.answers) if a.span not in spans}
    every = sorted(found.values(), key=lambda a: look.key(a.span))
    once = {(a.sureness, a.event or "", plain(a.span.text)): a for a in reversed(every)}
    return tuple(sorted(once.values(), key=lambda a: look.key(a.span)))


def state_of(answers: Iterable[Answer], kind: str, *, outright: bool) -> MatterState:
    """Return what `answers` make of a matter of `kind`: only a matter of yes or no can be answered both ways. A reply that says
    neither leaves open what others than the one who asked `outright` leave open."""
    said = {a.sureness for a in answers}
    told, denied = bool(said & {"asserted", "reported"}), "denied" in said
    if told and denied and kind == "whether":
        return "answered both ways"
    if told or denied:
        return "answered"
    return "replied" if said and outright else "open"


def _rank(look: Look, matter: Matter) -> tuple[object, ...]:
    outright = matter.by.startswith("asked")
    gap = _GAPS.index(matter.kind) if matter.kind in _GAPS else -1
    documents = len({s.document for s in matter.passages})
    state, place = _STATES.index(matter.state), look.key(matter.passages[0])
    named = any(look.mentions[m].form == "name" for m in matter.about if m in look.mentions)
    return state, matter.origin == "gap", gap, outright, not named, not matter.about, -documents, place, matter.id
