"""The word lists that mending goes by: `cues.toml`."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def cues() -> dict[str, Any]:
    """Return the lists of `cues.toml`, by name."""
    return tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text("utf-8"))
