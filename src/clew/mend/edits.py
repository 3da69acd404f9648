"""Repairs as data: patches against a text, the edits they leave, and two rounds of edits made one."""

import heapq
import itertools
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from clew.mend.look import Look, text_of
from clew.records import Edit


class Patch(NamedTuple):
    """Put `new` in the place of `text[start:end]`, because `rule` says so."""

    start: int
    end: int
    new: str
    rule: str


class Swap(NamedTuple):
    """Put one letter for one: `letters[i]`, a code point, at `places[i]` of a text. Places ascend."""

    places: npt.NDArray[np.int64]
    letters: npt.NDArray[np.uint32]

    @classmethod
    def none(cls) -> "Swap":
        """Return the swap that changes nothing."""
        return cls(np.zeros(0, np.int64), np.zeros(0, np.uint32))


def swap(seen: Look, made: Swap) -> str:
    """Return the text of `seen` with the letters swapped."""
    if not len(made.places):
        return seen.text
    codes = seen.codes.copy()
    codes[made.places] = made.letters
    return text_of(codes)


def swap_edits(text: str, made: Swap, rule: str) -> list[Edit]:
    """Return one edit for each letter of `made` in `text`."""
    return [Edit(at, at + 1, at, text[at], rule) for at in made.places.tolist()]


def apply(text: str, patches: Iterable[Patch]) -> tuple[str, list[Edit]]:
    """Return `text` with `patches` (in order, not overlapping) made, and the edits that lead back. Linear."""
    pieces: list[str] = []
    edits: list[Edit] = []
    at = shift = 0
    for start, end, new, rule in patches:
        pieces += (text[at:start], new)
        edits.append(Edit(start + shift, start + shift + len(new), start, text[start:end], rule))
        shift += len(new) - (end - start)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), edits


def compose(first: Sequence[Edit], second: Sequence[Edit], found: str) -> list[Edit]:
    """Return one list of edits for two rounds: `first` led from the text `found` to a middle text, `second` on from there.

    Edits of both rounds that touch the same characters of the middle text become one, with both rules joined by "+". Linear.
    """
    if not first or not second:
        return list(first or second)
    joined: list[Edit] = []
    back = on = 0  # what to add to an offset in the middle text to get one in the text found, and in the final text
    for group in _overlapping(first, second):
        start, end = group[0][0], max(item[1] for item in group)
        found_start, final_start = start + back, start + on
        back += sum(len(e.found) - (e.end - e.start) for _, _, which, e in group if which == 0)
        on += sum(e.end - e.start - len(e.found) for _, _, which, e in group if which == 1)
        rule = "+".join(dict.fromkeys(e.rule for *_, e in group))
        joined.append(Edit(final_start, end + on, found_start, found[found_start : end + back], rule))
    return joined


_Item = tuple[int, int, int, Edit]


def _overlapping(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[list[_Item]]:
    """Yield groups of edits whose stretches of the middle text overlap; an edit that only touches a border stands alone."""
    items = heapq.merge(
        ((e.start, e.end, 0, e) for e in first),
        ((e.found_start, e.found_end, 1, e) for e in second),
        key=itemgetter(0, 1, 2),
    )
    group: list[_Item] = []
    reach = 0
    for item in items:
        if group and item[0] >= reach:
            yield group
            group = []
        reach = max(reach, item[1]) if group else item[1]
        group.append(item)
    if group:
        yield group


def inverse(edits: Iterable[Edit], mended: str) -> tuple[Edit, ...]:
    """Return the edits that would turn the mended text into the text as found: for carrying offsets forward."""
    return tuple(Edit(e.found_start, e.found_end, e.start, mended[e.start : e.end], e.rule) for e in edits)


def minimal(edits: Iterable[Edit], mended: str) -> tuple[Edit, ...]:
    """Return `edits` without those that two rounds made and took back."""
    return tuple(itertools.filterfalse(lambda e: mended[e.start : e.end] == e.found, edits))
