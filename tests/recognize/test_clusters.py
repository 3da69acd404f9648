"""The measures of coreference: by worked examples from the literature, and by laws."""

import importlib
import sys
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2]))
made_of = importlib.import_module("score.recognize.clusters")

WEIGHTS = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 9).map(float), min_size=n, max_size=n), min_size=1, max_size=4)
)


def clusters(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


@st.composite
def partitions(draw: st.DrawFn) -> list[frozenset[int]]:
    home = draw(st.lists(st.integers(0, 4), min_size=1, max_size=10))
    return [frozenset(i for i, h in enumerate(home) if h == k) for k in sorted(set(home))]


@pytest.mark.parametrize(
    ("made", "measure", "recall", "precision"),
    [
        # Luo 2005, figure 1: the truth is {1-5}, {6, 7}, {8, 9, A, B, C}.
        (("12345", "6789ABC"), "muc", 1.0, 9 / 10),
        (("12345", "6789ABC"), "b_cubed", 1.0, (5 + 4 / 7 + 25 / 7) / 12),
        (("12345", "6789ABC"), "ceaf_e", (1 + 10 / 12) / 3, (1 + 10 / 12) / 2),
        (("1234589ABC", "67"), "muc", 1.0, 9 / 10),
        (("1234589ABC", "67"), "b_cubed", 1.0, (5 + 2) / 12),
    ],
)
def test_worked_examples(made: tuple[str, ...], measure: str, recall: float, precision: float) -> None:
    score = getattr(made_of, measure)(clusters("12345", "67", "89ABC"), clusters(*made))
    assert (score.recall, score.precision) == pytest.approx((recall, precision))


@given(partitions())
def test_the_gold_itself_is_perfect(gold: list[frozenset[int]]) -> None:
    pairs = made_of.plural(gold)
    assert made_of.conll(measure(pairs, pairs) for measure in made_of.MEASURES) == pytest.approx(float(bool(pairs)))


@given(partitions(), partitions())
def test_sides_trade_places(gold: list[frozenset[int]], made: list[frozenset[int]]) -> None:
    for measure in made_of.MEASURES:
        one, other = measure(gold, made), measure(made, gold)
        assert (one.recall, one.precision) == pytest.approx((other.precision, other.recall))
        assert 0 <= one.f1 <= 1 + 1e-9


@given(partitions(), partitions())
def test_documents_add_up(gold: list[frozenset[int]], made: list[frozenset[int]]) -> None:
    for measure in made_of.MEASURES:
        once = measure(gold, made)
        assert once.plus(once).f1 == pytest.approx(once.f1)
        assert once.plus(made_of.Score()) == once


@given(WEIGHTS)
def test_largest_sum_is_that_of_the_best_pairing(weights: list[list[float]]) -> None:
    rows, columns = len(weights), len(weights[0])
    square = [[weights[r][c] if r < rows and c < columns else 0.0 for c in range(4)] for r in range(4)]
    assert made_of.largest(weights) == pytest.approx(
        max(sum(square[r][c] for r, c in enumerate(p)) for p in permutations(range(4)))
    )
