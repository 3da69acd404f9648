"""Who is who: cases as data, then the laws that hold for any names and judgements."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clew.derived import Derived
from clew.engine import Serial
from clew.index import Index
from clew.pipeline import named
from clew.records import Document, Event, Identity, Judgement, Mention, Observation, make
from clew.resolve import Comparing
from making import document, event, mention, observation

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text())["case"]
GIVEN = ["Mara", "Piet", "Ilse"]
FAMILY = ["Tolland", "Orrin"]


def observed(texts: list[dict]) -> list[Observation]:
    """Return observations of the case's documents, each name mentioned once, in the order of the text."""
    made = []
    for number, each in enumerate(texts):
        found, at, mentions = document(each["text"], f"{number}.txt"), 0, []
        for name in each["names"]:
            at = found.text.index(name, at) + len(name)
            mentions.append(mention(found, name, nth=found.text.count(name, 0, at) - 1))
        mentions += [mention(found, a, kind="address") for a in each.get("addresses", [])]
        mentions += [mention(found, o, kind="organization") for o in each.get("organizations", [])]
        made.append(observation(found, *mentions, events=wrote(found, mentions) if each.get("mail") else ()))
    return made


def wrote(found: Document, mentions: list[Mention]) -> tuple[Event, ...]:
    """Return the message of a document that is a mail: the first of its people writes to the others."""
    people = [m for m in mentions if m.kind == "person"] or mentions
    roles = [("to" if at else "from", m) for at, m in enumerate(people)]
    return (event("message", found.span(0, len(found.text)), *roles),)


def listed(texts: list[list[str]]) -> list[Observation]:
    return observed([{"text": f"{i}. " + "; ".join(names), "names": names} for i, names in enumerate(texts)])


def resolve(observations: list[Observation], judgements: tuple[Judgement, ...] = ()) -> list[Identity]:
    return list(Derived.of(Serial(), Index(observations), judgements).identities.values())


def groups(observations: list[Observation], judgements: tuple[Judgement, ...] = ()) -> list[list[str]]:
    words = {m.id: f"{i}: {m.span.text}" for i, o in enumerate(observations) for m in o.mentions}
    return sorted(sorted(words[m] for m in i.mentions) for i in resolve(observations, judgements) if len(i.mentions) > 1)


def decide(left: str, right: str, verdict: str) -> Judgement:
    return make(Judgement, left=left, right=right, verdict=verdict, score=1.0, reason="", by="user")


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_case(case: dict) -> None:
    assert groups(observed(case["documents"])) == sorted(sorted(g) for g in case["groups"])


def test_every_mention_has_one_identity() -> None:
    observations = observed(CASES[5]["documents"])
    ids = [m for i in resolve(observations) for m in i.mentions]
    assert sorted(ids) == sorted(m.id for o in observations for m in o.mentions)


names = st.builds(lambda g, f: f"{g} {f}", st.sampled_from(GIVEN), st.sampled_from(FAMILY)) | st.sampled_from(FAMILY)
cases = st.lists(st.lists(names, min_size=1, max_size=3, unique=True), min_size=1, max_size=4)


@given(cases, st.randoms(use_true_random=False))
def test_what_a_person_holds_apart_stays_apart_and_undo_brings_it_back(texts: list[list[str]], random) -> None:
    observations = listed(texts)
    mentions = [m.id for o in observations for m in o.mentions]
    left, right = random.choice(mentions), random.choice(mentions)
    assume(left != right)
    before = groups(observations)
    apart = decide(left, right, "different")
    home = {m: i.id for i in resolve(observations, (apart,)) for m in i.mentions}
    assert home[left] != home[right]
    assert groups(observations, (apart, decide(apart.id, "", "undone"))) == before


@given(cases)
def test_the_order_of_documents_does_not_matter(texts: list[list[str]]) -> None:
    observations = listed(texts)
    forward = {frozenset(i.mentions) for i in resolve(observations)}
    backward = {frozenset(i.mentions) for i in resolve(observations[::-1], ())}
    assert forward == backward


def test_a_person_can_join_what_no_rule_joins() -> None:
    observations = observed(
        [{"text": "Mara Tolland spoke.", "names": ["Mara Tolland"]}, {"text": "M. T. left.", "names": ["M. T."]}]
    )
    left, right = (o.mentions[0].id for o in observations)
    assert groups(observations) == []
    assert groups(observations, (decide(left, right, "same"),)) == [["0: Mara Tolland", "1: M. T."]]


def test_another_source_said_twice_is_two_and_a_pronoun_is_the_last_of_them() -> None:
    found = document("Another source agreed. She left. Another source, he said, stayed. An aide met an aide.", "0.txt")
    told = [
        ("Another source", 0, "description"),
        ("She", 0, "pronoun"),
        ("Another source", 1, "description"),
        ("he", 0, "pronoun"),
    ]
    said = [mention(found, words, nth=nth, form=form, name="another source") for words, nth, form in told]
    aides = [mention(found, words, form="description", name="an aide") for words in ("An aide", "an aide")]
    assert groups([observation(found, *said, *aides)]) == [
        ["0: An aide", "0: an aide"],
        ["0: Another source", "0: She"],
        ["0: Another source", "0: he"],
    ]


TWO = next(c["documents"] for c in CASES if c["why"].startswith("one full name, each bearer"))


def test_every_feature_says_what_it_rests_on() -> None:
    observations = observed(TWO)
    compare = Comparing(named(Serial(), observations)).compare
    left, right = ([o.mentions[0].id] for o in observations)
    found = compare(left, right)
    assert found.verdict == "unsure"
    assert {f.name: f.weight < 0 for f in found.features} == {"equal": False, "other address": True, "other company": True}
    assert any("mara@harbour.example" in f.says and "tolland@dairy.example" in f.says for f in found.features)
    assert compare(right, left) == found


def test_an_unsure_pair_is_for_a_person_and_joins_nobody() -> None:
    observations = observed(TWO)
    unsure = list(Derived.of(Serial(), Index(observations), ()).resolution.unsure())
    assert [{j.left, j.right} for j in unsure] == [{o.mentions[0].id for o in observations}]
    assert "other" in unsure[0].reason


def test_what_has_no_name_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        Comparing([]).compare([], [])
