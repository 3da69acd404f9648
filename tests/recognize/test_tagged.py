"""Claims out of the tagger's flat spans: what belongs together, and that nothing is lost or made up."""

import importlib
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.recognize import recognize
from clew.records import Claim, Hint, Hints, Parse, Voice

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")

TEXT = (
    'The Courier reported on Friday that two officials met Tom Orrin. "We never agreed," Ann Vale said. "He asked, I refused." '
    "According to an aide, the pier was sold, but Liv Brandt denied it and called for an inquiry. Nobody knows who paid."
)


def link(voice: Voice) -> str:
    return f"{voice.holder.text if voice.holder else '-'} {voice.act} {voice.certainty}{' not' if voice.negated else ''}"


def told(claim: Claim) -> str:
    return f"{' > '.join(map(link, claim.voices))}: {claim.content.text}"


def hinted(parse: Parse, spans: list[Hint]) -> Parse:
    return msgspec.structs.replace(parse, hints=Hints("stand-in/1", tuple(spans)))


def spans(parse: Parse, told: list[tuple[str, str]]) -> list[Hint]:
    """Return the hints for (label, words), each looked for behind the one before."""
    found, at = [], 0
    for label, words in told:
        start = parse.document.text.index(words, at)
        at = start + len(words)
        inside = [i for i, t in enumerate(parse.tokens) if start <= t.start and t.end <= at]
        found.append(Hint(label, inside[0], inside[-1] + 1, 1.0))
    return found


@pytest.mark.parametrize("case", casefile.cases("tagged"))
def test_what_belongs_together(case: dict[str, Any]) -> None:
    parse = casefile.parsed(case)
    claims = recognize(hinted(parse, spans(parse, case["hints"]))).claims
    assert [told(c) for c in claims if len(c.voices) > 1] == case["claims"]


@pytest.fixture(scope="module")
def plain() -> Parse:
    found: Parse = casefile.parsed({"text": TEXT})
    return found


@st.composite
def layouts(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    cuts = sorted(draw(st.sets(st.integers(0, 55), min_size=2, max_size=16)))
    labels = st.sampled_from(["source", "cue", "content", ""])
    return [(label, a, b) for a, b in pairwise(cuts) if (label := draw(labels))]


@given(layout=layouts())
@settings(max_examples=80, deadline=None)
def test_any_spans_give_claims_in_their_own_words(plain: Parse, layout: list[tuple[str, int, int]]) -> None:
    made = hinted(plain, [Hint(label, a, b, 1.0) for label, a, b in layout])
    seen = recognize(made)
    assert seen == recognize(made)
    assert all(c.content.text == TEXT[c.content.start : c.content.end] for c in seen.claims)
    # A content right behind its cue is told to be said; one that nothing near tells of is the tagger's guess.
    behind = [(a, b) for a, b in pairwise(layout) if (a[0], b[0]) == ("cue", "content") and a[2] == b[1]]
    one = [b for a, b in behind if plain.tokens[a[1]].sentence == plain.tokens[b[2] - 1].sentence]
    contents = {w for _, a, b in one for w in range(a, b)}
    said = {w for c in seen.claims for w, t in enumerate(plain.tokens) if c.content.start <= t.start and t.end <= c.content.end}
    assert {w for w in contents if plain.tokens[w].pos not in ("PUNCT", "CCONJ")} <= said


def test_claims_say_which_model_saw_them() -> None:
    parse = casefile.parsed({"text": "Liv Brandt said that the pier would close."})
    layout = spans(parse, [("source", "Liv Brandt"), ("cue", "said"), ("content", "that the pier would close")])
    assert [c.by for c in recognize(hinted(parse, layout)).claims] == ["stand-in/1 attribution/1"]
