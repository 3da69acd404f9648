"""Which sources are speakers without a name."""

import re
import tomllib
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[\w’'-]+|[^\w\s]")
# A name set beside the noun: "the spokesman for the port, Anna Vale".
_NAMED = re.compile(r", (?:[A-Z][\w.’'-]+ ?){2,},?$")


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[part])


def unnamed(source: str) -> bool:
    """Whether the words of a source are a speaker without a name.

    "two officials", "a person close to the mayor" are; "he", "the poll", "voters", "spokesman Tom Orrin" are not.
    """
    words = _WORD.findall(source)
    end = next((i for i, word in enumerate(words) if word in _words("after") or not word[0].isalnum()), len(words))
    noun = words[end - 1] if end else ""
    bare = noun.removesuffix("s")
    if not noun.islower() or bare not in _words("nouns") or _NAMED.search(source):
        return False
    return bare not in _words("crowds") or not _words("knowing").isdisjoint(words)
