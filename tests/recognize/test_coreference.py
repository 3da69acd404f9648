"""Whom pronouns stand for: by cases, and by what holds for any text."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.parse import parse_documents
from clew.recognize.mentions import find_mentions
from clew.recognize.quoted import MARKS, Quotes
from clew.recognize.tree import Tree
from clew.records import Document, Hints, Mention, Parse, Source

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")

PIECES = [
    "Anna Vale",
    "Bo Lund",
    "he",
    "She",
    "her",
    "himself",
    "I",
    "we",
    "you",
    "they",
    '"',
    "said",
    "told",
    ",",
    ".",
    "\n\n",
    "Dear",
]


@pytest.mark.parametrize("case", casefile.cases("coreference"))
def test_cases(case: dict[str, Any]) -> None:
    found = pronouns(case)
    assert {words: tied(found.get(words)) for words in case["ties"]} == case["ties"]


def pronouns(case: dict[str, Any]) -> dict[str, Mention]:
    """Return the first pronoun of each spelling."""
    found: dict[str, Mention] = {}
    for mention in find_mentions(casefile.tree(case)):
        if mention.form == "pronoun":
            found.setdefault(mention.span.text, mention)
    return found


def tied(mention: Mention | None) -> str | None:
    return mention.name if mention and mention.name != mention.span.text else None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_any_text(pieces: list[str]) -> None:
    tree = Tree(read(" ".join(pieces)))
    found = [m for m in find_mentions(tree) if m.form == "pronoun"]
    assert len({m.span.start for m in found}) == len(found)
    for quote in Quotes(tree).all:
        assert not any(tree.tokens[i].text in MARKS for i in range(quote.first, quote.last + 1))


def test_the_taggers_link_decides_between_equals() -> None:
    parse = read("Bo Lund and Tomas Orrin left. Anna Vale called him.")
    him = next(i for i, t in enumerate(parse.tokens) if t.text == "him")
    for name in ("Lund", "Orrin"):
        earlier = next(i for i, t in enumerate(parse.tokens) if t.text == name)
        hints = Hints("tagger/0", antecedents=((him, earlier, 0.97),))
        found = find_mentions(Tree(msgspec.structs.replace(parse, hints=hints)))
        assert next(m.name for m in found if m.span.text == "him").endswith(name)


def test_looks_grow_with_the_text() -> None:
    """Ten times the names in a row before a pronoun may take about ten times the looks, not a hundred."""
    row = "Anna Vale, Bo Lund, Ines Okoro, Tomas Orrin, "
    assert looks(f"{row * 200}left. He and she saw them.") < 14 * looks(f"{row * 20}left. He and she saw them.")


def looks(text: str) -> int:
    tree = Tree(read(text))
    return sum(1 for _ in calls(lambda: find_mentions(tree)))


def calls(work: Any) -> Iterator[None]:
    """Yield once for each call that `work` makes."""
    count = 0

    def seen(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    yield from (None for _ in range(count))


def read(text: str) -> Parse:
    document = Document("0", Source("a", "0"), "text/plain", "text", None, text, language="en")
    return next(parse_documents([document]))
