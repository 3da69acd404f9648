"""The words of this part, from occasions.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return one table of the file."""
    found: dict[str, Any] = tomllib.loads(files("clew.resolve.occasions").joinpath("occasions.toml").read_text("utf-8"))[name]
    return found


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of words."""
    return frozenset(table(name)[key])


@cache
def family_of(kind: str) -> tuple[str, str]:
    """Return the family and the sort of a kind of event: of a kind that is not listed, itself."""
    for family, sorts in table("families").items():
        for sort, kinds in sorts.items():
            if kind in kinds:
                return family, sort
    return kind, kind
