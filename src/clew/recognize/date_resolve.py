"""From a phrase of the grammar to the interval it means: one small reader for each rule."""

import calendar
from collections.abc import Callable, Sequence
from datetime import date

from clew.recognize import date_calendar, date_ranges
from clew.recognize import date_relative as relative
from clew.recognize.date_context import Context
from clew.recognize.date_fields import (
    CALENDAR,
    Fields,
    Reading,
    clocked,
    day_or_month,
    fields,
    nearer_of,
    nearest,
    numeric,
    ordered,
)
from clew.recognize.date_grammar import Phrase
from clew.recognize.date_holidays import holiday as day_of
from clew.recognize.date_hours import clock
from clew.recognize.date_years import dated, in_its_year
from clew.when import Interval, containing, hedged, interval, shift

_UNPLACED: Interval = (None, None)
_DOCUMENT = "relative-to-document/1"


def read(phrase: Phrase, context: Context) -> Reading | None:
    """Return what `phrase` comes to, or None when it is no date after all: 31 June, the year 0, hour 27."""
    try:
        plain = date_calendar.RULES.get(phrase.rule)
        return plain(phrase) if plain else _RULES[phrase.rule](phrase, context)
    except ValueError:
        return None


def day(phrase: Phrase, context: Context) -> Reading | None:
    """Read a day or a month, with or without its year and a time of day."""
    written = context.near(phrase.start)
    hour = [w for w in phrase.words if w.kind in ("clock", "zone", "part")]
    if (number := phrase.first("numeric")) is not None:
        reading = numeric(number.value, context.day_first, written)
        return reading and clocked(reading, fields(hour, None))
    if (number := phrase.first("monthday")) is not None:
        return _month_day(number.value, phrase, context)
    said = fields(phrase.words, written)
    reading = dated(said, phrase, context)
    return reading and clocked(reading, said)


def _month_day(value: tuple[int, int], phrase: Phrase, context: Context) -> Reading | None:
    """Read "3/14" by the order that the document shows, or the only one that makes a day, or as the nearer day; or not at all."""
    said = ordered(*value, context.day_first)
    if len(said) > 1:
        near = context.near(phrase.start)
        days = [d for s in said if near and (d := nearest(lambda year, s=s: day_or_month(s, year), near, None))]  # type: ignore[misc]
        nearer = nearer_of(days, near) if near and len(days) > 1 else None
        return nearer and Reading(nearer, "day", "numeric-nearest/1")
    weekday = fields(phrase.words, None)
    reading = dated(said[0]._replace(weekday=weekday.weekday), phrase, context) if said else None
    return reading and clocked(reading, weekday)


def holiday(phrase: Phrase, context: Context) -> Reading | None:
    """Read "Christmas 2016", "last Thanksgiving"."""
    name = phrase.first("holiday")
    if name is None:
        return None
    said = fields([w for w in phrase.words if w.kind in ("year", "shortyear")], context.near(phrase.start))
    if said.year is None:
        return in_its_year(lambda year: _whole_day(day_of(name.value, year)), "day", phrase, context)
    found = _whole_day(day_of(name.value, said.year))
    return found and Reading(found, "day", "holiday/1", explicit=True)


def _whole_day(day: date | None) -> Interval | None:
    return interval("day", day.year, day.month, day.day) if day else None


def season(phrase: Phrase, context: Context) -> Reading | None:
    """Read "the summer of 2016", "last fall", "the summer of that year"; a season alone is no date."""
    name, years = phrase.first("season"), phrase.first("years")
    if name is None:
        return None
    said = fields([w for w in phrase.words if w.kind in ("year", "shortyear", "old")], context.near(phrase.start))
    year = years.value[0] if years else said.year
    if year is not None:
        return Reading(interval("season", year, name.value), "season", CALENDAR, explicit=True)
    if not relative.way_of(phrase):
        return None
    return in_its_year(lambda year: interval("season", year, name.value), "season", phrase, context)


def week_in(phrase: Phrase, context: Context) -> Reading | None:
    """Read "the first week of May 2016", "the last day of June": weeks of a month are counted from its first day."""
    noun, nth = phrase.first("unit"), phrase.first("ordinal")
    turn = next(i for i, w in enumerate(phrase.words) if w.kind in ("of", "in"))
    month = read(_inner(phrase, turn + 1), context)
    if month is None or noun is None or noun.value not in ("day", "week"):
        return None
    start = month.interval[0]
    if start is None:
        return month
    size, length = 7 if noun.value == "week" else 1, calendar.monthrange(start.year, start.month)[1]
    first = (nth.value - 1) * size if nth else length - size
    if not 0 <= first < length:
        return None
    at = shift(containing(start, "day"), first, "day")
    return month._replace(interval=(at[0], shift(at, size - 1, "day")[1]), grain="day")


def year_end(phrase: Phrase, context: Context) -> Reading | None:
    """Read "year end": the last day of the year, or month, of the writing."""
    noun = phrase.first("unit", "year_word")
    written = context.written(phrase.start)
    if noun is None or noun.value not in ("year", "month", "week"):
        return None
    if written is None:
        return Reading(_UNPLACED, "day", _DOCUMENT)
    end = containing(written.at, noun.value)[1]
    return Reading((shift((end, end), -1, "day")[0], end), "day", _DOCUMENT, written.span)


def offset_from(phrase: Phrase, context: Context) -> Reading | None:
    """Read "two weeks before Christmas 2030", "three days from today"."""
    turn = next(i for i, w in enumerate(phrase.words) if w.kind in ("after", "before", "from"))
    inner = _inner(phrase, turn + 1)
    base = read(inner, context)
    noun, n = phrase.first("unit", "quarter_word", "year_word", "century_word"), relative.count(phrase)
    if base is None or noun is None or n is None:
        return None
    start = base.interval[0]
    if start is None:
        return base
    grain = "week" if noun.value == "fortnight" else noun.value
    steps = n * (2 if noun.value == "fortnight" else 1) * (-1 if phrase.words[turn].kind == "before" else 1)
    found = shift(containing(start, grain), steps, grain)
    return Reading(found, grain, "offset-from-date/1", context.document.span(inner.start, inner.end), base.explicit)


_INNER = {"holiday": "holiday", "dayword": "dayword", "now": "now", "weekday": "weekday"}


def _inner(phrase: Phrase, first: int) -> Phrase:
    """Return the date inside a phrase, from word number `first` on."""
    words = phrase.words[first:]
    dates = any(w.kind in ("month", "year", "iso", "numeric", "monthday", "old") for w in words)
    kinds = [w.kind for w in words]
    rule = "holiday" if "holiday" in kinds else "day" if dates else _INNER[next(k for k in kinds if k in _INNER)]
    return Phrase(rule, words, phrase.words[:first], phrase.after, phrase.shared)


def now(phrase: Phrase, context: Context) -> Reading | None:
    """Read "now", of use only inside another phrase."""
    written = context.written(phrase.start)
    return Reading(containing(written.at, "day"), "day", _DOCUMENT, written.span) if written else None


def week_of(phrase: Phrase, context: Context) -> Reading | None:
    """Read "the week of May 9", "the week ending 13 May 2016"."""
    noun = phrase.first("unit")
    turn = next(i for i, w in enumerate(phrase.words) if w.kind in ("of", "ending"))
    inner = _inner(phrase, turn + 1) if phrase.first("month", "iso", "numeric", "monthday") else None
    base = read(inner, context) if inner and noun and noun.value in ("week", "weekend") else None
    if base is None or noun is None:
        return None
    start = base.interval[0]
    return base._replace(interval=containing(start, noun.value) if start else _UNPLACED, grain=noun.value)


def _between(phrase: Phrase, context: Context) -> Reading | None:
    return date_ranges.between(phrase, context, read, _dated)


def _dated(said: Fields, phrase: Phrase, context: Context) -> Reading | None:
    return dated(said, phrase, context)


def under(reading: Reading, hedges: Sequence[str]) -> Reading:
    """Return `reading` under its hedges, the innermost first: "since early 2016" is narrowed, then opened."""
    found = reading.interval
    for hedge in hedges if found != _UNPLACED else ():
        found = hedged(found, reading.grain, hedge)
    return reading._replace(interval=found, hedge=hedges[-1] if hedges else reading.hedge)


_RULES: dict[str, Callable[[Phrase, Context], Reading | None]] = {
    "day": day,
    "month": day,
    "year": day,
    "holiday": holiday,
    "season": season,
    "week_of": week_of,
    "week_in": week_in,
    "range": _between,
    "between": _between,
    "pair": lambda phrase, context: date_ranges.pair(phrase, context, read),
    "onward": lambda phrase, context: date_ranges.onward(phrase, context, read),
    "unit_end": relative.unit_end,
    "year_end": year_end,
    "offset_from": offset_from,
    "now": now,
    "weekday": relative.weekday,
    "dayword": relative.dayword,
    "unit": relative.unit,
    "ago": relative.ago,
    "offset": relative.told_offset,
    "stretch": relative.stretch,
    "lately": relative.lately,
    "then": relative.then,
    "clock": clock,
}
