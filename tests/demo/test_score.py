"""The demo case against its key: how much of what a careful reader would find is found, with floors that only rise.

Each share is printed with what was missed when a floor is broken, or with `pytest -rP tests/demo/test_score.py`.
"""

import random
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from clew.case import Case
from clew.errors import AskError
from clew.records import Event, Span
from demo.reading import KEY, folded

Entry = dict[str, Any]
FLOORS: dict[str, float] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def case(harbour: Path) -> Case:
    return Case.open(harbour)


def holds(case: Case, entry: Entry, *spans: Span) -> bool:
    """Whether one of `spans` stands in the entry's file and shares words with its quote, the one inside the other."""
    quote = folded(entry["quote"])
    for span in spans:
        words = folded(span.text)
        if case.documents[span.document].source.path == entry["file"] and (words in quote or quote in words):
            return True
    return False


def names(case: Case, *mentions: str) -> set[str]:
    found = (case.identity_of(m) for m in mentions)
    return {name for identity in found if identity for name in identity.names}


def people_of(case: Case, event: Event) -> set[str]:
    return names(case, *(m for _, m in event.roles))


def meets(start: date, end: date, event: Event) -> bool:
    """Whether an event's time may lie in the key's days; an event that is not placed does not."""
    if event.when is None or event.when.start is None or event.when.end is None:
        return False
    first, last = (datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (start, end))
    return event.when.start < last and first < event.when.end


def person(case: Case, entry: Entry) -> bool:
    try:
        return case.person(entry["name"]).identified
    except AskError:
        return False


def address(case: Case, entry: Entry) -> bool:
    """Whether each address of a person is one identity with the name."""
    try:
        return set(entry["addresses"]) <= set(case.person(entry["name"]).names)
    except AskError:
        return False


def message(case: Case, entry: Entry) -> bool:
    """Whether a mail's sender, recipients and moment are those of one message."""
    for event in case.events.values():
        if event.kind == "message" and event.when and event.when.start == entry["sent"]:
            sent = names(case, *(m for role, m in event.roles if role == "from"))
            got = names(case, *(m for role, m in event.roles if role in ("to", "cc")))
            if entry["from"] in sent and {*entry["to"], *entry["cc"]} <= got:
                return True
    return False


def contact(case: Case, entry: Entry) -> bool:
    """Whether an event of the kind and status, in the days, has two of the people (or the only one) and stands in the file."""
    for event in case.events.values():
        files = {case.documents[s.document].source.path for s in event.evidence}
        fits = event.kind == entry["kind"] and event.status == entry["status"] and entry["file"] in files
        both = len(people_of(case, event) & set(entry["with"])) >= min(2, len(entry["with"]))
        if fits and both and meets(entry["start"], entry["end"], event):
            return True
    return False


def post(case: Case, entry: Entry) -> bool:
    found = (e for e in case.events.values() if e.kind == "post" and entry["holder"] in people_of(case, e))
    return any(holds(case, entry, *event.evidence) for event in found)


def question(case: Case, entry: Entry) -> bool:
    return any(q.kind == entry["kind"] and holds(case, entry, q.span) for q in case.questions)


def conflict(case: Case, entry: Entry) -> bool:
    return any(
        holds(case, entry["left"], a) and holds(case, entry["right"], b)
        for c in case.conflicts
        for a, b in ((c.left, c.right), (c.right, c.left))
    )


TABLES: dict[str, tuple[str, Callable[[Case, Entry], bool]]] = {
    "people": ("people", person),
    "addresses": ("people", address),
    "messages": ("messages", message),
    "contacts": ("contacts", contact),
    "posts": ("posts", post),
    "questions": ("questions", question),
    "conflicts": ("conflicts", conflict),
}


@pytest.mark.parametrize("name", TABLES)
def test_floor(name: str, case: Case) -> None:
    table, found = TABLES[name]
    entries = [e for e in KEY[table] if name != "addresses" or e["addresses"]]
    missed = [e for e in entries if not found(case, e)]
    share = 1 - len(missed) / len(entries)
    print(f"{name}: {len(entries) - len(missed)} of {len(entries)} ({share:.3f})", *missed, sep="\n  missed ")
    assert share >= FLOORS[name]


def test_no_conflict_is_found_that_is_not_in_the_key(case: Case) -> None:
    found = [(c, ((c.left, c.right), (c.right, c.left))) for c in case.conflicts]
    known = [
        c for c, sides in found
        if any(holds(case, e["left"], a) and holds(case, e["right"], b) for e in KEY["conflicts"] for a, b in sides)
    ]  # fmt: skip
    assert [(c.kind, c.left.text, c.right.text) for c in case.conflicts if c not in known] == []


def test_the_order_of_observations_does_not_change_the_conflicts(case: Case) -> None:
    observations = list(case.observations.values())
    for seed in range(10):
        random.Random(seed).shuffle(observations)
        assert Case(observations).conflicts == case.conflicts


def test_people_of_one_surname_are_not_merged(case: Case) -> None:
    for entry in KEY["not_the_same"]:
        assert case.person(entry["left"]).id != case.person(entry["right"]).id


def test_nobody_decides_who_the_unidentified_is(case: Case) -> None:
    wanted = KEY["unidentified"]["name"]
    found = [i for i in case.people() if i.name == wanted]
    assert found
    assert not any(i.identified for i in found)
    assert all(case.hypotheses(i) for i in found)
