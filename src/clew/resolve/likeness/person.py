"""A person's name, parsed: its words in the order given names, then surname; what is only address or particle kept apart."""

import re
from functools import lru_cache
from typing import NamedTuple

from clew.resolve.likeness.address import without_suffix, without_titles
from clew.resolve.likeness.cut import cut
from clew.resolve.likeness.letters import lacks_vowels
from clew.resolve.likeness.order import are_several, in_order, with_comma
from clew.resolve.likeness.vocabulary import words

_ADDRESS = re.compile(r"<[^>]*>|\[?mailto:[^\]>\s]*\]?|\S+@\S+\.\w+")
_ASIDE = re.compile(r"[(\"“”„«]\s*([^()\"“”„«»]{2,20}?)\s*[)\"“”„»]|(?<=\s)['‘](\w{2,20})['’](?=\s)")

# Stand between two names.
_SEVERAL = re.compile(r"[&;:/]|\b(?:and|und|et)\b")

# Parses kept: as many as a large case has different names.
KEPT = 262144


class Person(NamedTuple):
    """A parsed name.

    name        as written
    words       in lower case, a to z: given names and initials first, then the surname; without titles, suffixes and particles
    glued       the same with the particles before each word ("alsaid"), as they are met where a space is lost
    shown       the same as written
    surname     where in `words` the surname begins
    also        names in quotation marks or brackets: 'Piet "Bo" Tolland'
    titles      as written; addressed: "he", "she" or "", by them
    suffix      "Jr" "Sr" "II" ... or ""
    ordered     whether the name itself says which is the surname: a comma, capitals, a particle in front
    loose       whether it is in a script whose vowels say nothing
    several     whether it looks like several names, run into one where a list was read
    misread     words that had digits among their letters
    """

    name: str
    words: tuple[str, ...]
    glued: tuple[str, ...]
    shown: tuple[str, ...]
    surname: int
    also: tuple[str, ...]
    titles: tuple[str, ...]
    addressed: str
    suffix: str
    ordered: bool
    loose: bool
    several: bool
    misread: frozenset[str]


@lru_cache(maxsize=KEPT)
def parse_person(name: str) -> Person:
    """Return `name` parsed. A name without a letter has no words."""
    text = with_comma(_ADDRESS.sub(" ", name))
    also = tuple(w.plain for found in _ASIDE.finditer(text) for w in cut(found[1] or found[2]))
    parts = [list(cut(part)) for part in (_ASIDE.sub(" ", text) if also else text).split(",")]
    suffix, parts = without_suffix([part for part in parts if part])
    titles, parts = without_titles(parts)
    given, surname, ordered = in_order(parts)
    core = [*given, *surname]
    return Person(
        name=name,
        words=tuple(w.plain for w in core),
        glued=tuple(w.glued for w in core),
        shown=tuple(w.shown for w in core),
        surname=len(given) if surname else max(len(core) - 1, 0),
        also=also,
        titles=titles,
        addressed=_addressed(titles),
        suffix=suffix,
        ordered=ordered,
        loose=lacks_vowels(name),
        several=bool(_SEVERAL.search(text)) or are_several(parts),
        misread=frozenset(w.plain for w in core if w.misread),
    )


def _addressed(titles: tuple[str, ...]) -> str:
    said = [title.lower() for title in titles]
    return next((who for who in ("he", "she") if any(t in words("personwords", who) for t in said)), "")
