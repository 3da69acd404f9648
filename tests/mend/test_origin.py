"""What a substitution looks like the work of: invented texts, altered as tools, keyboards and accidents alter them."""

import random

import pytest

from clew.mend import mend_text

PROSE = (
    "The lantern above the quay was lit at dusk, as it had been on every evening of that summer, and the keeper wrote the hour "
    "into the log book before he went down to the boats. Nobody asked him about it until the hearing of the harbour board. "
    "The EXPO in the old hall was over by then, and the members of OPEC had left the hotel one after the other. "
)
RUSSIAN = (
    "Смотритель маяка записал час в журнал и спустился к лодкам. Никто его не спрашивал до самого заседания портового совета. "
    "Старый причал стоял пустым, и только сторож знал, куда ушло судно. Со стороны города светили окна, с моря шёл туман. "
)
CYRILLIC = dict(zip("aceopxyACEHKMOPTX", "асеорхуАСЕНКМОРТХ", strict=True))
LATIN = {other: latin for latin, other in CYRILLIC.items()}


def every(text, letters, table=CYRILLIC):
    return "".join(table[c] if c in letters else c for c in text)


def some(text, letters, share, seed=1):
    chance = random.Random(seed)
    return "".join(CYRILLIC[c] if c in letters and chance.random() < share else c for c in text)


def looks(text):
    return [f for f in mend_text(text).findings if f.by == "origin/1"]


@pytest.mark.parametrize(
    ("text", "verdict", "says"),
    [
        (every(PROSE, "aeo"), "tool", "letters a e o were substituted, regardless of word or place"),
        (every(PROSE, "e"), "tool", "the table is closed: a"),
        (some(PROSE * 6, "aeo", 0.1), "tool", "spread as chance spreads them"),
        (every(RUSSIAN * 2, "ру", LATIN), "tool", "regardless of word or place"),
        (PROSE.replace("OPEC", every("OPEC", "OPEC")) + PROSE, "accident", "4 of 4 stand in words of capitals"),
        (PROSE.replace("OPEC", every("OPEC", "OPEC")) * 8, "unclear", "were substituted 8 of 8 times"),
        ((PROSE.replace("the old", "a copy of the old") * 8).replace("copy", "сору"), "tool", "were substituted 8 of 8 times"),
        (RUSSIAN.replace("Со ", "Cо "), "keyboard", "1 of 1 share a key with the letter they stand for, on a Russian keyboard"),
        (PROSE.replace("keeper", "kеeper"), "unclear", "it is rare: 1 of"),
        (every(PROSE, "ae").replace("o", "օ"), "tool", "signs that no common keyboard types, such as ARMENIAN SMALL LETTER OH"),
    ],
)
def test_what_it_looks_like(text, verdict, says):
    (found,) = looks(text)
    assert found.kind == verdict
    assert says.casefold() in found.says.casefold()


def test_letters_without_a_key_of_their_own_are_told():
    text = "Стоїть надворі ніч, і місто спить під зливою. Він узяв ліхтар і пішов до пристані, де ніхто його не чекав. "
    (found,) = looks(every(text, "і", {"і": "i"}))
    assert "has no key on a Russian keyboard" in found.says


def test_the_reading_that_leads_comes_first_and_no_other_is_left_out():
    (tool,), (keyboard,) = looks(every(PROSE, "aeo")), looks(RUSSIAN.replace("Со ", "Cо "))
    assert tool.readings[0].startswith("a tool put look-alikes in")
    assert keyboard.readings[0].startswith("someone typed with two keyboard layouts")
    assert set(tool.readings) == set(keyboard.readings)
    assert any("unasked" in reading for reading in tool.readings)


def test_a_verdict_adds_up_and_is_no_proof():
    (found,) = looks(some(PROSE * 6, "aeo", 0.1))
    assert "In steps of evidence: tool " in found.says
    assert "Looks like" in found.says
    assert "speaks for" in found.says


def test_both_alphabets_woven_into_words_are_no_keyboard():
    chance = random.Random(6)
    words = (every(word, "aceopxy") if chance.random() < 0.3 else word for word in (PROSE * 3).split())
    (found,) = looks(" ".join(words))
    assert found.kind == "tool"
    assert "have their own letters between them" in found.says


def test_whole_words_may_be_a_keyboard():
    text = PROSE * 3
    for word in ("cape", "peace", "copy", "cocoa"):
        text += f"Nobody on the {every(word, word)} said so. "
    (found,) = looks(text)
    assert "words with several substituted letters are substituted whole" in found.says
    assert "speaks for keyboard" in found.says


def test_letters_that_spell_are_no_accident():
    bits = iter("".join(f"{ord(c):08b}" for c in "meet at the old pier at nine"))
    text = "".join(CYRILLIC[c] if c in "aeo" and next(bits, "0") == "1" else c for c in PROSE * 6)
    (found,) = looks(text)
    assert found.kind == "tool"
    assert "spell a message" in found.says


def test_both_directions_of_one_text_are_told_apart():
    text = every(PROSE, "aeo") + "\n\n" + every(RUSSIAN, "ру", LATIN)
    assert [f.kind for f in looks(text)] == ["tool", "tool"]


def test_a_text_without_look_alikes_has_no_verdict():
    assert looks(PROSE + "\u200b.") == []
