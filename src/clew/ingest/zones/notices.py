"""Notices that companies, lists and mail services put below a mail: nobody in particular says them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from clew.ingest.vocabulary import pattern, words
from clew.ingest.zones.lines import Line

_RULE = re.compile(r"[#*_=~-]{3,}|[\u2013\u2014]+")


def notices(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the lines of each notice among the paragraphs of `lines`, with the ruled lines right above and below it."""
    if not _hinted(" ".join([line.text for line in lines])):
        return
    blocks = list(paragraphs(lines))
    for i, block in enumerate(blocks):
        at = _begins(block)
        if at is not None:
            first = i - 1 if at == 0 and i and _is_rule(blocks[i - 1]) else i
            last = i + 1 if i + 1 < len(blocks) and _is_rule(blocks[i + 1]) else i
            yield [line for part in blocks[first : last + 1] for line in part][at:]


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines that no blank line parts."""
    block: list[Line] = []
    for line in lines:
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _hinted(said: str) -> bool:
    """Whether a notice may be in `said`: a quick test."""
    small = said.lower()
    return any(hint in small for hint in _hints())


def _is_rule(block: Sequence[Line]) -> bool:
    return len(block) == 1 and bool(_RULE.fullmatch(block[0].text))


def _begins(block: Sequence[Line]) -> int | None:
    """Return at which of its lines the notice in a paragraph begins, with the ruled line above it; None: there is none."""
    said = "\n".join(line.text for line in block)
    m = pattern("zones/zonewords", "notice", re.M).search(said)
    if m:
        at = said.count("\n", 0, m.start())
        return at - 1 if at and _RULE.fullmatch(block[at - 1].text) else at
    if not _hinted(said):
        return None
    small = " ".join(said.lower().split())
    return 0 if sum(any(form in small for form in forms) for forms in _phrases()) >= _needed(said) else None


def _needed(paragraph: str) -> int:
    """How many phrases make a notice. Three, since people too write that something is confidential; two below a ruled line."""
    return 2 if re.match(r"[-_*=]{3,}", paragraph) else 3


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split("|")) for entry in words("zones/zonewords")["disclaimer"])


@cache
def _hints() -> tuple[str, ...]:
    return tuple(words("zones/zonewords")["disclaimer_hints"])
