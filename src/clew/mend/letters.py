"""Letters and their scripts: who looks like whom (`letters.toml`), and whose letter a character is."""

import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

# Ranges for character classes. Latin with its accents, without the multiplication and division signs.
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
# Latin letters of phonetic alphabets and of editions of old texts.
PHONETIC = "\u0250-\u02af\u1d00-\u1d25\u1d6b-\u1d77\u1d79-\u1d9a\u2c60-\u2c7f\ua722-\ua787\ua78b-\ua7ca\uab30-\uab5a\uab60-\uab64"
ACCENTED = "\u00c0-\u00ff"  # of Latin-1
CYRILLIC = "\u0400-\u0482\u048a-\u052f\u1c80-\u1c8a\ua640-\ua66e\ua680-\ua69d"
GREEK = (
    "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03ff"
    "\u1f00-\u1fbc\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc"  # with the accents of old Greek
)
ARMENIAN = "\u0531-\u0556\u0561-\u0587"
CHEROKEE = "\u13a0-\u13f5\uab70-\uabbf"
MARKS = "\u0300-\u036f"

# More than three fifths of any Russian text (Lyashevskaya and Sharov, Frequency Dictionary of Contemporary Russian, 2009).
COMMONEST = "оеаинтсрвл"

RUSSIAN = "\u0410-\u044f\u0401\u0451"
EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"

# Tables of `letters.toml` that work in both directions. The others only lead to Latin.
TWO_WAY = ("cyrillic", "greek")
ONE_WAY = ("cyrillic_rare", "armenian", "cherokee")


@cache
def _named() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("letters.toml").read_text("utf-8"))


@cache
def _tables() -> dict[str, dict[str, str]]:
    named = _named()
    return {table: {latin: unicodedata.lookup(named[table][latin]) for latin in named[table]} for table in TWO_WAY + ONE_WAY}


@cache
def twins() -> dict[str, dict[str, str]]:
    """Return, for Cyrillic and Greek, the letter for each Latin letter that is mistaken for it."""
    return {script: _tables()[script] for script in TWO_WAY}


@cache
def to_latin() -> dict[str, str]:
    """Return the Latin letter for each look-alike of any word, of all scripts."""
    return {other: latin for pairs in _tables().values() for latin, other in pairs.items()}


@cache
def rare() -> frozenset[str]:
    """Return the look-alikes that only the alphabets of small languages have."""
    return frozenset(_tables()["cyrillic_rare"].values())


@cache
def woven() -> dict[str, str]:
    """Return the Latin letter for each character that is taken for it only where it is woven into a Latin word."""
    return {unicodedata.lookup(name): latin for latin, names in _named()["woven"].items() for name in names}


@cache
def script(letter: str) -> str:
    """Return "latin" "cyrillic" "greek" "armenian" "cherokee", or "" for a combining mark: the only characters of words here."""
    name = unicodedata.name(letter, "").split(" ", 1)[0].lower()
    return name if name in ("latin", "cyrillic", "greek", "armenian", "cherokee") else ""
