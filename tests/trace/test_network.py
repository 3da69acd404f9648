"""Ties by kind and occasion, presence apart from contact, paths by evidence, introductions, who stands between two groups."""

import random
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import AskError
from clew.records import Event, Link, Mention, Occasion, Strand, Voice, When
from clew.trace import (
    Graph,
    evidence_of,
    find_brokers,
    find_links,
    find_presences,
    find_ways,
    introductions,
    link_cost,
    links_around,
    members,
    occasion_of,
    occasions,
    without,
)
from clew.trace.evidence import named
from clew.trace.paths import Way
from making import claim, document, event, mention, span

NAMES = ("Mara", "Piet", "Ilse", "Dov", "Kesh", "Board", "Guild")
TEXT = document(" ".join(f"{name} was told of ({name})." for name in NAMES) + " One source said so. Hall said so. It rained.")
WHO = {name: mention(TEXT, name) for name in NAMES}
IDS = {m.id: name.lower() for name, m in WHO.items()}
PASSAGES = [span(TEXT, f"{name} was told") for name in NAMES]
HOTEL = mention(TEXT, "of", name="Lantern Hotel", kind="place")
DAY = When(datetime(2031, 6, 9, tzinfo=UTC), datetime(2031, 6, 10, tzinfo=UTC), "day", span(TEXT, "It rained"), None, "day/1")


def happening(kind: str, *roles: tuple[str, str], nth: int = 0, **more: Any) -> Event:
    return event(kind, PASSAGES[nth], *((role, WHO[name]) for role, name in roles), **more)


def strands(link: Link) -> list[tuple[str, str, int]]:
    return [(s.kind, s.status, len(s.occasions)) for s in link.strands]


@pytest.mark.parametrize(
    ("kind", "roles", "expected"),
    [
        ("meeting", [("with", "Mara"), ("with", "Piet")], {("mara", "piet"): "meeting"}),
        ("message", [("from", "Mara"), ("to", "Piet"), ("cc", "Ilse")],
         {("mara", "piet"): "message", ("ilse", "mara"): "message", ("ilse", "piet"): "addressed together"}),
        ("attendance", [("attendee", "Mara"), ("attendee", "Piet")], {("mara", "piet"): "presence"}),
        ("attendance", [("arranger", "Mara"), ("attendee", "Piet")], {("mara", "piet"): "arrangement"}),
        ("message", [("from", "Mara"), ("for", "Ilse"), ("to", "Piet")],
         {("mara", "piet"): "message", ("ilse", "mara"): "on behalf", ("ilse", "piet"): "on behalf"}),
        ("post", [("holder", "Mara"), ("organization", "Board")], {("board", "mara"): "post"}),
        ("post", [("holder", "Mara"), ("holder", "Piet")], {}),
        ("message", [("from", "Mara"), ("about", "Piet")], {}),
        ("alias", [("subject", "Mara"), ("object", "Piet")], {}),
        ("meeting", [("with", "Mara"), ("initiator", "Mara")], {}),
    ],
)  # fmt: skip
def test_what_kind_of_tie_an_event_makes(kind, roles, expected) -> None:
    found = find_links([happening(kind, *roles)], IDS.get)
    assert {(link.left, link.right): link.strands[0].kind for link in found} == expected


@pytest.mark.parametrize("status", ["denied", "declined"])
def test_what_is_denied_ties_nobody(status) -> None:
    assert find_links([happening("meeting", ("with", "Mara"), ("with", "Piet"), status=status)], IDS.get) == ()


def test_what_is_planned_or_unclear_stands_apart_from_what_happened() -> None:
    both = ("with", "Mara"), ("with", "Piet")
    events = [happening("meeting", *both, nth=i, status=s) for i, s in enumerate(("proposed", "happened", "unclear", "planned"))]
    (link,) = find_links(events, IDS.get)
    assert strands(link) == [("meeting", s, 1) for s in ("happened", "unclear", "planned", "proposed")]


def test_an_occasion_counts_once_under_its_strongest_kind() -> None:
    tellings = [
        happening("meeting", ("with", "Mara"), ("with", "Piet")),
        happening("contact", ("with", "Mara"), ("with", "Piet"), nth=1),
        happening("meeting", ("with", "Mara"), ("with", "Ilse"), nth=2),
    ]
    once = Occasion("o", "meeting", tuple(e.id for e in tellings), None, "happened")
    found = {(link.left, link.right): link for link in find_links(tellings, IDS.get, occasion_of([once]))}
    assert strands(found["mara", "piet"]) == [("meeting", "happened", 1)]
    assert set(found["mara", "piet"].events) == {tellings[0].id, tellings[1].id}
    assert ("ilse", "piet") not in found
    assert occasions(found["mara", "piet"]) == 1


def test_what_one_telling_denies_is_no_more_than_unclear() -> None:
    told = happening("meeting", ("with", "Mara"), ("with", "Piet"))
    denied = happening("meeting", ("with", "Mara"), ("with", "Piet"), nth=1, status="denied")
    both = Occasion("o", "meeting", (told.id, denied.id), None, "denied")
    (link,) = find_links([told, denied], IDS.get, occasion_of([both]))
    assert strands(link) == [("meeting", "unclear", 1)]
    assert link.events == (told.id,)


def test_one_place_and_day_is_presence_and_a_city_is_no_place_to_meet() -> None:
    def at(kind: str, *names: str, nth: int) -> Event:
        return msgspec.structs.replace(
            happening(kind, *(("with", n) for n in names), nth=nth, when=DAY), where=HOTEL.id, id=f"{kind}{nth}"
        )

    events = [at("meeting", "Mara", "Piet", nth=0), at("visit", "Ilse", nth=1)]
    ids = {**IDS, HOTEL.id: "hotel"}.get
    found = find_presences(events, ids, lambda _: "Lantern Hotel")
    assert [(left, right) for left, right, *_ in found] == [("ilse", "mara"), ("ilse", "piet")]
    assert find_presences(events, ids, lambda _: "New Averil") == ()
    links = find_links(events, ids, presences=found)
    assert {(link.left, link.right): link.strands[0].kind for link in links} == {
        ("ilse", "mara"): "same place", ("ilse", "piet"): "same place", ("mara", "piet"): "meeting"
    }  # fmt: skip


def link(left: str, right: str, kind: str = "meeting", status: str = "happened", events: tuple[str, ...] = ("e",)) -> Link:
    return Link(left, right, events, (Strand(kind, status, events, events),))


def cost(each: Link) -> int:
    return link_cost(each, lambda _: 0)


def test_the_shortest_path_and_the_best_evidenced_one() -> None:
    links = [link("a", "b", "presence"), link("a", "c"), link("b", "c"), link("b", "d", "post")]
    assert [w.stops for w in find_ways(Graph(links, cost), ["a"], ["b"], 3)] == [("a", "b"), ("a", "c", "b")]
    (best,) = find_ways(Graph(links, cost, best=True), ["a"], ["b"])
    assert (best.stops, best.cost) == (("a", "c", "b"), 2)
    dealings = without(links, lambda strand: strand.kind == "presence")
    assert find_ways(Graph(dealings, cost), ["a"], ["b"])[0].stops == ("a", "c", "b")


def test_groups_are_tied_by_any_of_their_members_and_by_who_is_in_both() -> None:
    links = [link("a", "b"), link("b", "c"), link("c", "d"), link("a2", "c")]
    assert find_ways(Graph(links, cost), ["a", "a2"], ["c", "d"])[0].stops == ("a2", "c")
    assert find_ways(Graph(links, cost), ["a", "b"], ["b", "c"])[0].stops == ("b",)
    with pytest.raises(AskError):
        find_ways(Graph(links, cost), ["a"], ["z"])


nodes = st.sampled_from("abcdefg")
graphs = st.sets(st.tuples(nodes, nodes).filter(lambda p: p[0] < p[1]), max_size=14)


@given(graphs, nodes, nodes, st.booleans(), st.randoms())
def test_ways_are_many_different_ordered_and_the_same_for_any_order_of_links(pairs, start, goal, best, chance) -> None:
    kinds = {pair: ("meeting", "presence", "post", "request")[sum(map(ord, pair)) % 4] for pair in pairs}
    links = [link(*pair, kinds[pair]) for pair in sorted(pairs)]
    shuffled = list(links)
    chance.shuffle(shuffled)

    def ways(of: list[Link]) -> tuple[Way, ...]:
        try:
            return find_ways(Graph(of, cost, best=best), [start], [goal], 6)
        except AskError:
            return ()

    found = ways(links)
    assert found == ways(shuffled)
    assert len({way.stops for way in found}) == len(found)
    for way in found:
        assert len(set(way.stops)) == len(way.stops)
        assert [{link.left, link.right} for link in way.links] == [{a, b} for a, b in zip(way.stops, way.stops[1:], strict=False)]
    measures = [way.cost if best else len(way.links) for way in found]
    assert measures == sorted(measures)


def test_evidence_of_who_says_so() -> None:
    met = happening("meeting", ("with", "Mara"), ("with", "Piet"))
    source, hall = (Voice(span(TEXT, words), None, "said", "certain") for words in ("One source", "Hall"))
    doubt = Voice(span(TEXT, "Hall"), None, "said", "possible")
    for voices, expected in (((), 0), ((hall,), 1), ((source,), 2), ((doubt,), 3), ((hall, source), 2)):
        assert evidence_of({met.id: met}, {met.id: (claim(met.evidence[0], met, *voices),)})(met.id) == expected
    best = (claim(met.evidence[0], met, source), claim(met.evidence[0], met, hall))
    assert evidence_of({met.id: met}, {met.id: best})(met.id) == 1
    assert named(span(TEXT, "Hall"))
    assert not named(span(TEXT, "One source"))


def test_introductions_are_triples_and_members_hold_posts() -> None:
    made = happening("introduction", ("introducer", "Mara"), ("with", "Piet"), ("with", "Ilse"))
    told_without = happening("introduction", ("with", "Piet"), ("with", "Dov"), nth=1)
    (found,) = introductions([made, told_without], IDS.get)
    assert (found.introducer, found.left, found.right, found.events) == ("mara", "ilse", "piet", (made.id,))
    posts = [
        happening("post", ("holder", "Mara"), ("organization", "Board"), nth=2),
        happening("membership", ("holder", "Piet"), ("organization", "Board"), nth=3),
        happening("post", ("holder", "Dov"), ("organization", "Board"), nth=4, status="denied"),
        happening("post", ("holder", "Kesh"), ("organization", "Guild"), nth=5),
    ]
    assert members(posts, "board", IDS.get) == ("mara", "piet")


def test_who_stands_between_two_groups_and_who_alone_ties_them() -> None:
    links = [link("a1", "x"), link("a2", "x"), link("x", "b1"), link("a1", "y"), link("y", "b1"), link("b1", "b2")]
    found = find_brokers(Graph(links, cost), {"a1", "a2"}, {"b1"})
    assert [(b.identity, b.pairs, b.alone, b.way.stops) for b in found] == [
        ("x", 2, 1, ("a1", "x", "b1")),
        ("y", 1, 0, ("a1", "y", "b1")),
    ]
    assert find_brokers(Graph([link("a1", "b1")], cost), {"a1"}, {"b1"}) == ()


people = st.sampled_from([*NAMES[:5]])
roles = st.lists(st.tuples(st.sampled_from(["with", "from", "to", "cc", "arranger", "attendee", "holder"]), people), max_size=5)
happenings = st.lists(
    st.tuples(st.sampled_from(["meeting", "message", "attendance", "call"]), roles, st.integers(0, 6)), max_size=8
)


@given(happenings)
def test_links_of_one_are_those_of_all_and_order_is_of_no_matter(told) -> None:
    events = list({e.id: e for kind, having, nth in told for e in [happening(kind, *having, nth=nth)]}.values())
    every = find_links(events, IDS.get)
    for seed in range(3):
        random.Random(seed).shuffle(events)
        assert find_links(events, IDS.get) == every
    for name in ("mara", "piet"):
        own = [e for e in events if any(IDS[m] == name for _, m in e.roles)]
        assert links_around(own, name, IDS.get) == tuple(each for each in every if name in (each.left, each.right))


def test_a_crowd_ties_only_those_who_act() -> None:
    text = document(" ".join(f"P{i:02}." for i in range(40)))
    crowd: list[Mention] = [mention(text, f"P{i:02}") for i in range(40)]
    ids = {m.id: m.name for m in crowd}.get
    speech = event("attendance", text.span(0, 3), ("speaker", crowd[0]), *(("attendee", m) for m in crowd[1:]))
    assert {each.left for each in find_links([speech], ids)} == {"P00"}
