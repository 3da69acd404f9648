"""Boundaries inside a paragraph: words between quotation marks that were spared, and what else was, with the power to tell."""

import random

import pytest

from clew.mend import findings, mend_document, mend_text
from clew.records import Document, Source, Zone

TWINS = dict(zip("aeo", "аео", strict=True))
OWN = "The keeper of the lantern was not asked about the boat before the hearing of the harbour board, said one clerk, "
WORDS = "we saw the log book on the table of the harbour master on the evening before the boat was moved"
REST = ", and nobody has said where it went since then or who had it brought over."


def put(text, share=1.0, seed=2):
    chance = random.Random(seed)
    return "".join(TWINS[c] if c in TWINS and chance.random() < share else c for c in text)


def mended(text, zones=()):
    return mend_document(Document("d", Source("a.txt", "00"), "text/plain", "article", None, text, zones=zones))


def apart(document):
    return [(document.text[z.start : z.end], z.by) for z in document.zones if z.kind == "quoted"]


def untouched(document):
    return [(document.text[f.start : f.end], f.says) for f in findings(document) if f.kind == "untouched"]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
@pytest.mark.parametrize("share", [1.0, 0.35])
def test_a_spared_quotation_is_a_finding_and_a_zone(marks, share):
    document = mended(put(OWN, share) + marks[0] + WORDS + marks[1] + put(REST, share))
    assert apart(document) == [(WORDS, "untouched-quotation/1")]
    ((words, says),) = untouched(document)
    assert words == WORDS
    assert "Between quotation marks none of" in says
    assert "by chance" in says


def test_too_few_letters_are_said_to_be_too_few():
    document = mended(put(OWN * 4, 0.3) + "“so it went”" + put(REST, 0.3))
    assert apart(document) == []
    ((_, says),) = untouched(document)
    assert "1 stretch between quotation marks" in says
    assert "2 letters at most" in says


def test_many_quotations_need_more_letters_each():
    short = "“at the table of the master”"
    one = mended(put(OWN * 4, 0.7) + short + put(REST, 0.7))
    others = (f"{put(OWN, 0.7, n)}“{put('boat and table of the keeper', 0.7, n)}”" for n in range(60))
    many = mended(" ".join(others) + short + put(REST, 0.7))
    assert len(apart(one)) == 1
    assert apart(many) == []


def test_a_stretch_without_marks_is_a_finding_but_no_zone():
    document = mended(put(OWN) + WORDS + put(REST))
    assert apart(document) == []
    ((words, says),) = untouched(document)
    assert words == WORDS
    assert "In the middle of a paragraph" in says


def test_quotations_alone_substituted_are_told():
    document = mended(f"{OWN}“{put(WORDS)}”{REST}")
    ((words, says),) = untouched(document)
    assert words == WORDS
    assert "none around them" in says
    assert apart(document) == []


def test_a_quotation_that_went_through_it_all_is_no_boundary():
    assert untouched(mended(put(f"{OWN}“{WORDS}”{REST}"))) == []


def test_what_was_spared_does_not_blur_what_the_rest_looks_like():
    document = mended(f"{put(OWN)}“{WORDS}”{put(REST)}")
    assert [f.kind for f in findings(document) if f.by == "origin/1"] == ["tool"]


def test_a_share_at_random_leaves_no_boundary():
    for seed in range(20):
        assert not any("middle" in says for _, says in untouched(mended(put((OWN + WORDS + REST) * 6, 0.3, seed))))


def test_a_zone_of_another_voice_keeps_its_quotation():
    text = f"{put(OWN)}“{WORDS}”{put(REST)}"
    start = text.index(WORDS)
    zone = Zone(start - 1, start + len(WORDS) + 1, "quoted", None, "x/1")
    assert mended(text, (zone,)).zones == (zone,)


def test_marks_without_partners_cost_no_more_than_their_length():
    text = put('“ the boat " and «the table ' * 20_000)
    assert [f.kind for f in mend_text(text).findings if f.kind == "untouched"] == []
