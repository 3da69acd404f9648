"""Contacts told as short, held against how long the record says that they took."""

import re
from collections import defaultdict
from collections.abc import Iterator

from clew.records import Conflict, Event
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import pattern
from clew.trace.ledger import CONTACTS, Ledger, placed

REASON = "told as short; the record has it last {} minutes"
READING = "the time kept may hold waiting, or others' time, or be a plan only"

# From here on nobody calls a meeting short: minutes. Half an hour may be; an hour may not.
LONG = 45

_CLOCK = re.compile(
    r"\b(?:start|in|from|begin\w*):\s*(?P<a>\d{1,2}):(?P<b>\d\d).{0,40}?\b(?:end|out|to|until):\s*(?P<c>\d{1,2}):(?P<d>\d\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?P<a>\d{1,2})[:.](?P<b>\d\d)\s*(?:-|–|to|until|till)\s*(?P<c>\d{1,2})[:.](?P<d>\d\d)\b", re.IGNORECASE)
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: n for n, word in enumerate(_UNITS)} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "quarter": 15, "half": 30, "noon": 12, "an": 1, "a": 1,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_RAN = re.compile(
    rf"\b(?P<from>{_NUMBER})(?: o['’]clock)?\s+(?:ran|went on|lasted|dragged on|ran on)\s+(?:to|until|till)\s+"
    rf"(?:(?P<minutes>{_NUMBER})\s+(?P<side>past|to)\s+)?(?P<to>{_NUMBER})\b", re.IGNORECASE
)  # fmt: skip
_FOR = re.compile(
    r"\b(?:for|lasted|took|spent|ran)\s+(?:about |nearly |almost |over |more than |some )?"
    rf"(?P<n>{_NUMBER})[- ](?P<unit>hours?|minutes)(?P<half> and a half)?",
    re.IGNORECASE,
)


def find_durations(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each contact told as short with each telling of the same day and people that gives it a long time, one a document."""
    timed: dict[tuple[str, object], list[tuple[Event, int]]] = defaultdict(list)
    for event in ledger.events:
        minutes = _minutes(event.evidence[0].text) if event.kind in CONTACTS and placed(event.when) else 0
        if minutes >= LONG and event.when and event.when.start:
            for who in ledger.who(event):
                timed[who, event.when.start.date()].append((event, minutes))
    if timed:
        for event in ledger.events:
            if event.kind in CONTACTS and event.status == "happened" and placed(event.when) and _short(event):
                yield from _long(ledger, event, timed)


def _short(event: Event) -> bool:
    return pattern("length", "short").search(event.evidence[0].text) is not None


def _long(ledger: Ledger, event: Event, timed: dict[tuple[str, object], list[tuple[Event, int]]]) -> Iterator[Conflict]:
    day = event.when.start.date() if event.when and event.when.start else None
    found = {(e.id, n): e for who in ledger.who(event) for e, n in timed.get((who, day), ())}
    taken: set[str] = set()
    for (_, minutes), other in sorted(found.items()):
        document = other.evidence[0].document
        sure = _same_people(ledger, event, other)
        if sure is not None and document != event.evidence[0].document and document not in taken:
            taken.add(document)
            strength = lowered("strong", not sure, other.status == "planned")
            yield conflict(
                "contradiction",
                event.evidence[0],
                other.evidence[0],
                [event],
                REASON.format(minutes),
                strength,
                READING,
                by="duration",
            )


def _same_people(ledger: Ledger, event: Event, other: Event) -> bool | None:
    """Return whether the two are surely about the same people: all of the smaller; False: one fits by a post only; None: not."""
    left, right = ledger.who(event), ledger.who(other)
    if len(left & right) >= 2:
        return True
    rest = [m for _, m in other.roles if ledger.person(m) not in left]
    fits = all(any(ledger.may_be(m, who) for who in left - right) for m in rest)
    return False if rest and fits and left & right else None


def _minutes(text: str) -> int:
    """Return how many minutes a passage says that something took; 0: it does not say."""
    if found := _CLOCK.search(text) or _BETWEEN.search(text):
        a, b, c, d = (int(found[name]) for name in "abcd")
        return max(0, (c - a) * 60 + d - b)
    if found := _RAN.search(text):
        start, end = _value(found["from"]) * 60, _value(found["to"]) * 60
        minutes = _value(found["minutes"]) if found["minutes"] else 0
        end += minutes if (found["side"] or "").lower() != "to" else -minutes
        return (end - start) % 720
    if found := _FOR.search(text):
        hours = found["unit"].lower().startswith("hour")
        return _value(found["n"]) * (60 if hours else 1) + (30 if found["half"] and hours else 0)
    return 0


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
