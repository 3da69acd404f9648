"""Whether a number that could be a year is one: "page 2016", "2000 people", "18 U.S.C. § 1956(h)", "596 F.3d 1283, 1293"."""

import re
from functools import lru_cache

from clew.recognize.date_grammar import Phrase
from clew.recognize.date_vocabulary import listed
from clew.recognize.tree import Tree

# What is looked at on either side of a number.
_WINDOW = 60

_NEXT = re.compile(r"[\s-]{0,40}([\w.]{1,40}|%)")
_LAST = re.compile(r"([\w.]+|[$#\u00a3\u20ac\u00a7+])[\s(]*$")

# What stands before the last group of a telephone or account number.
_NUMBERED = re.compile(r"[\d)+] $")

# A number in a row of sections or pages: "Sections 1503, 1505", "476 F.3d 1121, 1125", "Id. at 2083".
_ROW = re.compile(
    r"(?:\u00a7|\b(?:[Ss]ections?|[Ss]ecs?\.|[Rr]ules?|[Pp]ages?|pp?\.|[Ll]ines?|[Pp]aragraphs?|[Rr]ooms?|U\.S\.C\.|C\.F\.R\.|Stat\.|"
    r"F\.[234](?:d|th)|Supp\. [23]d|S\. ?Ct\.|U\.S\.|[Ii]d\.,? at|supra,? at|\d at))[\s\u00a7]*"
    r"(?:\d+[A-Za-z]?(?:\([a-z0-9]+\))* ?(?:,|;|&|-|\u2013|and|or|to)[\s\u00a7]*(?:and |or |& )?)*$"
)
# What follows a section, a footnoted page or the number of a house.
_PART = re.compile(
    r"\([a-zA-Z]\)|,? n\.? ?\d|"
    r"(?: [A-Z][\w.]*){1,3} (?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Lane|Drive|Way|Place|Square)\b"
)


def is_counted(phrase: Phrase, tree: Tree) -> bool:
    """Whether the number at the end of `phrase` counts, numbers or prices something, by the words beside it."""
    after = _NEXT.match(tree.document.text, phrase.end)
    if word_before(phrase, tree) in listed("not_year", "before"):
        return True
    if after and after.group(1).lower().rstrip(".") in listed("not_year", "after"):
        return True
    return counts_noun(phrase.words[-1].start, phrase.end, tree)


def is_numbered(phrase: Phrase, tree: Tree) -> bool:
    """Whether the number is one of a row of pages, sections or digits, or the number of a house."""
    text, start = tree.document.text, phrase.start
    before = text[max(0, start - _WINDOW) : start]
    return bool(_NUMBERED.search(before[-4:]) or _ROW.search(before) or _PART.match(text, phrase.end, phrase.end + _WINDOW))


def is_named(phrase: Phrase, tree: Tree) -> bool:
    """Whether the number is told somewhere in the text as that of a resolution, a flight, a form."""
    return tree.document.text[phrase.start : phrase.end] in _named(tree.document.text)


@lru_cache(maxsize=8)
def _named(text: str) -> frozenset[str]:
    words = "|".join(sorted(listed("named_by_number")))
    return frozenset(re.findall(rf"\b(?i:{words})\s+(?:(?i:no\.?|number)\s+)?(\d{{4}})\b", text))


def counts_noun(start: int, end: int, tree: Tree) -> bool:
    """Whether the number counts a plural noun after it. A year that is not round dates it: nobody counts 2016 of a thing."""
    for i in tree.within(start, end):
        token = tree.tokens[i]
        head = tree.tokens[token.head]
        if token.dep == "nummod" and token.head > i and head.tag in ("NNS", "NNPS") and head.pos == "NOUN":
            return head.text.lower() not in listed("dated_nouns") and not _is_odd_year(token.text)
    return False


def _is_odd_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and "1900" < text < "2100" and int(text) % 50 != 0


def word_before(phrase: Phrase, tree: Tree) -> str:
    """Return the word or mark before `phrase`, in lower case, or ""."""
    match = _LAST.search(tree.document.text[max(0, phrase.start - 20) : phrase.start])
    return match.group(1).lower() if match else ""
