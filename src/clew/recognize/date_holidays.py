"""The day a holiday falls on in a year."""

import calendar
from datetime import date, timedelta

from clew.recognize.vocabulary import load


def holiday(name: str, year: int) -> date | None:
    """Return the day that the holiday `name` (as the vocabulary spells it) falls on; None when there is none in that year."""
    kinds = load("dates")["holidays"]
    if name in kinds["fixed"]:
        return date(year, *kinds["fixed"][name])
    if name in kinds["nth"]:
        return nth_weekday(year, *kinds["nth"][name])
    return easter(year) + timedelta(days=kinds["easter"][name]) if name in kinds["easter"] else None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the `nth` (from 1; -1 is the last) `weekday` (0 is Monday) of a month, or None."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    try:
        return date(year, month, days[nth - 1 if nth > 0 else nth])
    except IndexError:
        return None


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * (c // 4) - c % 4 - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)
