"""Who and what a document mentions: by cases, and by what holds for any text."""

import importlib
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.parse import parse_documents
from clew.recognize.correspondents import correspondents
from clew.recognize.mentions import find_mentions
from clew.recognize.tree import Tree
from clew.records import Document, Source, Zone

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")

PIECES = ["Ann Vale", "Mr. Orrin", "he", "She", "the aide", '"QX"', "Sec.", "[", "]", "-", "'s", "met", "said", ",", "."]
PIECES += ["\n\n", "I", "&", "of", "THE PIER", "a@b.example"]


@pytest.mark.parametrize("case", [*casefile.cases("mentions"), *casefile.cases("mentions_zones")])
def test_cases(case: dict[str, Any]) -> None:
    found = find_mentions(casefile.tree(case))
    told = [[m.span.text, m.kind, m.form, m.name] for m in found]
    assert [want for want in case.get("has", []) if want not in told] == []
    assert [text for text in case.get("not", []) if any(text == t[0] for t in told)] == []
    counts = Counter(t[0] for t in told)
    assert {text: counts[text] for text in case.get("count", {})} == case.get("count", {})


@pytest.mark.parametrize("case", casefile.cases("correspondents"))
def test_correspondents(case: dict[str, Any]) -> None:
    text = case["header"]
    document = Document("0", Source("a", "0"), "message/rfc822", "mail", None, text, language="en")
    found = correspondents(document, Zone(case.get("start", 0), len(text), "header", None, "test/1"))
    told = [[c.role, c.person and c.person.name, c.person and c.person.kind, c.address and c.address.name] for c in found]
    assert told == case["found"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_text(pieces: list[str]) -> None:
    document = Document("0", Source("a", "0"), "text/plain", "text", None, " ".join(pieces), language="en")
    tree = Tree(next(parse_documents([document])))
    found = find_mentions(tree)
    assert found == find_mentions(tree)
    assert len({m.id for m in found}) == len(found)
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    assert all(document.text[m.span.start : m.span.end] == m.span.text and m.name for m in found)


def test_time_grows_with_the_text() -> None:
    """Count the looks at words, not seconds: ten times the text may take no more than about ten times the looks."""
    text = "Ann Vale met Tom Orrin. He told her that the aide was late. The mayor, Liv Brandt, agreed.\n\n"
    assert _looks(text * 40) < 14 * _looks(text * 4)


def _looks(text: str) -> int:
    document = Document("0", Source("a", "0"), "text/plain", "text", None, text, language="en")
    tree = Tree(next(parse_documents([document])))
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        find_mentions(tree)
    finally:
        sys.setprofile(None)
    return calls
