"""Who says what, as PolNeAR labels it: its own labels, and what Clew's claims say, in one form that can be compared.

An attribution is a source, a cue and contents, each a run of words. PolNeAR labels only the outermost: who is cited inside a
content is not labelled. So of a claim's voices the first that is not the document's own counts, and the claims inside its content
are left out.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from clew.records import Claim, Observation, Span, Voice
from score.labelled.polnear import LABELS, Article, Labelled

_WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_MARKS = frozenset(",;:.-–—")

Run = tuple[int, int]  # the first word and the one past the last


class Said(NamedTuple):
    """One attribution. runs: in order, for each of LABELS; source and cue are empty where nothing names them."""

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]

    def of(self, label: str) -> tuple[Run, ...]:
        """Return the runs of `label`."""
        return self[LABELS.index(label)]


class Words:
    """The words of a text: each mark and each row of letters and digits."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.text = text
        self.starts, self.ends = [m.start() for m in found], [m.end() for m in found]

    def run(self, start: int, end: int) -> Run:
        """Return the words that have a character in start:end."""
        first = bisect_left(self.ends, start + 1)
        return first, max(first, bisect_left(self.starts, end))

    def of(self, run: Run) -> str:
        """Return the text of a run."""
        return " ".join(self.text[self.starts[run[0]] : self.ends[run[1] - 1]].split())

    def is_mark(self, word: int) -> bool:
        """Whether word `word` is a mark that stands between what is said and who says it."""
        return self.text[self.starts[word] : self.ends[word]] in _MARKS


def labelled(article: Article, words: Words) -> list[Said]:
    """Return the labelled attributions of an article. Pieces with nothing between them are one run."""
    return [Said(*(_runs(words, each, label) for label in LABELS)) for each in article.attributions if each]


def _runs(words: Words, pieces: Sequence[Labelled], label: str) -> tuple[Run, ...]:
    return joined(words.run(p.start, p.end) for p in pieces if p.label == label)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the runs in order, each one that begins where another ends joined to it."""
    kept: list[Run] = []
    for first, last in sorted(runs):
        if kept and first <= kept[-1][1]:
            kept[-1] = kept[-1][0], max(last, kept[-1][1])
        elif first < last:
            kept.append((first, last))
    return tuple(kept)


def claimed(observation: Observation, words: Words) -> list[Said]:
    """Return the attributions that the claims of a document tell: claims of one cue and one source are one attribution."""
    alone: dict[tuple[Span | None, Span | None], list[Claim]] = defaultdict(list)
    chained: dict[tuple[Span | None, Span | None], list[Claim]] = defaultdict(list)
    for claim in observation.claims:
        voices = _attributing(claim)
        if voices:
            (alone if len(voices) == 1 else chained)[voices[0].cue, voices[0].holder].append(claim)
    return [_said(words, cue, holder, claims) for (cue, holder), claims in {**chained, **alone}.items()]


def _attributing(claim: Claim) -> list[Voice]:
    """Return the voices of `claim` that some words give it: not the author, nor who speaks by where the words stand."""
    return [v for v in claim.voices if v.cue is not None and v.act != "wrote"]


def _said(words: Words, cue: Span | None, holder: Span | None, claims: Sequence[Claim]) -> Said:
    """Return one attribution. Of a content around its own source and cue, these and the marks beside them are no part."""
    source, by = ([words.run(span.start, span.end)] if span else [] for span in (holder, cue))
    contents = joined(words.run(c.content.start, c.content.end) for c in claims)
    return Said(joined(source), joined(by), joined(p for c in contents for p in _cut(words, c, joined([*source, *by]))))


def _cut(words: Words, content: Run, out: Sequence[Run]) -> list[Run]:
    inside = [(a, b) for a, b in out if content[0] <= a and b <= content[1]]
    edges = [content[0], *(edge for run in inside for edge in run), content[1]]
    pieces = list(pairwise(edges))[::2]
    return [_bare(words, p) for p in pieces] if inside else [content]


def _bare(words: Words, run: Run) -> Run:
    first, last = run
    while first < last and words.is_mark(last - 1):
        last -= 1
    while first < last and words.is_mark(first):
        first += 1
    return first, last
