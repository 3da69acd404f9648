"""Dates of two sides: "from 3 to 5 May 2016", "between 2014 and 2016", "9 and 10 May", "since" told as "2013 - present"."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from clew.recognize.date_calendar import joined
from clew.recognize.date_context import Context
from clew.recognize.date_fields import CALENDAR, Fields, Reading, day_or_month, fields
from clew.recognize.date_grammar import Phrase
from clew.recognize.date_words import Word
from clew.when import Interval, hedged, interval

Reader = Callable[[Phrase, Context], Reading | None]

_TURNS = ("to", "and")
_FRAME = frozenset({"from", "between", "onward", "on", "present"})


def between(
    phrase: Phrase, context: Context, read: Reader, dated: Callable[[Fields, Phrase, Context], Reading | None]
) -> Reading | None:
    """Read "from 3 to 5 May 2016", "March-June 2016", "between 2014 and 2016"; what one side leaves out the other says.

    read: reads a phrase; dated: gives the interval of what a phrase says.
    """
    turn = _turn(phrase.words)
    left, right = phrase.words[:turn], phrase.words[turn + 1 :]
    if any(w.kind in ("numeric", "monthday") for w in phrase.words):
        if phrase.words[turn].kind == "dash" and _is_code([w.value for w in phrase.words if w.kind == "monthday"]):
            return None
        first, last = (read(_side(side), context) for side in (left, right))
        return joined(first.interval, last.interval, "day", last) if first and last else None
    written = context.written(phrase.start)
    said = [_said(side, written.at if written else None) for side in (left, right)]
    end = dated(_filled(said[1], said[0]), phrase, context)
    if end is None or end.interval[0] is None:
        return end
    start = _start(_filled(said[0], said[1]), _filled(said[1], said[0]), end.interval[0].year)
    return start and joined(start, end.interval, end.grain, end)


def _is_code(days: list[tuple[int, int]]) -> bool:
    """Whether "7/11-12/17" is no stretch of days: it may say 7/11 and 7/12 of a year 17."""
    return len(days) == 2 and not 0 <= days[1][0] - days[0][0] <= 1


def pair(phrase: Phrase, context: Context, read: Reader) -> Reading | None:
    """Read "May 9 and 10": two days in a row are one stretch."""
    turn = next(i for i, w in enumerate(phrase.words) if w.kind == "and")
    first = next(i for i, w in enumerate(phrase.words) if w.kind in ("num", "ordinal"))
    last = read(
        phrase._replace(rule="day", words=tuple(w for i, w in enumerate(phrase.words) if i not in (first, turn))), context
    )
    if last is None or last.interval[0] is None:
        return last
    return joined((last.interval[0] - timedelta(days=1), None), last.interval, "day", last)


# Days with a dash between them that lie so many years apart are two dates, of a birth and a death or the like.
_LIFE = 5


# "Anna Vale (1931 - 2016)": after a name, years that lie so many apart are those of a birth and a death.
_LIVED = 20
_NAMED = re.compile(r"[A-Z][\w.'\u2019-]*\s?\($")
_CLOSED = re.compile(r"\s?[),;]")


def apart(phrase: Phrase, text: str) -> list[Phrase]:
    """Return the dates that `phrase` tells: two for the days or years of a life, one for all that is one stretch."""
    if phrase.rule == "years":
        return _years_apart(phrase, text)
    if phrase.rule == "pair":
        return [_day_with_month(phrase)]
    if phrase.rule == "onward" and phrase.words[-1].kind == "on" and phrase.after and phrase.after.kind not in ("comma", "stop"):
        return [phrase._replace(rule=_rule(phrase.words), words=phrase.words[1:-1], after=phrase.words[-1])]
    dashes = [i for i, w in enumerate(phrase.words) if w.kind == "dash"]
    if phrase.rule != "range" or len(dashes) != 1:
        return [phrase]
    left, right = phrase.words[: dashes[0]], phrase.words[dashes[0] + 1 :]
    first, last = fields(left, None), fields(right, None)
    fine = first.month and last.month and (first.day or last.day)
    mixed = (first.month is None) != (last.month is None)
    if not ((fine or mixed) and first.year and last.year and last.year - first.year >= _LIFE):
        return [phrase]
    dash = phrase.words[dashes[0]]
    return [
        phrase._replace(rule=_rule(left), words=tuple(w for w in left if w.kind != "from"), after=dash),
        phrase._replace(rule=_rule(right), words=right, before=(*left, dash)),
    ]


def _years_apart(phrase: Phrase, text: str) -> list[Phrase]:
    word = phrase.words[0]
    first, last = word.value
    named = _NAMED.search(text[max(0, word.start - 40) : word.start]) and _CLOSED.match(text, word.end)
    if last - first < _LIVED or not text[word.end - 4 : word.end].isdigit() or not named:
        return [phrase]
    born, died = Word(word.start, word.start + 4, "year", first), Word(word.end - 4, word.end, "year", last)
    dash = Word(word.start + 4, word.end - 4, "dash")
    return [
        phrase._replace(rule="lived", words=(born,), after=dash),
        phrase._replace(rule="lived", words=(died,), before=(*phrase.before, born, dash)),
    ]


def _rule(words: Sequence[Word]) -> str:
    kinds = {w.kind for w in words}
    return "month" if "month" in kinds and not kinds & {"num", "ordinal"} else "day" if "month" in kinds else "year"


def _day_with_month(phrase: Phrase) -> Phrase:
    """Return `phrase`, or of two days that do not follow each other ("May 9 and 12") the one that the month stands with."""
    numbers = [w.value for w in phrase.words if w.kind in ("num", "ordinal")]
    if numbers[1] == numbers[0] + 1:
        return phrase
    turn = next(i for i, w in enumerate(phrase.words) if w.kind == "and")
    left, right = phrase.words[:turn], phrase.words[turn + 1 :]
    if any(w.kind == "month" for w in left):
        return phrase._replace(rule="day", words=left, after=phrase.words[turn], shared=phrase.first("year", "shortyear"))
    return phrase._replace(rule="day", words=right, before=(*phrase.before, *left, phrase.words[turn]))


def onward(phrase: Phrase, context: Context, read: Reader) -> Reading | None:
    """Read "2013 - present", "from 1928 onwards": open at its end."""
    turn = next((i for i, w in enumerate(phrase.words) if i and w.kind in (*_TURNS, "dash", "onward", "on")), len(phrase.words))
    found = read(_side(phrase.words[:turn]), context)
    if found is None or found.interval[0] is None:
        return found
    return found._replace(interval=hedged(found.interval, found.grain, "since"), hedge="since")


def _side(words: Sequence[Word]) -> Phrase:
    return Phrase("day", tuple(w for w in words if w.kind not in _FRAME), (), None)


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
    said = [i for i, w in enumerate(words) if w.kind in _TURNS]
    dashes = [i for i, w in enumerate(words) if w.kind == "dash"]
    return said[0] if said else dashes[len(dashes) // 2]


def _said(words: Sequence[Word], near: datetime | None) -> Fields:
    said = fields(words, near)
    number = next((w.value for w in words if w.kind in ("num", "ordinal")), None)
    return said._replace(day=number) if said.day is None and said.said == CALENDAR else said


def _filled(said: Fields, other: Fields) -> Fields:
    month = said.month or (other.month if said.day else None)
    return said._replace(month=month, year=said.year or other.year)
