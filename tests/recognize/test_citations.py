"""What footnotes and brackets cite: messages with their day, sender and recipients."""

import importlib
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.recognize.citations import find_citations

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")
events = importlib.import_module("test_events")


@pytest.mark.parametrize("case", casefile.cases("citations"))
def test_citations(case: dict[str, Any]) -> None:
    seen = casefile.observed(case)
    cited = [e for e in seen.events if e.kind != "post"]
    assert [events.told(seen, e) for e in cited] == case["events"]
    assert "days" not in case or [str(e.when.start.date()) for e in cited] == case["days"]


def test_who_is_cited_is_named_by_the_words_alone() -> None:
    seen = casefile.observed(
        {"text": "[1] Ann Vale wrote a book.\n\n[2] 3/3/31 Email, Vale to WATCH; 3/4/31 Letter, Vale to Skal Fund."}
    )
    named = {m.name: m.kind for m in seen.mentions if m.span.start > 30}
    assert named == {"Vale": "person", "WATCH": "organization", "Skal Fund": "organization"}


def test_a_day_belongs_to_what_is_cited_next_to_it() -> None:
    text = "Email from Orrin, 3/4/31 Letter, Vale to Lund."
    assert [text[c.start : c.end] for c in find_citations(text)] == ["3/4/31 Letter, Vale to Lund"]


NAMES = st.sampled_from(
    ["Vale", "A. Orrin", "Bo Lund Jr.", "de Brell", "ann@pier.invalid", "[redacted]", "Harbour Office", "pier_watch"]
)
MEDIA = st.sampled_from(["Email", "Text Messages", "Letter from", "Ltr.", "Facebook Message", "email"])
GLUE = st.sampled_from([", ", " to ", " & ", " (", "); ", ". ", "\n\n", " from ", ", and ", " et al.", " "])
DAYS = st.sampled_from(["3/3/31", "Mar. 3, 2031", "3/3–5/31", "(7:41 a.m.)", "7:41"])


@given(st.lists(NAMES | MEDIA | GLUE | DAYS, max_size=25).map("".join))
def test_citations_lie_apart_and_hold_what_they_name(text: str) -> None:
    found = find_citations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for each in found:
        places = [(p.start, p.end) for p in each.parties]
        assert all(each.start <= start < end <= each.end <= each.remark for start, end in [*places, each.day])
        assert len(set(places)) == len(places)
        assert "\n\n" not in text[each.start : each.end]
