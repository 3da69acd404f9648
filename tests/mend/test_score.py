"""Floors of mending: on the labelled data where it is, and on attacks of our own on invented text, always."""

import importlib
import sys
from importlib import util
from pathlib import Path

import pytest

from clew.mend import mend_text

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
alphabets = importlib.import_module("score.alphabets")
attackers = importlib.import_module("score.attackers")
floors = importlib.import_module("score.floors")
gold = importlib.import_module("score.gold")
measures = importlib.import_module("score.measures")
samples = importlib.import_module("score.samples")
score = importlib.import_module("score.mend")
texts = importlib.import_module("score.texts")

PINNED = floors.load()
OWN = score.OWN.format(attackers.SEED)
INVENTED = score.OWN_INVENTED.format(attackers.SEED)


@pytest.fixture(scope="module")
def reached():
    return {(line.group, line.name): line for line in score.Table().lines()}


def below(reached, group, wanted):
    """Return the figures of `group` that are worse than their floors, or were not measured at all."""
    pinned = {name: floor for (owner, name), floor in PINNED.items() if owner == group and wanted(name)}
    assert pinned
    lines = {name: reached.get((group, name)) for name in pinned}
    return {name: line for name, line in lines.items() if line is None or not pinned[name].holds(line)}


@pytest.mark.parametrize("group", dict.fromkeys(group for group, _ in PINNED))
def test_no_figure_is_below_its_floor(reached, group):
    if group != INVENTED and not gold.GOLD.is_dir():
        pytest.skip(f"the labelled data is not at {gold.GOLD}")
    assert not below(reached, group, lambda name: not any(f"of {package} " in name for package in alphabets.PACKAGES))


@pytest.mark.parametrize("package", alphabets.PACKAGES)
def test_nor_on_all_that_unicode_calls_confusable(reached, package):
    if not util.find_spec(package):
        pytest.skip(f"{package} is not installed: `make score-mend` does that")
    for group in [OWN, INVENTED] if gold.GOLD.is_dir() else [INVENTED]:
        assert not below(reached, group, lambda name: f"of {package} " in name)


def test_every_measure_has_a_floor(reached):
    assert {key for key in reached if key[0] not in measures.UNPINNED} <= {*PINNED}


def test_the_clean_texts_are_left_as_they_are():
    assert [t for found in texts.invented().values() for t in found if mend_text(t).text != t] == []


def test_attackers_attack_the_same_way_each_time():
    clean = texts.invented()
    for attacker in attackers.attackers():
        rows = attacker.rows(clean[attacker.language])
        assert rows, attacker.name
        assert rows == attacker.rows(clean[attacker.language])
        assert all(row.text != row.gold and row.gold in clean[attacker.language] for row in rows)


def test_another_seed_attacks_in_other_places():
    attacker = next(a for a in attackers.attackers() if a.name == "cyrillic 5%")
    clean = texts.invented()["english"]
    assert attacker.rows(clean, seed=1) != attacker.rows(clean, seed=2)


def results(*rows):
    return [measures.Result(gold.Row(str(n), text, right), made) for n, (text, right, made) in enumerate(rows)]


def test_reduction_is_the_share_of_errors_that_are_gone():
    found = results(("аbс", "abc", "abc"), ("dеf", "def", "dеf"))
    line = measures.reduction("attacked", "two", found)
    assert line.value == pytest.approx(2 / 3)
    assert line.detail == "1 of 2 rows perfect, 1 of 3 left"


def test_reduction_below_zero_is_harm():
    assert measures.reduction("attacked", "one", results(("аb", "ab", "xyz"))).value == -2


def test_wrong_words_are_counted_without_odd_spaces_and_characters_with_them():
    words, characters = measures.harm("legitimate", "one", results(("a\u00a0big cat", "a\u00a0big cat", "a bag cat")))
    assert (words.value, characters.value) == (pytest.approx(1e6 / 9), pytest.approx(2e6 / 9))


def test_samples_show_the_most_frequent_kind_of_error_first():
    found = results(("xаy xаy", "xay xay", "xаy xаy"), ("zо", "zo", "zо"))
    first, place, *_ = samples.samples(found, 1)
    assert first.split()[:2] == ["2", "x"]
    assert "CYRILLIC SMALL LETTER A" in first and "LATIN SMALL LETTER A" in first
    assert "x⟦а⟧y" in place


def test_pinning_raises_floors_and_never_lowers_them(tmp_path):
    path = tmp_path / "floors.toml"
    pinned = {
        ("attacked", "a"): floors.Floor(1, 0.5),
        ("attacked", "b"): floors.Floor(1, 0.5),
        ("legitimate", "c"): floors.Floor(0.3, 2),
    }
    lines = [("attacked", "a", 0.75009), ("attacked", "b", 0.25), ("legitimate", "c", 1.001), ("attacked", "new", 0.1)]
    floors.pin(pinned, [measures.Line(*line) for line in lines], path)
    assert {name: floor.floor for (_, name), floor in floors.load(path).items()} == {"a": 0.75, "b": 0.5, "c": 1.01, "new": 0.1}
    assert floors.load(path)["attacked", "a"].target == 1


def test_a_ceiling_holds_what_is_below_it():
    assert floors.Floor(None, 2).holds(measures.Line("legitimate", "c", 1.5))
    assert not floors.Floor(None, 2).holds(measures.Line("legitimate", "c", 2.5))
    assert not floors.Floor(None, 2).holds(measures.Line("attacked", "c", 1.5))
