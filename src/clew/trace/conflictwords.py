"""The words of conflictwords.toml, as patterns."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, list[str]]:
    """Return one table of the vocabulary. KeyError: there is none."""
    found: dict[str, dict[str, list[str]]] = tomllib.loads(files("clew.trace").joinpath("conflictwords.toml").read_text("utf-8"))
    return found[name]


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Return the pattern of any of the phrases of a list, whole words only, case does not matter."""
    spaced = (phrase.replace(" ", r"\s+") for phrase in table(name)[key])
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)
