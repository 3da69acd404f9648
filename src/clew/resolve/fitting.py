"""Whether a short name can stand for a full one, and how: surname, given name, nickname, initials."""

from collections.abc import Sequence
from typing import Literal

from clew.resolve.likeness.shortforms import roots, stands_for
from clew.resolve.mailbox import boxes

# How a short name fits, the plainest first.
Fit = Literal["surname", "given name", "initial and surname", "nickname", "middle name", "beginning", "box", "initials"]

# What fits by itself. The others need a place that says whose name it is: under a mail, or at its head.
PLAIN: frozenset[Fit] = frozenset({"surname", "given name", "initial and surname"})

# "Ka" may begin any name; "Kat" hardly begins another in the same mail.
_BEGINNING = 3


def fit(short: Sequence[str], full: Sequence[str]) -> Fit | None:
    """Return how `short` can stand for the name `full`, None when it cannot. Both are words in lower case."""
    if not short or len(full) < 2:
        return None
    if len(short) > 1:
        initial = len(short[0]) == 1 < len(full[0]) and short[-1] == full[-1] and full[0].startswith(short[0])
        return "initial and surname" if initial else _spelled_initials(short, full)
    return _word(short[0], full)


def _word(word: str, full: Sequence[str]) -> Fit | None:
    if word == full[-1]:
        return "surname"
    if word == full[0]:
        return "given name"
    if is_nickname(word, full[0]):
        return "nickname"
    if word in full[1:-1] and len(word) > 1:
        return "middle name"
    if len(word) >= _BEGINNING and full[0].startswith(word):
        return "beginning"
    return _run(word, full)


def _run(word: str, full: Sequence[str]) -> Fit | None:
    """Return how a run of letters fits: "avale" or "av" for Ann Vale."""
    if word in boxes(full):
        return "box"
    every = "".join(w[0] for w in full)
    return "initials" if len(word) > 1 and word in (every, full[0][0] + full[-1][0]) else None


def _spelled_initials(short: Sequence[str], full: Sequence[str]) -> Fit | None:
    """Return "initials" for "A. V." beside Ann Vale."""
    letters = "".join(short)
    return "initials" if len(letters) == len(short) and _run(letters, full) == "initials" else None


def is_nickname(left: str, right: str) -> bool:
    """Whether one of two given names is a short form of the other, or both of a third."""
    return left in stands_for(right) or right in stands_for(left) or not set(roots(left)[1:]).isdisjoint(roots(right)[1:])


def alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two full names begin and end so that they can be two ways to write one."""
    if left[-1] != right[-1]:
        return False
    a, b = left[0], right[0]
    return a == b or is_nickname(a, b) or (1 in (len(a), len(b)) and a[0] == b[0])
