"""The parts of one voice's stretch of a letter: greeting, signature, disclaimer."""

import re
from collections.abc import Iterator, Sequence

from clew.ingest.vocabulary import pattern, words
from clew.ingest.zones.labels import is_label
from clew.ingest.zones.lines import Line
from clew.records import Zone, ZoneKind

BY = "letter-parts/1"

# A name-block is short: more lines, or longer ones, are prose.
_BLOCK_LINES, _BLOCK_WIDTH = 8, 80

# Someone who signs in the middle of a long last paragraph does not exist; a greeting below this many lines is not one.
_GREETING_LINES, _SALUTATION_LINES = 3, 15

_RULE = re.compile(r"[#*_=~-]{4,}")
_WORD = r"(?:[A-Z][\w.'’-]*|de|von|van|bin|al-\w+|/s/|\([A-Z]+\))"
_NAME = re.compile(rf"^{_WORD}(?: {_WORD}){{0,4}}(?:,.{{0,40}})?$")


def letter_zones(lines: Sequence[Line]) -> Iterator[Zone]:
    """Yield the greeting, the disclaimers and the signature of `lines`, which are one voice's, in order."""
    shown = [line for line in lines if not line.blank]
    if not shown:
        return
    notices = list(_disclaimers(lines))
    yield from notices
    spoken = [line for line in lines if not any(z.start <= line.words < z.end for z in notices)]
    signed = _signature(spoken)
    if signed is not None:
        yield _zone(spoken[signed:], "signature")
    rest = spoken[: signed if signed is not None else len(spoken)]
    yield from _greeting([line for line in rest if not line.blank])


def _zone(lines: Sequence[Line], kind: ZoneKind) -> Zone:
    shown = [line for line in lines if not line.blank]
    return Zone(shown[0].words, shown[-1].end, kind, None, BY)


def _greeting(shown: Sequence[Line]) -> Iterator[Zone]:
    """A greeting is followed by something: a lone "Anna," is what was said. A letter's address stands above its "Dear"."""
    for i, line in enumerate(shown[:_SALUTATION_LINES]):
        if i >= _GREETING_LINES and not pattern("zones/kinds", "salutation").match(line.text):
            continue
        if len(shown) > 1 and pattern("zones/zonewords", "greeting").match(line.text) and not _other(line):
            yield Zone(line.words, line.end, "greeting", None, BY)
            return


def _other(line: Line) -> bool:
    """Whether a line that looks like a greeting is a closing ("Thanks,") or an empty header line ("Cc:")."""
    return _closes(line) or is_label(line.text.rstrip(" :"))


def _closes(line: Line) -> bool:
    return bool(pattern("zones/zonewords", "closing", re.I).match(line.text))


def _disclaimers(lines: Sequence[Line]) -> Iterator[Zone]:
    """Yield the notices among the paragraphs, each with the ruled lines right above and below it."""
    blocks = list(_paragraphs(lines))
    for i, block in enumerate(blocks):
        if _is_notice("\n".join(line.text for line in block)):
            first = i - 1 if i and _is_rule(blocks[i - 1]) else i
            last = i + 1 if i + 1 < len(blocks) and _is_rule(blocks[i + 1]) else i
            yield _zone([*blocks[first], *blocks[last]], "disclaimer")


def _is_rule(block: Sequence[Line]) -> bool:
    return len(block) == 1 and bool(_RULE.fullmatch(block[0].text))


def _is_notice(said: str) -> bool:
    if pattern("zones/zonewords", "notice", re.M).search(said):
        return True
    return sum(bool(re.search(p, said, re.I)) for p in words("zones/zonewords")["disclaimer"]) >= _needed(said)


def _needed(paragraph: str) -> int:
    """How many phrases make a notice. Three, since people too write that something is confidential; two below a ruled line."""
    return 2 if re.match(r"[-_*=]{3,}", paragraph) else 3


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if not line.blank:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _signature(lines: Sequence[Line]) -> int | None:
    """Return the index of the line at which the signature begins, or None."""
    for i, line in enumerate(lines):
        if line.text in {"--", "---"} and not line.blank and any(not rest.blank for rest in lines[i + 1 :]):
            return i
    found = [i for i in (_closed(lines), _named(lines), _device(lines)) if i is not None]
    return min(found, default=None)


def _closed(lines: Sequence[Line]) -> int | None:
    """A closing ("Regards,") on a line of its own with only a name-block below it."""
    for i in range(len(lines) - 1, -1, -1):
        if _closes(lines[i]):
            below = [line for line in lines[i + 1 :] if not line.blank]
            alone = all(line.blank for line in lines[:i])
            return i if _is_block(below) and (below or not alone) else None
        if sum(not line.blank for line in lines[i:]) > _BLOCK_LINES:
            return None
    return None


def _named(lines: Sequence[Line]) -> int | None:
    """A last paragraph that begins with a name and holds a post or a way to reach somebody."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if not lines[i].blank), None)
    if last is None:
        return None
    first = last
    while first > 0 and not lines[first - 1].blank:
        first -= 1
    block = lines[first : last + 1]
    if first == 0 or len(block) < 2 or not _is_block(block) or not _NAME.match(block[0].text):
        return None
    reached = any(pattern("zones/zonewords", "contact").search(line.text) for line in block[1:])
    return first if reached else None


def _device(lines: Sequence[Line]) -> int | None:
    shown = [i for i, line in enumerate(lines) if not line.blank]
    if shown and pattern("zones/zonewords", "device", re.I).match(lines[shown[-1]].text):
        return shown[-1]
    return None


def _is_block(lines: Sequence[Line]) -> bool:
    return len(lines) <= _BLOCK_LINES and all(len(line.text) <= _BLOCK_WIDTH for line in lines)
