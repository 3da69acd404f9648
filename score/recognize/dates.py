"""Dates on GUM (where they stand, which interval they mean), MEANTIME (where they stand, their value as in TimeML) and Re-DocRED
(where they stand).

The day a document was written is given with it, as its header has it: most of what news says of time hangs on it.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from clew.recognize.recognizer import recognize
from clew.records import Document, Parse, When
from clew.when import bounds, parse_bound, within
from score.labelled import gumdates, meantime, redoctimes
from score.labelled.gumdates import Dated
from score.measures import Line
from score.recognize.parses import document, hinted, parses
from score.recognize.parts import part_of
from score.recognize.timex import unit, value

# MEANTIME has thirty articles in all: its dev part is read together with the rest of what may be read.
_GUM = {"kept": ("kept",), "dev": ("dev",)}
_MEANTIME = {"kept": ("kept",), "dev": ("dev", "train")}

# TIMEX3 counts lengths of time and repetitions as well: these are no dates, and a date found in one is no error.
_DATES = frozenset({"DATE", "TIME"})

_TIMED = frozenset({"hour", "minute", "second"})


class Place(NamedTuple):
    """Where a labelled date stands, and what it is: an interval, or a value of TimeML."""

    start: int
    end: int
    label: Dated | str


class Case(NamedTuple):
    """One document: what was found in it, and its labelled dates."""

    document: Document
    found: tuple[When, ...]
    gold: tuple[Place, ...]


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures."""
    for part, parts in _GUM.items():
        if cases := gum_cases(shared, parts):
            yield from gum_lines(f"dates: gum, {part}", cases)
    for part, parts in _MEANTIME.items():
        if cases := meantime_cases(shared, parts):
            yield from meantime_lines(f"dates: meantime, {part}", cases)
    for part, parts in _GUM.items():
        if cases := redoc_cases(shared, parts):
            yield from redoc_lines(f"dates: re-docred, {part}", cases)


def gum_cases(shared: Path, parts: Sequence[str]) -> list[Case]:
    """Return the documents in these parts of GUM, read."""
    texts = [t for t in gumdates.documents(shared) if part_of(t.name) in parts]
    gold = [tuple(Place(d.start, d.end, d) for d in t.dates) for t in texts]
    cases = _read([(t.text, t.created) for t in texts], gold)
    return [case._replace(found=_without(case.found, text.times)) for case, text in zip(cases, texts, strict=True)]


def meantime_cases(shared: Path, parts: Sequence[str]) -> list[Case]:
    """Return the articles in these parts of MEANTIME, read as far as they are labelled."""
    texts = [t for t in meantime.documents(shared) if part_of(t.name) in parts]
    gold = [tuple(Place(d.start, d.end, d.value) for d in t.dates if d.type in _DATES) for t in texts]
    cases = _read([(t.text, t.created) for t in texts], gold)
    return [_within(case, article) for case, article in zip(cases, texts, strict=True)]


def redoc_cases(shared: Path, parts: Sequence[str]) -> list[Case]:
    """Return the articles in these parts of Re-DocRED, read; nothing says when they were written."""
    texts = [t for t in redoctimes.documents(shared) if part_of(t.name) in parts]
    return _read([(t.text, "") for t in texts], [tuple(Place(start, end, "") for start, end in t.times) for t in texts])


def _within(case: Case, article: meantime.Article) -> Case:
    """Leave out what was found past the labelled part, or in a length of time."""
    lengths = [(d.start, d.end) for d in article.dates if d.type not in _DATES]
    kept = (w for w in case.found if w.span.start < article.annotated)
    return case._replace(found=tuple(w for w in kept if not any(_shared(start, end, w) for start, end in lengths)))


def _without(found: Sequence[When], times: Sequence[tuple[int, int]]) -> tuple[When, ...]:
    """Leave out what lies within a time of day that is labelled apart."""
    return tuple(w for w in found if not any(start <= w.span.start and w.span.end <= end for start, end in times))


def _read(texts: Sequence[tuple[str, str]], gold: Sequence[tuple[Place, ...]]) -> list[Case]:
    read = hinted(parses(document(text) for text, _ in texts))
    stated = [_stated(parse, day) for parse, (_, day) in zip(read, texts, strict=True)]
    return [Case(p.document, recognize(p).dates, g) for p, g in zip(stated, gold, strict=True)]


def _stated(parse: Parse, day: str) -> Parse:
    """Return `parse` with the day its document was written; parsing does not depend on it."""
    if not day:
        return parse
    grain = ("year", "month", "day")[day.count("-")]
    when = When(*parse_bound(day), grain, parse.document.span(0, 1), None, "stated/1")
    return replace(parse, document=replace(parse.document, published=when))


def gum_lines(group: str, cases: Sequence[Case]) -> Iterator[Line]:
    """Yield the share of the dates that came out as the interval meant, and how well their places were found."""
    told = [(c, g) for c in cases for g in c.gold if isinstance(g.label, Dated) and g.label.interval != (None, None)]
    for name, fits in (("interval right", _is_meant), ("interval right, to the letter", _is_exact)):
        wrong = [_shown(c, g) for c, g in told if not fits(c, g)]
        yield Line(group, name, 1 - len(wrong) / len(told), f"of {len(told)} dates labelled", tuple(wrong))
    yield _f1(group, "span F1, overlap", cases, _overlaps)


def meantime_lines(group: str, cases: Sequence[Case]) -> Iterator[Line]:
    """Yield F1 of the values and of the places: a value counts where found and labelled dates overlap (as TempEval-3 counts)."""
    published = "published: HeidelTime about .78 on TempEval-3"
    yield _f1(group, "value F1", cases, lambda p, w: _overlaps(p, w) and value(w) == p.label, published)
    yield _f1(group, "span F1, exact", cases, lambda p, w: (p.start, p.end) == (w.span.start, w.span.end))
    yield _f1(group, "span F1, overlap", cases, _overlaps)


def redoc_lines(group: str, cases: Sequence[Case]) -> Iterator[Line]:
    """Yield the share of the times labelled that a date was found at. Lengths of time and ages are labelled too, and are none."""
    yield _f1(group, "span F1, overlap", cases, _overlaps)
    gold = [(c, p) for c in cases for p in c.gold]
    missed = [_shown(c, p) for c, p in gold if not any(_overlaps(p, w) for w in c.found)]
    yield Line(group, "span recall", 1 - len(missed) / len(gold), f"of {len(gold)} times labelled", tuple(missed))


def _is_meant(case: Case, gold: Place) -> bool:
    """Whether the date found there means the interval labelled: is it, or lies within where the label only bounds it.

    What its hedge leaves open is compared as the unit it names ("since 2016": 2016); a time on the right day is right. A stretch
    found as one over dates labelled apart ("1947 to 1960") is right when it runs from the first to the last.
    """
    found = _found(case, gold)
    if found is None or not isinstance(gold.label, Dated):
        return False
    covered = [g.label for g in case.gold if isinstance(g.label, Dated) and _overlaps(g, found)]
    if (covered[0].interval[0], covered[-1].interval[1]) in (bounds(found), unit(found)):
        return True
    loose = found.grain in _TIMED or not gold.label.exact
    return any(within(r, gold.label.interval) if loose else r == gold.label.interval for r in (bounds(found), unit(found)))


def _is_exact(case: Case, gold: Place) -> bool:
    """Whether the interval found there is the one labelled, or lies within where the label only bounds it, without allowance."""
    found = _found(case, gold)
    if found is None or not isinstance(gold.label, Dated):
        return False
    return bounds(found) == gold.label.interval if gold.label.exact else within(bounds(found), gold.label.interval)


def _found(case: Case, gold: Place) -> When | None:
    """Return the date found at `gold`: the one that shares most of its words."""
    best = max(case.found, key=partial(_length, gold), default=None)
    return best if best and _overlaps(gold, best) else None


def _f1(group: str, name: str, cases: Sequence[Case], fits: Callable[[Place, When], bool], note: str = "") -> Line:
    """Return F1 of the dates: the labelled ones that something found fits, and the found ones that fit something labelled."""
    missed = [_shown(c, p) for c in cases for p in c.gold if not any(fits(p, w) for w in c.found)]
    extra = [(c, w) for c in cases for w in c.found if not any(fits(p, w) for p in c.gold)]
    gold, found = sum(len(c.gold) for c in cases), sum(len(c.found) for c in cases)
    recall, precision = 1 - len(missed) / gold, 1 - len(extra) / max(1, found)
    detail = f"precision {precision:.3f}, recall {recall:.3f} of {gold}"
    wrong = (*missed, *(f"extra: {_context(c, w.span.start, w.span.end)} = {value(w) or w.rule}" for c, w in extra))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Line(group, name, f1, f"{detail}; {note}" if note else detail, wrong)


def _overlaps(place: Place, when: When) -> bool:
    return _length(place, when) > 0


def _length(place: Place, when: When) -> int:
    return _shared(place.start, place.end, when)


def _shared(start: int, end: int, when: When) -> int:
    return max(0, min(end, when.span.end) - max(start, when.span.start))


def _shown(case: Case, place: Place) -> str:
    """Return a labelled date that came out wrong, with what was found there."""
    found = [f"{w.span.text!r} {_bounds(bounds(w))} {w.hedge or ''} {w.rule}" for w in case.found if _overlaps(place, w)]
    meant = (
        f"{'=' if place.label.exact else 'in'} {_bounds(place.label.interval)}" if isinstance(place.label, Dated) else place.label
    )
    return f"{_context(case, place.start, place.end)} {meant}; found {', '.join(found) or 'nothing'}"


def _bounds(pair: tuple[object, object]) -> str:
    return "..".join(str(at).removesuffix("+00:00").removesuffix(" 00:00:00") if at else "" for at in pair)


def _context(case: Case, start: int, end: int) -> str:
    text = case.document.text
    return f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 20]}".replace("\n", "|")
