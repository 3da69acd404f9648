"""The mended text of one string: what was put right, and the way back."""

from collections.abc import Callable
from functools import cache, cached_property

import numpy as np

from clew.mend import hidden, look, spaces, styled
from clew.mend.edits import Patch, Swap, apply, compose, minimal, swap, swap_edits
from clew.mend.findings import find
from clew.mend.lookalikes import RULE, look_alikes
from clew.mend.look import Flags
from clew.mend.mojibake import ENCODINGS, mojibake, pairs
from clew.records import Edit, Finding, found_offset, found_text

# In this order, after what was misread and before look-alikes: a word must be whole before its letters can be weighed. Each rule with
# the characters it is about; a text without them is spared it.
ROUNDS: tuple[tuple[str, Callable[[str], list[Patch]]], ...] = (
    (hidden.TAGS, hidden.tags),
    (hidden.SELECTORS, hidden.selectors),
    (hidden.UNSEEN, hidden.invisibles),
    (hidden.DIRECTION, hidden.directions),
    (hidden.MARKS, hidden.marks),
    (styled.LIGATURES, styled.ligatures),
    (styled.COSTUMES, styled.styled),
    (spaces.ODD, spaces.spaces),
)
_FIRST_PAIR = look.FIRST_ROUND + len(ROUNDS)


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
        return find(self.text, self.edits) if self.edits or not self.text.isascii() else ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stood in the text as found. O(log n) in the edits."""
        if self._rest is None or not self._rest[0]:
            return start, end
        return found_offset(self.edits, start, after=False), found_offset(self.edits, end, after=True)

    def found(self) -> str:
        """Return the text as found, from the mended text and its edits."""
        return found_text(self.text, self.edits)


def mend_text(text: str) -> Mended:
    """Return `text` with look-alike letters, invisible characters, odd spaces and costumes put right. Linear in its length."""
    if text.isascii():
        return Mended(text, text)
    between, edits = _rounds(text)
    swapped = look_alikes(between)
    return Mended(text, swap(between, swapped), (edits, between, swapped))


def _rounds(text: str) -> tuple[str, list[Edit]]:
    """Return `text` after all rules but the last, and their edits."""
    edits: list[Edit] = []
    mended = text
    flags = _flags(text)
    misread = _misread(flags)
    if misread:
        mended, edits = apply(text, mojibake(text, misread))
        flags = _flags(mended)
    present = look.union(flags)
    for place, (_, patches) in enumerate(ROUNDS):
        if present & 1 << look.FIRST_ROUND + place:
            after, made = apply(mended, patches(mended))
            mended, edits = after, compose(edits, made, text)
    return mended, edits


def _misread(flags: Flags) -> tuple[str, ...]:
    """Return by which encodings the text may have been misread: a lead byte is followed by a continuation byte somewhere."""
    bits = ((1 << _FIRST_PAIR + 2 * n, 1 << _FIRST_PAIR + 2 * n + 1) for n in range(len(ENCODINGS)))
    present = look.union(flags)
    return tuple(
        encoding
        for encoding, (lead, tail) in zip(ENCODINGS, bits, strict=True)
        if present & lead and present & tail and bool((((flags[:-1] & lead) != 0) & ((flags[1:] & tail) != 0)).any())
    )


def _flags(text: str) -> Flags:
    return _table().take(look.codes_of(text))


@cache
def _table() -> Flags:
    """Return, for each code point, the flags of the rules that are about it, above those of letters."""
    flags = look.table().copy()
    for place, (characters, _) in enumerate(ROUNDS):
        flags[look.characters(characters)] |= np.uint32(1 << look.FIRST_ROUND + place)
    for n, encoding in enumerate(ENCODINGS):
        for step, characters in enumerate(pairs(encoding)):
            flags[[ord(c) for c in characters]] |= np.uint32(1 << _FIRST_PAIR + 2 * n + step)
    return flags
