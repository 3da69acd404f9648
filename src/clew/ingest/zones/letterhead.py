"""What Outlook prints over a mail: whose print-out it is, and a rule, at the top of a page above "From:"."""

import re
from collections.abc import Container, Iterator, Sequence

from clew.ingest.zones.labels import label_of
from clew.ingest.zones.lines import Line

_RULE = re.compile(r"[_\u2014\u2015\u2500-]{8,}")

# Whose print-out it is: a name or an address, no sentence.
_OWNER = re.compile(r"[^\W\d_][^:;?!<>|]{1,58}[^\s:;?!.,<>|]")


def letterheads(text: str, lines: Sequence[Line], left_out: Container[int]) -> set[int]:
    """Return the indexes of the lines that are letterheads. left_out: indexes of lines known to be furniture.

    Within a page a rule above "From:" parts a mail from the one it quotes; the line above it is its signature.
    """
    found: set[int] = set()
    for i, line in enumerate(lines):
        if _RULE.fullmatch(line.text) and _opens(lines, i, left_out):
            found.update(_head(text, lines, i, left_out))
    return found


def _opens(lines: Sequence[Line], rule: int, left_out: Container[int]) -> bool:
    """Whether the first words below line `rule` are a "From:"."""
    below = next((i for i in range(rule + 1, min(rule + 6, len(lines))) if lines[i].text and i not in left_out), None)
    label = label_of(lines[below]) if below is not None else None
    return label is not None and label.name == "From" and label.sure


def _head(text: str, lines: Sequence[Line], rule: int, left_out: Container[int]) -> list[int]:
    """Return the lines of the letterhead with this rule, or [] when more than an owner's name stands above it on its page."""
    above = list(_above(text, lines, rule, left_out))
    if len(above) > 1 or (above and not _OWNER.fullmatch(lines[above[0]].text)):
        return []
    return [*above, rule]


def _above(text: str, lines: Sequence[Line], rule: int, left_out: Container[int]) -> Iterator[int]:
    """Yield the lines with words above `rule`, nearest first, up to the page's top or its furniture; at most two."""
    shown = 0
    for i in range(rule, -1, -1):
        if i in left_out or shown > 1:
            return
        if i < rule and lines[i].text:
            shown += 1
            yield i
        if "\f" in text[lines[i].start : lines[i].words]:
            return
