"""The words of the gaps, from words.toml, and texts reduced to what can be compared."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_LETTERS = re.compile(r"[^\W_]+")


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the list called `name`."""
    return tuple(_table()[name])


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files("clew.trace.matters").joinpath("words.toml").read_text("utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of any of the list called `name`, whose entries are patterns, as whole words."""
    either = "|".join(words(name)).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def plain(text: str) -> str:
    """Return the words of `text` in lower case with one blank between: reply marks, line ends and quote marks are gone."""
    return " ".join(_LETTERS.findall(text.lower()))


def short(text: str, longest: int = 80) -> str:
    """Return `text` on one line, cut at a word when it is longer than `longest`."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rpartition(" ")[0] + "…"
