"""Odd spaces: what a typesetter or a web page put where a reader sees a space. Same length, so nothing moves."""

import re

from clew.mend.edits import Patch

RULE = "space/1"

# Not the ideographic space, which belongs to its script, and not the line and paragraph separators, which are no spaces.
ODD = (
    "\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\N{EN QUAD}-\N{HAIR SPACE}"  # a range: all of General Punctuation's fixed widths
    "\N{NARROW NO-BREAK SPACE}\N{MEDIUM MATHEMATICAL SPACE}"
)
_ODD = re.compile(f"[{ODD}]")


def spaces(text: str) -> list[Patch]:
    """Return one patch for each odd space in `text`."""
    return [Patch(m.start(), m.end(), " ", RULE) for m in _ODD.finditer(text)]
