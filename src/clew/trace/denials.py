"""Denials held against the record of the thing denied: same people, kinds that speak of one thing, times that may be one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from clew.records import Conflict, Event, Span, Strength, When
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import pattern, table
from clew.trace.ledger import CONTACTS, Ledger, may_meet, pairs, placed
from clew.trace.scope import Scope, scope_of

REASON = "denied in one, told in the other"
OTHERS = "set apart from those told before, and yet there is another"
OCCASIONS = "the two may speak of different occasions"
RECALL = "it says what is remembered or known, not that it was not so"

# What "no other" sets aside is told at most so many characters before it.
_LISTED = 1500

# The question that an answer denies ends at most so many characters before it: a speaker's label stands between.
_ASKED = 120


# Who denies is another than who tells of it: "Vale denied meeting him".
_DENIED = re.compile(r"\bden(?:y|ied|ies|ying)\b", re.IGNORECASE)


class Told(NamedTuple):
    """An event that is told to have happened; guessed: one who took part is only described by a post that one person holds."""

    event: Event
    guessed: bool


def find_denials(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each denial of a contact with the passages that tell one, one a document: the nearest."""
    told = told_by_pair(ledger)
    asked = asked_before(ledger)
    for denied in ledger.events:
        if denied.status != "denied" or denied.kind not in CONTACTS or len(ledger.who(denied)) != 2:
            continue
        scope = scope_of(denied.evidence[0].text, ledger.sentence(denied.evidence[0]))
        if not scope.mood and not scope.matter:
            yield from _against(ledger, denied, scope, asked.get(denied.id), told.get(ledger.who(denied), ()))


def told_by_pair(ledger: Ledger) -> dict[frozenset[str], list[Told]]:
    """Return the contacts that are told for sure to have happened, by each two of those who took part."""
    found: dict[frozenset[str], list[Told]] = defaultdict(list)
    for event in ledger.events:
        if event.kind in CONTACTS and event.status == "happened" and ledger.sureness(event) in ("asserted", "probable"):
            who, guessed = ledger.loosely(event)
            for pair in pairs(who):
                found[pair].append(Told(event, guessed))
    return found


def asked_before(ledger: Ledger) -> dict[str, Event]:
    """Return, by the denial's id, the open event right before it that asks of the same two: "At the club, did you meet?"."""
    last: dict[tuple[str, frozenset[str]], Event] = {}
    found = {}
    for event in sorted(ledger.events, key=lambda e: (e.evidence[0].document, e.evidence[0].start, e.id)):
        key = (event.evidence[0].document, ledger.who(event))
        if event.status == "unclear":
            last[key] = event
        elif event.status == "denied" and key in last and event.evidence[0].start - last[key].evidence[0].end < _ASKED:
            found[event.id] = last[key]
    return found


def _against(ledger: Ledger, denied: Event, scope: Scope, asked: Event | None, told: Iterable[Told]) -> Iterator[Conflict]:
    kinds = table("against").get("speech" if _spoken(denied) else denied.kind, [denied.kind])
    listed = _listed(ledger, denied) if scope.other else []
    found: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        if each.event.kind in kinds and _fits(ledger, denied, scope, asked, listed, each.event):
            found[each.event.evidence[0].document].append(each)
    for document in sorted(found):
        best = min(found[document], key=lambda t: (*_distance(denied.evidence[0], t.event.evidence[0]), t.event.id))
        occasion = scope.always or placed(denied.when) or (asked is not None and asked.where is not None)
        strength, reading = _strength(denied, scope, best, undated=not (occasion and placed(best.event.when)))
        reason = OTHERS if scope.other else REASON
        yield conflict("contradiction", denied.evidence[0], best.event.evidence[0], [denied], reason, strength, reading)


def _fits(ledger: Ledger, denied: Event, scope: Scope, asked: Event | None, listed: Iterable[When], event: Event) -> bool:
    """Whether `event` may be what is denied: the time, the occasion, who says so, and what the denial sets aside."""
    if not may_meet(event.when, denied.when) or _later(ledger, denied, event) or _one_teller(ledger, denied, event):
        return False
    if scope.other:
        return placed(event.when) and not any(may_meet(when, event.when) for when in listed)
    if _silent(denied, event) or pattern("scope", "untold").search(event.evidence[0].text):
        return False
    place = asked.where if asked else None
    if place is not None:
        return was_there(ledger, denied, place, event)
    if places := ledger.places_in(denied.evidence[0]):
        return any(ledger.one_place(a, b) for a in places for b in ledger.places_in(event.evidence[0], event.where))
    return (scope.always and not scope.once) or (placed(denied.when) and placed(event.when))


def _silent(denied: Event, event: Event) -> bool:
    """Whether the two are told to have been at one place without a word, and it is words that are denied."""
    return _spoken(denied) and pattern("silent", "words").search(event.evidence[0].text) is not None


def _spoken(denied: Event) -> bool:
    """Whether it is denied that they spoke, by a verb: a letter does not contradict that."""
    return denied.kind == "contact" and "noun" not in denied.by


def _later(ledger: Ledger, denied: Event, event: Event) -> bool:
    """Whether `event` is of a time when the denial was already written."""
    written = ledger.written(denied.evidence[0].document)
    start = event.when.start if event.when else None
    return bool(written and start and start > written)


def _one_teller(ledger: Ledger, denied: Event, event: Event) -> bool:
    """Whether one voice tells both in one document: it does not contradict itself in a breath."""
    same = denied.evidence[0].document == event.evidence[0].document
    if _DENIED.search(denied.evidence[0].text):
        return False
    known = denied.id in ledger.claims and event.id in ledger.claims
    return same and known and ledger.voice(denied) == ledger.voice(event)


def _listed(ledger: Ledger, denied: Event) -> list[When]:
    """Return the times that "no other" sets aside: told shortly before, or by the same voice in what it wrote earlier."""
    passage, voice = denied.evidence[0], ledger.voice(denied)
    near = [w for w in ledger.dates.get(passage.document, ()) if 0 <= passage.start - w.span.end < _LISTED and w.grain == "day"]
    earlier = [
        e.when for e in ledger.contacts(ledger.who(denied))
        if e.when and voice and ledger.authors.get(e.evidence[0].document) == voice and _before(ledger, e, denied)
    ]  # fmt: skip
    return [*near, *earlier]


def _before(ledger: Ledger, event: Event, denied: Event) -> bool:
    """Whether `event` is told in a document written before that of the denial; with no date of either nobody knows."""
    times = [ledger.written(e.evidence[0].document) for e in (event, denied)]
    first, second = times
    return isinstance(first, datetime) and isinstance(second, datetime) and first < second


def was_there(ledger: Ledger, denied: Event, place: str, event: Event) -> bool:
    """Whether `event` was at `place`, or on a day that the record gives for the two in `denied` being there."""
    if event.where is not None and ledger.one_place(place, event.where):
        return True
    days = ledger.days_at(place, ledger.who(denied))
    return event.where is None and placed(event.when) and any(may_meet(day, event.when) for day in days)


def _distance(left: Span, right: Span) -> tuple[int, int]:
    return (abs(left.start - right.start) if left.document == right.document else right.start, right.start)


def _strength(denied: Event, scope: Scope, told: Told, *, undated: bool) -> tuple[Strength, str]:
    """Return how strong the conflict is, and the reading under which it is none."""
    strength = lowered("strong", undated, told.guessed, denied.kind != told.event.kind)
    if scope.recall:
        return "weak", RECALL
    return strength, "who is meant by a post may be another than its holder known here" if told.guessed else OCCASIONS
