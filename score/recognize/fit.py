"""Fits the weights of clew.recognize.salience on the train parts of GUM and GAP.  python -m score.recognize.fit

A conditional logit: of all who agree with a "he" or "she", the one meant is to be the likeliest; weights are kept small (ridge).
What a pronoun was tied to helps the next, so that the weights are fitted, the documents read again with them, and fitted again.
Names are read with the tagger where it is there; its links between words are no signs and are not weighed here: on what it was
trained on they are too good.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from clew.recognize import salience
from clew.recognize.antecedents import Antecedents, Choice
from clew.recognize.mentions import find_mentions
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Mention, Parse
from score.command import SHARED
from score.labelled import gap, gum
from score.recognize import gumpeople
from score.recognize.parses import document, hinted, parses
from score.recognize.parts import part_of

FILE = Path(salience.__file__).parent / "vocabulary" / "salience.toml"
HEAD = """# What each sign weighs for or against a candidate to be whom "he" or "she" stands for (clew.recognize.salience):
# log odds, fitted by `python -m score.recognize.fit` on the train parts of GUM and GAP.
# "nobody": that none of the candidates is meant.
[weight]
"""

# GUM has a quarter of GAP's pronouns, and texts of all kinds.
ROUNDS, STEPS, RIDGE, GUM_WEIGHT = 2, 300, 4.0, 2.0

Weights = dict[str, float]


class Case(NamedTuple):
    """A pronoun: the signs of each candidate, those of nobody last, and which of them are right."""

    signs: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float


class Asked(NamedTuple):
    """What was asked of the rules for one pronoun: where it starts, the candidates, and where their last mentions are."""

    start: int
    choices: list[Choice]
    spans: list[tuple[int, int]]


def main() -> int:
    """Fit and write the weights."""
    weights: Weights = dict(load("salience")["weight"])
    for _ in range(ROUNDS):
        with mock.patch.object(salience, "load", lambda _, kept=weights: {"weight": kept}):
            cases = list(all_cases())
        weights = fitted(cases)
        print(f"{len(cases)} pronouns, likelihood {likelihood(cases, weights):.4f}, right {share_right(cases, weights):.3f}")
    lines = (f'"{sign}" = {value:.2f}\n' for sign, value in sorted(weights.items()) if abs(value) >= 0.02)
    FILE.write_text(HEAD + "".join(lines), "utf-8")
    return 0


def all_cases() -> Iterator[Case]:
    """Yield the pronouns of both sets' train parts."""
    documents = [gumpeople.labelled(d)[0] for d in _train_gum()]
    for found, parse in zip(_train_gum(), hinted(parses(documents)), strict=True):
        yield from _gum_cases(found, parse)
    snippets = [s for s in gap.documents(SHARED) if part_of(s.name) == "train"]
    for snippet, parse in zip(snippets, hinted(parses(document(s.text) for s in snippets)), strict=True):
        yield from _gap_cases(snippet, parse)


def _train_gum() -> list[gum.Document]:
    return [d for d in gum.documents(SHARED) if part_of(d.name) == "train"]


def _asked(parse: Parse) -> tuple[list[Asked], tuple[Mention, ...]]:
    """Return what is asked while a document is read, and its mentions."""
    asked: list[Asked] = []
    tree = Tree(parse)
    choices = Antecedents.choices

    def kept(self: Antecedents, i: int, said: str | None) -> list[Choice]:
        found = choices(self, i, said)
        heads = (self.candidates.marks.at(c.head) for c in found)
        spans = [(m.span.start, m.span.end) if m else (0, 0) for m in heads]
        asked.append(Asked(tree.tokens[i].start, found, spans))
        return found

    with mock.patch.object(Antecedents, "choices", kept):
        mentions = find_mentions(tree)
    return asked, mentions


def _gum_cases(found: gum.Document, parse: Parse) -> Iterator[Case]:
    people = gumpeople.everybody(found)
    cluster = {p.name[0]: p.cluster for p in people if p.form == "pronoun"}
    heads = sorted((p.name[0], p.name[1], p.cluster) for p in people)
    asked, _ = _asked(parse)
    for one in asked:
        if one.start in cluster and one.choices:
            right = [_has(span, heads, cluster[one.start]) for span in one.spans]
            yield _case(one.choices, [*right, not any(right)], GUM_WEIGHT)


def _has(span: tuple[int, int], heads: Sequence[tuple[int, int, str]], cluster: str) -> bool:
    return any(span[0] < end and start < span[1] for start, end, c in heads if c == cluster)


def _gap_cases(snippet: gap.Snippet, parse: Parse) -> Iterator[Case]:
    asked, mentions = _asked(parse)
    homes = gumpeople.home(parse.document, mentions)
    names = {m.name.casefold(): homes[m.id] for m in mentions if m.id in homes}
    meant, other = (_homes_at(snippet, mentions, homes, meant=m) for m in (True, False))
    for one in asked:
        if one.start == snippet.start and one.choices:
            made = [names.get(c.name.casefold(), c.name.casefold()) for c in one.choices]
            if meant:
                right = [n in meant for n in made]
                yield from [_case(one.choices, [*right, False], 1.0)] if any(right) else []
            elif not (snippet.a.meant or snippet.b.meant):
                yield _case(one.choices, [*(n not in other for n in made), True], 1.0)


def _homes_at(snippet: gap.Snippet, mentions: Iterable[Mention], homes: dict[str, str], *, meant: bool) -> set[str]:
    names = [n for n in (snippet.a, snippet.b) if n.meant == meant]
    return {homes[m.id] for m in mentions if m.form == "name" and m.id in homes for n in names if _meet(m, n)}


def _meet(mention: Mention, name: gap.Name) -> bool:
    return mention.span.start < name.end and name.start < mention.span.end


def _case(choices: Sequence[Choice], right: Sequence[bool], weight: float) -> Case:
    return Case((*(c.signs for c in choices), (salience.NOBODY,)), tuple(right), weight)


def fitted(cases: Sequence[Case]) -> Weights:
    """Return the weights under which the right candidates are likeliest, by gradient ascent with Adam's steps."""
    names = sorted({s for case in cases for signs in case.signs for s in signs})
    column = {name: k for k, name in enumerate(names)}
    tables = [(_table(case, column), np.array(case.right), case.weight) for case in cases]
    at, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = sum((_slope(t, r, at) * w for t, r, w in tables), start=np.zeros(len(names))) - RIDGE * at
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        at = at + 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, map(float, at), strict=True))


def _table(case: Case, column: dict[str, int]) -> NDArray[np.float64]:
    table = np.zeros((len(case.signs), len(column)))
    for row, signs in enumerate(case.signs):
        table[row, [column[s] for s in signs]] = 1.0
    return table


def _slope(table: NDArray[np.float64], right: NDArray[np.bool_], at: NDArray[np.float64]) -> NDArray[np.float64]:
    share = _shares(table, at)
    good = np.where(right, share, 0.0)
    return table.T @ (good / max(good.sum(), 1e-12) - share)


def _shares(table: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    scores = np.exp(table @ at - np.max(table @ at))
    found: NDArray[np.float64] = scores / scores.sum()
    return found


def _each(cases: Sequence[Case], weights: Weights) -> Iterator[tuple[NDArray[np.float64], NDArray[np.bool_]]]:
    names = sorted(weights)
    column, at = {name: k for k, name in enumerate(names)}, np.array([weights[n] for n in names])
    for case in cases:
        yield _shares(_table(case, column), at), np.array(case.right)


def likelihood(cases: Sequence[Case], weights: Weights) -> float:
    """Return the mean log likelihood of what is right."""
    return float(np.mean([np.log(max(share[right].sum(), 1e-12)) for share, right in _each(cases, weights)]))


def share_right(cases: Sequence[Case], weights: Weights) -> float:
    """Return how often the likeliest is right."""
    return float(np.mean([right[share.argmax()] for share, right in _each(cases, weights)]))


if __name__ == "__main__":
    sys.exit(main())
