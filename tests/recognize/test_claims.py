"""Who says what, by which chain, how sure."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from clew.records import Claim, Voice

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")


def link(voice: Voice) -> str:
    """Put one voice as the cases have it: holder ("-" when none is named), act, certainty."""
    return f"{voice.holder.text if voice.holder else '-'} {voice.act} {voice.certainty}{' not' if voice.negated else ''}"


def told(claim: Claim) -> str:
    return f"{' > '.join(map(link, claim.voices))}: {claim.content.text}"


@pytest.mark.parametrize("case", casefile.cases("claims"))
def test_claims(case: dict[str, Any]) -> None:
    seen = casefile.observed(case)
    posts = {e.id for e in seen.events if e.kind == "post"}
    assert [told(c) for c in seen.claims if c.event not in posts] == case["claims"]


def test_cues_stand_in_the_words() -> None:
    seen = casefile.observed({"text": "Ann Vale reportedly met Tom Orrin, Liv Brandt said."})
    assert [v.cue.text for c in seen.claims for v in c.voices if v.cue] == ["said"]
