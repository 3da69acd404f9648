"""The encoding is found, and whatever the bytes are, they can be written again."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clew.ingest.charset import guess
from clew.mend.stream.decoding import BINARY, WINDOW, Decoding, is_binary

RUSSIAN = "Буксир вышел из гавани ночью, и никто на нижнем мосту не знал, куда он ушёл и когда вернётся. " * 4


def again(decoding: Decoding) -> bytes:
    text = "".join(decoding.texts())
    mark = decoding.encoding.mark
    return mark + (decoding.encoding.encode(text) if text else b"") + b"".join(decoding.unread())


CODECS = st.sampled_from([None, "cp1251", "koi8-r", "shift_jis", "gb18030", "big5", "euc_kr", "cp932", "cp037", "no-such-codec"])
MARKS = st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"])


@settings(max_examples=300)
@example(b"", [b"\x800"], "gb18030")
@given(MARKS, st.lists(st.binary(max_size=40), max_size=6), CODECS)
def test_any_bytes_come_back(mark, chunks, codec):
    decoding = Decoding([mark, *chunks], lambda sample: codec)
    assert again(decoding) == mark + b"".join(chunks)


@given(st.text("añб\u20ac日 \n", max_size=60), st.sampled_from(["utf-8", "utf-16", "utf-32", "gb18030"]), st.integers(1, 5))
def test_text_is_read_the_same_however_it_arrives(text, codec, size):
    data = text.encode(codec)
    decoding = Decoding((data[i : i + size] for i in range(0, len(data), size)), lambda sample: "gb18030")
    assert "".join(decoding.texts()) == "".join(Decoding([data], lambda sample: "gb18030").texts())
    if codec != "gb18030":
        assert "".join(Decoding([data]).texts()) == text


@pytest.mark.parametrize(
    ("codec", "name", "mark"),
    [
        ("utf-8-sig", "utf-8", b"\xef\xbb\xbf"),
        ("utf-16", "utf-16-le", b"\xff\xfe"),
        ("utf-32", "utf-32-le", b"\xff\xfe\0\0"),
    ],
)
def test_a_mark_says_it(codec, name, mark):
    decoding = Decoding([("grain and лампа").encode(codec)])
    assert (decoding.encoding.name, decoding.encoding.mark, decoding.encoding.is_guess) == (name, mark, False)
    assert "".join(decoding.texts()) == "grain and лампа"


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp866", "utf-16-le"])
def test_old_encodings_are_guessed_by_what_ingest_guesses_with(codec):
    text = RUSSIAN if codec != "utf-16-le" else "The tug left the north quay."
    decoding = Decoding([text.encode(codec)], guess)
    assert "".join(decoding.texts()) == text
    assert decoding.encoding.is_guess


def test_a_long_ascii_beginning_decides_nothing():
    decoding = Decoding([b"grain " * WINDOW, RUSSIAN.encode("cp1251")], lambda sample: "cp1251")
    assert "".join(decoding.texts()).endswith(RUSSIAN)


@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-16", "cp1251"])
def test_a_letter_that_lies_across_two_pieces_is_whole(codec):
    text = "x" + "Буксир вышел из гавани, " * 9000
    decoding = Decoding([text.encode(codec)], lambda sample: codec)
    assert "".join(decoding.texts()) == text


def test_utf_8_with_damage_is_utf_8():
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()[1:]
    decoding = Decoding([data], lambda sample: "cp1251")
    assert "".join(decoding.texts()).count("\udcff") == 1
    assert decoding.encoding.name == "utf-8"


def test_too_little_to_guess_from_is_kept_unread():
    decoding = Decoding(["Буксир".encode("cp1251")], guess)
    assert "".join(decoding.texts()) == "\udcc1\udcf3\udcea\udcf1\udce8\udcf0"


def test_a_codec_that_changes_ascii_is_refused():
    decoding = Decoding([b"caf\xe9"], lambda sample: "cp037")
    assert "".join(decoding.texts()) == "caf\udce9"


def test_what_a_wide_encoding_cannot_hold_is_not_read():
    decoding = Decoding(["\ufeffgrain".encode("utf-16-le") + b"x"])
    assert "".join(decoding.texts()) == "grain"
    assert b"".join(decoding.unread()) == b"x"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (bytes(range(256)) * 8, True),
        (b"\0" * 100, True),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", True),
        (b"", False),
        (b"grain\0and\0oil", False),
        (b"\x01", False),
        (b"\x1b[1mgrain\x1b[0m _\b__\b_ \f\r\n\x1a" * 20, False),
        (b"quay/first.txt\0quay/second.txt\0" * 20, False),
    ],
)
def test_what_is_no_text(data, expected):
    assert is_binary(data) is expected
    assert (Decoding([data]).encoding.name == BINARY) is expected
