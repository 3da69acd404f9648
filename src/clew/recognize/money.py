"""Sums of money: a number, written or in figures, with a currency before or after it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from clew.recognize.vocabulary import words
from clew.records import Document, Mention, make

BY = "money/1"

# "1,250", "1.250.000,50" and "4 200" are one number each; three digits stand between the marks.
_FIGURES = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,15}(?:[.,]\d{1,3})?)"
)
_TO = r"(?:\s?[-–]\s?|\s(?:to|or)\s)"


def find_sums(document: Document) -> Iterator[Mention]:
    """Yield the sums of money in the whole text of `document`; their name is their words."""
    for found in _pattern().finditer(document.text):
        name = " ".join(found[0].split())
        yield make(Mention, span=document.span(*found.span()), kind="money", form="name", name=name, by=BY)


@cache
def _pattern() -> re.Pattern[str]:
    sign, code, scale = _any(words("money", "sign")), _any(words("money", "code")), _any(words("money", "scale"))
    unit = rf"(?:(?:{_any(words('money', 'whose'))})[ -])?(?:{_any(words('money', 'unit'))})"
    heavy, number = _any(words("money", "weight")), _any(words("money", "number"))
    scaled = rf"(?:[ -]?(?:{scale})\b)?"
    long = r"(?i:thousand|million|billion|trillion)s?"
    figures = rf"(?:{_FIGURES}{_TO})?{_FIGURES}"
    written = rf"(?:(?i:{number})[ -]){{1,3}}"
    before = rf"(?:(?:{sign})|\b(?:{code}))\s?{_FIGURES}{scaled}(?:{_TO}(?:{sign})?{_FIGURES}{scaled})?(?:\s(?:{unit}|{code}))?"
    tens = rf"(?:hundred|{long})\s(?:of\s)?"
    after = rf"(?:{figures}{scaled}|{written}(?:{tens}){{0,2}}|[Aa]\s(?:{tens}){{1,2}}|{long}\sof\s)\s?-?(?:{unit}|{code})\b"
    thousands = rf"(?:{figures}\s{long}|\d{{1,3}}(?:,\d{{3}})+|(?:{written}|[Aa]\s)?(?:hundred|{long})(?:\sof)?)"
    weighty = rf"(?:{thousands}|(?:\d{{1,3}}|(?i:{number}))(?=\sgrand))\s(?:{heavy})\b"
    return re.compile(rf"(?:{before}|(?<![\w.,])(?:{weighty}|{after}))(?![\w$€£])")


def _any(spellings: Iterable[str]) -> str:
    """Return a pattern for any of `spellings`, longest first."""
    return "|".join(re.escape(s) for s in sorted(spellings, key=lambda s: (-len(s), s)))
