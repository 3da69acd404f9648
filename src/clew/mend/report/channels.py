"""Where a text could hide a message: each channel as a row of marks, in the order of the text. Linear."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clew.mend.report.passages import Side, Substitution, sites
from clew.mend.report.stretches import Stretches, outside
from clew.records import Edit

RULE = "payload/1"
LETTERS_RULES: dict[Side, str] = {"latin": "payload-letters/1", "other": "payload-other-letters/1"}
_LETTERS: dict[Side, str] = {
    "latin": "letters substituted and not",
    "other": "letters of another alphabet, substituted and not",
}

# A table used on every letter says nothing more; what it missed, the mending may have.
_CONSTANT = 0.98

# Fewer marks than a character has bits are slips.
_FEWEST = 8

_GAP = re.compile(r"(?<=[^\s.!?:\u2026])( +)(?=\S)")
_END = re.compile(r"([ \t]*)(?:\r?\n|$)")
_WORD = re.compile(r"\S+")


class Channel(NamedTuple):
    """Marks at `start:end` of the mended text. marks: the kind of each, from 0, the most frequent first.

    what     the marks, for a sentence: "zero-width characters"
    kinds    how many there are
    usual    whether such marks have an ordinary use, so that only a message is worth a word
    rule     by which what they spell is reported
    """

    what: str
    marks: tuple[int, ...]
    kinds: int
    start: int
    end: int
    usual: bool = False
    rule: str = RULE


def channels(text: str, edits: Sequence[Edit], sides: Iterable[Stretches]) -> Iterator[Channel]:
    """Yield the channels of a mended `text` that hold marks of two kinds or more.

    edits    all its repairs        sides    what they substituted, Latin letters and others
    """
    letters = (channel for side in sides for channel in _letters(side.seen, side.apart))
    found = (*_invisible(text, edits), *letters, *_odd(text, edits), _double(text), _trailing(text))
    return (c for c in found if c.kinds > 1)


def _channel(what: str, marks: Sequence[object], start: int, end: int, *, usual: bool = False) -> Channel:
    counts = Counter(marks)
    ranks = {mark: n for n, mark in enumerate(sorted(counts, key=lambda m: (-counts[m], str(m))))}
    return Channel(what, tuple(ranks[m] for m in marks), len(ranks), start, end, usual)


def _invisible(text: str, edits: Sequence[Edit]) -> Iterator[Channel]:
    made = [e for e in edits if e.rule.startswith(("invisible", "direction")) and "+" not in e.rule]
    unseen = [c for e in made for c in e.found]
    if len(unseen) < _FEWEST:
        return
    start, end = made[0].start, max(made[-1].end, made[0].start)
    several = len(set(unseen)) > 1
    if several:
        yield _channel("invisible characters", unseen, start, end)
    words = [m.start() for m in _WORD.finditer(text)]
    marked = {bisect_left(words, e.start + 1) for e in made}
    flags = [n in marked for n in range(len(words) + 1)]
    yield _channel("words with and without an invisible character", flags, start, end, usual=several)


def _letters(seen: Substitution, apart: Sequence[tuple[int, int]]) -> Iterator[Channel]:
    """Substituted or not, letter by letter: of the letters that ever were, of both their cases, of all with a look-alike.

    Where all were outside of the stretches `apart`, there is nothing to read.
    """
    if seen.were < _FEWEST or seen.were >= _CONSTANT * len(outside(seen.sites, apart)):
        return
    both = frozenset(c for letter in seen.letters for c in (letter.lower(), letter.upper()) if len(c) == 1)
    carriers = dict.fromkeys((seen.letters, both & (seen.candidates | seen.letters), seen.candidates | seen.letters))
    whole = ((0, len(seen.text)),)
    for letters in carriers:
        flags = [were for _, were in sites(seen.text, letters, seen.starts, whole)]
        made = _channel(_LETTERS[seen.side], flags, seen.starts[0], seen.starts[-1] + 1)
        yield made._replace(rule=LETTERS_RULES[seen.side])


def _odd(text: str, edits: Sequence[Edit]) -> Iterator[Channel]:
    """Spaces between words, by their kinds: thin, no-break and others among the ordinary ones."""
    odd = {e.start: e.found for e in edits if e.rule.startswith("space") and "+" not in e.rule}
    if odd:
        spaces = [odd.get(m.start(), " ") for m in re.finditer(" ", text)]
        yield _channel("spaces of several kinds", spaces, 0, len(text), usual=True)


def _double(text: str) -> Channel:
    """Double spaces inside sentences; behind a stop they are a typist's habit."""
    gaps = [len(m[1]) > 1 for m in _GAP.finditer(text)] if "  " in text else []
    return _channel("single and double spaces", gaps, 0, len(text), usual=True)


def _trailing(text: str) -> Channel:
    """Spaces and tabs at the ends of lines, which no page shows."""
    ends = "".join(m[1] for m in _END.finditer(text)) if "\t\n" in text or "\t\r" in text or text.endswith("\t") else ""
    return _channel("spaces and tabs at the ends of lines", ends, 0, len(text), usual=True)
