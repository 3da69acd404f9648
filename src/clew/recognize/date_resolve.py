"""From a phrase of the grammar to the interval it means: one small reader for each rule."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from clew.recognize import date_calendar
from clew.recognize import date_relative as relative
from clew.recognize.date_calendar import joined
from clew.recognize.date_context import Context, Tense
from clew.recognize.date_fields import (
    BORROWED,
    CALENDAR,
    Fields,
    Reading,
    clocked,
    close,
    day_or_month,
    fields,
    nearest,
    numeric,
    on_weekday,
)
from clew.recognize.date_grammar import Phrase
from clew.recognize.date_holidays import holiday as day_of
from clew.recognize.date_words import Word
from clew.records import When
from clew.when import Interval, containing, hedged, interval, shift

_UNPLACED: Interval = (None, None)
_DOCUMENT = "relative-to-document/1"

# Any year with a 29 February.
_LEAP = 2000


def read(phrase: Phrase, context: Context) -> Reading | None:
    """Return what `phrase` comes to, or None when it is no date after all: 31 June, the year 0, hour 27."""
    try:
        plain = date_calendar.RULES.get(phrase.rule)
        return plain(phrase) if plain else _RULES[phrase.rule](phrase, context)
    except ValueError:
        return None


def day(phrase: Phrase, context: Context) -> Reading | None:
    """Read a day or a month, with or without its year and a time of day."""
    if (number := phrase.first("numeric")) is not None:
        reading = numeric(number.value, context.day_first, _near(phrase, context))
        return reading and clocked(reading, fields([w for w in phrase.words if w.kind in ("clock", "zone")], None))
    said = fields(phrase.words, _near(phrase, context))
    reading = dated(said, phrase, context)
    return reading and clocked(reading, said)


def _near(phrase: Phrase, context: Context) -> datetime | None:
    written = context.written(phrase.start)
    return written.at if written else None


def dated(said: Fields, phrase: Phrase, context: Context) -> Reading | None:
    """Return the day, month or year that `said` names, its year worked out when it is not said."""
    grain = "day" if said.day else "month" if said.month else "year"
    if said.year == 0:
        return Reading(_UNPLACED, grain, CALENDAR)
    if said.day and said.month and day_or_month(said, _LEAP) is None:
        return None
    if said.year is None:
        return yearless(on_weekday(said, _near(phrase, context)), grain, phrase, context)
    found = interval("year", said.year) if grain == "year" else day_or_month(said, said.year)
    return found and Reading(found, grain, said.said, explicit=True)


def yearless(make: Callable[[int], Interval | None], grain: str, phrase: Phrase, context: Context) -> Reading | None:
    """Return what `make` gives for the year meant: that of a date told before in the paragraph, or the nearest one."""
    way = relative.way_of(phrase)
    tense = context.tense(phrase.start, phrase.end)
    silent = context.verb(phrase.start, phrase.end) is None
    written = context.written(phrase.start)
    near = (
        nearest(make, written.at, _way(way, tense, silent or grain == "day")) if written and way not in ("that", "same") else None
    )
    if way in ("that", "same", "") and not (tense == "future" and written):
        told = context.told_before(phrase.start, explicit=True, back=0 if written else 1)
        found = _in_told_year(make, told) if told else None
        if told and found and not (near and written and told.grain == "year" and grain == "day" and close(near, written.at)):
            return Reading(found, grain, BORROWED, told.span)
    if written is None or way in ("that", "same"):
        return Reading(_UNPLACED, grain, _DOCUMENT if way in ("back", "ahead", "this") else "year-not-said/1")
    return Reading(near or _UNPLACED, grain, _DOCUMENT, written.span)


def _way(way: str, tense: Tense, around: bool) -> str:
    """Return where to look from the day of writing: what the words or the tense say, else `around` it, else back."""
    said = "" if tense == "present" else tense or ""
    return said or way if way == "this" else way or said or ("" if around else "past")


def _in_told_year(make: Callable[[int], Interval | None], told: When) -> Interval | None:
    """Return what `make` gives for the year of a date told before; a story come to November goes on to January of the next."""
    if told.start is None:
        return None
    found = make(told.start.year)
    turned = told.grain != "year" and told.start.month >= 11 and found and found[0] and found[0].month <= 2
    return make(told.start.year + 1) if turned else found


def holiday(phrase: Phrase, context: Context) -> Reading | None:
    """Read "Christmas 2016", "last Thanksgiving"."""
    name = phrase.first("holiday")
    if name is None:
        return None
    said = fields([w for w in phrase.words if w.kind in ("year", "shortyear")], _near(phrase, context))
    if said.day and said.month and day_or_month(said, _LEAP) is None:
        return None
    if said.year is None:
        return yearless(lambda year: _whole_day(day_of(name.value, year)), "day", phrase, context)
    found = _whole_day(day_of(name.value, said.year))
    return found and Reading(found, "day", "holiday/1", explicit=True)


def _whole_day(day: date | None) -> Interval | None:
    return interval("day", day.year, day.month, day.day) if day else None


def season(phrase: Phrase, context: Context) -> Reading | None:
    """Read "the summer of 2016", "last fall"; a season alone is no date."""
    name, years = phrase.first("season"), phrase.first("years")
    if name is None:
        return None
    said = fields([w for w in phrase.words if w.kind in ("year", "shortyear")], _near(phrase, context))
    year = years.value[0] if years else said.year
    if year is not None:
        return Reading(interval("season", year, name.value), "season", CALENDAR, explicit=True)
    if not relative.way_of(phrase):
        return None
    return yearless(lambda year: interval("season", year, name.value), "season", phrase, context)


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
    calendar = any(w.kind in ("month", "year", "iso", "numeric", "big") for w in words)
    kinds = [w.kind for w in words]
    rule = "holiday" if "holiday" in kinds else "day" if calendar else _INNER[next(k for k in kinds if k in _INNER)]
    return Phrase(rule, words, phrase.words[:first], phrase.after)


def now(phrase: Phrase, context: Context) -> Reading | None:
    """Read "now", of use only inside another phrase."""
    written = context.written(phrase.start)
    return Reading(containing(written.at, "day"), "day", _DOCUMENT, written.span) if written else None


def week_of(phrase: Phrase, context: Context) -> Reading | None:
    """Read "the week of May 9", "the week ending 13 May 2016"."""
    noun = phrase.first("unit")
    turn = next(i for i, w in enumerate(phrase.words) if w.kind in ("of", "ending"))
    inner = _inner(phrase, turn + 1) if phrase.first("month", "iso", "numeric") else None
    base = read(inner, context) if inner and noun and noun.value in ("week", "weekend") else None
    if base is None or noun is None:
        return None
    start = base.interval[0]
    return base._replace(interval=containing(start, noun.value) if start else _UNPLACED, grain=noun.value)


def between(phrase: Phrase, context: Context) -> Reading | None:
    """Read "from 3 to 5 May 2016", "March-June 2016", "between 2014 and 2016"; what one side leaves out the other says."""
    turn = _turn(phrase.words)
    left, right = phrase.words[:turn], phrase.words[turn + 1 :]
    if any(w.kind == "numeric" for w in phrase.words):
        return _numeric_between(left, right, context)
    near = _near(phrase, context)
    first, last = _side(left, near), _side(right, near)
    first, last = _filled(first, last), _filled(last, first)
    end = dated(last, phrase, context)
    if end is None or end.interval[0] is None:
        return end
    start = _start(first, last, end.interval[0].year)
    return start and joined(start, end.interval, end.grain, end)


def _start(first: Fields, last: Fields, year: int) -> Interval | None:
    """Return where a stretch begins that ends in `year`: in that year, or the year before as in "from December to March 2016"."""
    if first.month is None:
        return interval("year", first.year) if first.year else None
    if first.year and first.year != last.year:
        return day_or_month(first, first.year)
    turned = (first.month, first.day or 0) > (last.month or 12, last.day or 31)
    return day_or_month(first, year - turned)


def _turn(words: Sequence[Word]) -> int:
    """Return where the second side begins: at "to" or "and"; else at the dash that is no part of a day such as "3-May-2016"."""
    said = [i for i, w in enumerate(words) if w.kind in ("to", "and")]
    dashes = [i for i, w in enumerate(words) if w.kind == "dash"]
    return said[0] if said else dashes[len(dashes) // 2]


def _side(words: Sequence[Word], near: datetime | None) -> Fields:
    said = fields(words, near)
    number = next((w.value for w in words if w.kind in ("num", "ordinal")), None)
    return said._replace(day=number) if said.day is None and said.said == CALENDAR else said


def _filled(said: Fields, other: Fields) -> Fields:
    month = said.month or (other.month if said.day else None)
    return said._replace(month=month, year=said.year or other.year)


def _numeric_between(left: Sequence[Word], right: Sequence[Word], context: Context) -> Reading | None:
    first, last = (_numeric_side(side, context) for side in (left, right))
    return joined(first.interval, last.interval, "day", last) if first and last else None


def _numeric_side(words: Sequence[Word], context: Context) -> Reading | None:
    return day(Phrase("day", tuple(w for w in words if w.kind not in ("from", "between")), (), None), context)


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
    "range": between,
    "between": between,
    "unit_end": relative.unit_end,
    "offset_from": offset_from,
    "now": now,
    "weekday": relative.weekday,
    "dayword": relative.dayword,
    "unit": relative.unit,
    "ago": relative.ago,
    "offset": relative.told_offset,
    "stretch": relative.stretch,
}
