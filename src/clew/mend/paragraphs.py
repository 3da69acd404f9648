"""Where the paragraphs of a text are."""

import re
from collections.abc import Iterator

_GAP = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph starts and ends: stretches parted by blank lines."""
    at = 0
    for gap in _GAP.finditer(text):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(text):
        yield at, len(text)
