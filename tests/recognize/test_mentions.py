"""Who and what a document mentions: by cases, and by what holds for any text."""

import importlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.parse import parse_documents
from clew.recognize.correspondents import correspondents
from clew.recognize.mentions import find_mentions
from clew.recognize.tree import Tree
from clew.records import Document, Hint, Hints, Parse, Source, Zone

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


@pytest.mark.parametrize("case", casefile.cases("mentions_hints"))
def test_hints(case: dict[str, Any]) -> None:
    """Stand-in hints: each is a label and the words that have it, searched for from where the last was found."""
    parse = next(parse_documents([casefile.document(case)]))
    found = find_mentions(Tree(Parse(parse.document, parse.tokens, Hints("tagger/0", tuple(_stand_ins(parse, case["hints"]))))))
    told = [[m.span.text, m.kind, m.form, m.name] for m in found if m.form == "name"]
    assert [want for want in case["has"] if want not in told] == []
    assert [text for text in case.get("not", []) if any(text == t[0] for t in told)] == []
    counts = Counter(t[0] for t in told)
    assert {text: counts[text] for text in case.get("count", {})} == case.get("count", {})
    assert all("tagger/0" in m.by for m in found if m.form == "name" and m.kind == "person")


def _stand_ins(parse: Parse, hints: list[list[str]]) -> Iterator[Hint]:
    at = 0
    for label, text in hints:
        at = parse.document.text.index(text, at)
        words = [i for i, t in enumerate(parse.tokens) if at <= t.start < at + len(text)]
        yield Hint(label, words[0], words[-1] + 1, 0.9)
        at += len(text)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 4), st.sampled_from(["person", "organization", "place"])), max_size=6)
)
def test_any_hints(spans: list[tuple[int, int, str]]) -> None:
    parse = next(parse_documents([_document("Mr. Vale-Orrin's [aide] met the (Quill) Foundry, A. B. and Co. at Skal, Jr.")]))
    hints = [Hint(kind, first, min(first + length, len(parse.tokens)), 0.7) for first, length, kind in sorted(spans)]
    apart = [h for i, h in enumerate(hints) if h.first < h.last and all(h.first >= g.last for g in hints[:i])]
    found = find_mentions(Tree(Parse(parse.document, parse.tokens, Hints("tagger/0", tuple(apart)))))
    assert all(parse.document.text[m.span.start : m.span.end] == m.span.text and m.name.strip() for m in found)
    assert len({m.id for m in found}) == len(found)


def _document(text: str) -> Document:
    return Document("0", Source("a", "0"), "text/plain", "text", None, text, language="en")


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
