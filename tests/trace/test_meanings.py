"""What texts say that letters mean, and names as keys."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.records import Document, Observation, Source
from clew.trace.initials import begins, initials, letters, name_words
from clew.trace.meanings import Meaning, find_lettered

CASES = tomllib.loads((Path(__file__).parent / "meanings.toml").read_text("utf-8"))["cases"]


def observation(text: str) -> Observation:
    return Observation(Document("d1", Source("note.txt", "0" * 64), "text/plain", "text", None, text, language="en"))


def told(meaning: Meaning) -> list[str]:
    flags = [("not", meaning.negated), ("own", meaning.own), ("asked", meaning.doubt)]
    return [meaning.name, meaning.kind or "", *(name for name, holds in flags if holds)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_what_letters_are_said_to_mean(case: dict[str, Any]) -> None:
    found = find_lettered([observation(case["text"])], {case["letters"]}).meanings.get(case["letters"], ())
    assert [told(meaning) for meaning in found] == case["means"]
    for meaning in found:
        assert case["text"][meaning.span.start : meaning.span.end] == meaning.span.text
        assert meaning.voices[0].holder is None
    if case.get("heard"):
        assert found[0].voices[-1].act == "heard"


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for meanings in find_lettered([observation(text + " QV is " + text)], {"qv"}).meanings.values():
        assert all(m.span.text for m in meanings)


@pytest.mark.parametrize(("name", "key"), [("QV", "qv"), ("Q.V.", "qv"), ("Q. V.", "qv"), ("Vole", ""), ("Q", ""), ("QUAIL", "")])
def test_letters_of_a_name_of_initials(name: str, key: str) -> None:
    assert letters(name) == key


def test_initials_leave_out_titles_and_middle_names_may_be_left_out() -> None:
    assert initials("Dr. Quentin Amos Vole Jr.") == {"qav", "qv"}
    assert initials("Vole") == frozenset()


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=2, max_size=4), st.data())
def test_a_name_cut_to_beginnings_begins_the_full_one(words: list[str], data: st.DataObject) -> None:
    short = [w[: data.draw(st.integers(1, len(w)))] for w in words]
    assert begins(short, words)
    assert not begins([*words, "x"], words)


def test_accents_and_case_do_not_count() -> None:
    assert name_words("Zoë O’Vole-Quill") == name_words("ZOE O’VOLE-QUILL")
