"""Hidden messages: one that is there is read out, and marks thrown at random are not called one more often than is stated."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.mend import mend_text
from clew.mend.report.channels import Channel
from clew.mend.report.payload import ALPHA, weigh
from clew.mend.report.spelling import share

COVER = (
    "The lantern above the quay was lit at dusk, as it had been on every evening of that summer, and the keeper wrote the hour "
    "into the log book before he went down to the boats. Nobody asked him about it until the hearing of the harbour board. "
)
MESSAGE = "meet at the old pier at nine"
TWINS = dict(zip("aeopcx", "аеорсх", strict=True))
VOWELS = {letter: TWINS[letter] for letter in "aeo"}


def bits_of(message, width=8, first="high"):
    digits = [f"{ord(c):0{width}b}" for c in message]
    return "".join(d if first == "high" else d[::-1] for d in digits)


def substituted(bits, cover, table=VOWELS):
    """Put a look-alike for each letter of `table` whose turn is a 1."""
    turns = iter(bits)
    return "".join(table[c] if c in table and next(turns, "0") == "1" else c for c in cover)


def payloads(text):
    return [f for f in mend_text(text).findings if f.by.startswith("payload")]


def spelled(text):
    return [f.says for f in payloads(text) if f.kind == "payload"]


messages = st.lists(st.sampled_from(sorted(set(COVER.split()))), min_size=6, max_size=12, unique=True).map(" ".join)


@settings(max_examples=25)
@given(st.sampled_from((7, 8, 16)), st.sampled_from(("high", "low")), st.permutations("\u200b\u200c"))
def test_bits_of_two_invisible_characters_are_read(width, first, pair):
    unseen = bits_of(MESSAGE, width, first).translate({48: pair[0], 49: pair[1]})
    (says,) = spelled(f"The lantern{unseen} was lit.")
    assert repr(MESSAGE) in says
    assert f"{width} bits a character" in says


def test_numbers_parted_by_a_third_character_are_read():
    unseen = "\u200d".join(f"{ord(c):b}".translate({48: "\u200b", 49: "\u200c"}) for c in MESSAGE)
    (says,) = spelled(f"The lantern{unseen} was lit.")
    assert repr(MESSAGE) in says


def test_two_bits_a_character_of_four_kinds_are_read():
    kinds = "\u2060\u200b\u200c\u200d"
    digits = bits_of(MESSAGE)
    unseen = "".join(kinds[int(digits[at : at + 2], 2)] for at in range(0, len(digits), 2))
    (says,) = spelled(f"The lantern{unseen} was lit.")
    assert repr(MESSAGE) in says


def test_words_with_and_without_an_invisible_character_are_read():
    words = (COVER * 6).split()
    bits = bits_of(MESSAGE).ljust(len(words), "0")
    marked = " ".join(w[0] + "\u200b" * int(b) + w[1:] for w, b in zip(words, bits, strict=True))
    assert any(repr(MESSAGE) in says for says in spelled(marked))


@settings(max_examples=15)
@given(st.sampled_from((7, 8)), st.sampled_from(("high", "low")), st.sampled_from((VOWELS, TWINS)))
def test_bits_in_look_alikes_are_read(width, first, table):
    (says,) = spelled(substituted(bits_of(MESSAGE, width, first), COVER * 12, table))
    assert MESSAGE in says
    assert "once in 10^" in says


def test_bits_in_letters_of_another_alphabet_are_read():
    russian = "Смотритель маяка записал час в журнал и спустился к лодкам, а никто его не спрашивал до самого заседания совета. "
    latin = dict(zip("аеорс", "aeopc", strict=True))
    (says,) = spelled(substituted(bits_of(MESSAGE), russian * 12, latin))
    assert MESSAGE in says


def test_the_shares_of_all_characters_sum_to_one_at_most():
    assert 0.98 < sum(map(share.__wrapped__, map(chr, range(0x110000)))) <= 1 + 1e-9


def test_selectors_as_bytes_are_read():
    hidden = "".join(chr(0xFE00 + b) if b < 16 else chr(0xE0100 + b - 16) for b in "wait for the fog — Ф".encode())
    (says,) = spelled(f"The lantern{hidden} was lit.")
    assert "wait for the fog — Ф" in says


def test_spaces_and_tabs_at_line_ends_are_read():
    ends = bits_of(MESSAGE).translate({48: " ", 49: "\t"})
    lines = [f"{words}{ends[at : at + 8]}" for words, at in zip(COVER.split() * 2, range(0, len(ends), 8), strict=False)]
    (says,) = spelled("\n".join(lines) + "\n\nА lantеrn.")
    assert repr(MESSAGE) in says


def test_a_mark_repeated_is_seen_though_it_reads_as_nothing():
    chance = random.Random(5)
    secret = "".join(chance.choice("01") for _ in range(53))
    (says,) = spelled(substituted(secret * 40, COVER * 20))
    assert "repeat every 53 marks" in says


def test_a_share_at_random_is_no_message_and_says_so():
    chance = random.Random(3)
    found = payloads(substituted("".join(chance.choice("01") for _ in range(3000)), COVER * 12))
    assert [f.kind for f in found] == ["no-payload"]
    assert "nothing more readable than chance" in found[0].says
    assert any("encrypted" in reading for reading in found[0].readings)


def test_few_marks_are_too_few():
    (found,) = payloads(
        "The lan\u200btern w\u200cas l\u200bit at d\u200busk, a\u200cs it had b\u200been o\u200cn e\u200bvery day."
    )
    assert "too few" in found.says


def test_every_letter_substituted_holds_no_bits():
    assert payloads(substituted("1" * 9999, COVER)) == []


@pytest.mark.parametrize("pattern", ["01", "0011", "01100110", "0110010101110100", "0000000001100101"])
def test_a_plain_pattern_is_no_message(pattern):
    unseen = (pattern * 40).translate({48: "\u200b", 49: "\u200c"})
    assert not any("spell '" in says for says in spelled(f"The lantern{unseen} was lit."))


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(20, 1500), st.floats(0.02, 0.98), st.integers(2, 4))
def test_random_marks_are_no_message(seed, size, rate, kinds):
    chance = random.Random(seed)
    marks = tuple(chance.randrange(1, kinds) if chance.random() < rate else 0 for _ in range(size))
    assert weigh([Channel("marks", marks, kinds, 0, 1)]).kind in ("chance", "short")


def test_random_marks_are_called_a_message_as_rarely_as_stated():
    chance, calls, texts = random.Random(11), 0, 400
    for _ in range(texts):
        marks = tuple(chance.choice((0, 1)) for _ in range(chance.choice((96, 200, 800))))
        calls += weigh([Channel("marks", marks, 2, 0, 1)]).kind not in ("chance", "short")
    assert calls <= texts * ALPHA + 3 * (texts * ALPHA) ** 0.5


@settings(max_examples=25)
@given(messages, st.booleans())
def test_any_message_long_enough_is_read(message, backwards):
    bits = bits_of(message)
    marks = tuple(1 - int(b) if backwards else int(b) for b in bits)
    verdict = weigh([Channel("marks", marks, 2, 0, 1)])
    assert verdict.kind == "message"
    assert message.strip() in verdict.best.text
