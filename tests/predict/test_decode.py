"""Laws of decoding: the likeliest lawful sequence, runs that cover just its labelled words."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clew.predict.decode import best, runs, softmax
from clew.predict.pairs import Reach, antecedents, distance

LABELS = ("source", "cue")
ROWS = st.lists(st.lists(st.integers(-40, 40), min_size=5, max_size=5), min_size=1, max_size=5)


def lawful(tags: tuple[int, ...]) -> bool:
    return all(tag % 2 or not tag or before in (tag, tag - 1) for before, tag in zip((0, *tags), tags, strict=False))


@given(ROWS)
def test_the_sequence_is_lawful(rows: list[list[int]]) -> None:
    assert lawful(tuple(best(np.array(rows, dtype=np.float32))))


@given(ROWS)
def test_it_is_the_best_when_no_word_is_likely_outside(rows: list[list[int]]) -> None:
    chances = np.array(rows, dtype=np.float32) / 10
    chances[:, 0] = -100
    every = [t for t in product(range(5), repeat=len(rows)) if lawful(t)]
    totals = [sum(float(chances[i, tag]) for i, tag in enumerate(t)) for t in every]
    found = best(chances)
    assert abs(sum(float(chances[i, tag]) for i, tag in enumerate(found)) - max(totals)) < 1e-3


@given(ROWS)
def test_runs_cover_the_labelled_words_once(rows: list[list[int]]) -> None:
    scores = np.array(rows, dtype=np.float32)
    covered = [i for hint in runs(scores, LABELS, range(len(rows))) for i in range(hint.first, hint.last)]
    tags = best(np.log(np.maximum(softmax(scores), 1e-9)))
    assert covered == [i for i, tag in enumerate(tags) if tag]


def test_a_run_ends_where_words_were_left_out() -> None:
    scores = np.zeros((3, 5), dtype=np.float32)
    scores[0, 1] = scores[1, 2] = scores[2, 2] = 9
    found = [(h.label, h.first, h.last) for h in runs(scores, LABELS, [4, 5, 9])]
    assert found == [("source", 4, 6), ("source", 9, 10)]


def test_the_nearer_of_two_alike_is_meant_when_distance_says_so() -> None:
    reach = Reach([0, 40], np.ones((2, 64), dtype=np.float32))
    far = np.array([1.0] * 3 + [-1.0] * 7, dtype=np.float32)
    found = list(antecedents([44], np.ones((1, 64), dtype=np.float32), reach, far))
    assert [(word, earlier) for word, earlier, _ in found] == [(44, 40), (44, 0)]
    assert found[0][2] > found[1][2]


def test_nothing_earlier_is_no_answer() -> None:
    reach = Reach([7], np.ones((1, 64), dtype=np.float32))
    assert not list(antecedents([7], np.ones((1, 64), dtype=np.float32), reach, np.zeros(10, dtype=np.float32)))


@given(st.integers(1, 10**6))
def test_distances_grow_with_words(words: int) -> None:
    near, far = distance([words, words * 2], 10)
    assert 0 <= near <= far <= 9
    assert near == min(9, max(0, words.bit_length() - 2))
