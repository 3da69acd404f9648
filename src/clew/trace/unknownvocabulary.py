"""The words of hypotheses, from unknownwords.toml, as patterns."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from clew.records import MentionKind

# A name in running text: words with a capital, an initial with its dot. A dot after a longer word ends a sentence.
NAME = r"(?-i:\b(?:[A-Z]\.|[A-Z][\w'’-]+)(?:[ \n]+(?:[A-Z]\.|[A-Z][\w'’-]+)){0,4})"


KINDS: tuple[MentionKind, ...] = ("place", "person", "organization")


@cache
def table() -> dict[str, Any]:
    """Return the whole table."""
    return tomllib.loads(files("clew.trace").joinpath("unknownwords.toml").read_text("utf-8"))


@cache
def after_letters() -> re.Pattern[str]:
    """Return the pattern of what follows letters that are explained: groups "not", "a" (a kind of thing), "name", "doubt"."""
    kinds = "|".join(_spaced(word) for words in table()["kinds"].values() for word in words)
    means = "|".join(sorted(map(_spaced, map(re.escape, table()["means"])), key=len, reverse=True))
    what = rf"(?:(?:an?|the)\s+(?:\w+\s+)?(?P<a>{kinds})\b|(?P<name>{NAME}))"
    return re.compile(rf"[\"”’',]*\s*(?:{means})\s+(?P<not>not\s+)?[\"“‘']?{what}(?P<doubt>[\"”’']?\s*\?)?", re.IGNORECASE)


@cache
def not_a() -> re.Pattern[str]:
    """Return the pattern of a kind of thing that something is said not to be."""
    kinds = "|".join(_spaced(word) for words in table()["kinds"].values() for word in words)
    return re.compile(rf"\bnot\s+an?\s+(?P<a>{kinds})\b", re.IGNORECASE)


@cache
def letters_mean() -> re.Pattern[str]:
    """Return the pattern of "the letters stood for X"; the group "name" is X."""
    means = "|".join(map(_spaced, table()["letters_mean"]))
    return re.compile(rf"\b(?:{means})\s+[\"“‘']?(?P<name>{NAME})(?P<doubt>[\"”’']?\s*\?)?", re.IGNORECASE)


@cache
def hearsay() -> re.Pattern[str]:
    """Return the pattern of the words by which a writer says he was told so."""
    return re.compile(rf"\b(?:{'|'.join(map(_spaced, table()['hearsay']['cues']))})\b", re.IGNORECASE)


@cache
def kind_named(word: str) -> MentionKind:
    """Return the kind of mention that a word such as "district" names."""
    plain = " ".join(word.casefold().split())
    return next(kind for kind in KINDS if plain in table()["kinds"][kind])


@cache
def genders() -> dict[str, str]:
    """Return "male" or "female" by each word that tells."""
    return {word: gender for gender, words in table()["gender"].items() for word in words}


def last_name(text: str) -> str:
    """Return the last name in `text`, or ""."""
    return next(reversed(re.findall(NAME, text)), "")


def _spaced(pattern: str) -> str:
    return pattern.replace("\\ ", " ").replace(" ", r"\s+")
