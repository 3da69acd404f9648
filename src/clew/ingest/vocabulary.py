"""The word lists that lie next to the code."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str) -> dict[str, Any]:
    """Return the table in `name`.toml."""
    return tomllib.loads(files("clew.ingest").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def pattern(name: str, key: str, flags: int = 0) -> re.Pattern[str]:
    """Return one pattern that matches any of the patterns listed under `key` in `name`.toml."""
    return re.compile("|".join(f"(?:{p})" for p in words(name)[key]), flags)
