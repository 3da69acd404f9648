"""Phrases by which nobody is meant: no identity is made of them, and what is denied of them keeps its words."""

import tomllib
from pathlib import Path

import pytest

from clew.derived import Derived
from clew.engine import Serial
from clew.index import Index
from clew.resolve.nobody import is_nobody
from making import document, event, mention, observation

CASES = tomllib.loads((Path(__file__).parent / "nobody.toml").read_text("utf-8"))


@pytest.mark.parametrize("words", CASES["nobody"])
def test_nobody(words):
    assert is_nobody(mention(document(words), words, form="description"))


@pytest.mark.parametrize("words", CASES["somebody"])
def test_somebody(words):
    assert not is_nobody(mention(document(words), words, form="description"))


def test_a_name_is_somebody_whatever_it_begins_with():
    assert not is_nobody(mention(document("No Ah"), "No Ah"))


def test_nobody_is_no_identity_and_the_event_keeps_the_words():
    text = document("No other member met Ann Vale.")
    ann, nobody = mention(text, "Ann Vale"), mention(text, "No other member", form="description")
    met = event("meeting", text.span(0, 28), ("with", ann), ("with", nobody), status="denied")
    derived = Derived.of(Serial(), Index([observation(text, ann, nobody, events=(met,))]), ())
    assert [i.name for i in derived.identities.values()] == ["Ann Vale"]
    assert derived.identity_of(nobody.id) is None
    assert ("with", nobody.id) in met.roles
