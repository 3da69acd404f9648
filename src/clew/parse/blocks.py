"""Which stretches of a document are prose, and how they are shown to the parser without moving a character."""

import itertools
import re
from collections.abc import Iterator

from clew.records import Document, Skipped

# Lists of names and numbers: a parser reads sentences into them that are not there.
NOT_PROSE = frozenset({"header", "signature", "furniture", "disclaimer", "table"})

# The rule of zones over the numbers of a transcript's lines.
NUMBERED = "line-number/1"

# A block longer than this is cut at a line end: the parser's memory grows with the longest text it is shown.
LONGEST = 20_000

# Longer runs are no words: keys, encoded files, lines of a drawing. A run of brackets costs the parser the square of its length.
# Addresses of pages and of mail may be as long as they like, and are hidden from the parser all the same.
LONGEST_WORD = 60

# Lines shorter than this are taken to end on purpose (a heading, an address), longer ones to have been wrapped.
WRAPPED = 45

_BLANK = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?:;\"')\]\u201d]\s*$")
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_ADDRESS = re.compile(r"://|www\.|@")
_BULLET = re.compile(r"\s*(?:[-*\u2022>]|\(?\d{1,3}[.)])\s")

# The day or the hour that an entry of a chronology begins with. Wrapped prose may begin a line with one too: then nothing sets it
# apart from what follows, and the line before does not begin with one.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?:uary|ruary|ch|il|ust|tember|ober|ember)\b|\b)"
_WRITTEN = rf"(?:\d{{1,2}}(?:[-\u2013/]\d{{1,2}})?\s+)?{_MONTH}(?:\s+\d{{1,2}}\b,?)?\s+\d{{4}}"
_DAY = rf"{_WRITTEN}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}"
_DATED = re.compile(rf"\s*(?:(?:mid|early|late)[- ])?(?:{_DAY})(?=\W)")
_ENTRY = re.compile(
    rf"\s*(?:(?:mid|early|late)[- ])?(?:{_DAY}|\d{{1,2}}[:.]\d\d)(?:[ \t]{{2,}}|\t|:?[ \t]+[\u2013\u2014|-][ \t]|:[ \t])\S"
)

# Marks of notes. Read as words they become the subject's number ("12] Vale said"), a part of a name, a sentence of their own.
# What an editor sets in for a word stays: "the [12] members", "in [2016]".
_NOTE = re.compile(
    "|".join(
        [
            r"(?<=[^\s\[(])(?:\[\d{1,4}\])+",  # touching what stands before: "the pier.[12][13]"
            r"^[ \t]*\[\d{1,4}\](?=\s)",  # before the note itself
            r"\[(?:sic|citation needed|note \d{1,3})\]",
            # raised figures behind a word or a mark, not behind a unit: "the pier.\u00b9\u00b2", "10 km\u00b2"
            "(?:(?<=[^\\W\\d_]{3})|(?<=[.,;:!?\"')\u2019\u201d]))[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+",
        ]
    ),
    re.MULTILINE,
)

# Same length, so that offsets stay true. Brackets around a name hide it from the name finder; curly quotes cost it .2 of F1; the
# spaces of typography, which mending leaves, part words like any other.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_AS_PARSED = str.maketrans(f"[]\n\t\u2018\u2019\u201c\u201d{_SPACES}", f"    ''\"\"{' ' * len(_SPACES)}")


def blocks(document: Document) -> Iterator[tuple[int, str]]:
    """Yield (offset, text) for each paragraph of prose in `document`, in order; the text is made easy to parse, same length."""
    text = _unnumbered(document)
    for start, end in _prose(document):
        for first, last in _paragraphs(text, start, end):
            yield first, _NOTE.sub(_blank, _LONG.sub(_blank, text[first:last])).translate(_AS_PARSED)


def _blank(word: re.Match[str]) -> str:
    return " " * len(word[0])


def long_words(text: str, offset: int) -> Iterator[Skipped]:
    """Yield the words of `text` (which begins at `offset`) that are hidden from the parser, but for addresses and mere marks."""
    for word in _LONG.finditer(text):
        if not _ADDRESS.search(word[0]) and sum(map(str.isalnum, word[0])) > LONGEST_WORD:
            yield Skipped(offset + word.start(), offset + word.end(), f"a word of {len(word[0]):,} characters")


def _unnumbered(document: Document) -> str:
    """Return the text with blanks for the numbers of lines, which stand in the middle of sentences."""
    pieces, at = [], 0
    for zone in document.zones:
        if zone.by == NUMBERED and zone.start >= at:
            pieces += [document.text[at : zone.start], " " * (zone.end - zone.start)]
            at = zone.end
    return "".join([*pieces, document.text[at:]])


def _prose(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the stretches between and around the zones that are not prose, cut also where prose zones begin and end."""
    cuts = {0, len(document.text)}
    barred: list[tuple[int, int]] = []
    for zone in document.zones:
        if zone.by == NUMBERED:
            continue
        cuts |= {zone.start, zone.end}
        if zone.kind in NOT_PROSE:
            barred.append((zone.start, zone.end))
    edges = sorted(cuts)
    barred.sort()
    for start, end in itertools.pairwise(edges):
        while barred and barred[0][1] <= start:
            barred.pop(0)
        if not (barred and barred[0][0] <= start):
            yield start, end


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of `text[start:end]`: parted by blank lines, and by line ends that are not mere wrapping."""
    at = start
    for gap in [*_BLANK.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        yield from _unwrapped(text, at, stop)
        at = gap.end() if gap else end


def _unwrapped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [m.span() for m in _LINE.finditer(text, start, end)]
    first = None
    for i, (line_start, line_end) in enumerate(lines := _cut(text, lines)):
        first = line_start if first is None else first
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is None or _breaks(text, line_start, line_end, following) or line_end - first > LONGEST:
            if text[first:line_end].strip():
                yield first, line_end
            first = None


def _cut(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `lines`, one longer than `LONGEST` in pieces that end with a sentence if they can, else with a word."""
    if all(end - start <= LONGEST for start, end in lines):
        return lines
    return [piece for start, end in lines for piece in _pieces(text, start, end)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        ends = (text.rfind(mark, start, start + LONGEST) + 1 for mark in (". ", " "))
        at = next((at for at in ends if at > start), start + LONGEST)
        yield start, at
        start = at
    yield start, end


def _breaks(text: str, start: int, end: int, following: tuple[int, int]) -> bool:
    """Whether the line end at `end` is meant."""
    line = text[start:end]
    begins = _BULLET.match(text, *following) or _ENTRY.match(text, *following)
    dated = _DATED.match(text, start, end) and _DATED.match(text, *following)
    return len(line.strip()) < WRAPPED or bool(_ENDS.search(line) or begins or dated)
