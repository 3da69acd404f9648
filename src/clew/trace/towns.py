"""Towns and countries of the world that surely are two places: those that the time zone tables name, with where they lie.

The tables of the tzdata package name some four hundred towns. What they do not name is no town here: a conflict needs certainty.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from clew.trace.conflictwords import table

# Nearer than this two towns may be one to those who tell of them, or be reached within the hour: kilometres.
NEAR = 100

_EARTH = 6371
_AT = re.compile(r"(?P<lat>[+-]\d{4}(?:\d\d)?)(?P<lon>[+-]\d{5}(?:\d\d)?)")

# A town of the same name lies elsewhere: "Paris, Texas", "Moscow (Idaho)".
_ELSEWHERE = re.compile(r"\s*[,(]\s*[A-Z]")


class Town(NamedTuple):
    """A town, or a whole country (its at is None). country: two letters; at: degrees north and east."""

    name: str
    country: str
    at: tuple[float, float] | None


def towns_in(text: str) -> Iterator[tuple[Town, int]]:
    """Yield the towns and countries that `text` says something was in, each with where the "in" stands; those that may be of
    another country left out."""
    for found in _named().finditer(text):
        town = _towns()[" ".join(found["name"].split())]
        behind = text[found.end() :]
        if not _ELSEWHERE.match(behind) or _country_follows(behind, town):
            yield town, found.start()


def town(name: str) -> Town | None:
    """Return the town or country of this name, or None: the tables have none."""
    return _towns().get(name)


def apart(left: Town, right: Town) -> bool:
    """Whether what is in the one is not in the other: two countries, or two towns with some way between them."""
    if left.at is None or right.at is None:
        within = table("places")["within"]
        return left.country != right.country and left.country not in within and right.country not in within
    return _kilometres(left.at, right.at) > NEAR


def _country_follows(behind: str, town: Town) -> bool:
    named = re.match(r"\s*[,(]\s*((?:[A-Z][a-z]+ ?)+)", behind)
    follows = _towns().get(named[1].strip()) if named else None
    return follows is not None and follows.at is None and follows.country == town.country


@cache
def _towns() -> dict[str, Town]:
    found: dict[str, Town] = {}
    twice: set[str] = set()
    for code, at, zone in _rows("zone.tab", 3):
        name, place = zone.rsplit("/", 1)[-1].replace("_", " "), _AT.fullmatch(at)
        # "America/Indiana/Knox" names a village for its county.
        if place and len(name) > 3 and zone.count("/") == 1 and code != "AQ":
            twice |= {name} & found.keys()
            found[name] = Town(name, code, (_degrees(place["lat"]), _degrees(place["lon"])))
    for code, country in _rows("iso3166.tab", 2):
        # "Britain (UK)", "Korea (South)" are not how writers name them; a town of its country's name ("Luxembourg") is either.
        if "(" not in country and len(country) > 3:
            found[country] = Town(country, code, None)
    return {name: town for name, town in found.items() if name not in twice and name not in table("places")["several"]}


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    yield from (line.split("\t")[:columns] for line in text.splitlines() if line and not line.startswith("#"))


def _degrees(text: str) -> float:
    sign, digits = (-1 if text[0] == "-" else 1), text[1:]
    head = len(digits) - 2 if len(digits) < 6 else len(digits) - 4
    return sign * (int(digits[:head]) + int(digits[head : head + 2]) / 60)


def _kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    a, b, c, d = (math.radians(x) for x in (*left, *right))
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)
    return _EARTH * math.acos(max(-1.0, min(1.0, cosine)))


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(_towns(), key=lambda n: (-len(n), n)))
    return re.compile(rf"\b[Ii]n\s+(?:the\s+)?(?P<name>{names})\b(?![-'’]|\s+[A-Z])")
