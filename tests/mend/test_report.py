"""The report as a whole: its vocabulary, its order, and what a paragraph's finding says."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.mend import damage, mend_text
from clew.mend.report.findings import KINDS
from clew.store.query import DAMAGES

TWINS = dict(zip("aeop", "аеор", strict=True))
PROSE = "The keeper of the lantern was not asked about the boat before the hearing of the harbour board, and nobody saw it leave."


def put(text, letters="aeop", share=1.0):
    chance = random.Random(4)
    return "".join(TWINS[c] if c in letters and chance.random() < share else c for c in text)


def test_what_can_be_searched_is_what_can_be_found():
    assert set(DAMAGES) == {*KINDS, "any"}


@settings(max_examples=60)
@given(st.text(st.sampled_from("aeobc аеорсвяж\u200b\u200c\u202e\U000e0041\ufe01\u0336\n“”𝐚\u00a0\ufb01"), max_size=300))
def test_every_finding_is_of_a_known_kind_in_order_and_inside_the_text(text):
    mended = mend_text(text)
    assert all(f.kind in KINDS and 0 <= f.start <= f.end <= len(mended.text) for f in mended.findings)
    assert [(f.start, -f.end) for f in mended.findings] == sorted((f.start, -f.end) for f in mended.findings)
    assert all(len(f.readings) > 1 for f in mended.findings)


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        (PROSE, set()),
        (put(PROSE), {"any", "tool", "table", "substituted"}),
        (PROSE + "\u200b.", {"any", "invisible"}),
        ("In Russian, а is a word.", {"undecided"}),
    ],
)
def test_a_document_is_filed_under_its_damage(text, filed):
    assert damage(mend_text(text).findings) == filed


def test_a_paragraph_says_at_what_rate_and_which_letters():
    found = mend_text("\n\n".join((put(PROSE * 3, share=0.4), put("The boat left, and nobody saw where it went.", "o")))).findings
    first, second = (f for f in found if f.kind == "substituted")
    assert "%)." in first.says
    assert "; of these only o were." in second.says


def test_a_table_tells_its_letters_one_by_one_when_they_differ():
    says = next(f.says for f in mend_text(put(PROSE * 3, "a", 0.5) + put(PROSE * 3, "e")).findings if f.kind == "table")
    assert "Letter by letter: e " in says
    assert ", a " in says
