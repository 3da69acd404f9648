"""Damaged text is mended, honest text is left alone, and every character can be found again."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.mend import mend_text
from clew.mend.edits import Patch, apply, compose
from clew.mend.letters import script, to_latin
from clew.records import found_text

HERE = Path(__file__).parent
DAMAGED = [json.loads(line) for line in (HERE / "cases.jsonl").read_text("utf-8").splitlines()]
HONEST = [json.loads(line) for line in (HERE / "honest.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", DAMAGED, ids=lambda c: c["why"])
def test_damage_is_mended(case):
    mended = mend_text(case["found"])
    assert mended.text == case["mended"]
    assert mended.found() == case["found"]


@pytest.mark.parametrize("case", HONEST, ids=lambda c: c["why"])
def test_honest_text_is_left_alone(case):
    mended = mend_text(case["text"])
    assert mended.text == case["text"]
    assert mended.edits == ()


@pytest.mark.parametrize("case", DAMAGED, ids=lambda c: c["why"])
def test_mending_twice_changes_nothing_more(case):
    once = mend_text(case["found"]).text
    assert mend_text(once).edits == ()


# Pieces that make every rule fire, alone and on top of one another.
PIECES = [
    *"abcdei ABC.\n\"'-(1",
    *"аеосріАВСЯжи",
    *"αοτΒλ",
    "\u200b", "\u200d", "\u00ad", "\u202e", "\u202c", "\u200e", "\ufe0f", "\ufe00", "\U000e0061", "\U0001f3f4", "\U000e007f",
    "\u0301", "\u0336", "\u00a0", "\u2009", "ﬁ", "ﬅ", "ａ", "ｂ", "𝐚", "𝐛", "א", "日", "👩", "\n\n",
    "lamp", "Ã", "©", "â€”", "п╨", "РјР°", "lаmp", "лaмпa", "the ",
]  # fmt: skip
damaged = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(damaged)
def test_the_text_as_found_comes_back_exactly(text):
    mended = mend_text(text)
    assert mended.found() == text
    assert [(e.start, e.end) for e in mended.edits] == sorted((e.start, e.end) for e in mended.edits)


@given(st.text())
def test_any_text_comes_back_exactly(text):
    assert mend_text(text).found() == text


# A word of these cannot be taken for another script: each has letters that only Latin has, and so has every neighbour.
SENTENCE = "Then the tug left the north quay with grain for Dunmark, but nobody on the lower bridge knew"
ANCHORED = SENTENCE.split()


@given(st.lists(st.sampled_from(ANCHORED), min_size=1), st.data())
def test_whatever_letters_a_tool_picks_the_words_come_back(words, data):
    text = " ".join(words)
    looks = {latin: other for other, latin in to_latin().items() if script(other) == "cyrillic"}
    picked = data.draw(st.sets(st.sampled_from(sorted(looks))))
    assert mend_text("".join(looks[c] if c in picked else c for c in text)).text == text


@given(damaged)
def test_unedited_characters_lead_to_themselves(text):
    mended = mend_text(text)
    edited = {i for e in mended.edits for i in range(e.start, e.end)}
    for i, letter in enumerate(mended.text):
        start, end = mended.original(i, i + 1)
        if i not in edited:
            assert text[start:end] == letter


@given(damaged)
def test_an_edit_leads_to_what_it_replaced(text):
    mended = mend_text(text)
    for edit in mended.edits:
        assert text[edit.found_start : edit.found_end] == edit.found
        assert edit.found != mended.text[edit.start : edit.end]
        if edit.end > edit.start:
            assert mended.original(edit.start, edit.end) == (edit.found_start, edit.found_end)


@given(damaged, st.data())
def test_the_way_back_never_crosses(text, data):
    mended = mend_text(text)
    cuts = data.draw(st.lists(st.integers(0, len(mended.text)), min_size=3, max_size=3).map(sorted))
    first, second = mended.original(cuts[0], cuts[1]), mended.original(cuts[0], cuts[2])
    assert first[0] == second[0]
    assert first[1] <= second[1]


@st.composite
def rounds(draw):
    """A text and two rounds of patches, the second against the outcome of the first."""
    text = draw(st.text("abc", max_size=20))
    first = draw(patches(len(text)))
    return text, first, draw(patches(len(apply(text, first)[0])))


@st.composite
def patches(draw, length):
    ends = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    return [Patch(start, end, draw(st.text("xyz", max_size=3)), "x/1") for start, end in pairs]


@given(rounds())
def test_two_rounds_make_one(case):
    text, first, second = case
    middle, one = apply(text, first)
    final, two = apply(middle, second)
    assert found_text(final, compose(one, two, text)) == text
    assert compose(one, [], text) == one
    assert compose([], one, text) == one


@given(damaged)
def test_every_character_found_is_somewhere_in_the_mended_text(text):
    mended = mend_text(text)
    assert mended.placed(0, len(text)) == (0, len(mended.text))
    at = 0
    for i in range(len(text)):
        start, end = mended.placed(i, i + 1)
        first, last = mended.original(start, end)
        assert at <= start <= end
        assert start == end or first <= i < last
        at = start
