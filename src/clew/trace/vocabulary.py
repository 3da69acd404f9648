"""The words of this stage, from its TOML tables, those of threads as patterns."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> dict[str, list[str]]:
    """Return the word lists of NAME.toml."""
    return tomllib.loads(files("clew.trace").joinpath(f"{name}.toml").read_text("utf-8"))


def _table() -> dict[str, list[str]]:
    return load("threadwords")


@cache
def marks() -> re.Pattern[str]:
    """Return the pattern of what stands before a subject; the group "answered" is there when it says that the mail answers."""
    answered, forwarded = ("|".join(map(re.escape, _table()[key])) for key in ("answered", "forwarded"))
    count = r"\s*(?:[\[(]\d+[\])]|\^\d+)?\s*[:;\uff1a]\s*"
    return re.compile(rf"\s*(?:\[[^\]]{{0,40}}\]\s*)?(?:(?P<answered>{answered})|(?:{forwarded})){count}", re.IGNORECASE)


@cache
def behalf() -> re.Pattern[str]:
    """Return the pattern of the words between who sends a mail and who wrote it."""
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, _table()['behalf']))})\s", re.IGNORECASE)


@cache
def banners() -> re.Pattern[str]:
    """Return the pattern of what mail systems put into mails, as words in lower case with a blank between."""
    return re.compile("|".join(_table()["banners"]))
