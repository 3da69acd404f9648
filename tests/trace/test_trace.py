"""What follows from records: sureness, order of time, network, paths, conflicts."""

import itertools
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import AskError
from clew.index import Index
from clew.records import Document, Event, Link, Strand, Voice, When
from clew.resolve import find_occasions
from clew.trace import Graph, find_conflicts, find_links, find_ways, sureness, timeline
from making import claim, document, event, mention, observation, span

TEXT = document("Mara met Piet in May. Ilse says Mara met Piet. Piet denies it. Mara left out the meeting with Piet. It rained.")
MARA, PIET, ILSE = (mention(TEXT, n) for n in ("Mara", "Piet", "Ilse"))
WHO = {MARA.id: "mara", PIET.id: "piet", ILSE.id: "ilse"}.get


def when(year: int | None) -> When:
    bounds = (datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)) if year else (None, None)
    return When(*bounds, "year", span(TEXT, "May"), None, "test/1")


MEETING = event("meeting", span(TEXT, "Mara met Piet"), ("with", MARA), ("with", PIET), when=when(2031))


@pytest.mark.parametrize(
    ("status", "voices", "expected"),
    [
        ("happened", [()], "asserted"),
        ("happened", [(Voice(span(TEXT, "Ilse"), None, "said", "certain"),)], "asserted"),
        ("happened", [(Voice(None, None, "heard", "possible"),)], "possible"),
        ("happened", [(Voice(None, None, "said", "probable"), Voice(None, None, "heard", "unclear"))], "unclear"),
        ("happened", [(Voice(None, None, "denied", "certain", negated=True),)], "denied"),
        ("happened", [(Voice(None, None, "denied", "certain", True), Voice(None, None, "denied", "certain", True))], "asserted"),
        ("happened", [(Voice(None, None, "heard", "possible"),), ()], "asserted"),
        ("denied", [()], "denied"),
        ("unclear", [()], "unclear"),
    ],
)
def test_sureness(status: str, voices: list[tuple[Voice, ...]], expected: str) -> None:
    told = event("meeting", span(TEXT, "Mara met Piet"), ("with", MARA), status=status)
    assert sureness(told, [claim(span(TEXT, "Mara met Piet"), told, *chain) for chain in voices]) == expected


def test_timeline_puts_the_unplaced_last() -> None:
    events = [
        event("meeting", span(TEXT, "Mara met Piet"), ("with", MARA), when=w) for w in (when(None), when(2033), when(2030), None)
    ]
    entries = timeline(find_occasions(events, WHO), {e.id: e for e in events}, {})
    starts = [e.when.start.year if e.when and e.when.start else None for e in entries]
    assert starts == [2030, 2033, None, None]


def test_links_come_from_what_may_have_happened_between_people() -> None:
    apart = [
        event("meeting", span(TEXT, "It rained"), ("with", MARA), ("with", ILSE), status="denied"),
        event("reference", span(TEXT, "It rained"), ("subject", MARA), ("object", ILSE)),
        event("message", span(TEXT, "It rained"), ("from", PIET), ("about", ILSE)),
    ]
    strand = Strand("meeting", "happened", (MEETING.id,), (MEETING.id,))
    assert find_links([MEETING, *apart], WHO) == (Link("mara", "piet", (MEETING.id,), (strand,)),)


nodes = st.sampled_from("abcdef")
graphs = st.sets(st.tuples(nodes, nodes).filter(lambda p: p[0] < p[1])).map(
    lambda ps: [Link(a, b, ("e",)) for a, b in sorted(ps)]
)


@given(graphs, nodes, nodes)
def test_path_is_a_shortest_way(links: list[Link], start: str, goal: str) -> None:
    pairs = {(link.left, link.right) for link in links} | {(link.right, link.left) for link in links}
    lengths = [
        n for n in range(6) for way in itertools.permutations("abcdef", n + 1)
        if way[0] == start and way[-1] == goal and all(p in pairs for p in itertools.pairwise(way))
    ]  # fmt: skip
    if not lengths:
        with pytest.raises(AskError):
            find_ways(Graph(links, lambda _: 1), [start], [goal])
        return
    (found,) = find_ways(Graph(links, lambda _: 1), [start], [goal])
    assert len(found.links) == min(lengths)


def indexed(found: Document, *events: Event) -> Index:
    return Index([observation(found, events=events)])


def test_an_omission_is_held_against_the_record() -> None:
    left_out = event(
        "disclosure", span(TEXT, "Mara left out the meeting with Piet"), ("discloser", MARA), ("about", PIET), status="denied"
    )
    (found,) = find_conflicts(indexed(TEXT, MEETING, left_out), WHO)
    assert (found.kind, found.left.text, found.right.text) == ("omission", "Mara left out the meeting with Piet", "Mara met Piet")


@pytest.mark.parametrize(("year", "expected"), [(2031, 1), (2033, 0), (None, 1)])
def test_a_denial_conflicts_only_where_the_times_may_be_one(year: int | None, expected: int) -> None:
    denied = event("meeting", span(TEXT, "Piet denies it"), ("with", PIET), ("with", MARA), status="denied", when=when(year))
    assert len(find_conflicts(indexed(TEXT, MEETING, denied), WHO)) == expected


def test_a_denial_is_held_against_the_nearest_telling_of_a_document() -> None:
    text = document("Mara met Piet. It rained. Mara met Piet again. Mara never met Piet. Later Mara met Piet.")
    mara, piet = mention(text, "Mara"), mention(text, "Piet")
    who = {mara.id: "mara", piet.id: "piet"}.get
    told = [event("meeting", span(text, "Mara met Piet", i), ("with", mara), ("with", piet)) for i in range(3)]
    denied = event("meeting", span(text, "Mara never met Piet"), ("with", mara), ("with", piet), status="denied")
    (found,) = find_conflicts(indexed(text, *told, denied), who)
    assert found.right == told[1].evidence[0]


def test_an_explanation_is_held_against_nobody_else_having_had_one() -> None:
    text = document(
        "Mara met Piet. She called it club business. But no other member had such a meeting with Piet. Ilse met Piet."
    )
    mara, piet, other = mention(text, "Mara"), mention(text, "Piet"), mention(text, "no other member", form="description")
    who = {mara.id: "mara", piet.id: "piet", other.id: "other"}.get
    passages = (span(text, "Mara met Piet"), span(text, "She called it club business"))
    told = event("meeting", passages[0], ("with", mara), ("with", piet))
    told = msgspec.structs.replace(told, evidence=passages)
    denied = event(
        "meeting", span(text, "no other member had such a meeting with Piet"), ("with", other), ("with", piet), status="denied"
    )
    (found,) = find_conflicts(indexed(text, told, denied), who)
    assert (found.kind, found.left) == ("exception", passages[1])
