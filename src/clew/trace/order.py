"""The order that follows from the words alone: what nobody dated stands before or after what it is told by.

"Two days after the hearing": the words hang on a passage (`When.anchor`), and that passage tells another occasion, dated or not.
It is a partial order: what hangs on nothing keeps its place, what hangs stands next to what it hangs on, a circle is reported.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, TypeVar

from clew.records import Event, Record, Span, When
from clew.trace.vocabulary import load
from clew.when import placed

K = TypeVar("K")
Side = Literal["before", "after", "at"]


class Hold(Record, frozen=True, gc=False):
    """What an undated telling hangs on: `words` of it put it before, after or at the time of the event `on`, told at `anchor`.

    circle: it hangs on itself by way of others, so that nothing follows for its place.
    """

    side: Side
    words: Span
    anchor: Span
    on: str
    by: str = "order-by-words/1"
    circle: bool = False


def find_holds(events: Iterable[Event]) -> dict[str, Hold]:
    """Return what each undated event hangs on, by its id; those that hang on nothing, or on what no event tells, are left out."""
    known = tuple(events)
    hanging = [e for e in known if e.when and e.when.anchor and not placed(e.when)]
    if not hanging:
        return {}
    told = _told({e.when.anchor.document for e in hanging if e.when and e.when.anchor}, known)
    found = ((e.id, _hold(e, e.when, told)) for e in hanging if e.when)
    return {id: hold for id, hold in found if hold}


def side(words: str, hedge: str | None) -> Side:
    """Return on which side of its anchor a time stands by its words: "the day before the hearing", "that day"."""
    if hedge in ("before", "until"):
        return "before"
    if hedge in ("after", "since"):
        return "after"
    first = _sides().search(words)
    return "at" if first is None else "before" if first.lastgroup == "before" else "after"


def arranged(keys: Sequence[K], hangs: Mapping[K, tuple[Side, K]]) -> tuple[tuple[K, ...], frozenset[K]]:
    """Return `keys` with what hangs moved next to what it hangs on, and those that hang in a circle, which keep their place.

    keys: in the order they have without it; hangs: (side, on what) of those that hang. Several that hang on one side of one keep
    their order. Linear; the same for the same `keys`.
    """
    circles = _circles(keys, hangs)
    present = set(keys)
    children: dict[tuple[K, bool], list[K]] = defaultdict(list)
    roots = []
    for key in keys:
        where = hangs.get(key)
        if where is None or key in circles or where[1] not in present:
            roots.append(key)
        else:
            children[where[1], where[0] == "before"].append(key)
    return tuple(_walk(roots, children)), circles


def _walk(roots: Sequence[K], children: Mapping[tuple[K, bool], Sequence[K]]) -> Iterator[K]:
    """Yield each root with those before it in front and those after it behind, these with their own in turn; no recursion."""
    waiting: list[tuple[K, bool]] = [(root, False) for root in reversed(roots)]
    while waiting:
        key, opened = waiting.pop()
        if opened:
            yield key
            continue
        waiting.extend((child, False) for child in reversed(children.get((key, False), ())))
        waiting.append((key, True))
        waiting.extend((child, False) for child in reversed(children.get((key, True), ())))


def _circles(keys: Iterable[K], hangs: Mapping[K, tuple[Side, K]]) -> frozenset[K]:
    """Return the keys that hang on themselves by way of others. Each hangs on one at most: a chain is enough to follow."""
    seen: dict[K, K] = {}
    found: set[K] = set()
    for first in keys:
        key = first
        while key in hangs and key not in seen:
            seen[key] = first
            key = hangs[key][1]
        if seen.get(key) == first:
            while key not in found:
                found.add(key)
                key = hangs[key][1]
    return frozenset(found)


def _told(documents: set[str], events: Iterable[Event]) -> dict[str, list[tuple[int, int, str]]]:
    """Return the passages of these documents that tell an event: its evidence and the words of its time, in order."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for event in events:
        for span in (*event.evidence, *([event.when.span] if event.when else [])):
            if span.document in documents:
                found[span.document].append((span.start, span.end, event.id))
    return {document: sorted(spans) for document, spans in found.items()}


def _hold(event: Event, when: When, told: Mapping[str, Sequence[tuple[int, int, str]]]) -> Hold | None:
    anchor = when.anchor
    if anchor is None:
        return None
    near = told.get(anchor.document, ())
    first = bisect_left(near, (anchor.start - _LONGEST_PASSAGE,))
    last = bisect_right(near, (anchor.end,))
    over = [
        ((start, end) != (anchor.start, anchor.end), end - start, start, id)
        for start, end, id in near[first:last]
        if end > anchor.start and id != event.id
    ]
    if not over:
        return None
    return Hold(side(when.span.text, when.hedge), when.span, anchor, min(over)[3])


# A passage that tells an event is a clause or two; no event begins further ahead of words that tell it.
_LONGEST_PASSAGE = 3000


@cache
def _sides() -> re.Pattern[str]:
    table = load("sidewords")
    groups = (f"(?P<{name}>{'|'.join(map(re.escape, table[name]))})" for name in ("before", "after"))
    return re.compile(rf"\b(?:{'|'.join(groups)})\b", re.IGNORECASE)


def hanging(holds: Mapping[str, Hold], occasion: Callable[[str], K]) -> dict[K, tuple[Side, K, str]]:
    """Return by occasion on which side of what other it stands, and by which event: of several the one of the smallest id."""
    found: dict[K, tuple[Side, K, str]] = {}
    for event in sorted(holds):
        here, there = occasion(event), occasion(holds[event].on)
        if here != there:
            found.setdefault(here, (holds[event].side, there, event))
    return found
