"""Gaps that single sentences show: somebody who is called just that, notes that nobody has."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from asking import identities
from clew.records import Matter, Observation, When
from clew.trace.matters import Look, find_matters
from making import document, mention, span

DATA = tomllib.loads((Path(__file__).parent / "gaps.toml").read_text("utf-8"))
DAY = datetime(2031, 5, 3, tzinfo=UTC)


def gaps(*observations: Observation) -> list[Matter]:
    return list(find_matters(Look(observations, identities(*observations))))


def told(text: str, path: str = "a.txt") -> Observation:
    found = document(text, path)
    dates = tuple(When(DAY, DAY + timedelta(days=1), "day", span(found, d), None, "test/1") for d in ("3 May 2031",) if d in text)
    return Observation(found, (mention(found, "Piet Haan"),) if "Piet Haan" in text else (), dates)


@pytest.mark.parametrize(("text", "who"), DATA["somebody"].items())
def test_somebody(text, who):
    assert [m.asks for m in gaps(told(text))] == ([f"who is “{who}”, of whom this tells?"] if who else [])


@pytest.mark.parametrize(("text", "asks"), DATA["notes"].items())
def test_notes(text, asks):
    assert [m.asks for m in gaps(told(text))] == ([asks] if asks else [])


def test_notes_of_that_day_close_the_gap():
    row = told("3 May 2031; note taken by Piet Haan")
    paper = document("Note of the meeting in the reading room", "note.txt")
    paper = msgspec.structs.replace(paper, published=row.dates[0])
    (gap,) = gaps(row, Observation(paper))
    assert (gap.state, [a.span.document for a in gap.answers]) == ("answered", [paper.id])
    (gap,) = gaps(row, Observation(msgspec.structs.replace(paper, published=None)))
    assert gap.state == "open"
