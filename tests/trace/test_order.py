"""What the words alone put in order: a partial order, the same whatever order the records come in."""

import random
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.records import Event, When
from clew.resolve import find_occasions
from clew.trace import timeline
from clew.trace.order import arranged, side
from making import document, event, mention, span

TEXT = document(
    "Mara met Piet in 2031. Two days after the meeting Ilse called Mara. The day before the call Piet wrote to Ilse. "
    "Dov paid Mara. The next morning Mara met Dov. Ilse left."
)
MARA = mention(TEXT, "Mara")


def told(kind: str, words: str, when: When | None = None) -> Event:
    return event(kind, span(TEXT, words), ("with", MARA), when=when)


def hung(words: str, on: str) -> When:
    return When(None, None, "day", span(TEXT, words), None, "relative-to-event/1", span(TEXT, on))


YEAR = When(datetime(2031, 1, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC), "year", span(TEXT, "2031"), None, "year/1")
LATER = msgspec.structs.replace(YEAR, start=datetime(2032, 1, 1, tzinfo=UTC), end=datetime(2033, 1, 1, tzinfo=UTC))
EVENTS = (
    told("meeting", "Mara met Piet", YEAR),
    told("call", "Ilse called Mara", hung("Two days after the meeting", "Mara met Piet")),
    told("message", "Piet wrote to Ilse", hung("The day before the call", "Ilse called Mara")),
    told("payment", "Dov paid Mara"),
    told("meeting", "Mara met Dov", hung("The next morning", "Dov paid Mara")),
    told("travel", "Ilse left", LATER),
)


def lines(events: list[Event]) -> list[tuple[str, str]]:
    found = timeline(find_occasions(events, lambda _: None), {e.id: e for e in events}, {})
    return [(e.event.evidence[0].text, e.hold.side if e.hold else "") for e in found]


def test_what_hangs_stands_next_to_what_it_hangs_on_dated_or_not() -> None:
    assert lines(list(EVENTS)) == [
        ("Mara met Piet", ""),
        ("Piet wrote to Ilse", "before"),
        ("Ilse called Mara", "after"),
        ("Ilse left", ""),
        ("Dov paid Mara", ""),
        ("Mara met Dov", "after"),
    ]


def test_the_order_the_records_come_in_is_of_no_matter() -> None:
    for seed in range(10):
        shuffled = list(EVENTS)
        random.Random(seed).shuffle(shuffled)
        assert lines(shuffled) == lines(list(EVENTS))


def test_a_circle_is_reported_and_loses_nothing() -> None:
    one = told("call", "Ilse called Mara", hung("Two days after the meeting", "Mara met Dov"))
    other = told("meeting", "Mara met Dov", hung("The next morning", "Ilse called Mara"))
    found = timeline(find_occasions([one, other], lambda _: None), {e.id: e for e in (one, other)}, {})
    assert len(found) == 2
    assert all(entry.hold and entry.hold.circle for entry in found)


def test_an_anchor_that_no_event_tells_places_nothing() -> None:
    (entry,) = timeline(
        find_occasions(
            [lone := told("call", "Ilse called Mara", hung("Two days after the meeting", "Ilse left"))], lambda _: None
        ),
        {lone.id: lone},
        {},
    )
    assert entry.hold is None


@pytest.mark.parametrize(
    ("words", "hedge", "expected"),
    [
        ("the day before the hearing", None, "before"),
        ("three months after the note", None, "after"),
        ("two days later", None, "after"),
        ("the previous week", None, "before"),
        ("the next morning", None, "after"),
        ("that day", None, "at"),
        ("a few days", "after", "after"),
        ("a few days", "before", "before"),
    ],
)
def test_side(words: str, hedge: str | None, expected: str) -> None:
    assert side(words, hedge) == expected


ids = st.integers(0, 9)
sides = st.sampled_from(["before", "after", "at"])


@given(st.permutations(range(10)), st.dictionaries(ids, st.tuples(sides, ids)))
def test_every_key_once_and_every_hold_kept_outside_circles(keys, hangs) -> None:
    order, circles = arranged(keys, hangs)
    assert sorted(order) == sorted(keys)
    place = {key: i for i, key in enumerate(order)}
    for key, (where, on) in hangs.items():
        if key not in circles:
            assert place[key] < place[on] if where == "before" else place[key] > place[on]
    for key in circles:
        seen, at = set(), key
        while at in hangs and at not in seen:
            seen.add(at)
            at = hangs[at][1]
        assert at == key or at in seen


def test_a_chain_as_long_as_a_case_needs_no_recursion() -> None:
    order, circles = arranged(range(50_000), {i: ("after", i - 1) for i in range(1, 50_000)})
    assert order == tuple(range(50_000))
    assert not circles
