"""The order of evidence does not matter: the same identities, names, mentions and judgements, whatever comes first."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.case import Case
from clew.derived import Derived
from clew.engine import Serial
from clew.index import Index
from clew.records import Event, Mention, Observation
from making import document, event, mention, observation, span

GIVEN = ["Mara", "Piet", "Ilse", "Bill", "William"]
FAMILY = ["Tolland", "Orrin", "Vane"]
HOSTS = ["harbour.example", "post.example"]


def told(observations: list[Observation]) -> tuple[list[tuple], set[str]]:
    """Return all that must be the same: who is who, and what rules say of it, what they leave to a person too."""
    found = Derived.of(Serial(), Index(observations), ()).resolution
    identities = [
        (i.id, i.kind, i.name, i.names, i.mentions, i.identified, frozenset(j.id for j in i.judgements))
        for i in found.identities.values()
    ]
    return identities, {j.id for j in found.by_rules}


@pytest.fixture(scope="module")
def demo(harbour) -> list[Observation]:
    return list(Case.open(harbour).observations.values())


def test_ten_orders_of_the_demo(demo: list[Observation]) -> None:
    first = told(demo)
    for seed in range(10):
        shuffled = demo.copy()
        random.Random(seed).shuffle(shuffled)
        assert told(shuffled) == first


full = st.builds(lambda g, m, f: " ".join(filter(None, (g, m, f))), *map(st.sampled_from, (GIVEN, ["", "K.", "S."], FAMILY)))
short = st.sampled_from(FAMILY + GIVEN) | st.builds(lambda g, f: f"{g[0]}. {f}", *map(st.sampled_from, (GIVEN, FAMILY)))
address = st.builds(lambda g, f, h: f"{g}.{f}@{h}".lower(), *map(st.sampled_from, (GIVEN, FAMILY, HOSTS)))
page = st.tuples(st.lists(full | short | address, min_size=1, max_size=4, unique=True), st.booleans())


def observed(number: int, names: list[str], together: bool) -> Observation:
    """Return a document that mentions `names`, in one event when they are `together`."""
    found = document(f"{number}: " + "; ".join(names), f"{number}.txt")
    mentions: list[Mention] = [mention(found, n, kind="address" if "@" in n else "person") for n in names]
    events: tuple[Event, ...] = ()
    if together:
        events = (event("message", span(found, f"{number}:"), *(("to" if at else "from", m) for at, m in enumerate(mentions))),)
    return observation(found, *mentions, events=events)


@settings(max_examples=60)
@given(st.lists(page, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_any_order_of_any_documents(pages: list[tuple[list[str], bool]], chance: random.Random) -> None:
    observations = [observed(number, *each) for number, each in enumerate(pages)]
    shuffled = observations.copy()
    chance.shuffle(shuffled)
    assert told(observations) == told(shuffled)
