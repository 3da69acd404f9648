"""The date line of a text that nothing else dates: "LOWMERE, May 3, 2016 -", a day on a line of its own near the head."""

import re
from collections.abc import Sequence
from itertools import islice

from clew.recognize.date_grammar import Phrase
from clew.records import Document

# How far from its head a text may tell its day, and what a place before it may take ("PORT SAINT ANNE, Ostmark (Agency)").
_HEAD = 600
_PLACE = 60

# A text of so many days on lines of their own is a diary or a list of what came when.
_ENTRIES = 3

# Documents that have no head of their own: their parts have dates, in headers and stamps.
_NONE = frozenset({"mail", "chat", "sheet", "table", "calendar", "contact"})

# What may stand beside the day on its line: "Updated:", "PRESS RELEASE", the hour; and after a place, the dash of an agency.
_BEFORE = re.compile(r"\W*(?:(?:published|posted|updated|issued|dated?|on)\b\W*){0,3}", re.IGNORECASE)
_AFTER = re.compile(
    r"\W*(?:press release|for immediate release|\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?\W*", re.IGNORECASE
)
_TOWN = re.compile(r"[A-Z][A-Z .'-]{2,30}(?:, ?[A-Z][\w. ]{1,30})?(?: \([\w ]{1,30}\))?,? (?:\([\w ]{1,30}\) )?")
_CAPITALS = re.compile(r"[^\w\n]+[A-Z][A-Z &]+[^\w\n]*")

# "Thursday, May 8, 2031 On Tuesday the ...": the text runs on from its date line.
_BEGINS = re.compile(r" [A-Z][a-z]+ [a-z]| [A-Z][a-z]+ [A-Z][a-z]+,")
_DASH = re.compile(r"\s*(?:\([\w ,/]{1,30}\)\s*)?(?:--|[-\u2013\u2014:])")


def date_line(document: Document, phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the day that the text tells of itself near its head, or None. `phrases`: its dates, in order."""
    if document.kind in _NONE:
        return None
    days = (p for p in phrases if p.rule == "day" and p.first("year", "iso", "numeric"))
    alone = list(islice((p for p in days if _stands_alone(document.text, p)), _ENTRIES))
    return alone[0] if alone and len(alone) < _ENTRIES and alone[0].end <= _HEAD else None


def _stands_alone(text: str, phrase: Phrase) -> bool:
    first = text.rfind("\n", max(0, phrase.start - _PLACE - 1), phrase.start) + 1
    if first == 0 and phrase.start > _PLACE:
        return False
    before, after = text[first : phrase.start], text[phrase.end : phrase.end + 2 * _PLACE].partition("\n")[0]
    if _BEFORE.fullmatch(before):
        after = after[:_PLACE]
        begins = phrase.first("weekday") and not before.strip() and _BEGINS.match(after)
        return bool(begins or _AFTER.fullmatch(after) or _CAPITALS.fullmatch(after))
    return bool(_TOWN.fullmatch(before) and _DASH.match(after))
