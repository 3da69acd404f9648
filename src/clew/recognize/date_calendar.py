"""Phrases that the calendar alone explains: quarters, spans of years, decades, centuries, days known by their numbers."""

from collections.abc import Callable

from clew.recognize.date_fields import CALENDAR, Reading
from clew.recognize.date_grammar import Phrase
from clew.recognize.date_words import Word
from clew.recognize.vocabulary import load
from clew.when import Interval, interval


def lived(phrase: Phrase) -> Reading:
    """Read the year of a birth or a death, told with the other."""
    return Reading(interval("year", phrase.words[0].value), "year", CALENDAR, explicit=True)


def named(phrase: Phrase) -> Reading | None:
    """Read a day known by its numbers."""
    year, month, day = load("dates")["named"][phrase.words[0].value]
    return Reading(interval("day", year, month, day), "day", "named-day/1", explicit=True)


def quarter(phrase: Phrase) -> Reading | None:
    """Read "the third quarter of 2016", "Q3 2016"."""
    number, year = phrase.first("ordinal", "qno"), phrase.first("year")
    if number is None or year is None or not 1 <= number.value <= 4:
        return None
    return Reading(interval("quarter", year.value, number.value * 3 - 2), "quarter", CALENDAR, explicit=True)


def years(phrase: Phrase) -> Reading | None:
    """Read "2014-2016", "2015-16"; "2016-06" is the month that ISO 8601 means by it, and "2010-12" may be either."""
    first, last = phrase.words[0].value
    if first < last:
        return joined(interval("year", first), interval("year", last), "year")
    month = last % 100
    return Reading(interval("month", first, month), "month", "iso/1", explicit=True) if 1 <= month <= 12 else None


def decade(phrase: Phrase) -> Reading | None:
    """Read "the 1990s", "the '90s", "the nineties", "the late 80s"; "her nineties" is an age, "Vision 2030's" a year."""
    word = phrase.words[-1]
    if word.value >= 1000 and word.end - word.start == len("1990's") and not _named_whole(phrase):
        return Reading(interval("year", word.value), "year", CALENDAR, explicit=True)
    if word.value >= 1000:
        return Reading(interval("decade", word.value), "decade", CALENDAR, explicit=True)
    year = word.value + (1900 if word.value >= 20 else 2000)
    return Reading(interval("decade", year), "decade", "decade-of-1900/1", explicit=True) if _named_whole(phrase) else None


_PARTS = frozenset({"early", "mid", "late", "dash"})


def _named_whole(phrase: Phrase) -> bool:
    """Whether "the" stands before it, or before the part of it that is meant, or another decade that it goes on from."""
    before = next((w.kind for w in reversed(phrase.before) if w.kind not in _PARTS), "")
    return phrase.first("the") is not None or before == "the"


def century(phrase: Phrase) -> Reading | None:
    """Read "the 19th century", "the 17th or 18th century"; no year is numbered 0."""
    first, last = (interval("century", max(1, w.value * 100 - 100)) for w in _outer(phrase))
    return Reading((first[0], last[1]), "century", CALENDAR, explicit=True)


def _outer(phrase: Phrase) -> tuple[Word, Word]:
    numbers = [w for w in phrase.words if w.kind == "ordinal"]
    return numbers[0], numbers[-1]


def joined(first: Interval, last: Interval, grain: str, like: Reading | None = None) -> Reading | None:
    """Return the stretch from `first` to `last`, None when it would run backwards."""
    if first[0] is None or last[1] is None or first[0] >= last[1]:
        return None
    both = (first[0], last[1])
    return like._replace(interval=both, grain=grain) if like else Reading(both, grain, CALENDAR, explicit=True)


RULES: dict[str, Callable[[Phrase], Reading | None]] = {
    "years": years,
    "lived": lived,
    "named": named,
    "quarter": quarter,
    "decade": decade,
    "century": century,
}
