"""What the heads are trained on: labelled documents as windows of words, each with the labels of one task.

Only documents that `score.recognize.parts` has in its train part, and in dev those that training is watched by.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec
from score.labelled import certainty, gap, gum, names, polnear, re3d
from score.recognize import name_gold
from score.recognize.parses import document, parses
from score.recognize.parts import part_of

from clew.predict.labels import ATTRIBUTION, NAMES, queries, referents
from clew.predict.windows import Window, sentences, windows
from clew.records import Parse, Token

# A word whose label the set does not tell.
UNTOLD = -100

Spans = Sequence[tuple[str, int, int]]


class Labelled(NamedTuple):
    """The words of a document and a label for each: of a tagging head a tag, of certainty a number."""

    tokens: Sequence[Token]
    labels: Sequence[float]


class Example(NamedTuple):
    """One window and the labels of its words."""

    window: Window
    labels: tuple[float, ...]


class Pairs(NamedTuple):
    """Windows of one document in a row, and who is who in them.

    words     for each window its words by index in the document, those that may be meant
    asked     (word, earlier words that it may mean, those of them that it means); none of the last: none in reach
    """

    windows: tuple[Window, ...]
    asked: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]


def attributions(shared: Path, part: str) -> Iterator[Labelled]:
    """Yield the articles of PolNeAR with the labels of source, cue and content."""
    found = [a for a in polnear.documents(shared) if part_of(a.name) == part]
    spans = ([(s.label, s.start, s.end) for at in a.attributions for s in at] for a in found)
    return _tagged([a.text for a in found], spans, ATTRIBUTION)


def named(shared: Path, part: str) -> Iterator[Labelled]:
    """Yield the documents of four sets with the labels of person, organization and place.

    Not of WNUT-17: in its posts half the names are written small, and few are bodies.
    """
    found = [g for g in name_gold.documents(shared) if part_of(g.name) == part and g.set != "wnut17"]
    places = dict(_places(shared))
    for gold, parse in zip(found, parses(document(g.text) for g in found), strict=True):
        spans = [*((kind, start, end) for start, end, kind in gold.names), *places.get(gold.name, ())]
        tags: list[float] = [*_tags(parse.tokens, spans, NAMES)]
        for start, end in gold.beside:
            for i in _inside(parse.tokens, start, end):
                tags[i] = tags[i] or UNTOLD
        yield Labelled(parse.tokens, tags)


def _places(shared: Path) -> Iterator[tuple[str, Spans]]:
    """Yield the names of documents with the places in them."""
    for d in names.documents(shared):
        yield d.name, [("place", n.start, n.end) for n in d.names if n.kind == "place"]
    for g in gum.documents(shared):
        yield g.name, [("place", *name_gold.bare(g.text, *e.name)) for e in g.entities if e.name and e.kind == "place"]
    for n in re3d.documents(shared):
        yield n.name, [("place", *name_gold.bare(n.text, e.start, e.end)) for e in n.entities if e.kind == "Location"]


def judged(shared: Path, part: str) -> Iterator[Labelled]:
    """Yield the documents of UDS-IH2: sentences in a row, with how sure each event word's event is."""
    found = [s for s in certainty.documents(shared) if part_of(s.name) == part]
    read = zip(found, parses(document(s.text) for s in found), strict=True)
    for _, block in groupby(read, key=lambda pair: pair[0].name):
        tokens: list[Token] = []
        labels: list[float | None] = []
        for sentence, parse in block:
            tokens += _after(tokens, parse.tokens)
            labels += _numbers(parse, sentence)
        yield Labelled(tokens, [UNTOLD if label is None else label for label in labels])


def _after(before: Sequence[Token], tokens: Sequence[Token]) -> list[Token]:
    """Return `tokens` as sentences that follow those of `before`."""
    shift = before[-1].sentence + 1 if before else 0
    return [msgspec.structs.replace(t, sentence=t.sentence + shift) for t in tokens]


def _numbers(parse: Parse, sentence: certainty.Sentence) -> list[float | None]:
    by_start = {e.start: e.label for e in sentence.events}
    return [by_start.get(t.start) for t in parse.tokens]


def meant(shared: Path, part: str) -> Iterator[Pairs]:
    """Yield the documents of GUM and the snippets of GAP with what their pronouns and nouns mean."""
    yield from _meant_in_gum(shared, part)
    found = [s for s in gap.documents(shared) if part_of(s.name) == part]
    for snippet, parse in zip(found, parses(document(s.text) for s in found), strict=True):
        word = _word(parse, snippet.start, snippet.end)
        both = [(_word(parse, n.start, n.end), n.meant) for n in (snippet.a, snippet.b)]
        # Neither meant: somebody else is, who is not told. Only which of the two is learnt from, not that none is.
        if word is not None and all(w is not None for w, _ in both) and any(is_meant for _, is_meant in both):
            earlier = tuple(w for w, _ in both if w is not None)
            yield Pairs(_windows(parse.tokens), ((word, earlier, tuple(w for w, m in both if m and w is not None)),))


def _meant_in_gum(shared: Path, part: str) -> Iterator[Pairs]:
    found = [d for d in gum.documents(shared) if part_of(d.name) == part]
    for labelled, parse in zip(found, parses(document(d.text) for d in found), strict=True):
        heads = {_word(parse, e.start, e.end): e for e in reversed(labelled.entities)}
        heads = {w: e for w, e in heads.items() if w is not None}
        cut = _windows(parse.tokens)
        place = {w: i for i, window in enumerate(cut) for w in window.words}
        nominal = referents(parse.tokens)
        asked = []
        for word in queries(parse.tokens):
            earlier = tuple(w for w in nominal if w < word and place[word] - place[w] <= 1)
            if word in heads and earlier:
                one = heads[word].cluster
                asked.append((word, earlier, tuple(w for w in earlier if w in heads and heads[w].cluster == one)))
        yield Pairs(cut, tuple(asked))


def _inside(tokens: Sequence[Token], start: int, end: int) -> range:
    """Return the words that share a character with the stretch."""
    first = bisect_right(tokens, start, key=lambda t: t.end)
    return range(first, max(first, bisect_left(tokens, end, key=lambda t: t.start)))


def _word(parse: Parse, start: int, end: int) -> int | None:
    """Return the word that ties the stretch to its sentence."""
    inside = _inside(parse.tokens, start, end)
    return next((i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i), None)


def _windows(tokens: Sequence[Token]) -> tuple[Window, ...]:
    return tuple(windows(tokens, sentences(tokens)))


def _tagged(texts: Sequence[str], spans: Iterable[Spans], labels: Sequence[str]) -> Iterator[Labelled]:
    for parse, stated in zip(parses(map(document, texts)), spans, strict=True):
        yield Labelled(parse.tokens, _tags(parse.tokens, stated, labels))


def _tags(tokens: Sequence[Token], spans: Spans, labels: Sequence[str]) -> list[int]:
    """Return 0 for a word outside, 2k + 1 for one that begins a span of label k, 2k + 2 for one inside it."""
    tags = [0] * len(tokens)
    for label, start, end in sorted(spans, key=lambda s: s[1] - s[2]):
        for n, i in enumerate(_inside(tokens, start, end) if label in labels else ()):
            tags[i] = 2 * labels.index(label) + (2 if n else 1)
    return tags


def cut(labelled: Labelled, apart: int = 0) -> Iterator[Example]:
    """Yield the windows of a document. apart: see `windows`.

    Cut in another place for every pass, a sentence is seen beside others each time, and at other places of its window.
    """
    for window in windows(labelled.tokens, sentences(labelled.tokens), apart):
        yield Example(window, tuple(labelled.labels[i] for i in window.words))
