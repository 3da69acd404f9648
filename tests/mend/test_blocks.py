"""A stream is cut where a text parts by itself, and nowhere that would part what belongs together."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.mend.stream.blocks import blocks

LETTERS = st.sampled_from(
    [*"ab \n\r\t", "\u0301", "\u200d", "\U000e0061", "\ufe0f", "\u3164", "👩", "\ud83d", "\udc69", "\udcff"]
)
TEXTS = st.lists(LETTERS, max_size=80).map("".join)


def cut(text: str, size: int) -> list[str]:
    return list(blocks([text], size))


@given(st.lists(TEXTS, max_size=8), st.integers(2, 40))
def test_nothing_is_lost_and_no_block_is_too_long(pieces, size):
    found = list(blocks(pieces, size))
    assert "".join(found) == "".join(pieces)
    assert all(0 < len(block) <= size for block in found)


@given(st.lists(TEXTS, max_size=8), st.integers(2, 40))
def test_where_it_is_cut_does_not_depend_on_how_it_arrives(pieces, size):
    assert list(blocks(pieces, size)) == cut("".join(pieces), size)


@given(TEXTS, st.integers(2, 40))
def test_two_blocks_in_a_row_are_never_both_small(text, size):
    assert all(len(block) >= size // 2 for block in cut(text, size)[:-1])


@given(TEXTS, st.integers(2, 40))
def test_a_surrogate_pair_is_never_parted(text, size):
    found = cut(text, size)
    assert not any(
        "\ud800" <= left[-1] <= "\udbff" and "\udc00" <= right[0] <= "\udfff" for left, right in itertools.pairwise(found)
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("grain\n\ntwo three", "grain\n\n"),
        ("grain\r\n\r\ntwo three", "grain\r\n\r\n"),
        ("one\n\ntwo\n\nthree", "one\n\ntwo\n\n"),
        ("one two\nthree four", "one two\n"),
        ("one two\r\nthree four", "one two\r\n"),
        ("one two\rthree four", "one two\r"),
        ("one two three", "one two "),
        ("one\u2003two\u2003three", "one\u2003two\u2003"),
        ("a\n\nquay two three", "a\n\nquay "),  # the first half is not searched
        ("abcdefghijklmnop", "abcdefghij"),
        ("abcdefghij\u0301klm", "abcdefghi"),
        ("abcdefgh\u200b\u200b\u200bklm", "abcdefg"),
        ("abcdefgh👩\u200d👩lm", "abcdefgh"),
        ("abc defghi \u0301lmnop", "abc defghi"),
        ("abcdefgh\U0001f3f4\U000e0067\U000e0062\U000e007f", "abcdefgh"),
        ("abcdefghi\ud83d\udc69lmn", "abcdefghi"),
        ("\u0301" * 30, "\u0301" * 10),  # no place is right, and memory is bounded
    ],
)
def test_the_best_place_near_the_end_is_taken(text, first):
    assert cut(text, 10)[0] == first


def test_a_text_of_exactly_a_block_is_one():
    assert cut("one\n\ntwo34", 10) == ["one\n\ntwo34"]
