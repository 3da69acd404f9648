"""Odd spaces: what a typesetter or a web page put where a reader sees a space. Same length, so nothing moves."""

import re
from functools import cache

from clew.mend.edits import Patch
from clew.mend.letters import EAST_ASIAN

RULE = "space/1"

# Not the line and paragraph separators, which are no spaces.
_WESTERN = (
    "\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\N{EN QUAD}-\N{HAIR SPACE}"  # a range: all of General Punctuation's fixed widths
    "\N{NARROW NO-BREAK SPACE}\N{MEDIUM MATHEMATICAL SPACE}"
)
ODD = _WESTERN + "\N{IDEOGRAPHIC SPACE}"
_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")

_BETWEEN_WORDS = re.compile(" (?<=[^\\W\\d_]{3} )(?=[^\\W\\d_]{3})")

# Typography asks for odd spaces beside stops, signs, numbers and words of a letter or two, and a web editor leaves one elsewhere
# now and then: these are kept. Between words of three letters and more there are none to speak of; where there are so many, and
# such a share of the spaces there, they were put in.
_SOME, _SHARE = 3, 0.03
# The share of a text below which its odd spaces cannot be such a share: a tenth of any text are spaces, a quarter of those
# between such words.
LEAST = _SHARE / 40


def spaces(text: str) -> list[Patch]:
    """Return one patch for each odd space in `text`, where they stand between words as a habit.

    An ideographic space in a text that also has East Asian letters belongs to their script.
    """
    characters = _WESTERN if _EAST_ASIAN.search(text) else ODD
    odd = len(_odd_between_words(characters).findall(text))
    if odd < _SOME or odd < _SHARE * (odd + len(_BETWEEN_WORDS.findall(text))):
        return []
    return [Patch(m.start(), m.end(), " ", RULE) for m in re.finditer(f"[{characters}]", text)]


@cache
def _odd_between_words(characters: str) -> re.Pattern[str]:
    # The space first: an expression that begins with it is searched for many times as fast.
    return re.compile(f"[{characters}](?<=[^\\W\\d_]{{3}}[{characters}])(?=[^\\W\\d_]{{3}})")
