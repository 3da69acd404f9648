"""Dates placed by what the same document tells elsewhere: on the event they hang on, or by two tellings of one event.

What agrees narrows; what conflicts stays as it was found, never smoothed over.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec.structs import asdict, replace

from clew.recognize.anchor_events import Events
from clew.recognize.date_beside import AGREES, at, named_beside
from clew.recognize.date_context import OTHERS
from clew.recognize.date_fields import BORROWED, day_or_month, fields
from clew.recognize.date_relative import TOLD
from clew.recognize.date_words import words
from clew.recognize.dates import Dates, Relative
from clew.recognize.tree import Tree
from clew.records import Event, Mention, Record, Span, When, Zone, make
from clew.when import GRAINS, Interval, bounds, containing, hedged, narrow, overlap, placed, shift, within

ON_EVENT = "anchored-on-event/1"
NARROWED = "narrowed/1"
ON_WRITING = "relative-to-written/1"

# What may stand between two namings of one time: "until September, three months after the note".
_JOINTS = frozenset(" ,()-\u2013\u2014\n")
_LONGEST_JOINT = 4

# How many dates may hang on one another in a row against the order of the text: each takes a pass.
_LONGEST_CHAIN = 10

# A passage of more dates than these is a list: those further on date other things.
_MOST_DATES = 50


class Anchored(Record, frozen=True, gc=False):
    """Dates and events with what could be placed placed.

    renamed   (old id, new id) of each event whose `when` changed: an event's id is a digest of what it says
    written   when the document was written, by its date line or by what its words come to; None when they do not tell or it is
              stated
    """

    dates: tuple[When, ...]
    events: tuple[Event, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    written: When | None = None


def anchor(tree: Tree, dates: Dates, events: Sequence[Event], mentions: Sequence[Mention]) -> Anchored:
    """Place dates that hang on events, and let several tellings of one event narrow each other.

    `events` are those of the document, tellings of one event merged; `mentions` are those their roles name. Pure; keeps orders.
    """
    state = _State(tree, dates, events, mentions)
    for _ in range(_LONGEST_CHAIN):
        if not state.place_on_events():
            break
    state.place_beside()
    written = dates.written or state.place_on_agreement()
    state.narrow()
    state.hang()
    renamed = tuple((old.id, new.id) for old, new in zip(events, state.events, strict=True) if old.id != new.id)
    return Anchored(tuple(state.dates), tuple(state.events), renamed, written)


class _State:
    """Dates and events on the way to being placed; a date is known by where its words stand."""

    def __init__(self, tree: Tree, dates: Dates, events: Sequence[Event], mentions: Sequence[Mention]) -> None:
        self.tree = tree
        self.dates = list(dates.whens)
        self.events = list(events)
        self.relatives = [r for r in dates.relatives if r.phrase]
        others = [z for z in tree.document.zones if z.kind in OTHERS]
        self.floating = [r for r in dates.relatives if r.phrase is None and not _quoted(others, r.when.span)]
        self.index = Events(tree, mentions, events)
        self.held: dict[Span, list[int]] = {}
        for i, event in enumerate(events):
            if event.when:
                self.held.setdefault(event.when.span, []).append(i)
        held = {e.when.span: e for e in reversed(events) if e.when}
        self.told = [[d.span for d in self._in_evidence(e) if held.get(d.span, e) == e and self._may(d, e)] for e in events]
        self.tellers: dict[Span, list[int]] = {}
        for i, spans in enumerate(self.told):
            for span in spans:
                self.tellers.setdefault(span, []).append(i)

    def place_on_events(self) -> bool:
        """Place each date told by an event whose own date is known; True when one was placed."""
        before = len(self.relatives)
        self.relatives = [r for r in self.relatives if not self._place(r)]
        return len(self.relatives) < before

    def place_beside(self) -> None:
        """Place each date told by an event of which no date is known by another naming of its time beside it."""
        for relative in self.relatives:
            i = bisect_left(self.dates, relative.when.span.start, key=lambda d: d.span.start)
            other = named_beside(self.tree.document.text, self.dates, i, before=True) if self._base(relative) is None else None
            if other:
                self._put(at(relative.when, other))

    def _place(self, relative: Relative) -> bool:
        base = self._base(relative)
        if base is None or base.start is None or base.end is None:
            return False
        if relative.hedge:
            self._put(_after(relative, base))
            return True
        found, grain = _counted(relative, base)
        beside = self._beside(relative.when.span)
        agreed = _agreed(found, beside) if beside else found
        if agreed is None:
            return False
        self._put(_at(relative.when, agreed, grain, ON_EVENT, base.span))
        if beside and _yearless(beside) and (month := _in_reach(beside, found)):
            self._put(_at(beside, month, beside.grain, ON_EVENT, base.span))
        return True

    def _base(self, relative: Relative) -> When | None:
        """Return the date of what the phrase of `relative` points to: told in the phrase itself, or where the event is told."""
        phrase = relative.phrase
        inside = [d for d in self._dates_in(phrase) if placed(d)] if phrase else []
        if inside:
            return inside[0]
        event = self.index.meant(relative, self.events) if phrase else None
        return event.when if event else None

    def _beside(self, span: Span) -> When | None:
        """Return the date that names the same time in other words next to `span`."""
        text = self.tree.document.text
        at = bisect_left(self.dates, span.start, key=lambda d: d.span.start)
        left = self.dates[at - 1].span if at else None
        right = self.dates[at + 1].span if at + 1 < len(self.dates) else None
        beside = [left and _joint(text[left.end : span.start]), right and _joint(text[span.end : right.start])]
        near = [self.dates[i] for i, joined in zip((at - 1, at + 1), beside, strict=True) if joined]
        return next((d for d in near if d.hedge is None), None)

    def place_on_agreement(self) -> When | None:
        """Place words such as "last year" by another telling of their event; return when that says the document was written."""
        found = [pair for relative in self.floating if (pair := self._by_agreement(relative))]
        written = [_written(relative, base) for relative, base in found]
        if not written or not _all_overlap([bounds(w) for w in written]):
            return None
        for relative, base in found:
            year = containing(base.start, relative.unit) if base.start else bounds(base)
            self._put(_at(relative.when, year, relative.unit, AGREES, base.span))
        best = min(written, key=lambda w: (GRAINS.index(w.grain), w.span.start))
        self._place_on_writing(best)
        return best

    def _place_on_writing(self, written: When) -> None:
        """Place the other words that count from the day of writing in the unit in which that is known now: "this year"."""
        for relative in self.floating:
            if relative.unit == written.grain and not placed(self._date(relative.when.span)):
                found = shift(bounds(written), relative.offset, relative.unit)
                self._put(
                    _at(relative.when, hedged(found, relative.unit, relative.when.hedge), relative.unit, ON_WRITING, written.span)
                )

    def _by_agreement(self, relative: Relative) -> tuple[Relative, When] | None:
        """Return `relative` with a placed date of the same event that lies within one of its units."""
        for i in self.tellers.get(relative.when.span, ()):
            for date in map(self._date, self.told[i]):
                if date.start and date.hedge is None and within(bounds(date), containing(date.start, relative.unit)):
                    return relative, date
        return None

    def hang(self) -> None:
        """Give each date that stays unplaced the passage that tells what it hangs on: that one may be placed elsewhere."""
        hanging = {r.when.span: r for r in self.relatives}
        for date in [d for d in self.dates if d.span in self.held and not placed(d)]:
            relative = hanging.get(date.span)
            told = self.index.hangs_on(date, relative, self.events) if relative or date.rule == TOLD else None
            if told:
                self._put(replace(date, anchor=told))

    def narrow(self) -> None:
        """Give each event that has a date the narrowest of those told with it that all of them allow."""
        for i, event in enumerate(self.events):
            told = [d for d in map(self._date, self.told[i]) if placed(d)]
            if event.when is None or not told:
                continue
            when = _narrowest(event.when, told) if placed(event.when) else _completed(event.when, told)
            if not placed(event.when):
                self._put(when)
            elif when != event.when:
                self.events[i] = _dated(event, when)

    def _in_evidence(self, event: Event) -> list[When]:
        return list({d.span: d for span in event.evidence for d in self._dates_in(span)}.values())

    def _may(self, date: When, event: Event) -> bool:
        return (event.when is not None and event.when.span == date.span) or self.index.may_date(date, event)

    def _date(self, span: Span) -> When:
        return self.dates[bisect_left(self.dates, span.start, key=lambda d: d.span.start)]

    def _dates_in(self, span: Span) -> list[When]:
        first = bisect_left(self.dates, span.start, key=lambda d: d.span.start)
        last = bisect_left(self.dates, span.end, key=lambda d: d.span.start)
        return [d for d in self.dates[first : min(last, first + _MOST_DATES)] if d.span.end <= span.end]

    def _put(self, when: When) -> None:
        """Let `when` stand for the date in the same words, also where an event holds it."""
        at = bisect_left(self.dates, when.span.start, key=lambda d: d.span.start)
        self.dates[at] = when
        for i in self.held.get(when.span, ()):
            self.events[i] = _dated(self.events[i], when)


def _all_overlap(intervals: Sequence[Interval]) -> bool:
    """Whether every two share an instant: intervals do when all share one."""
    starts = [start for start, _ in intervals if start]
    ends = [end for _, end in intervals if end]
    return not starts or not ends or max(starts) < min(ends)


def _after(relative: Relative, base: When) -> When:
    """Return the date of "a few days after the note": open from the day of the note on, or up to it."""
    found = hedged(bounds(base), base.grain, relative.hedge)
    return replace(_at(relative.when, found, base.grain, ON_EVENT, base.span), hedge=relative.hedge)


def _counted(relative: Relative, base: When) -> tuple[Interval, str]:
    """Return where counting from `base` leads: a unit as coarse as the count, never finer than what it was counted from."""
    if base.start and GRAINS.index(relative.unit) >= GRAINS.index(base.grain):
        return shift(containing(base.start, relative.unit), relative.offset, relative.unit), relative.unit
    return shift(bounds(base), relative.offset, relative.unit), base.grain


def _agreed(found: Interval, beside: When) -> Interval | None:
    """Return what is left of `found` beside another naming of the same time; None when the two cannot both be so."""
    return _in_reach(beside, found) if _yearless(beside) else narrow(found, bounds(beside))


def _yearless(when: When) -> bool:
    """Whether the year of `when` is not known, or only borrowed from a date told before it: weaker than a count from an event."""
    return not placed(when) or when.rule == BORROWED


def _in_reach(when: When, reach: Interval) -> Interval | None:
    """Return the one month or day that the words of `when`, a date without its year, can mean within `reach`."""
    said = fields(words(when.span.text), None)
    start, end = reach
    if start is None or end is None or said.month is None:
        return None
    found = [f for y in range(start.year, end.year + 1) if (f := day_or_month(said, y)) and overlap(f, reach)]
    return found[0] if len(found) == 1 else None


def _narrowest(when: When, told: Iterable[When]) -> When:
    """Return the narrowest of `when` and `told`, or `when` itself as soon as two of them cannot both be so."""
    best = when
    for date in told:
        both = narrow(bounds(best), bounds(date))
        if both is None:
            return when
        best = date if both == bounds(date) != bounds(best) else _cut(best, date, both)
    return best


def _completed(when: When, told: Sequence[When]) -> When:
    """Return `when`, a month or day without its year, in the year that all of `told` give it; itself when they do not."""
    found = {_in_reach(when, bounds(date)) for date in told}
    year = found.pop() if len(found) == 1 else None
    return _at(when, hedged(year, when.grain, when.hedge), when.grain, AGREES, told[0].span) if year else when


def _cut(best: When, date: When, both: Interval) -> When:
    if both == bounds(best):
        return best
    return _at(best, both, best.grain, NARROWED, date.span)


def _written(relative: Relative, base: When) -> When:
    """Return when the document was written, if the unit around `base` is what its words say from there."""
    unit = containing(base.start, relative.unit) if base.start else bounds(base)
    start, end = shift(unit, -relative.offset, relative.unit)
    return When(start, end, relative.unit, relative.when.span, None, f"written-{relative.unit}/1", base.span)


def _at(when: When, found: Interval, grain: str, rule: str, anchor: Span) -> When:
    return replace(when, start=found[0], end=found[1], grain=grain, rule=rule, anchor=anchor)


def _dated(event: Event, when: When | None) -> Event:
    return make(Event, **{**{k: v for k, v in asdict(event).items() if k != "id"}, "when": when})


def _joint(between: str) -> bool:
    return len(between) <= _LONGEST_JOINT and set(between) <= _JOINTS


def _quoted(others: Sequence[Zone], span: Span) -> bool:
    """Whether the words are somebody else's, written on another day than the document."""
    return any(z.start <= span.start < z.end for z in others)
