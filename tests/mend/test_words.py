"""What the columns say of all words at once is what is said of each word alone."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.mend import look
from clew.mend.letters import woven
from clew.mend.look import Look
from clew.mend.lookalikes.context import BEHIND_STOP, WEIGHTS, Surroundings
from clew.mend.lookalikes.words import Kind, Words
from clew.mend.lookalikes.woven import promote
from clew.mend.paragraphs import paragraphs

PIECES = (
    *("lamp", "Oda", "boat", "лампа", "и", "же", "а", "сор", "лaмпa", "lаmp"),
    *("λάμπα", "αβ", "hν", "ѕԁ", "օf", "woꓳd", "ꓳ", "kɪt", "ʃ"),
)
GAPS = [" ", ", ", ". ", "\n", "\n\n", "\n \n", "-", " (", "«", ""]
texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=30).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


@given(texts)
def test_kinds_are_those_of_the_shapes(text):
    words = Words(Look(text))
    promote(words)
    kinds = {kind: words.are(kind) for kind in get_args(Kind)}
    for i in range(len(words)):
        shape = words[i].shape
        said = {kind for kind, column in kinds.items() if column[i]}
        assert said == ({shape.kind} if shape.latin or shape.other else set())


@given(texts)
def test_counts_are_those_of_the_letters(text):
    words = Words(Look(text))
    promote(words)
    latin, other = words.count(look.LATIN), words.count(look.OTHER)
    assert [(words[i].shape.latin, words[i].shape.other) for i in range(len(words))] == list(zip(latin, other, strict=True))


@given(texts)
def test_words_share_a_paragraph_when_no_blank_line_parts_them(text):
    words = Words(Look(text))
    ends = [(start, end) for start, end in paragraphs(text)]
    of = {i: next(n for n, (start, end) in enumerate(ends) if start <= words[i].start < end) for i in range(len(words))}
    for i in range(1, len(words)):
        assert (words[i].paragraph == words[i - 1].paragraph) == (of[i] == of[i - 1])


@given(texts)
def test_a_word_leans_as_its_neighbours_vote(text):
    words = Words(Look(text))
    around = Surroundings(words)
    for i in range(len(words)):
        assert around.leans[i] == pytest.approx(lean(around, text, i))


def lean(around, text, i):
    """Return the lean of one word, counted by hand."""
    words, total = around.words, 0.0
    for step in (-1, 1):
        factor, near = 1.0, words[i]
        for weight, j in zip(WEIGHTS, range(i + step, i + 4 * step, step), strict=False):
            if not 0 <= j < len(words) or words[j].paragraph != near.paragraph:
                break
            left, right = sorted((words[j], near), key=lambda w: w.start)
            factor *= BEHIND_STOP if set(text[left.end : right.start]) & set(look.STOPS) else 1
            total += weight * factor * around.votes[j]
            near = words[j]
    return total


@pytest.mark.parametrize("ranges", ["A-C", "x", "ab-dz", "\u0400-\u0403é"])
def test_ranges_are_those_of_a_character_class(ranges):
    import re

    expected = [code for code in range(0x500) if re.match(f"[{ranges}]", chr(code))]
    assert sorted(look.characters(ranges)) == expected


def test_letters_are_promoted_only_where_they_are_woven():
    honest = Words(Look("Как так? The word как means how, and так so."))
    promote(honest)
    assert not honest.promoted
    damaged = Words(Look("The lampкeeper and the bookкeeper spoкe of it."))
    promote(damaged)
    assert damaged.promoted == {"к"} <= set(woven())


def test_a_text_of_one_script_has_no_words_to_weigh():
    assert len(Words(Look("The lamp was lit."))) == len(Words(Look("Лампа горела."))) == len(Words(Look(""))) == 0
    assert np.array_equal(Surroundings(Words(Look(""))).leans, np.zeros(0))
