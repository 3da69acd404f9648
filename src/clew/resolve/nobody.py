"""Phrases for people by which nobody is meant: "no other member", "any minister"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from clew.records import Mention


def is_nobody(mention: Mention) -> bool:
    """Whether the words of `mention` deny that there is somebody, or leave it free: it is then nobody's, like an untied pronoun.

    The event it stands in keeps its words, which say of whom the event is denied.
    """
    return mention.form == "description" and _begins().match(mention.span.text) is not None


@cache
def _begins() -> re.Pattern[str]:
    begins = tomllib.loads(files("clew.resolve").joinpath("nobody.toml").read_text("utf-8"))["begins"]
    either = "|".join(begins).replace(" ", r"\s+")
    return re.compile(rf"\W*(?:{either})(?![\w'’])", re.IGNORECASE)
