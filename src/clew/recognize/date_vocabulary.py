"""Plain lists of words out of the vocabulary of dates."""

from functools import cache

from clew.recognize.vocabulary import load


@cache
def listed(section: str, key: str = "words") -> frozenset[str]:
    """Return the list `key` of `section` of dates.toml."""
    return frozenset(load("dates")[section][key])
