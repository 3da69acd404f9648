"""Who takes part in events, on MEANTIME: for each labelled event word, pairs of it and the word of a participant.

strict    a participant is right when its word is the head word of a labelled participant
overlap   it is right when it lies anywhere in one
Several words found in one labelled participant ("Vale and Lund") count once. "people and organizations" leaves out products,
places and sums on both sides, on the made side by what the mentions and the nouns say of themselves; "all" takes everything.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from clew.recognize.mentions import find_mentions
from clew.recognize.participants import is_party, participants
from clew.recognize.scene import MentionIndex
from clew.recognize.tree import Tree
from score.labelled import meantime
from score.measures import Line
from score.recognize.parses import document, hinted, parses
from score.recognize.parts import part_of
from score.recognize.words import head_word, word_at

_PARTS = {"kept": ("kept",), "dev": ("dev", "train")}
_PARTIES = frozenset({"PER", "ORG"})


class Labelled(NamedTuple):
    """A labelled participant: its head word, its first and last word."""

    head: int
    first: int
    last: int


class Case(NamedTuple):
    """One event word with its labelled participants and the words made."""

    gold: tuple[Labelled, ...]
    made: tuple[int, ...]
    shown: str


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures."""
    for part, parts in _PARTS.items():
        articles = [a for a in meantime.documents(shared) if part_of(a.name) in parts]
        for name, only in (("people and organizations", True), ("all", False)):
            if found := list(_cases(articles, only)):
                group = f"participants: meantime, {part}"
                yield _line(group, f"{name}: strict F1", found, part, strict=True)
                yield _line(group, f"{name}: overlap F1", found, part, strict=False)


def _cases(articles: Sequence[meantime.Article], only: bool) -> Iterator[Case]:
    for article, parse in zip(articles, hinted(parses(document(a.text) for a in articles)), strict=True):
        tree = Tree(parse)
        index = MentionIndex(tree, find_mentions(tree))
        named = {m.id: m for m in article.mentions}
        for event in (e for e in article.events if e.certainty):
            word = head_word(tree, event.start, event.end)
            entities = [named[p.mention] for p in article.participants if p.event == event.id]
            gold = tuple(_labelled(tree, m) for m in entities if not only or m.kind in _PARTIES)
            made = tuple(p.word for p in participants(tree, word) if not only or is_party(tree, index, p.word))
            yield Case(gold, made, _shown(tree, word, gold, made))


def _labelled(tree: Tree, mention: meantime.Named) -> Labelled:
    return Labelled(head_word(tree, *mention.head), word_at(tree, mention.start), word_at(tree, mention.end - 1))


def _shown(tree: Tree, word: int, gold: Sequence[Labelled], made: Sequence[int]) -> str:
    around = " ".join(tree.span(list(tree.sentence_of(word))).text.split())
    labelled, found = [tree.tokens[g.head].text for g in gold], [tree.tokens[m].text for m in made]
    return f"[{tree.tokens[word].text}] labelled {labelled}, made {found}: {around}"


def _line(group: str, name: str, found: Sequence[Case], part: str, *, strict: bool) -> Line:
    counts = [_counted(case, strict=strict) for case in found]
    right, made, labelled = (sum(c[i] for c in counts) for i in range(3))
    value = 2 * right / (made + labelled) if made + labelled else 0.0
    wrong = tuple(c.shown for c, (r, m, g) in zip(found, counts, strict=True) if r < max(m, g)) if part != "kept" else ()
    detail = f"precision {right / max(1, made):.3f}, recall {right / max(1, labelled):.3f} of {labelled}"
    return Line(group, name, value, detail, wrong)


def _counted(case: Case, *, strict: bool) -> tuple[int, int, int]:
    """Return how many participants are right, made and labelled."""
    hit = {g for g in case.gold if any(m == g.head if strict else g.first <= m <= g.last for m in case.made)}
    loose = sum(not any(g.first <= m <= g.last for g in hit) for m in case.made)
    return len(hit), len(hit) + loose, len(set(case.gold))
