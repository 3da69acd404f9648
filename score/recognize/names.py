"""Names of people and organisations on five labelled sets: exact spans, beside those of spaCy's small model on the same texts."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from clew.recognize.mentions import find_mentions
from clew.recognize.tree import Tree
from clew.records import Parse
from score.measures import Line
from score.recognize.name_gold import KINDS, Gold, bare, documents
from score.recognize.parses import document, hinted, parses
from score.recognize.parts import part_of

# Whose figures are counted together; WNUT-17's posts, in which half the names are written small, are shown only.
FOUR = ("re-docred", "wikigold", "gum", "re3d")
SETS = (*FOUR, "wnut17")

_SPACY = {"PERSON": "person", "ORG": "organization"}

Found = frozenset[tuple[int, int, str]]


class Count(NamedTuple):
    """Names that were right, found too much, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Count":  # type: ignore[override]
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when nothing is right."""
        return 2 * self.right / max(1, 2 * self.right + self.false + self.missed)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.right + self.false), self.right / max(1, self.right + self.missed)
        return f"precision {precision:.3f}, recall {recall:.3f}"


class Read(NamedTuple):
    """A document with what the recognizer and what spaCy's model found in it."""

    gold: Gold
    ours: Found
    spacy: Found


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures on the kept parts, then those on the dev parts with what is wrong."""
    yield from figures(documents(shared))


def figures(gold: Iterable[Gold]) -> Iterator[Line]:
    """Yield the figures of all documents in `gold`; nothing when there are none."""
    kept, dev = ([g for g in gold if part_of(g.name) == part] for gold in [list(gold)] for part in ("kept", "dev"))
    if kept:
        yield from _table("names: kept", list(_read(kept)), told=False)
    if dev:
        yield from _table("names: dev", list(_read(dev)), told=True)


def _read(gold: list[Gold]) -> Iterator[Read]:
    found = hinted(parses(document(each.text) for each in gold))
    for each, parse in zip(gold, found, strict=True):
        yield Read(each, ours(parse), spacy(parse))


def ours(parse: Parse) -> Found:
    """Return the people and organisations that the recognizer names in a parse."""
    named = (m for m in find_mentions(Tree(parse)) if m.form == "name" and m.kind in KINDS)
    return frozenset((m.span.start, m.span.end, m.kind) for m in named)


def spacy(parse: Parse) -> Found:
    """Return the people and organisations of the parser's own name finder, trimmed like the gold: it takes "the" and "'s" in."""
    found: list[list[int]] = []
    kinds: list[str] = []
    for token in parse.tokens:
        if token.entity.startswith("B-"):
            kinds.append(token.entity[2:])
            found.append([token.start, token.end])
        elif token.entity:
            found[-1][1] = token.end
    pairs = ((bare(parse.document.text, *span), _SPACY[kind]) for span, kind in zip(found, kinds, strict=True) if kind in _SPACY)
    return frozenset((*span, kind) for span, kind in pairs)


def _table(group: str, read: list[Read], *, told: bool) -> Iterator[Line]:
    four = [r for r in read if r.gold.set in FOUR]
    for kind in KINDS:
        mine, other = _count(four, kind, lambda r: r.ours), _count(four, kind, lambda r: r.spacy)
        yield Line(group, f"{kind}, four sets", mine.f1, str(mine))
        yield Line(group, f"{kind}, four sets, over spaCy's", mine.f1 - other.f1, f"spaCy's small model {other.f1:.3f}, {other}")
    for name in SETS:
        yield from _one(group, name, [r for r in read if r.gold.set == name], told=told)
    yield from _every(group, [r for r in read if r.gold.every])


def _every(group: str, read: list[Read]) -> Iterator[Line]:
    """Yield the figures of GUM with nothing left beside: titles for their holder, peoples, countries and names in names too."""
    strict = [Read(Gold(r.gold.name, r.gold.set, r.gold.text, r.gold.every, ()), r.ours, r.spacy) for r in read]
    for kind in KINDS:
        mine = _count(strict, kind, lambda r: r.ours)
        yield Line(group, f"gum, every name: {kind}", mine.f1, str(mine))


def _one(group: str, name: str, read: list[Read], *, told: bool) -> Iterator[Line]:
    both = Count()
    for kind in KINDS:
        mine, other = _count(read, kind, lambda r: r.ours), _count(read, kind, lambda r: r.spacy)
        both += mine
        wrong = tuple(line for r in read for line in _wrong(r, kind)) if told else ()
        yield Line(group, f"{name}: {kind}", mine.f1, f"{mine}; spaCy's small model {other.f1:.3f}", wrong)
    yield Line(group, f"{name}: both", both.f1, f"{len(read)} documents")


def _count(read: list[Read], kind: str, taken: Callable[[Read], Found]) -> Count:
    total = Count()
    for each in read:
        gold, found = _of(each.gold.names, kind), _counting(each.gold, taken(each), kind)
        total += Count(len(gold & found), len(found - gold), len(gold - found))
    return total


def _of(found: Found, kind: str) -> Found:
    return frozenset(f for f in found if f[2] == kind)


def _counting(gold: Gold, found: Found, kind: str) -> Found:
    """Return what was found of a kind, without what lies in a span that does not count, unless it is a name of the gold."""
    named = {(start, end) for start, end, _ in gold.names}
    return frozenset(f for f in _of(found, kind) if f in gold.names or not _beside(gold, f[0], f[1], named))


def _beside(gold: Gold, start: int, end: int, named: set[tuple[int, int]]) -> bool:
    around = [s for s in gold.beside if s[0] < end and start < s[1]]
    overlaps = any(a < end and start < b for a, b in named)
    return bool(around) and not overlaps


def _wrong(read: Read, kind: str) -> Iterator[str]:
    """Yield the errors of one document, one line each, with the words around them."""
    gold, found = _of(read.gold.names, kind), _counting(read.gold, read.ours, kind)
    for start, end, _ in sorted(gold ^ found):
        sign = "missed" if (start, end, kind) in gold else "false"
        text = read.gold.text
        around = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
        yield f"{sign} {kind} {read.gold.name}: {' '.join(around.split())}"
