"""How sure an event is, how it is told, and who takes part in it."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.recognize.factuality import factuality
from clew.recognize.participants import participants
from clew.recognize.stances import stance
from clew.recognize.tree import Tree
from clew.records import Document, Hints, Parse, Source, Token

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")


def word_of(tree: Tree, text: str) -> int:
    return next(i for i, t in enumerate(tree.tokens) if t.text == text)


@pytest.mark.parametrize("case", casefile.cases("certainty"))
def test_certainty(case: dict[str, Any]) -> None:
    tree = casefile.tree(case)
    word = word_of(tree, case["word"])
    found = factuality(tree, word)
    assert stance(tree, word) == case.get("stance", stance(tree, word)), found
    assert found.status == case.get("status", found.status), found
    assert case.get("above", -3) <= found.score <= case.get("below", 3), found


@pytest.mark.parametrize("case", casefile.cases("participants"))
def test_participants(case: dict[str, Any]) -> None:
    tree = casefile.tree(case)
    found = participants(tree, word_of(tree, case["word"]))
    assert [f"{p.role} {tree.tokens[p.word].text}" for p in found] == case["participants"]


def hinted(case: dict[str, Any], word: str, score: float) -> Tree:
    """Return the tree of a case whose word the tagger gave `score`."""
    plain = casefile.tree(case)
    hints = Hints("tagger/0", certainty=((word_of(plain, word), score),))
    return Tree(Parse(plain.document, plain.tokens, hints))


def test_the_taggers_score_counts_and_is_named_and_the_status_stays_the_rules() -> None:
    case = {"text": "Anna Vale met Bo Lund."}
    plain, judged = casefile.tree(case), hinted(case, "met", 1.0)
    word = word_of(plain, "met")
    alone, both = factuality(plain, word), factuality(judged, word)
    assert 1.0 < both.score < alone.score
    assert both.rule == f"{alone.rule}+tagger/0"
    assert (both.status, both.words) == (alone.status, alone.words)


def test_what_the_words_deny_outright_stays_denied() -> None:
    tree = hinted({"text": "Anna Vale did not meet Bo Lund."}, "meet", 1.5)
    assert factuality(tree, word_of(tree, "meet")).score < -0.75


DEPS = (
    "ROOT",
    "xcomp",
    "ccomp",
    "advcl",
    "conj",
    "pcomp",
    "acl",
    "relcl",
    "aux",
    "neg",
    "nsubj",
    "dobj",
    "prep",
    "mark",
    "advmod",
)
TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "TO", "NN", "IN", "RB", "JJ", "PRP")
LEMMAS = ("not", "will", "fail", "try", "say", "if", "to", "be", "deny", "meet", "no", "never", "have", "you", "?")


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Draw a parse of any shape: each word hangs on an earlier one, or on itself."""
    count = draw(st.integers(1, 12))
    tokens = []
    for i in range(count):
        lemma, tag, dep = draw(st.sampled_from(LEMMAS)), draw(st.sampled_from(TAGS)), draw(st.sampled_from(DEPS))
        head = draw(st.integers(0, i)) if i else 0
        pos = "VERB" if tag.startswith("VB") else "AUX" if tag == "MD" else "NOUN"
        tokens.append(Token(2 * i, 2 * i + 1, lemma, lemma, tag, pos, head, "ROOT" if head == i else dep, "", 0))
    text = "a " * count
    return Parse(Document("d", Source("a", "d"), "text/plain", "text", None, text, language="en"), tuple(tokens))


@given(parses())
@settings(max_examples=150, deadline=None)
def test_any_parse_has_a_score_in_bounds_with_words_of_it(parse: Parse) -> None:
    tree = Tree(parse)
    for word in range(len(parse.tokens)):
        found = factuality(tree, word)
        assert -3 <= found.score <= 3
        assert found.rule
        assert all(0 <= w < len(parse.tokens) for w in found.words)
        assert found == factuality(Tree(parse), word)
        assert len({p.word for p in participants(tree, word)}) == len(participants(tree, word))
