"""Dates that hang on something: the day the words were written, or a date told before them."""

from datetime import datetime, timedelta

from clew.recognize.date_context import Context, Written
from clew.recognize.date_fields import Reading, clocked, fields
from clew.recognize.date_grammar import Phrase
from clew.recognize.date_words import Word
from clew.records import When
from clew.when import GRAINS, Interval, bounds, containing, shift

_DOCUMENT = "relative-to-document/1"
TOLD = "relative-to-told/1"
_UNPLACED: Interval = (None, None)

_UNITS = ("unit", "quarter_word", "year_word", "century_word")
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tonite": 0, "tomorrow": 1}
_STEPS = {"back": -1, "this": 0, "that": 0, "same": 0, "ahead": 1}

# Words that point at a time told in the text, never at the day of writing.
_TELLERS = frozenset({"previous", "preceding", "following"})


def dayword(phrase: Phrase, context: Context) -> Reading | None:
    """Read "yesterday", "this morning", "last night", "that evening", "the following morning"."""
    word, way = phrase.first("dayword"), phrase.first("this", "back", "that", "same", "ahead")
    if way and way.kind in ("that", "same", "ahead"):
        return _timed(phrase, _on_told(phrase, context, "day", _STEPS[way.kind]))
    days = _DAYS[word.value] if word else _STEPS[way.kind] if way else 0
    return _timed(phrase, _on_written(phrase, context, "day", days))


def unit(phrase: Phrase, context: Context) -> Reading | None:
    """Read "last week", "the following year", "the same day", "the past month"."""
    noun, way = phrase.first(*_UNITS), way_of(phrase)
    if noun is None or noun.value in ("minute", "hour") or (phrase.first("part") and noun.value != "day"):
        return None
    if way in ("back", "ahead") and context.document.text[noun.start : noun.end].endswith("s"):
        return lately(phrase, context)
    grain, step = _grain(noun.value), _STEPS[way]
    if way == "this" and grain == "weekend" and context.tense(phrase.start, phrase.end) == "past":
        step = _weekends_past(context.written(phrase.start))
    if way == "ahead" and _reaches_on(phrase):
        return _stretch(phrase, context, grain, 1, back=False)
    if points_back(phrase, way) or (way == "ahead" and grain == "day"):
        return _timed(phrase, _on_told(phrase, context, grain, step))
    if way == "back" and phrase.first("the"):
        return _stretch(phrase, context, grain, -1)
    if way == "back" and grain == "day":
        return None
    return _timed(phrase, _on_written(phrase, context, grain, step))


# "In the next week", "over the next year": on from the day of writing.
_WITHIN = frozenset({"in", "over", "for"})


def _reaches_on(phrase: Phrase) -> bool:
    word = phrase.first("ahead")
    before = phrase.before[-1] if phrase.before else None
    reaches = before is not None and (before.kind == "in" or before.value in _WITHIN)
    return word is not None and word.value == "next" and phrase.first("the") is not None and reaches


def _weekends_past(written: Written | None) -> int:
    """Return -1 when this week's weekend is still to come: what took place "this weekend" did so on the last."""
    return -1 if written and written.at.weekday() < 5 else 0


def unit_end(phrase: Phrase, context: Context) -> Reading | None:
    """Read "the year" in "by the end of the year": that of a date told in the paragraph, else that of the day of writing."""
    noun = _grain(_noun(phrase))
    if noun in ("minute", "hour"):
        return None
    if noun == "weekend":
        return _on_written(phrase, context, noun, _weekends_past(context.written(phrase.start)))
    told = context.told_before(phrase.start, grain=noun, back=0, named=GRAINS)
    return _counted(told, noun, 0) if told else _on_written(phrase, context, noun, 0)


def way_of(phrase: Phrase) -> str:
    """Return the kind of the word that says which one is meant; in "this past week" it is "past"."""
    kinds = [w.kind for w in phrase.words]
    return next((k for k in ("back", "ahead", "that", "same", "this") if k in kinds), "")


def points_back(phrase: Phrase, way: str) -> bool:
    """Whether the words point at a date told before: "the next day", "that week", "the previous year"; not "next week"."""
    word = phrase.first(way) if way else None
    if word is None or way == "this":
        return False
    return way in ("that", "same") or word.value in _TELLERS or (word.value == "next" and phrase.first("the") is not None)


def weekday(phrase: Phrase, context: Context) -> Reading | None:
    """Read "on Tuesday", "last Friday", "the following Monday"."""
    word, way = phrase.first("weekday"), way_of(phrase)
    if word is None:
        return None
    if points_back(phrase, way):
        return _timed(phrase, _told_weekday(word.value, _STEPS[way], context.told_before(phrase.start, grain="day")))
    written, number = context.written(phrase.start), phrase.first("ordinal")
    if written is None:
        return Reading(_UNPLACED, "day", _DOCUMENT)
    if number is not None:
        day = _numbered(written.at, word.value, number.value)
        return day and _timed(phrase, Reading(day, "day", _DOCUMENT, written.span))
    if way == "this":
        found = _in_week(written.at, word.value)
    else:
        step = _STEPS[way] if way else int(_ahead(phrase, context))
        found = _weekday(written.at, word.value, step)
    return _timed(phrase, Reading(found, "day", _DOCUMENT, written.span))


def _ahead(phrase: Phrase, context: Context) -> bool:
    """Whether a weekday is still to come: told in the present or future, or without a verb in a mail ("things for Thursday")."""
    if context.document.kind == "mail" and context.verb(phrase.start, phrase.end) is None:
        return not context.is_told(phrase.start, phrase.end)
    return context.tense(phrase.start, phrase.end) in ("present", "future")


def _told_weekday(weekday: int, step: int, told: When | None) -> Reading:
    if told is None or told.start is None:
        return Reading(_UNPLACED, "day", TOLD)
    return Reading(_weekday(told.start, weekday, step), "day", TOLD, told.span)


def _weekday(at: datetime, weekday: int, step: int) -> Interval:
    """Return the day: the next after `at` (step 1), the last before (-1), the last up to and with it (0)."""
    ahead = (weekday - at.weekday()) % 7
    days = ahead or 7 if step > 0 else ahead - 7 if step < 0 or ahead else 0
    return shift(containing(at, "day"), days, "day")


def _numbered(at: datetime, weekday: int, number: int) -> Interval | None:
    """Return the day within half a year of `at` that is this weekday and has this number, the nearest: "Friday the 6th"."""
    days = (shift(containing(at, "day"), side * n, "day") for n in range(180) for side in (1, -1))
    return next((d for d in days if d[0] and d[0].weekday() == weekday and d[0].day == number), None)


def _in_week(at: datetime, weekday: int) -> Interval:
    monday = containing(at, "week")[0] or at
    return shift(containing(monday, "day"), weekday, "day")


def ago(phrase: Phrase, context: Context) -> Reading | None:
    """Read "three weeks ago", "several years ago", "a year ago today", "two weeks ago Tuesday"."""
    written, noun, n = context.written(phrase.start), _noun(phrase), count(phrase)
    if written and n and (tail := phrase.first("dayword", "weekday")):
        return Reading(_tailed(written.at, n * _times(noun), _grain(noun), tail), "day", _DOCUMENT, written.span)
    if written is None:
        return Reading(_UNPLACED, _grain(noun), _DOCUMENT, steps=n and -n * _times(noun))
    if n is None:
        return Reading((None, containing(written.at, "day")[0]), "day", _DOCUMENT, written.span, hedge="before")
    if noun in ("minute", "hour") and not written.timed:
        return Reading(containing(written.at, "day"), "day", _DOCUMENT, written.span)
    return Reading(_shifted(_halved(written.at, phrase, noun, -1), -n, noun), _grain(noun), _DOCUMENT, written.span)


def _tailed(at: datetime, n: int, grain: str, tail: Word) -> Interval:
    """Return the day so many units before the one that `tail` names: "a year ago today", "two weeks ago Tuesday"."""
    day = containing(at, "day")
    base = shift(day, _DAYS[tail.value], "day") if tail.kind == "dayword" else _weekday(at, tail.value, 0)
    return shift(base, -n, grain)


# How far a half goes, in the unit below.
_HALVES = {
    "hour": (30, "minute"),
    "day": (12, "hour"),
    "week": (3, "day"),
    "month": (15, "day"),
    "year": (6, "month"),
    "decade": (5, "year"),
}


def _halved(at: datetime, phrase: Phrase, noun: str, way: int) -> datetime:
    """Return `at` moved by the half of "two and a half years", where the phrase counts one."""
    if phrase.first("half") is None or noun not in _HALVES:
        return at
    n, unit = _HALVES[noun]
    return shift((at, at + timedelta(seconds=1)), way * n, unit)[0] or at


def told_offset(phrase: Phrase, context: Context) -> Reading | None:
    """Read "two days later", "a year earlier", "the week before" as seen from a date told before."""
    noun, n = _noun(phrase), count(phrase)
    forward = phrase.first("later", "after") is not None
    told = context.told_before(phrase.start, grain=_grain(noun))
    if told is None or told.start is None or told.end is None:
        return None if noun in ("minute", "hour") else Reading(_UNPLACED, _grain(noun), TOLD)
    if n is None:
        one_sided = (told.end, None) if forward else (None, told.start)
        return Reading(one_sided, told.grain, TOLD, told.span, hedge="after" if forward else "before")
    start = _halved(told.start, phrase, noun, 1 if forward else -1)
    return Reading(_shifted(start, n if forward else -n, noun), _grain(noun), TOLD, told.span)


def stretch(phrase: Phrase, context: Context) -> Reading | None:
    """Read "the last three weeks", "the next five years": up to the day of writing, or on from it."""
    n, noun = count(phrase), _noun(phrase)
    if (phrase.after and phrase.after.kind == "of") or noun in ("minute", "hour"):
        return None
    back = phrase.first("back") is not None
    if n and not back and points_back(phrase, "ahead") and context.tense(phrase.start, phrase.end) != "future":
        return _stretch_on(phrase, context, _grain(noun), n * _times(noun))
    return _stretch(phrase, context, noun, None if n is None else -n if back else n, back)


def _stretch_on(phrase: Phrase, context: Context, grain: str, n: int) -> Reading:
    """Read "the next five years" in a story: on from the date told before."""
    told = context.told_before(phrase.start, grain=grain)
    if told is None or told.start is None or told.end is None:
        return Reading(_UNPLACED, grain, TOLD)
    return Reading((told.start, shift(bounds(told), n, grain)[1]), grain, TOLD, told.span)


def _stretch(phrase: Phrase, context: Context, noun: str, n: int | None, back: bool = True) -> Reading:
    written = context.written(phrase.start)
    if written is None:
        return Reading(_UNPLACED, _grain(noun), _DOCUMENT)
    day = containing(written.at, "day")
    if n is None:
        one_sided = (None, day[1]) if back else (day[0], None)
        return Reading(one_sided, "day", _DOCUMENT, written.span, hedge="until" if back else "since")
    far = shift(day, n * _times(noun), _grain(noun))
    grain = "day" if _grain(noun) == "week" else noun
    return Reading((far[0], day[1]) if back else (day[0], far[1]), grain, _DOCUMENT, written.span)


def lately(phrase: Phrase, context: Context) -> Reading | None:
    """Read "in recent weeks", "over the coming months": as open as "a few" of them."""
    noun = _noun(phrase)
    return None if noun in ("minute", "hour") else _stretch(phrase, context, noun, None, phrase.first("ahead") is None)


def then(phrase: Phrase, context: Context) -> Reading | None:
    """Read "then" in "since then": the date told last."""
    told = context.told_before(phrase.start, back=0)
    return Reading((told.start, told.end), told.grain, TOLD, told.span) if told else None


def count(phrase: Phrase) -> int | None:
    """Return how many units a phrase counts; "the day before" is one; None for "a few"."""
    if phrase.first("few"):
        return None
    counted = next(w for w in phrase.words if w.kind in (*_UNITS, "part", "a", "count", "num", "old", "big", "year"))
    return 1 if counted.kind in (*_UNITS, "part") else int(counted.value)


def _noun(phrase: Phrase) -> str:
    word = phrase.first(*_UNITS)
    return str(word.value) if word else "day"


def _grain(noun: str) -> str:
    return "week" if noun == "fortnight" else noun


def _times(noun: str) -> int:
    return 2 if noun == "fortnight" else 1


def _shifted(at: datetime, n: int, noun: str) -> Interval:
    grain = _grain(noun)
    return shift(containing(at, grain), n * _times(noun), grain)


def _on_written(phrase: Phrase, context: Context, grain: str, n: int) -> Reading:
    written = context.written(phrase.start)
    if written is None:
        return Reading(_UNPLACED, grain, _DOCUMENT, steps=n)
    return Reading(_shifted(written.at, n, grain), grain, _DOCUMENT, written.span)


def _on_told(phrase: Phrase, context: Context, grain: str, n: int) -> Reading:
    return _counted(context.told_before(phrase.start, grain=grain), grain, n)


def _counted(told: When | None, grain: str, n: int) -> Reading:
    if told is None or told.start is None:
        return Reading(_UNPLACED, grain, TOLD)
    return Reading(_shifted(told.start, n, grain), grain, TOLD, told.span)


def _timed(phrase: Phrase, reading: Reading) -> Reading:
    return clocked(reading, fields(phrase.words, None))
