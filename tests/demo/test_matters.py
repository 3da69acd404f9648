"""What is not known in the demo case: every answer and gap of its key that is found, and none that is not there."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from clew.case import Case
from clew.records import Answer, Matter, Span
from demo.reading import KEY, folded
from demo.test_score import FLOORS, holds

Entry = dict[str, Any]


@pytest.fixture(scope="module")
def case(harbour):
    return Case.open(harbour)


def stands(case: Case, place: Entry, span: Span) -> bool:
    """Whether `span` is in the place's file and shares words with its quote, of which it may be a longer stretch."""
    return holds(case, place, span)


def asking(case: Case, place: Entry) -> list[Matter]:
    return [m for m in case.matters if any(stands(case, place, span) for span in m.passages)]


def answers(case: Case) -> Iterator[tuple[Matter, Answer]]:
    return ((m, a) for m in case.matters for a in m.answers if m.origin == "words")


def fits(case: Case, entry: Entry, matter: Matter, answer: Answer) -> bool:
    said = answer.sureness == entry["sureness"] or "replied" in (answer.sureness, entry["sureness"])
    return said and stands(case, entry, answer.span) and matter in asking(case, entry["question"])


def share(table: str, entries: list[Entry], missed: list[Entry]) -> None:
    part = 1 - len(missed) / len(entries)
    print(f"{table}: {len(entries) - len(missed)} of {len(entries)} ({part:.3f})", *missed, sep="\n  missed ")
    assert part >= FLOORS[table]


def test_answers_are_found(case):
    missed = [e for e in KEY["answers"] if not any(fits(case, e, m, a) for m, a in answers(case))]
    share("answers", KEY["answers"], missed)


def test_nothing_is_answered_that_is_not(case):
    settled = [(m, a) for m, a in answers(case) if a.sureness != "replied"]
    assert settled
    wrong = [(m.asks, a) for m, a in settled if not any(fits(case, e, m, a) for e in KEY["answers"])]
    assert wrong == []


def test_gaps_are_found(case):
    entries = [e for e in KEY["gaps"] if not e.get("may_close")]
    missed = [e for e in entries if not any(m.kind == e["kind"] for m in asking(case, e))]
    share("gaps", entries, missed)


def test_no_gap_is_found_that_is_none(case):
    found = [m for m in case.matters if m.origin == "gap"]
    wrong = [m.asks for m in found if not any(m.kind == e["kind"] and m in asking(case, e) for e in KEY["gaps"])]
    assert wrong == []


def test_a_gap_is_closed_by_what_closes_it(case):
    for entry in KEY["gaps"]:
        closing = [a.span for m in asking(case, entry) if m.kind == entry["kind"] for a in m.answers]
        if "answered" in entry:
            assert closing
            text = case.documents[closing[0].document].text
            assert case.documents[closing[0].document].source.path == entry["answered"]["file"]
            assert folded(entry["answered"]["quote"]) in folded(text)
        elif not entry.get("may_close"):
            assert closing == []


@pytest.mark.parametrize(
    "quote",
    [
        "It is not clear who the person is", "what he or she wanted", "It remains unclear who travelled with Emil Karsavy",
        "We could not establish how.", "I do not know whether anybody who asked for it had met the owners of Norhaven.",
    ],
)  # fmt: skip
def test_what_nobody_tells_stays_open(case, quote):
    entry = next(e for e in KEY["questions"] if quote in e["quote"])
    assert {m.state for m in asking(case, entry)} == {"open"}


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_evidence_does_not_matter(case, seed):
    shuffled = list(case.observations.values())
    random.Random(seed).shuffle(shuffled)
    assert Case(shuffled).matters == case.matters
