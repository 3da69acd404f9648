"""Dates that stand together: a year told once for two of them, one time named twice."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from clew.recognize.date_grammar import Phrase
from clew.recognize.date_words import Word
from clew.recognize.vocabulary import load
from clew.records import When
from clew.when import GRAINS, placed

AGREES = "agrees/1"

# "In May and again in June 2016", "on July 30 or August 1, 2016", "late January, mid-March and May 2016".
_JOINED = re.compile(
    r",? ?(?:and|or|&|to|through|[\u2013,-])(?: (?:again|then|also|later))?"
    r"(?: (?:in|on|by|until|from|the))?(?: (?:early|mid|late))?[ -]?"
)
_LONGEST_JOINT = 30

# The months in which "December and January 2017" turns the year.
_TURN = ((11, 12), (1, 2))

# "Two weeks later, on 31 March 2016"; "on 3 November 2015, the day after the fair".
_TOGETHER = re.compile(r"(?:,? (?:on|in|at)|,| \() ?")

_TOLD = "relative-to-told"
_SAID = ("calendar/", "numeric/", "iso/", "clock-without-zone/")


def share_years(found: Sequence[Phrase], text: str) -> list[Phrase]:
    """Return the phrases of a text with the year of each joined to a day or month before it that says none."""
    shared: list[Phrase] = []
    for phrase in reversed(found):
        shared.append(_shared(phrase, shared[-1] if shared else None, text))
    return shared[::-1]


def _shared(phrase: Phrase, following: Phrase | None, text: str) -> Phrase:
    if following is None or phrase.rule not in ("day", "month") or not phrase.first("month") or _year(phrase):
        return phrase
    year = following.first("year") or following.shared
    if year is None or following.rule not in ("day", "month", "pair") or following.start - phrase.end > _LONGEST_JOINT:
        return phrase
    return (
        phrase._replace(shared=_turned(phrase, following, year))
        if _JOINED.fullmatch(text[phrase.end : following.start])
        else phrase
    )


def _year(phrase: Phrase) -> Word | None:
    return phrase.shared or phrase.first("year", "shortyear", "old", "year_word")


def _turned(phrase: Phrase, following: Phrase, year: Word) -> Word:
    """Return `year`, or the one before for "December" in "December and January 2017"."""
    months = [w.value for p in (phrase, following) if (w := p.first("month"))]
    turns = len(months) == 2 and months[0] in _TURN[0] and months[1] in _TURN[1]
    return year._replace(value=year.value - 1) if turns else year


def agreed(text: str, whens: Sequence[When]) -> list[When]:
    """Return `whens` with those counted from a date told before placed by another naming of their time that follows them."""
    named = [_weekday_of(text, whens[i - 1], when) if i else when for i, when in enumerate(whens)]
    return [_agreed(text, named, i) if _is_counted(when) else when for i, when in enumerate(named)]


@cache
def _weekdays() -> dict[str, int]:
    return {w: int(n) for n, words in load("dates")["weekdays"].items() for w in words}


def _weekday_of(text: str, before: When, when: When) -> When:
    """Return the day of the week that only names the day told before it at the day it is: "tomorrow (Tuesday)"."""
    if (
        when.span.text.lower() not in _weekdays()
        or not before.start
        or text[before.span.end : when.span.start] not in (" (", ", ")
    ):
        return when
    is_day = before.grain == "day" and before.hedge is None and before.rule.startswith("relative-to-document")
    return at(when, before) if is_day and _weekdays()[when.span.text.lower()] == before.start.weekday() else when


def _is_counted(when: When) -> bool:
    return when.rule.startswith(_TOLD) and when.hedge in (None, "about")


def _agreed(text: str, whens: Sequence[When], i: int) -> When:
    following = named_beside(text, whens, i, before=False)
    return at(whens[i], following) if following else whens[i]


def named_beside(text: str, whens: Sequence[When], i: int, *, before: bool) -> When | None:
    """Return the date beside number `i` that names its time in full, or None.

    before: whether it may stand before it as well: not where "on 3 May, the next day" begins another clause.
    """
    when = whens[i]
    following = whens[i + 1] if i + 1 < len(whens) else None
    if following and _names(when, following) and _TOGETHER.fullmatch(text[when.span.end : following.span.start]):
        return following
    ahead = whens[i - 1] if i and before else None
    return ahead if ahead and _names(when, ahead) and text[ahead.span.end : when.span.start] == ", " else None


def _names(when: When, other: When) -> bool:
    """Whether `other` says in full a time as fine as that of `when`."""
    said = other.rule.startswith(_SAID) and other.hedge is None and placed(other)
    return said and GRAINS.index(other.grain) <= GRAINS.index(when.grain)


def at(when: When, other: When) -> When:
    """Return `when` at the time of `other`, which names it in full."""
    return replace(when, start=other.start, end=other.end, grain=other.grain, hedge=None, rule=AGREES, anchor=other.span)
