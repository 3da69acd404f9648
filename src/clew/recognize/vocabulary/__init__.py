"""The words the recognizers look for, as TOML beside this file: one file a subject."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the vocabulary `name` (its file's name without ".toml"), shared: not to be changed. FileNotFoundError: none."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Return the words of the lists `keys` of vocabulary `name`."""
    lists = load(name)
    return frozenset(word for key in keys for word in lists[key])
