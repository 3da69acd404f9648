"""Text that was decoded with the wrong table: UTF-8 read as Windows or KOI8 code pages.

A misread letter is two to four characters, each of which stands for one byte; so every repair has its exact place. Only runs
of such characters are touched, never a line as a whole. What the Western code pages did is left to ftfy to recognise (Robyn
Speer's heuristics, tested on much text); Russian read as KOI8-R or Windows-1251 leaves runs that no language writes.
"""

import itertools
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping

from clew.mend.edits import Patch

RULE = "mojibake/1"

_QUOTES = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb\u201e"

_LINE_END = re.compile("\n")

# Lead bytes and continuation bytes of UTF-8. Every misread letter begins with a pair of what these are read as: a text without
# one is passed over.
_LEADS, _TAILS = range(0xC2, 0xF5), range(0x80, 0xC0)
# Of letters in Russian: accented Latin ones, Russian ones; and of dashes, quotation marks and the like.
_LEADS_OF_TWO, _LEADS_OF_THREE = (0xC2, 0xC3, 0xC4, 0xC5, 0xD0, 0xD1), (0xE2,)


def _runs(encoding: str) -> re.Pattern[str]:
    """Return what matches Cyrillic letters, and signs of two and three bytes beside them, in UTF-8 read as `encoding`."""
    tail = f"[{re.escape(bytes(_TAILS).decode(encoding, 'ignore'))}]"
    two, three = bytes(_LEADS_OF_TWO).decode(encoding), bytes(_LEADS_OF_THREE).decode(encoding)
    return re.compile(f"(?:[{two}]{tail}|[{three}]{tail}{{2}})+")


# Russian as found in old mailboxes and on old servers. An honest word may look like one misread letter: "пё" in KOI8-R (pyos, a
# dog), "СЁ" in Windows-1251. Two in a row it never does, nor a letter followed by a piece of a box. Once a text has so many of
# those, single ones are misread too.
_HABIT = 3
_TWO, _THREE = 4, 6
_RUSSIAN = {name: _runs(name) for name in ("koi8-r", "windows-1251")}
# What Russian, Ukrainian and Western text is made of, besides ASCII.
_MEANT = re.compile("[\u0400-\u045f\u0490\u0491\u00a0-\u017f\u2010-\u203a\u20ac\u2116\u2122\u2190-\u2199]+")
# Pieces of boxes, and signs that follow no letter of an honest word.
_BOX = re.compile("[\u2320-\u25a0]|[\u00a4\u00a6\u00a9\u00ac\u00b1\u00b5-\u00b7\u2020\u2021\u2030\u2039\u203a\u20ac]")

WESTERN = "western"
ENCODINGS = (*_RUSSIAN, WESTERN)


def mojibake(text: str, pairs: Mapping[str, Iterable[int]]) -> list[Patch]:
    """Return one patch for each letter in `text` that was misread, in order.

    `pairs`: for each of ENCODINGS by which it may have been, where a lead byte and a continuation byte stand side by side.
    """
    made = (
        _misread_western(text) if encoding == WESTERN else _misread_russian(text, encoding, places)
        for encoding, places in pairs.items()
    )
    return _apart(sorted(itertools.chain.from_iterable(made)))


def pairs(encoding: str) -> tuple[str, str]:
    """Return the characters that lead bytes and continuation bytes of UTF-8 are read as by `encoding`, or by one of its kin."""
    encodings = ("windows-1252", "latin-1") if encoding == WESTERN else (encoding,)
    lead, tail = _LEADS if encoding == WESTERN else _LEADS_OF_TWO + _LEADS_OF_THREE, _TAILS
    return _read(lead, encodings), _read(tail, encodings)


def _read(octets: Iterable[int], encodings: Iterable[str]) -> str:
    return "".join(sorted({bytes([b]).decode(encoding, "ignore") for b in octets for encoding in encodings}))


def _apart(patches: list[Patch]) -> list[Patch]:
    """Return `patches` without those that overlap an earlier one."""
    kept: list[Patch] = []
    for patch in patches:
        if not kept or patch.start >= kept[-1].end:
            kept.append(patch)
    return kept


def _misread_russian(text: str, encoding: str, places: Iterable[int]) -> Iterator[Patch]:
    runs = [(start, run, _decoded(run, encoding)) for start, run in _runs_at(text, _RUSSIAN[encoding], places)]
    sure = [(start, run, meant) for start, run, meant in runs if meant and _is_sure(run, meant)]
    for start, run, meant in runs if len(sure) >= _HABIT else sure:
        yield from _patches(start, run, meant)


def _runs_at(text: str, pattern: re.Pattern[str], places: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the runs of `pattern` that begin at one of `places`, with their starts."""
    end = 0
    for place in places:
        match = pattern.match(text, place) if place >= end else None
        if match:
            end = match.end()
            yield place, match.group()


def _is_sure(run: str, meant: str) -> bool:
    """Whether no honest word looks so: acronyms are letters too, but three times the same lead letter they are not.

    Three characters that make up one dash or quotation mark are no accident either.
    """
    return bool(_BOX.search(run)) or len(run) >= (_THREE if run.isalpha() else _TWO) or max(meant) >= "\N{HYPHEN}"


def _decoded(run: str, encoding: str) -> str:
    """Return `run` read as it was meant, or "" when it was not meant so."""
    try:
        meant = run.encode(encoding).decode("utf-8")
    except UnicodeError:
        return ""
    return meant if _MEANT.fullmatch(meant) else ""


def _misread_western(text: str) -> Iterator[Patch]:
    from ftfy import fix_encoding
    from ftfy.chardata import UTF8_DETECTOR_RE

    runs = [(m.start(), m.group(), fix_encoding(m.group())) for m in UTF8_DETECTOR_RE.finditer(text)]
    ends = [m.start() for m in _LINE_END.finditer(text)]
    about = {bisect(ends, start) for start, run, meant in runs if len(meant) == 1 and _is_quoted(text, start, start + len(run))}
    for start, run, meant in runs:
        if bisect(ends, start) not in about:
            yield from _patches(start, run, meant)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the run stands alone in quotation marks: then the whole line is about such damage, and is left alone."""
    return text[start - 1 : start] in (*_QUOTES,) and text[end : end + 1] in (*_QUOTES,)


def _patches(start: int, run: str, meant: str) -> Iterator[Patch]:
    """Yield one patch a letter where each character of `run` is one byte of `meant`, else one for the run."""
    if not meant or meant == run:
        return
    if len(meant.encode("utf-8", "surrogatepass")) != len(run):
        yield Patch(start, start + len(run), meant, RULE)
        return
    for letter in meant:
        end = start + len(letter.encode("utf-8", "surrogatepass"))
        yield Patch(start, end, letter, RULE)
        start = end
