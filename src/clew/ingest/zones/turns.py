"""A hearing, a deposition or an interview: whose turn it is to speak."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from clew.ingest.vocabulary import pattern
from clew.ingest.zones.examination import Examination
from clew.ingest.zones.headerblock import is_label
from clew.ingest.zones.lines import Line
from clew.ingest.zones.margin import without_margin
from clew.records import Document, Record, Zone

BY = "transcript-turn/1"
ASIDE = "stage-direction/1"

# Fewer turns than this are a quotation or a list; of one that is a transcript, turns begin a good part of the paragraphs.
_FEWEST, _SHARE = 4, 0.25

# Lines of one stage direction.
_LONGEST = 6


class _Turn(Record, frozen=True, gc=False):
    line: int
    start: int
    end: int
    words: int


def turns(document: Document, lines: Sequence[Line], left_out: Container[int] = frozenset()) -> list[Zone]:
    """Return a zone for each speaker's turn, from behind the label to the next label, and those of what nobody says in between:
    line numbers, time codes, stage directions, headings of an examination. None when the text is no transcript.

    The voice of a turn is the speaker's label without its mark ("Ms. VALE", "The CHAIRMAN", "AV"); behind "Q" and "A" it is the
    name of who examines and of the witness, where they are named above.
    """
    lines, margin = without_margin(lines)
    found = [turn for i, line in enumerate(lines) if i not in left_out for turn in _turn(line, i)]
    found = _repeated(document, found)
    paragraphs = sum(not line.blank and (i == 0 or lines[i - 1].blank) for i, line in enumerate(lines))
    speakers = {document.text[t.start : t.end] for t in found}
    if len(found) < _FEWEST or len(speakers) < 2 or len(found) < _SHARE * paragraphs:
        return []
    examination = Examination(document, lines)
    zones = list(_spoken(document, lines, found, examination))
    headings = [Zone(lines[i].words, lines[i].end, "furniture", None, ASIDE) for i in examination.announced]
    return [*zones, *margin, *headings, *_directions(lines, left_out)]


def _spoken(document: Document, lines: Sequence[Line], found: Sequence[_Turn], examination: Examination) -> Iterator[Zone]:
    ends = [*(lines[turn.line - 1].end for turn in found[1:]), lines[-1].end]
    for turn, end in zip(found, ends, strict=True):
        text = document.text[turn.words : max(end, turn.words)]
        start = turn.words + len(text) - len(text.lstrip())
        voice = examination.voice(document.text[turn.start : turn.end], turn.line) or document.span(turn.start, turn.end)
        if text.strip():
            yield Zone(start, turn.words + len(text.rstrip()), "turn", voice, BY)


def _turn(line: Line, i: int) -> Iterator[_Turn]:
    m = pattern("zones/turns", "labels").match(line.text)
    if m:
        label = next(g for g, words in m.groupdict().items() if words)
        yield _Turn(i, line.words + m.start(label), line.words + m.end(label), line.words + m.end())


def _repeated(document: Document, found: list[_Turn]) -> list[_Turn]:
    """Drop "Note:" and "Subject:": a label that is no title must come back, and not be that of a mail's header line."""
    labels = [document.text[t.start : t.end] for t in found]
    counts = Counter(labels)
    return [t for t, label in zip(found, labels, strict=True) if _speaks(label, counts[label])]


def _speaks(label: str, times: int) -> bool:
    if pattern("zones/turns", "certain").match(label):
        return True
    return times > 1 and not is_label(label) and not pattern("zones/turns", "never", re.I).match(label)


def _directions(lines: Sequence[Line], left_out: Container[int]) -> Iterator[Zone]:
    """Yield the zones of stage directions, "(Laughter.)" or "[Whereupon, the committee rose.]": lines in brackets, alone."""
    at = 0
    while at < len(lines):
        last = _closed(lines, at) if at not in left_out and lines[at].text[:1] in ("(", "[") else -1
        if last >= 0:
            yield Zone(lines[at].words, lines[last].end, "furniture", None, ASIDE)
        at = max(at, last) + 1


def _closed(lines: Sequence[Line], first: int) -> int:
    """Return the line with which the bracket that opens line `first` closes, if it closes at its end; else -1."""
    close = ")" if lines[first].text[0] == "(" else "]"
    for i, line in enumerate(lines[first : first + _LONGEST], first):
        if close in line.text or line.blank:
            whole = line.text.rstrip(".").endswith(close) and line.text.count(close) == 1
            return i if whole else -1
    return -1
