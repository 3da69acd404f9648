"""The date line of a text that nothing else dates: "LOWMERE, May 3, 2016 -", a day on a line of its own near the head."""

import re
from collections.abc import Sequence

from clew.recognize.date_grammar import Phrase
from clew.records import Document

# How far from its head a text may tell its day, and what a place before it may take ("PORT SAINT ANNE, Ostmark (Agency)").
_HEAD = 600
_PLACE = 60

# Documents that have no head of their own: their parts have dates, in headers and stamps.
_NONE = frozenset({"mail", "chat", "sheet", "table", "calendar", "contact"})

# What may stand beside the day on its line: "Updated:", "PRESS RELEASE", the hour; and after a place, the dash of an agency.
_BEFORE = re.compile(r"\W*(?:(?:published|posted|updated|issued|dated?|on)\b\W*){0,3}", re.IGNORECASE)
_AFTER = re.compile(
    r"\W*(?:press release|for immediate release|\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?\W*", re.IGNORECASE
)
_TOWN = re.compile(r"[A-Z][A-Z .'-]{2,30}(?:, ?[A-Z][\w. ]{1,30})?(?: \([\w ]{1,30}\))?,? (?:\([\w ]{1,30}\) )?")
_DASH = re.compile(r"\s*(?:\([\w ,/]{1,30}\)\s*)?(?:--|[-\u2013\u2014:])")


def date_line(document: Document, phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the day that the text tells of itself near its head, or None. `phrases`: its dates, in order."""
    if document.kind in _NONE:
        return None
    ahead = (p for p in phrases if p.rule == "day" and p.first("year", "iso", "numeric"))
    return next((p for p in ahead if p.end <= _HEAD and _stands_alone(document.text, p)), None)


def _stands_alone(text: str, phrase: Phrase) -> bool:
    first = text.rfind("\n", 0, phrase.start) + 1
    last = text.find("\n", phrase.end)
    before, after = text[first : phrase.start], text[phrase.end : last if last >= 0 else len(text)]
    if _BEFORE.fullmatch(before) and _AFTER.fullmatch(after[:_PLACE]):
        return True
    return len(before) <= _PLACE and bool(_TOWN.fullmatch(before) and _DASH.match(after))
