"""The year of a month or day that is told without one: said beside it, told before, or nearest to the day of writing."""

from collections.abc import Callable
from datetime import datetime, timedelta

from clew.recognize import date_relative as relative
from clew.recognize.date_context import Context, Written
from clew.recognize.date_fields import BORROWED, CALENDAR, Fields, Reading, close, day_or_month, fields, nearest, on_weekday
from clew.recognize.date_grammar import Phrase
from clew.recognize.date_syntax import Tense
from clew.records import When
from clew.when import Interval, interval

_UNPLACED: Interval = (None, None)
_DOCUMENT = "relative-to-document/1"

# Any year with a 29 February.
_LEAP = 2000

# In a text that nothing dates, a year is told for so many paragraphs.
_FAR_BACK = 3

_WAYS = ("this", "back", "ahead", "that", "same")

# "This summer", told in the past tense, is over for at most so long; else it is still to come.
_LATELY = timedelta(days=120)

# Kinds of document that are about the days around their own: a day told in them is seldom a year away.
_LETTERS = frozenset({"mail", "chat"})

Make = Callable[[int], Interval | None]


def dated(said: Fields, phrase: Phrase, context: Context) -> Reading | None:
    """Return the day, month or year that `said` names, its year worked out when it is not said."""
    grain = "day" if said.day else "month" if said.month else "year"
    if said.year == 0:
        return Reading(_UNPLACED, grain, CALENDAR)
    if said.day and said.month and day_or_month(said, _LEAP) is None:
        return None
    near = context.near(phrase.start)
    if said.year is None:
        return in_its_year(on_weekday(said, near), grain, phrase, context, said)
    found = interval("year", said.year) if grain == "year" else day_or_month(said, said.year)
    return found and Reading(found, grain, said.said, explicit=True)


def in_its_year(make: Make, grain: str, phrase: Phrase, context: Context, said: Fields | None = None) -> Reading | None:
    """Return what `make` gives for the year meant by a phrase that does not say it."""
    if year := _yearly(phrase, context):
        start = year.interval[0]
        return year._replace(interval=(make(start.year) if start else None) or _UNPLACED, grain=grain, steps=None)
    if phrase.shared:
        near = context.near(phrase.start)
        known = fields([phrase.shared], near).year
        found = make(known) if known else None
        return found and Reading(found, grain, CALENDAR, explicit=True)
    return _told(make, grain, phrase, context, said) or _written(make, grain, phrase, context)


def _yearly(phrase: Phrase, context: Context) -> Reading | None:
    """Read the year of "May of last year", "3 June this year", "Christmas the same year"."""
    at = next((i for i, w in enumerate(phrase.words) if w.kind in _WAYS), None)
    if at is None or phrase.words[-1].kind != "year_word":
        return None
    first = at - 1 if at and phrase.words[at - 1].kind == "the" else at
    return relative.unit(Phrase("unit", phrase.words[first:], phrase.words[:first], phrase.after), context)


def _told(make: Make, grain: str, phrase: Phrase, context: Context, said: Fields | None) -> Reading | None:
    """Return what `make` gives for the year of a date told before; None when none is that year's."""
    way, written = relative.way_of(phrase), context.written(phrase.start)
    tense = context.tense(phrase.start, phrase.end)
    if way not in ("that", "same", "") or (tense == "future" and written and not way):
        return None
    same = context.told_day(said.month, said.day) if said and not way else None
    if same and context.names(phrase.start, phrase.end):
        return Reading((same.start, same.end), grain, BORROWED, same.span)
    told = context.told_before(phrase.start, grain="year", explicit=not way, back=0 if written else 1, named=("year",))
    if told is None and not way and not written:
        told = same or context.told_before(phrase.start, grain="year", explicit=True, back=_FAR_BACK)
    elif told is None and not way and context.is_story:
        told = context.told_before(phrase.start, grain="year", explicit=True, back=None)
    found = _in_told_year(make, told) if told else None
    near = _nearest(make, grain, phrase, context, written) if written and not way and not context.is_story else None
    rough = told is not None and told.grain in ("year", "season", "quarter")
    if told is None or found is None or (rough and near and written and close(near, written.at)):
        return None
    return Reading(found, grain, BORROWED, told.span)


def _in_told_year(make: Make, told: When) -> Interval | None:
    """Return what `make` gives for the year of a date told before; a story come to November goes on to January of the next."""
    if told.start is None:
        return None
    found = make(told.start.year)
    turned = told.grain != "year" and told.start.month >= 11 and found and found[0] and found[0].month <= 2
    return make(told.start.year + 1) if turned else found


def _written(make: Make, grain: str, phrase: Phrase, context: Context) -> Reading:
    """Return what `make` gives nearest to the day of writing, in the direction that the words or the tense say."""
    way, written = relative.way_of(phrase), context.written(phrase.start) or context.outer(phrase.start)
    if written is None or way in ("that", "same"):
        return Reading(_UNPLACED, grain, _DOCUMENT if way in ("back", "ahead", "this") else "year-not-said/1")
    return Reading(_nearest(make, grain, phrase, context, written) or _UNPLACED, grain, _DOCUMENT, written.span)


def _nearest(make: Make, grain: str, phrase: Phrase, context: Context, written: Written) -> Interval | None:
    way, tense = relative.way_of(phrase), context.tense(phrase.start, phrase.end)
    if way == "this":
        return _this(make, grain, tense, written.at)
    beside = nearest(make, written.at, None)
    if not way and grain == "day" and context.document.kind in _LETTERS and beside and close(beside, written.at):
        return beside
    loose = context.verb(phrase.start, phrase.end) is None or grain == "day" or context.modifies(phrase.start, phrase.end)
    loose = loose or (tense is None and context.document.kind in _LETTERS)
    return nearest(make, written.at, _way(way, tense, loose))


def _this(make: Make, grain: str, tense: Tense, at: datetime) -> Interval | None:
    """Return the one that "this" means: in the past tense the last if it was of late, in the future the next, else the year's."""
    past = nearest(make, at, "past")
    if tense == "past" and past and past[1] and (past[1].year == at.year or at - past[1] <= _LATELY):
        return past
    if tense == "future":
        return nearest(make, at, "future")
    return nearest(make, at, None if grain == "season" else "this")


def _way(way: str, tense: Tense, around: bool) -> str:
    """Return where to look from the day of writing: what the words or the tense say, else `around` it, else back."""
    said = "" if tense == "present" else tense or ""
    return way or said or ("" if around else "past")
