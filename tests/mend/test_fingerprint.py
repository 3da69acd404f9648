"""The same tool in several documents: what puts them together, and what does not."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from clew.mend import likenesses, mend_document
from clew.mend.report.fingerprint import alike, fingerprint
from clew.mend.report.odds import overlap_chance
from clew.records import Document, Source

PROSE = (
    "The lantern above the quay was lit at dusk, as it had been on every evening of that summer, and the keeper wrote the hour "
    "into the log book before he went down to the boats. Nobody asked him about it until the hearing of the harbour board. "
    "A copy of the page was pinned up in his office; six people say they saw it, and each one places it on a different day. "
)
OTHER = (
    "Six boats were expected in the port on the day of the opening, and a pilot was paid to escort each of them past the pier. "
    "The accounts of the company show the payment, but no copy of the receipt was ever handed to the people who asked for one. "
    "A clerk explained that the box of papers had been lost when the office moved, and that nobody expected to need it again. "
)
TWINS = dict(zip("aceopxy", "асеорху", strict=True))


def document(name, text, table, share=1.0):
    chance = random.Random(name)
    put = "".join(table[c] if c in table and chance.random() < share else c for c in text)
    return mend_document(Document(name, Source(f"{name}.txt", "00"), "text/plain", "article", None, put))


def of(letters):
    return {letter: TWINS[letter] for letter in letters}


def groups(*documents):
    return [likeness.documents for likeness in likenesses(documents)]


def test_one_table_in_two_documents_puts_them_together():
    found = likenesses([document("a", PROSE, of("aep")), document("b", OTHER, of("aep"), 0.5), document("c", OTHER, {})])
    assert [each.documents for each in found] == [("a", "b")]
    (group,) = found
    assert "a e p were substituted" in group.says
    assert "regard to each other, would agree so about once in" in group.says
    assert group.chance < 0.01
    assert any("copied" in reading for reading in group.readings)
    assert dict(group.letters) == of("aep")


def test_another_table_stands_apart():
    assert groups(document("a", PROSE, of("aep")), document("b", OTHER, of("aec"))) == []


def test_tables_of_every_letter_agree_by_themselves():
    full = dict(zip("aceopxyhidjlqsw", "асеорхуһіԁјӏԛѕԝ", strict=True))
    left, right = (fingerprint(document(n, text, full)) for n, text in (("a", PROSE), ("b", OTHER)))
    assert alike(left, right) > 0.05
    assert groups(document("a", PROSE, full), document("b", OTHER, full)) == []


def test_other_look_alikes_for_the_same_letters_stand_apart():
    assert groups(document("a", PROSE, of("aeo")), document("b", OTHER, {**of("ae"), "o": "ο"})) == []


def test_a_slip_is_no_table():
    assert fingerprint(document("a", PROSE, of("x"))) is None
    assert groups(document("a", "The bоat.", {}), document("b", "The bоat.", {})) == []


def test_hidden_characters_are_named_and_prove_nothing():
    pair = [
        document(n, text.replace("quay", "qu\u200bay").replace("pier", "pi\u200ber"), of("aep"))
        for n, text in (("a", PROSE), ("b", OTHER))
    ]
    (group,) = likenesses(pair)
    assert "kinds as well: invisible" in group.says


def test_many_documents_are_one_group_and_groups_come_by_size():
    first = [document(f"a{n}", PROSE if n % 2 else OTHER, of("aep")) for n in range(5)]
    second = [document(f"b{n}", PROSE if n % 2 else OTHER, of("coy")) for n in range(3)]
    assert groups(*second, *first) == [tuple(d.id for d in first), tuple(d.id for d in second)]


@given(st.integers(1, 12), st.data())
def test_the_chances_of_all_overlaps_sum_to_one(total, data):
    left, right = (data.draw(st.integers(0, total)) for _ in range(2))
    tail = [overlap_chance(total, left, right, shared) for shared in range(min(left, right) + 2)]
    assert tail[0] == 1.0
    assert tail[-1] == 0.0
    assert sorted(tail, reverse=True) == tail


@settings(max_examples=20)
@given(st.lists(st.sampled_from("aceopy"), min_size=3, max_size=4, unique=True), st.integers(0, 99))
def test_likeness_is_mutual(letters, seed):
    other = random.Random(seed).sample("aceopy", 3)
    left, right = fingerprint(document("a", PROSE, of(letters))), fingerprint(document("b", OTHER, of(other)))
    assert alike(left, right) == alike(right, left)
