"""The tables of look-alikes are what the script makes of Unicode's data and the picks."""

import importlib.util
import tomllib
import unicodedata
from pathlib import Path

import pytest

from clew.mend import letters, look, styled

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("letters_script", ROOT / "tables" / "letters.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_those_the_script_writes(script):
    stated = script.TARGET.read_text("utf-8")
    if f"Database {unicodedata.unidata_version}" not in stated:
        pytest.skip(f"the tables were written with another Unicode than this Python's {unicodedata.unidata_version}")
    assert "\n".join(script.lines()) + "\n" == stated


def test_the_source_and_its_version_are_stated():
    head = (ROOT / "src" / "clew" / "mend" / "letters.toml").read_text("utf-8").split("\n\n")[0]
    assert "UTS #39" in head and "confusable-homoglyphs 3" in head and "Database 1" in head


def test_a_pick_that_unicode_knows_twice_must_be_named(script):
    with pytest.raises(ValueError, match="name one in picks"):
        script.only("cyrillic", "i", script.confusables())


def test_no_letter_stands_for_two():
    named = tomllib.loads((ROOT / "src" / "clew" / "mend" / "letters.toml").read_text("utf-8"))
    names = [n for table, pairs in named.items() if table != "woven" for n in pairs.values()]
    names += [n for listed in named["woven"].values() for n in listed]
    assert len(names) == len(set(names))


def test_flags_say_what_the_tables_say():
    flags = look.table()
    for other in letters.to_latin():
        assert flags[ord(other)] & look.READING and not flags[ord(other)] & look.ANCHOR
    for other in letters.woven():
        assert flags[ord(other)] & look.WOVEN and not flags[ord(other)] & look.READING
    assert not flags[ord("A")] & look.NO_CYRILLIC and flags[ord("D")] & look.NO_CYRILLIC


@pytest.mark.parametrize(("costume", "plain"), [*zip("𝐀ⓩ⒯🅻ʀᵗℓⅇ", "AztLrtle", strict=True)])
def test_costumes_are_read_by_decomposition_or_by_name(costume, plain):
    assert styled._plain(costume) == plain
