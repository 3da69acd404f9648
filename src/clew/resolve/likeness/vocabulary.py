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


@cache
def given_names() -> dict[str, str]:
    """Return the given names known, in lower case, each with who bears it: "he", "she" or "both".

    The list is the recognizer's: its file is read, since a second list would be out of step with it before long.
    """
    path = files("clew") / "recognize" / "vocabulary" / "given_names.toml"
    borne = {}
    for who, names in tomllib.loads(path.read_text("utf-8")).items():
        for name in names:
            borne[name.lower()] = "both" if name.lower() in borne else who if who in ("he", "she") else "both"
    return borne
