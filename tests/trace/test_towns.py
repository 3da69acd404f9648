"""Towns and countries: which are surely two places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.trace.towns import Town, apart, town, towns_in
from clew.trace.towns import _towns as every

TOWNS = sorted(every())


@pytest.mark.parametrize(
    ("left", "right", "two"),
    [
        ("Oslo", "Madrid", True),
        ("Oslo", "Oslo", False),
        ("Oslo", "Norway", False),
        ("Oslo", "Spain", True),
        ("Norway", "Spain", True),
        ("Vienna", "Bratislava", False),  # an hour by train: nobody is sure
        ("Hong Kong", "China", False),  # some call the one a part of the other
        ("Singapore", "London", True),
    ],
)
def test_apart(left: str, right: str, two: bool) -> None:
    one, other = town(left), town(right)
    assert one and other and apart(one, other) is two


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met in Oslo on Monday.", ["Oslo"]),
        ("They met in New York.", ["New York"]),
        ("They met in Paris, Texas.", []),
        ("They met in Paris, France.", ["Paris"]),
        ("They met at the Oslo Club.", []),
        ("They met in Moscow's outskirts.", []),
        ("They met in Georgia.", []),
        ("Paris met Vienna.", []),
    ],
)
def test_towns_in(text: str, names: list[str]) -> None:
    assert [found.name for found, _ in towns_in(text)] == names


@given(st.sampled_from(TOWNS), st.sampled_from(TOWNS))
def test_apart_does_not_depend_on_the_order(left: str, right: str) -> None:
    assert apart(every()[left], every()[right]) == apart(every()[right], every()[left])


@given(st.sampled_from(TOWNS))
def test_nothing_lies_apart_from_its_own_country(name: str) -> None:
    found = every()[name]
    assert not apart(found, found)
    assert not apart(found, Town("", found.country, None))
