"""What is told several times in the demo case, and that no order of its events changes that."""

import shutil
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from clew.case import Case
from clew.resolve import find_occasions
from clew.showwhy import WhyTold, why, why_lines


@pytest.fixture(scope="module")
def case(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    own = tmp_path_factory.mktemp("judged") / "harbour.clew"  # what is judged here is nobody else's business
    return Case.open(shutil.copytree(harbour, own))


def told(case: Case, kind: str, *people: str) -> list[tuple[str, list[str], str]]:
    """Return time, documents and status of the occasions of a kind that all `people` are in and that are told more than once."""
    found = []
    for occasion in case.occasions:
        events = [case.events[e] for e in occasion.events]
        names = {i.name for e in events for _, m in e.roles if (i := case.identity_of(m))}
        if occasion.kind == kind and len(events) > 1 and names >= set(people):
            paths = sorted(case.documents[e.evidence[0].document].source.path.rpartition("/")[2] for e in events)
            found.append((occasion.when.span.text if occasion.when else "", paths, occasion.status))
    return sorted(found)


def test_a_meeting_told_by_a_chronology_a_newspaper_a_hearing_and_two_rows_of_the_visitors_book(case):
    ((when, paths, status),) = told(case, "meeting", "Ruth Tangye", "Nora Bellamy", "Joachim Brandl")
    rows = ["visitor-book-2018.xlsx"] * 2
    papers = ["chronology.txt", "courier-2019-07-08.html", "hearing-2019-04-10.txt"]
    assert [p for p in paths if p != "harbour-office.mbox"] == [*papers, *rows]
    assert (when, status) == ("28 June 2018", "happened")


def test_the_mail_that_tells_of_it_without_a_day_is_joined_or_offered(case):
    mail = next(e for e in case.events.values() if e.evidence[0].text.startswith("I met Nora Bellamy (Bellamy Rowe)"))
    beside = {x for j in case.occasion_of(mail.id).judgements for x in (j.left, j.right)} - {mail.id}
    assert "28 June 2018" in {w.span.text for e in beside if (w := case.events[e].when)}


def test_a_mail_and_its_quotation_by_the_clock_of_its_sender(case):
    found = [o for o in case.occasions if any(j.by == "same-moment/1" for j in o.judgements)]
    assert len(found) >= 10
    assert all(o.kind == "message" and o.status == "happened" for o in found)


def test_what_is_told_twice_is_found_in_any_order(case):
    events = list(case.events.values())
    before = case.occasions
    for seed in range(10):
        Random(seed).shuffle(events)
        assert find_occasions(events, case.derived.home.get, called=case.derived.name_of) == before


def test_a_person_holds_two_tellings_apart_and_takes_it_back(case):
    occasion = next(o for o in case.occasions if o.kind == "meeting" and len(o.events) == 2)
    left, right = occasion.events
    judgement = case.judge("different", left, right)
    assert case.occasion_of(left) != case.occasion_of(right)
    case.undo(judgement.id)
    assert case.occasion_of(left) == case.occasion_of(right) == occasion


def test_two_tellings_are_explained_by_the_judgements_between_them(case: Case) -> None:
    occasion = max(case.occasions, key=lambda o: (len(o.events), o.id))
    left, *_, right = occasion.events
    found = why(case, left[:10], right)
    assert isinstance(found, WhyTold)
    assert (found.left.id, found.right.id) == (left, right)
    steps = [{j.left, j.right} for j in found.chain]
    assert left in steps[0]
    assert right in steps[-1]
    assert all(a & b for a, b in pairwise(steps))
    assert next(why_lines(case, found)) == "one occasion"


def test_two_events_of_two_occasions_are_held_side_by_side(case: Case) -> None:
    left, right = (o.events[0] for o in case.occasions[:2])
    found = why(case, left, right)
    assert isinstance(found, WhyTold)
    assert found.chain == ()
    assert found.comparison.features
    assert next(why_lines(case, found)).startswith("two (")
