"""A hearing or an interview: whose turn it is to speak."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from clew.ingest.vocabulary import pattern
from clew.ingest.zones.headerblock import is_label
from clew.ingest.zones.lines import Line
from clew.records import Document, Record, Zone

BY = "transcript-turn/1"

# Fewer turns than this are a quotation or a list; of one that is a transcript, turns begin a good part of the paragraphs.
_FEWEST, _SHARE = 4, 0.25


class _Turn(Record, frozen=True, gc=False):
    line: int
    start: int
    end: int
    words: int


def turns(document: Document, lines: Sequence[Line], left_out: Container[int] = frozenset()) -> list[Zone]:
    """Return a zone for each speaker's turn, from behind the label to the next label; none when the text is no transcript.

    The voice of a zone is the speaker's label without its mark: "Ms. VALE", "The CHAIRMAN", "Q".
    """
    found = [turn for i, line in enumerate(lines) if i not in left_out for turn in _turn(line, i)]
    found = _repeated(document, found)
    paragraphs = sum(not line.blank and (i == 0 or lines[i - 1].blank) for i, line in enumerate(lines))
    speakers = {document.text[t.start : t.end] for t in found}
    if len(found) < _FEWEST or len(speakers) < 2 or len(found) < _SHARE * paragraphs:
        return []
    ends = [*(lines[turn.line - 1].end for turn in found[1:]), lines[-1].end]
    zones = [_zone(document, turn, end) for turn, end in zip(found, ends, strict=True)]
    return [zone for zone in zones if zone.start < zone.end]


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


def _zone(document: Document, turn: _Turn, end: int) -> Zone:
    text = document.text[turn.words : max(end, turn.words)]
    start = turn.words + len(text) - len(text.lstrip())
    return Zone(start, turn.words + len(text.rstrip()), "turn", document.span(turn.start, turn.end), BY)
