"""Who a From value names: the name in it, whom it was sent for, and the date that some programs print behind it."""

import re
from collections.abc import Iterator, Sequence

from clew.ingest.vocabulary import pattern
from clew.ingest.zones.lines import Line
from clew.ingest.zones.notes import name_and_stamp
from clew.records import Field

# What is no name in a From value: an address in any brackets, and the departments and domain of a name in Notes
# ("Anna Vale/NYC/Corp@Corp", "Anna Vale @ Corp").
_ADDRESS = re.compile(
    r"[<\u2039][^<>\u2039\u203a]*[>\u203a]?|\[[^\[\]]*\]?|\([^()]*@[^()]*\)?|[^\s<\u2039/]+@(?![A-Z][\w ]*(?:$|@))\S+"
    r"|(?:/[^/@<>,;\n]{1,30})+\s?@\s?[\w -]+(?:@[\w -]+)*(?=\s*$)|(?:/[^/@<>,;\n]{1,30}){2,}(?=\s*$)"
    r"|\s?@\s?[A-Z][\w -]*(?=\s*(?:$|@))"
)
_BRACKETS = str.maketrans("<>[]()\u2039\u203a", " " * 8)
_AROUND = " \t\"'`\u2018\u2019\u201c\u201d*;,._"
_WIDE = re.compile(r"\S(?:.*?\S)??(?=\s{2,}|\s*$)")


def sender(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where in `text[start:end]`, a From value, the name stands; the address when there is no name; None when empty."""
    value = text[start:end]
    named = _ADDRESS.sub(lambda m: " " * len(m.group()), value)
    for candidate in (named.split("\n")[0], value.translate(_BRACKETS)):
        m = _WIDE.search(candidate)
        kept = candidate[: m.end()].rstrip(_AROUND) if m else ""
        first = len(kept) - len(kept.lstrip(_AROUND))
        if first < len(kept) and not pattern("zones/furniture", "stamps").fullmatch(kept[first:]):
            return start + first, start + len(kept)
    return None


def split_senders(lines: Sequence[Line], fields: Sequence[Field]) -> list[Field]:
    """Return `fields` of the header `lines`, a From that says more than one thing as the fields it holds.

    "Anna Vale on 05/12/2031 09:14 AM" (Notes) is From and Date; "Quays list On Behalf Of Anna Vale" (Outlook) is Sender and From.
    """
    if not any(f.label == "From" for f in fields):
        return list(fields)
    dated = any(f.label == "Date" for f in fields)
    return [part for f in fields for part in (_split(lines, f, dated=dated) if f.label == "From" else [f])]


def _split(lines: Sequence[Line], field: Field, *, dated: bool) -> Iterator[Field]:
    for line in lines:
        if line.end <= field.start or line.words >= field.end:
            continue
        at = max(line.words, field.start)
        found = None if dated else name_and_stamp(line.text[at - line.words :])
        if found:
            yield from (Field(label, at + s, at + e) for label, (s, e) in zip(("From", "Date"), found, strict=True))
            return
        m = pattern("zones/mailwords", "behalf").search(line.text, at - line.words)
        if m and line.words + m.end() < field.end:
            yield from (Field("Sender", field.start, line.words + m.start()), Field("From", line.words + m.end(), field.end))
            return
    yield field
