"""How like two names are: cases as data, then the laws that hold for any names."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.records import Comparison
from clew.resolve.likeness import blocks, compare_organizations, compare_people
from clew.resolve.likeness.weighing import DIFFERENT, PRIOR, SAME

CASES = tomllib.loads((Path(__file__).parent / "likeness.toml").read_text())["case"]
COMPARE = {"person": compare_people, "organization": compare_organizations}

GIVEN = ["William", "Katherine", "Dmitri", "Aleksandr", "Isabel", "Gustav", "Jean-Luc", "Mohammed"]
MIDDLE = ["", "Petrovich", "W.", "Rosalind", "K."]
FAMILY = ["Tolland", "Valenkov", "Drozdenko", "al-Hamdan", "de Varga", "Lindqvist", "O'Marra", "Burnham"]
SHORT = {"William": "Bill", "Katherine": "Kate", "Dmitri": "Dima", "Aleksandr": "Sasha"}
ACCENTS = str.maketrans("aeou", "áéöü")

full = st.tuples(st.sampled_from(GIVEN), st.sampled_from(MIDDLE), st.sampled_from(FAMILY))
people = full.map(lambda parts: " ".join(filter(None, parts)))
bodies = st.lists(
    st.sampled_from(["Vantor", "Orrin", "Bank", "Harbour", "AG", "GmbH", "of", "the", "22", "ABC"]), min_size=1, max_size=4
)
organizations = bodies.map(" ".join)
anything = st.text(max_size=30)
kinds = st.sampled_from(sorted(COMPARE))


@st.composite
def varied(draw: st.DrawFn) -> tuple[str, str]:
    """Return a name and one that may be the same: shortened, turned round, misspelt."""
    first, middle, last = given_name, between, surname = draw(full)
    given_name = draw(st.sampled_from([first, first, first[0] + ".", SHORT.get(first, first)]))
    between = draw(st.sampled_from([middle, "", middle[:1]]))
    surname = draw(st.sampled_from([last, last, last.translate(ACCENTS), last.upper()]))
    if draw(st.booleans()):
        place = draw(st.integers(0, len(surname) - 1))
        surname = surname[:place] + surname[place + 1 :]
    written = [given_name, between, surname]
    name = f"{surname}, {given_name} {between}" if draw(st.booleans()) else " ".join(filter(None, written))
    return " ".join(filter(None, (first, middle, last))), name.strip()


def compared(case: dict) -> Comparison:
    return COMPARE[case.get("kind", "person")](case["left"], case["right"])


@pytest.mark.parametrize("case", CASES, ids=[f"{c['left']} | {c['right']}" for c in CASES])
def test_case(case: dict) -> None:
    made = compared(case)
    assert made.verdict == case["verdict"], made
    assert case.get("says", "") in "; ".join(f.says for f in made.features)


# A given name or initials alone share a block with no full name, since they may be anybody.
ALONE = {"", "Mara", "WV"}


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["verdict"] != "different" and c["left"] not in ALONE], ids=lambda c: c["left"]
)
def test_what_may_be_one_shares_a_block(case: dict) -> None:
    kind = case.get("kind", "person")
    assert set(blocks(case["left"], kind)) & set(blocks(case["right"], kind))


@given(varied())
def test_names_taken_for_one_share_a_block(pair: tuple[str, str]) -> None:
    left, right = pair
    if compare_people(left, right).verdict == "same":
        assert set(blocks(left, "person")) & set(blocks(right, "person"))


@given(people)
def test_a_full_name_is_itself(name: str) -> None:
    assert compare_people(name, name).verdict == "same"


@given(full)
def test_a_comma_only_turns_a_name_round(parts: tuple[str, str, str]) -> None:
    first, middle, last = parts
    straight = " ".join(filter(None, parts))
    assert compare_people(straight, f"{last}, {first} {middle}".strip()).verdict == "same"


@given(kinds, anything | people | organizations, anything | people | organizations)
def test_it_is_the_same_whichever_way_round_and_every_time(kind: str, left: str, right: str) -> None:
    made = COMPARE[kind](left, right)
    assert made == COMPARE[kind](right, left) == COMPARE[kind](left, right)


@given(kinds, anything | people | organizations, anything | people | organizations)
def test_the_score_is_made_of_the_features_and_the_verdict_of_the_score(kind: str, left: str, right: str) -> None:
    made = COMPARE[kind](left, right)
    total = PRIOR + sum(f.weight for f in made.features)
    assert 0 <= made.score <= 1
    assert (made.score > 0.5) == (total > 0.001) or abs(total) < 0.01
    assert made.verdict == ("same" if made.score >= SAME else "different" if made.score <= DIFFERENT else "unsure")
    assert made.features
    assert all(f.says and "{" not in f.name for f in made.features)


@given(kinds, anything)
def test_blocks_are_the_same_every_time_and_each_is_named_once(kind: str, name: str) -> None:
    assert blocks(name, kind) == blocks(name, kind)
    assert len(set(blocks(name, kind))) == len(blocks(name, kind))
