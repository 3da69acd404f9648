"""Windows: every word once, in order, none longer than the encoder takes, whole sentences where they fit."""

from hypothesis import given
from hypothesis import strategies as st

from clew.predict.pieces import FIRST, LAST, MOST, Shape, pieces, shape
from clew.predict.windows import LONGEST, sentences, windows
from clew.records import Token

WORDS = st.text(min_size=1, max_size=12) | st.sampled_from(["the", "Harbour", "NATO", "4,200", "x" * 5000, "—", "\u200b"])
LENGTHS = st.lists(st.integers(1, 90), min_size=1, max_size=8)


def token(text: str, sentence: int) -> Token:
    return Token(0, 1, text, text, "NN", "NOUN", 0, "dep", "", sentence)


@given(LENGTHS, st.lists(WORDS, min_size=1, max_size=9))
def test_every_word_stands_in_one_window(lengths: list[int], some: list[str]) -> None:
    tokens = [token(some[(n + i) % len(some)], n) for n, length in enumerate(lengths) for i in range(length)]
    cut = list(windows(tokens, sentences(tokens)))
    assert [word for window in cut for word in window.words] == list(range(len(tokens)))
    for window in cut:
        assert len(window.pieces) == len(window.shapes) <= LONGEST
        assert (window.pieces[0], window.pieces[-1]) == (FIRST, LAST)
        for word, start in zip(window.words, window.starts, strict=True):
            own = pieces(tokens[word].text)
            assert window.pieces[start : start + len(own)] == own


@given(LENGTHS, st.integers(0, 8))
def test_no_window_holds_both_sides_of_a_cut(lengths: list[int], apart: int) -> None:
    tokens = [token("harbour", n) for n, length in enumerate(lengths) for _ in range(length)]
    cut = list(windows(tokens, sentences(tokens), apart))
    assert [word for window in cut for word in window.words] == list(range(len(tokens)))
    assert all(len({tokens[word].sentence < apart for word in window.words}) == 1 for window in cut)


def test_a_sentence_that_fits_is_not_cut() -> None:
    tokens = [token("harbour", n) for n in range(5) for _ in range(80)]
    assert [len(window.words) for window in windows(tokens, sentences(tokens))] == [160, 160, 80]


@given(WORDS)
def test_a_word_has_a_few_pieces(word: str) -> None:
    assert 1 <= len(pieces(word)) <= MOST


def test_shapes() -> None:
    written = {"vale": Shape.SMALL, "Vale": Shape.TITLE, "NATO": Shape.CAPITALS, "A": Shape.LETTER, "McOrrin": Shape.MIXED}
    written |= {"B2": Shape.NUMBER, "—": Shape.MARK}
    assert {word: shape(word, opens=False) for word in written} == written
    assert shape("Vale", opens=True) == Shape.OPENING
