"""Lines that say whose words follow: "-----Original Message-----", "---- Forwarded by Anna Vale on ... ----"."""

import re
from collections.abc import Sequence
from functools import cache

from clew.ingest.vocabulary import words
from clew.ingest.zones.lines import Line
from clew.records import Field, Record

# "Forwarded by ..." may be folded over so many lines.
_FOLDED = 4

# What stands around the words of such a line; and how long the words are at most.
_DASHES = "-_=*~–—<>[]|# \t"
_LONGEST = 60

_RULE = re.compile(r"_{20,}|-{30,}")
_BY = re.compile(r"\s+(?P<who>\S.*?)(?:\s+on\s+|\s+am\s+|\s+le\s+|\s+el\s+)(?P<when>\d[^-]*?\d(?:[^-\d]*?))\s*-*", re.S)


class Announced(Record, frozen=True, gc=False):
    """Such a line. kind: "forwarded" "original" "end" or "rule" (it only divides); last: the index after its last line."""

    kind: str
    first: int
    last: int
    fields: tuple[Field, ...] = ()


def announcements(text: str, lines: Sequence[Line]) -> dict[int, Announced]:
    """Return the announcing lines among `lines` by the index of their first line."""
    found = {}
    for i, line in enumerate(lines):
        said = line.text
        if said and (said[0] in "-_=*~–—<" or said[-1] == ":") and (announced := _announced(text, lines, i)):
            found[i] = announced
    return found


def _announced(text: str, lines: Sequence[Line], i: int) -> Announced | None:
    said = lines[i].text
    if said[0] not in "-_=*~–—<":
        return Announced("forwarded", i, i + 1) if _small(said[:-1].strip()) in _words("forwarded_colon") else None
    if _RULE.fullmatch(said):
        return Announced("rule", i, i + 1)
    core = _small(said.strip(_DASHES + ":"))
    if said[:2].strip(_DASHES) or len(core) > 3 * _LONGEST:
        return None
    for kind, key in (("end", "forwarded_end"), ("forwarded", "forwarded"), ("original", "original")):
        if core in _words(key):
            return Announced(kind, i, i + 1)
    return _forwarded_by(text, lines, i, core)


def _forwarded_by(text: str, lines: Sequence[Line], i: int, core: str) -> Announced | None:
    """Read who forwarded a mail, and when, to the dashes that close the line: it may be folded."""
    by = next((form for form in words("zones/zonewords")["forwarded_by"] if core.startswith(form)), None)
    if by is None:
        return None
    last = next((j for j in range(i, min(i + _FOLDED, len(lines))) if lines[j].text.endswith("--")), i)
    start = lines[i].words + lines[i].text.lower().index(by) + len(by)
    whole = re.sub(r"\n[ \t>]*", lambda m: " " * len(m.group()), text[start : lines[last].end])
    m = _BY.fullmatch(whole)
    spans = [("Resent-From", *m.span("who")), ("Resent-Date", *m.span("when"))] if m else []
    return Announced("forwarded", i, last + 1, tuple(Field(label, start + at, start + end) for label, at, end in spans))


def says_original(line: Line) -> bool:
    """Whether `line` says "Original Message", its dashes lost (scanners lose them): it counts only right above header lines."""
    return len(line.text) <= _LONGEST and _small(line.text.strip(_DASHES + ":.,")) in _words("original") - {"reply"}


def _small(text: str) -> str:
    """Return `text` in small letters; a Turkish capital I loses the dot that Python writes apart."""
    return text.lower().replace("i\u0307", "i")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(words("zones/zonewords")[key])
