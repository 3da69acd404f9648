"""The demo case's sources: three tellings that rest on one guess, an outlet that re-reports another, nobody tied who is not."""

from pathlib import Path

import pytest
from tests.conftest import clew

from clew.case import Case
from clew.records import Corroboration, Telling
from demo.reading import KEY, folded

ONE = KEY["one_source"]


@pytest.fixture(scope="module")
def case(harbour: Path) -> Case:
    return Case.open(harbour)


@pytest.fixture(scope="module")
def guess(case: Case) -> Corroboration:
    (event,) = [e for e in case.events.values() if e.kind == "reference" and file(case, e.evidence[0].document) == told_in()[0]]
    return case.corroboration(event.id)


def told_in() -> list[str]:
    return [entry["file"] for entry in ONE["told_in"]]


def file(case: Case, document: str) -> str:
    return case.documents[document].source.path


def is_told(case: Case, entry: dict[str, str], telling: Telling) -> bool:
    words, quote = folded(telling.span.text), folded(entry["quote"])
    return file(case, telling.span.document) == entry["file"] and (words in quote or quote in words)


def test_three_tellings_come_down_to_one_root(case: Case, guess: Corroboration) -> None:
    assert guess.independent == guess.least == 1
    (root,) = [r for r in guess.roots if r.kind != "unknown"]
    assert root.kind == "unnamed"
    for entry in ONE["told_in"]:
        assert any(is_told(case, entry, telling) for telling in root.tellings), entry["file"]
    assert len(root.reasons) >= len(ONE["told_in"]) - 1


def test_the_passage_that_ties_is_shown_on_both_sides(case: Case, guess: Corroboration) -> None:
    for reliance in guess.reliances:
        assert reliance.right is not None
        assert folded(reliance.left.text) == folded(reliance.right.text)
        assert (file(case, reliance.document)[:13], file(case, reliance.on)) == ("news/tidewire", "news/courier-2019-06-24.html")


def test_the_outlet_that_re_reports_rests_on_the_other_and_no_other_outlet_is_tied(case: Case) -> None:
    tied = {(file(case, r.document), file(case, r.on)) for r in case.reliances if r.certainty != "possible"}
    courier = "news/courier-2019-06-24.html"
    assert tied == {("news/tidewire.html", courier), ("news/tidewire.txt", courier)}


def test_sources_kept_apart_by_the_texts_stay_apart(case: Case) -> None:
    unnamed = {(r.name, r.origin) for r in case.roots if r.kind == "unnamed"}
    assert {("one source", "The Averil Courier"), ("sources", "The Averil Courier")} <= unnamed
    for root in case.roots:
        if root.kind == "unnamed":
            assert len({t.span.document for t in root.tellings}) == 1 or root.reasons


def test_the_command_counts_roots(harbour: Path, guess: Corroboration) -> None:
    shown = clew("sources", guess.about[0], "--case", str(harbour))
    assert "5 tellings, 1 independent root\n" in shown.stdout
    assert clew("sources", "no-such-event", "--case", str(harbour)).returncode != 0
    assert "has it from" in clew("sources", "--case", str(harbour)).stdout


def test_the_order_of_evidence_does_not_matter(case: Case, guess: Corroboration) -> None:
    turned = Case(list(case.observations.values())[::-1])
    assert turned.reliances == case.reliances
    assert turned.roots == case.roots
    assert turned.corroboration(guess.about[0]).roots == guess.roots
