"""When a page was published, by its own word: in its data, in its lines, or, weakest, in its address. No date is made up."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache

from msgspec.structs import replace

from clew.ingest.dates import stated_date
from clew.ingest.vocabulary import pattern, words
from clew.ingest.web.pagefacts import Fact
from clew.records import Span, When

# The rule of a date that only the page's address states: the day it was filed under, which need not be that of publication.
ADDRESS = "page-address/1"

# A line that says when stands among so many of the article's first, and is no longer.
_TOP, _LONGEST = 12, 160

# A day and an instant agree when no more lies between them than between two places on earth: each states its own day.
_APART = timedelta(hours=14)


def address_date(addresses: Sequence[Fact]) -> list[Fact]:
    """Return the day in the first address that has one, as it stands there; else nothing."""
    for fact in addresses:
        if m := pattern("web/pagelines", "address").search(fact.value):
            return [Fact("Date", m["date"], f"the page's address ({fact.where}): {fact.value}")]
    return []


def stated_lines(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Yield where in the text `lines` (place and text of the article's own, from its top) say when the page was published.

    First those that say "published", then a line that is a date, or the author's name and a date.
    """
    top = [(at, text) for at, text in lines[:_TOP] if len(text) <= _LONGEST]
    for key in ("line", "bare"):
        for at, text in top:
            if m := _dated(key).search(text):
                start, end = next(m.span(name) for name, said in m.groupdict().items() if said)
                yield at + start, at + end


@cache
def _dated(key: str) -> re.Pattern[str]:
    """Return one pattern for the lines listed under `key`."""
    listed = words("web/pagelines")
    return re.compile("|".join(f"(?:{line.replace('{when}', listed['when'])})" for line in listed[key]))


def readable(facts: Sequence[Fact]) -> list[Fact]:
    """Return those of `facts` whose value is read as a date."""
    return [fact for fact in facts if _read(fact.value)]


def disagreement(facts: Sequence[Fact]) -> str:
    """Say which of several dates of publication differ by more than a day; "" when all agree."""
    read = [(fact, when) for fact in facts if (when := _read(fact.value)) and when.start]
    others = [fact for fact, when in read[1:] if not _agree(read[0][1], when)]
    if not others:
        return ""
    said = "; ".join(f"{fact.value} ({fact.where[:80]})" for fact in [read[0][0], *others[:3]])
    return f"its dates of publication differ: {said}"


def by_address(when: When | None) -> When | None:
    """Return `when` marked as known from the page's address only."""
    return replace(when, rule=ADDRESS) if when else None


def _agree(one: When, other: When) -> bool:
    if not (one.start and one.end and other.start and other.end):
        return True
    return max(one.start, other.start) - min(one.end, other.end) <= _APART


def _read(value: str) -> When | None:
    return stated_date(Span("", 0, len(value), value)) if value else None
