"""Which words of a name are the surname: by a comma, capitals, a particle in front, initials behind; else the last."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from clew.resolve.likeness.address import Parts
from clew.resolve.likeness.cut import Word
from clew.resolve.likeness.particles import core
from clew.resolve.likeness.shortforms import is_given
from clew.resolve.likeness.vocabulary import words


class Order(NamedTuple):
    """The words that are compared, given names first. told: whether the name itself says which is the surname."""

    given: list[Word]
    surname: list[Word]
    told: bool


# A dot behind the first word, if that is no short form, is a comma misread: "Tolland. Mara K".
_DOT = re.compile(r"\s*([^\W\d_]{5,})\.\s+(?=[^\W\d_])")


def with_comma(text: str) -> str:
    """Return `text` with the dot behind its first word made a comma, where that is one misread."""
    found = _DOT.match(text)
    if not found or "," in text or found[1].lower() in words("personwords", "title") or is_given(found[1].lower()):
        return text
    return f"{found[1]}, {text[found.end() :]}"


def are_several(parts: Parts) -> bool:
    """Whether `parts` are those of several names: two commas, or an initial in what should be the surname alone."""
    return len(parts) > 2 or (len(parts) > 1 and len(parts[0]) > 1 and any(len(w.plain) == 1 for w in parts[0]))


def in_order(parts: Parts) -> Order:
    """Return the words of a name in order; `parts` are what commas set apart."""
    if len(parts) > 1:
        given, surname = core([w for part in parts[1:] for w in part]), core(parts[0])
        return Order(given, surname, True)
    part = parts[0] if parts else []
    turned = _by_capitals(part) or _by_particle(part) or _by_initials(part)
    if turned:
        return Order(core(part[turned:]), core(part[:turned]), True)
    kept = core(part)
    return Order(kept[:-1], kept[-1:], False)


def _by_capitals(part: Sequence[Word]) -> int:
    """Return how many words in front are in capitals ("TOLLAND Mara"), when none behind is and none behind is an initial."""
    size = next((n for n, w in enumerate(part) if not w.caps), len(part))
    return size if size < len(part) and not any(w.caps or len(w.plain) == 1 for w in part[size:]) else 0


def _by_particle(part: Sequence[Word]) -> int:
    """Return how many words in front are a surname that its particle begins ("bin Said Omar")."""
    if len(part) < 3 or part[0].plain not in words("personwords", "leading"):
        return 0
    size = next((n for n, w in enumerate(part, 1) if w.plain not in words("personwords", "particle")), len(part))
    return size if size < len(part) else 0


def _by_initials(part: Sequence[Word]) -> int:
    """Return 1 when the first word is a surname, since initials end the name: "Tolland M.K.", "Tolland Mara K"; not "Anna K."."""
    initials = next((n for n, w in enumerate(reversed(part)) if len(w.plain) > 1), 0)
    between = part[1 : len(part) - initials]
    if not initials or len(part[0].plain) == 1 or len(between) > 1:
        return 0
    if between:
        return int(not is_given(part[0].plain) and is_given(between[0].plain))
    return int(initials > 1 or not is_given(part[0].plain))
