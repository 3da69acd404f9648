"""The mended text of one string: what was put right, and the way back."""

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from clew.mend import hidden, look, spaces, styled
from clew.mend.codepages import misread_pages
from clew.mend.edits import Patch, Swap, apply, compose, inverse, minimal, swap, swap_edits
from clew.mend.look import Flags
from clew.mend.lookalikes import RULE, look_alikes
from clew.mend.mojibake import ENCODINGS, mojibake, pairs
from clew.mend.report import find
from clew.records import Edit, Finding, found_offset, found_text


class Round(NamedTuple):
    """A rule with the characters it is about; `least`: what share of a text they must be for the rule to have anything to say."""

    characters: str
    patches: Callable[[str], list[Patch]]
    least: float = 0.0


# In this order, after what was misread and before look-alikes: a word must be whole before its letters can be weighed.
ROUNDS = (
    Round(hidden.TAGS, hidden.tags),
    Round(hidden.SELECTORS, hidden.selectors),
    Round(hidden.UNSEEN, hidden.invisibles),
    Round(hidden.DIRECTION, hidden.directions),
    Round(hidden.MARKS, hidden.marks),
    Round(styled.LIGATURES, styled.ligatures),
    Round(styled.COSTUMES, styled.styled),
    Round(spaces.ODD, spaces.spaces, spaces.LEAST),
)
_FIRST_PAIR = look.FIRST_ROUND + len(ROUNDS)


class Seen(look.Look):
    """A text with the flags of its letters and of the rules that are about its characters."""

    @staticmethod
    def table() -> Flags:
        """Return the flags of each code point."""
        return _table()


class Mended:
    """A mended `text` with the way back to the text as found. Offsets are code points.

    Letters put for letters are kept as two columns, all other repairs as edits: `edits` and `findings` are made when asked for.
    """

    def __init__(self, found: str, text: str, rest: tuple[list[Edit], str, Swap] | None = None) -> None:
        self.text = text
        self._found = found
        self._rest = rest

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Every repair with its rule, in order; one for each letter put for a letter."""
        if self._rest is None:
            return ()
        edits, between, swapped = self._rest
        return minimal(compose(edits, swap_edits(between, swapped, RULE), self._found), self.text)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the damage tells: evidence with its readings."""
        return find(self.text, self.edits)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stood in the text as found: all of every repair it touches. O(log n) in the repairs."""
        return found_offset(self._moves, start, after=False), found_offset(self._moves, end, after=True)

    def placed(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters `start` to `end` of the text as found are in `text`; start == end for what was dropped.

        All of every repair they touch. O(log n) in the repairs.
        """
        return found_offset(self._moves_back, start, after=False), found_offset(self._moves_back, end, after=True)

    @property
    def _moves(self) -> Sequence[Edit]:
        """The repairs that may move what follows. A letter put for a letter moves nothing."""
        return self._rest[0] if self._rest else ()

    @cached_property
    def _moves_back(self) -> Sequence[Edit]:
        between = self._rest[1] if self._rest else ""
        return inverse(self._moves, between)

    def found(self) -> str:
        """Return the text as found, from the mended text and its edits."""
        return found_text(self.text, self.edits)


def mend_text(text: str) -> Mended:
    """Return `text` with look-alike letters, invisible characters, odd spaces and costumes put right. Linear in its length."""
    if text.isascii():
        return Mended(text, text)
    seen, edits = _rounds(Seen(text))
    swapped = look_alikes(seen)
    if not edits and not len(swapped.places):
        return Mended(text, text)
    return Mended(text, swap(seen, swapped), (edits, seen.text, swapped))


def _rounds(found: Seen) -> tuple[Seen, list[Edit]]:
    """Return the text after all rules but the last, and their edits."""
    misread = _misread(found)
    seen, edits = _after(found, [], _widest(mojibake(found.text, misread) if misread else [], misread_pages(found)), found.text)
    present = seen.union()
    for place, rule in enumerate(ROUNDS):
        bit = 1 << look.FIRST_ROUND + place
        if present & bit and seen.count(bit) >= rule.least * len(seen.text):
            seen, edits = _after(seen, edits, rule.patches(seen.text), found.text)
    return seen, edits


def _widest(*readings: list[Patch]) -> list[Patch]:
    """Return the reading of a misread text that explains most of its characters."""
    return max(readings, key=lambda patches: sum(p.end - p.start for p in patches))


def _after(seen: Seen, edits: list[Edit], patches: list[Patch], found: str) -> tuple[Seen, list[Edit]]:
    """Return the text after `patches`, and the edits that lead from there back to the text as `found`."""
    if not patches:
        return seen, edits
    mended, made = apply(seen.text, patches)
    return Seen(mended), compose(edits, made, found)


def _misread(seen: Seen) -> dict[str, list[int]]:
    """Return by which encodings the text may have been misread, and where a lead byte is followed by a continuation byte."""
    leads = [1 << _FIRST_PAIR + 2 * n for n in range(len(ENCODINGS))]
    pairs = seen.flags[:-1] & (seen.flags[1:] >> 1) & np.uint32(sum(leads))  # each tail's flag is next above its lead's
    present = look.union(pairs)
    return {
        encoding: np.flatnonzero((pairs & np.uint32(lead)) != 0).tolist()
        for encoding, lead in zip(ENCODINGS, leads, strict=True)
        if present & lead
    }


@cache
def _table() -> Flags:
    """Return, for each code point, the flags of the rules that are about it, above those of letters."""
    flags = look.table().copy()
    for place, rule in enumerate(ROUNDS):
        flags[look.characters(rule.characters)] |= np.uint32(1 << look.FIRST_ROUND + place)
    for n, encoding in enumerate(ENCODINGS):
        for step, characters in enumerate(pairs(encoding)):
            flags[[ord(c) for c in characters]] |= np.uint32(1 << _FIRST_PAIR + 2 * n + step)
    return flags
