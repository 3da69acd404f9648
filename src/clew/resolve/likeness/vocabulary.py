"""The words of names that are no names, from the TOML files beside this one, and given names."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the table in `name`.toml, shared: not to be changed."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the words of list `key` in `name`.toml."""
    return frozenset(load(name)[key])


# Lists that the recognizers keep: their files are read, since a second list would be out of step with the first before long.
_RECOGNIZED = files("clew") / "recognize" / "vocabulary"


@cache
def given_names() -> dict[str, str]:
    """Return the given names known, in lower case, each with who bears it: "he", "she" or "both"."""
    borne = dict[str, str]()
    for who, names in tomllib.loads((_RECOGNIZED / "given_names.toml").read_text("utf-8")).items():
        for name in map(str.lower, names):
            borne[name] = "both" if name in borne or who not in ("he", "she") else who
    return borne


@cache
def countries() -> frozenset[str]:
    """Return the words of the names of countries, in lower case."""
    table = tomllib.loads((_RECOGNIZED / "countries.toml").read_text("utf-8"))
    return frozenset(word for name in table["names"] for word in name.lower().split())
