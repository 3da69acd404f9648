"""The mended text of one string: what was put right, and the way back."""

import re
from collections.abc import Callable

from clew.mend import hidden, spaces, styled
from clew.mend.edits import Patch, apply, compose, minimal
from clew.mend.findings import find
from clew.mend.lookalikes import look_alikes
from clew.mend.mojibake import is_suspect, mojibake
from clew.records import Edit, Finding, Record, found_offset, found_text

# In this order: a word must be whole before its letters can be weighed.
ROUNDS: tuple[Callable[[str], list[Patch]], ...] = (
    mojibake,
    hidden.tags,
    hidden.selectors,
    hidden.invisibles,
    hidden.directions,
    hidden.marks,
    styled.ligatures,
    styled.styled,
    spaces.spaces,
    look_alikes,
)

# Text made of these alone has nothing to mend, unless it was misread: ASCII, Latin with accents, ordinary typesetting.
_ORDINARY = re.compile(
    "[\\x00-\\x7f\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff"
    "\N{HYPHEN}-\N{HORIZONTAL BAR}\N{LEFT SINGLE QUOTATION MARK}-\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}"
    "\N{DAGGER}\N{DOUBLE DAGGER}\N{BULLET}\N{HORIZONTAL ELLIPSIS}\N{PER MILLE SIGN}\N{PRIME}\N{DOUBLE PRIME}"
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    "\N{EURO SIGN}\N{TRADE MARK SIGN}]*"
)


class Mended(Record, frozen=True, gc=False):
    """A mended text with its `edits`, in order, and the `findings` on its damage. Offsets are code points of `text`."""

    text: str
    edits: tuple[Edit, ...] = ()
    findings: tuple[Finding, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stood in the text as found, in code points."""
        return found_offset(self.edits, start, after=False), found_offset(self.edits, end, after=True)

    def found(self) -> str:
        """Return the text as found."""
        return found_text(self.text, self.edits)


def mend_text(text: str) -> Mended:
    """Return `text` with look-alike letters, invisible characters, odd spaces and costumes put right. Linear in its length."""
    mended, edits = repair(text)
    return Mended(mended, edits, find(mended, edits))


def repair(text: str) -> tuple[str, tuple[Edit, ...]]:
    """Return the mended text and its edits alone."""
    if text.isascii() or (_ORDINARY.fullmatch(text) and not is_suspect(text)):
        return text, ()
    mended = text
    edits: list[Edit] = []
    for patches in ROUNDS:
        after, made = apply(mended, patches(mended))
        mended, edits = after, compose(edits, made, text)
    return mended, minimal(edits, mended)
