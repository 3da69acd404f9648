"""Words by the scripts of their letters: which are settled, which are mixed, which are made of look-alikes only."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from clew.mend.letters import LATIN, MARKS, OTHERS, script, to_latin, twins

# What a word's letters say by themselves. An anchor is a letter without a look-alike in the other script.
#   latin      Latin letters, with an anchor            other     letters of another script, with an anchor
#   to-latin   mixed, anchors are Latin                 to-other  mixed, anchors are of the other script
#   both       mixed, anchors on both sides             open      no anchor at all
Kind = Literal["latin", "other", "to-latin", "to-other", "both", "open"]


class Shape(NamedTuple):
    """A word seen by its scripts. script: the one that is not Latin, "" for none, "several" for more than one.

    latin, other   how many letters of each side        runs    (is Latin, letters) from left to right
    """

    kind: Kind
    script: str
    latin: int
    other: int
    runs: tuple[tuple[bool, str], ...]


class Word(NamedTuple):
    """One word of a text, the number of its paragraph, and its shape."""

    start: int
    end: int
    text: str
    paragraph: int
    shape: Shape


_LETTER = f"{LATIN}{OTHERS}"
_WORD = re.compile(f"[{_LETTER}][{_LETTER}{MARKS}]*")
_OTHER_LETTER = re.compile(f"[{OTHERS}]")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_LATIN_LETTER = re.compile(f"[{LATIN}]")


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> Shape:
    """Return how `word` looks; words come back, so shapes are kept."""
    runs = tuple((latin, "".join(letters)) for latin, letters in groupby(filter(script, word), lambda c: script(c) == "latin"))
    latins = "".join(letters for latin, letters in runs if latin)
    others = "".join(letters for latin, letters in runs if not latin)
    scripts = sorted({script(c) for c in others})
    name = scripts[0] if len(scripts) == 1 else "several" if scripts else ""
    return Shape(_kind(latins, others, name), name, len(latins), len(others), runs)


def _kind(latins: str, others: str, name: str) -> Kind:
    anchored_latin = any(c not in _counterparts(name) for c in latins)
    anchored_other = any(c not in to_latin() for c in others)
    if not others:
        return "latin" if anchored_latin else "open"
    if not latins:
        return "other" if anchored_other else "open"
    if anchored_latin:
        return "both" if anchored_other else "to-latin"
    return "to-other" if anchored_other else "open"


def _counterparts(name: str) -> frozenset[str]:
    """Return the Latin letters that could stand for one of script `name`; of a pure Latin word, for a Cyrillic one."""
    return frozenset(twins().get(name or "cyrillic", ()))


def words(text: str) -> list[Word]:
    """Return the words of all paragraphs in which two scripts meet; where one script is alone nothing can be mixed."""
    mixed = ((n, *ends) for n, ends in enumerate(paragraphs(text)) if _meet(text, *ends))
    return [word for n, start, end in mixed for word in _words(text, start, end, n)]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph starts and ends: stretches parted by blank lines."""
    at = 0
    for gap in _GAP.finditer(text):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(text):
        yield at, len(text)


def _meet(text: str, start: int, end: int) -> bool:
    return bool(_OTHER_LETTER.search(text, start, end) and _LATIN_LETTER.search(text, start, end))


def _words(text: str, start: int, end: int, paragraph: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        yield Word(match.start(), match.end(), match.group(), paragraph, shape(match.group()))
