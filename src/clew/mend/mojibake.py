"""Text that was decoded with the wrong table: UTF-8 read as Windows or KOI8 code pages.

A misread letter is two to four characters, each of which stands for one byte; so every repair has its exact place. Only runs
of such characters are touched, never a line as a whole. What the Western code pages did is left to ftfy to recognise (Robyn
Speer's heuristics, tested on much text); Russian read as KOI8-R or Windows-1251 leaves runs that no language writes.
"""

import re
from bisect import bisect
from collections.abc import Iterator

from clew.mend.edits import Patch

RULE = "mojibake/1"

_QUOTES = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb\u201e"

_LINE_END = re.compile("\n")

# Cheap gate for the Western code pages: the Latin-1 letter of a lead byte, then a character that a continuation byte is read as.
_WESTERN = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def _continuations(encoding: str) -> str:
    """Return, as the inside of a character class, what `encoding` makes of the continuation bytes of UTF-8."""
    return re.escape(bytes(range(0x80, 0xC0)).decode(encoding, "ignore"))


def _runs(encoding: str) -> re.Pattern[str]:
    """Return what matches Cyrillic letters, and signs of two and three bytes beside them, in UTF-8 read as `encoding`."""
    tail = f"[{_continuations(encoding)}]"
    letter, sign, long = (bytes(lead).decode(encoding) for lead in (b"\xd0\xd1", b"\xc2", b"\xe2"))
    return re.compile(f"(?:[{letter}{sign}]{tail}|{long}{tail}{{2}})+")


# Russian as found in old mailboxes and on old servers. An honest word may look like one misread letter: "пё" in KOI8-R (pyos, a
# dog), "СЁ" in Windows-1251. Two in a row it never does, nor a letter followed by a piece of a box. Once a text has so many of
# those, single ones are misread too.
_HABIT = 3
_TWO, _THREE = 4, 6
_RUSSIAN = {name: _runs(name) for name in ("koi8-r", "windows-1251")}
# What Russian and Ukrainian text is made of, besides ASCII.
_MEANT = re.compile("[\u0400-\u045f\u0490\u0491\u00a0-\u00bf\u00d7\u00f7\u2010-\u203a\u2116\u2122\u20ac]+")
_BOX = re.compile("[\u2320-\u25a0]")


def mojibake(text: str) -> list[Patch]:
    """Return one patch for each misread letter in `text`, in order."""
    patches = [p for encoding in _RUSSIAN for p in _misread_russian(text, encoding)]
    if _WESTERN.search(text):
        patches += _misread_western(text)
    return _apart(sorted(patches))


def is_suspect(text: str) -> bool:
    """Whether a text without any unusual character may still be misread."""
    return bool(_WESTERN.search(text))


def _apart(patches: list[Patch]) -> list[Patch]:
    """Return `patches` without those that overlap an earlier one."""
    kept: list[Patch] = []
    for patch in patches:
        if not kept or patch.start >= kept[-1].end:
            kept.append(patch)
    return kept


def _misread_russian(text: str, encoding: str) -> Iterator[Patch]:
    runs = [(m.start(), m.group(), _decoded(m.group(), encoding)) for m in _RUSSIAN[encoding].finditer(text)]
    sure = [(start, run, meant) for start, run, meant in runs if meant and _is_sure(run)]
    for start, run, meant in runs if len(sure) >= _HABIT else sure:
        yield from _patches(start, run, meant)


def _is_sure(run: str) -> bool:
    """Whether no honest word looks so: acronyms are letters too, but three times the same lead letter they are not."""
    return bool(_BOX.search(run)) or len(run) >= (_THREE if run.isalpha() else _TWO)


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
