"""Contacts said to be all that somebody had ("one call, one letter and nothing more"), held against what the record shows beyond.

What is closed is a matter: the people and the dates that stand in the sentences of the same text which speak of contacts of the
kinds that are counted. Only what the person did themselves is held against it, in that time, with one of those people.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple

from clew.records import Conflict, Event, Span, When
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import pattern, table
from clew.trace.ledger import CONTACTS, Ledger, may_meet, placed

REASON = "said to be all that was done; the record has {} beyond it"
READING = "it may have been about another matter"
FIRM = "it may have been about another matter, and the firm of that name may be another's"

# Dates coarser than these say nothing of when a contact was.
_DAY = frozenset({"second", "minute", "hour", "day"})
_GRAINS = _DAY | {"week", "month"}

_NUMBERS = {"two": 2, "three": 3, "four": 4}


class Matter(NamedTuple):
    """What a count of contacts is about. people: identities; surnames: theirs; times: the dates given."""

    people: frozenset[str]
    surnames: frozenset[str]
    times: tuple[When, ...]


def find_limits(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each closed count with each contact beyond it that the person counted for made, one a document."""
    limits = [event for event in ledger.events if event.kind == "limit"]
    if not limits:
        return
    made = _made(ledger)
    for limit in limits:
        for who in sorted(ledger.who(limit, "subject")):
            yield from _beyond(ledger, limit, who, made.get(who, []))


def _made(ledger: Ledger) -> dict[str, list[Event]]:
    """Return, by person, the placed contacts that are their doing: what they wrote, whom they called, whom they met."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in ledger.events:
        if event.kind in CONTACTS and event.status == "happened" and placed(event.when):
            for who in _doers(ledger, event):
                found[who].append(event)
    return found


def _doers(ledger: Ledger, event: Event) -> frozenset[str]:
    if event.kind == "message":
        return ledger.who(event, "from")
    if event.kind == "call":
        callers = ledger.who(event, "initiator")
        kept = ledger.keepers.get(event.id)
        return callers or (frozenset({kept}) if kept else frozenset())
    return ledger.who(event) if event.kind in ("meeting", "visit") else frozenset()


def _beyond(ledger: Ledger, limit: Event, who: str, made: list[Event]) -> Iterator[Conflict]:
    allowed = _counted(limit.evidence[0].text)
    matter = _matter(ledger, limit, who, allowed)
    written = ledger.written(limit.evidence[0].document)
    days: dict[str, set[object]] = defaultdict(set)
    taken: set[str] = set()
    for event in sorted(
        made, key=lambda e: (e.when.start if e.when else None, e.evidence[0].document, e.evidence[0].start, e.id)
    ):
        sure = _of_matter(ledger, event, who, matter)
        start = event.when.start if event.when else None
        document = event.evidence[0].document
        if sure is None or start is None or document == limit.evidence[0].document or (written and start >= written):
            continue
        days[event.kind].add(start.date())
        if len(days[event.kind]) > allowed.get(event.kind, 0) and document not in taken:
            taken.add(document)
            strength = lowered("fair", not sure)
            reason, reading = REASON.format(f"a {event.kind}"), READING if sure else FIRM
            pair = limit.evidence[0], event.evidence[0]
            yield conflict("contradiction", *pair, [limit, event], reason, strength, reading, by="nothing-more")


def _in_time(made: Iterable[Event]) -> list[tuple[datetime, Event]]:
    """Return the contacts that have their day, each with when it began, the first first."""
    found = ((e.when.start, e) for e in made if e.when and e.when.start and e.when.grain in _DAY)
    return sorted(found, key=lambda f: (f[0], f[1].evidence[0].document, f[1].evidence[0].start, f[1].id))


def _counted(text: str) -> dict[str, int]:
    """Return how many contacts of each kind a statement grants that the person made: a call taken is none that was made."""
    found: dict[str, int] = defaultdict(int)
    for item in _item().finditer(text):
        kind = next(kind for kind in table("counted") if pattern("counted", kind).fullmatch(item["thing"]))
        given = kind in ("call", "message") and pattern("given", "verbs").fullmatch(item["did"])
        found[kind] += 0 if given else _NUMBERS.get(item["count"].casefold(), 1)
    return found


@cache
def _item() -> re.Pattern[str]:
    things = "|".join(phrase for kind in table("counted").values() for phrase in kind).replace(" ", r"\s+")
    count = r"(?:only\s+|just\s+|exactly\s+)?(?P<count>one|two|three|four|a single|the one|a)"
    return re.compile(rf"\b(?P<did>[a-z]+)\s+{count}\s+(?P<thing>{things})\b", re.IGNORECASE)


def _matter(ledger: Ledger, limit: Event, who: str, counted: dict[str, int]) -> Matter:
    """Return who and when the sentences of the text up to the count speak of, those that name a contact of a counted kind."""
    spans = _sentences(ledger, limit.evidence[0], counted)
    named = (claim for claim in ledger.claims.get(limit.id, ()) if any(voice.holder for voice in claim.voices))
    speakers = {ledger.speaker(claim) for claim in named}
    people = {p for span in spans for m in _named(ledger, span) if (p := ledger.person(m))} - {who, *speakers}
    surnames = {name.rsplit(" ", 1)[-1] for p in people for name in ledger.names.get(p, ()) if " " in name and "@" not in name}
    times = (w for s in spans for w in ledger.dates.get(s.document, ()) if s.start <= w.span.start < s.end)
    return Matter(frozenset(people), frozenset(surnames), tuple(w for w in times if placed(w) and w.grain in _GRAINS))


def _sentences(ledger: Ledger, passage: Span, counted: Iterable[str]) -> list[Span]:
    document = ledger.documents.get(passage.document)
    told = [pattern("told", kind).pattern for kind in sorted(counted)]
    if document is None or not told:
        return []
    words = re.compile("|".join(told), re.IGNORECASE)
    found = (ledger.passage(document.span(*m.span())) for m in words.finditer(document.text, 0, passage.end))
    return list(dict.fromkeys(found))


def _named(ledger: Ledger, span: Span) -> Iterator[str]:
    near = ledger.mentions_near(span, 0)
    yield from (m.id for m in near if m.kind in ("person", "organization") and m.form == "name" and m.span.end <= span.end)


def _of_matter(ledger: Ledger, event: Event, who: str, matter: Matter) -> bool | None:
    """Return True when a contact is with somebody of the matter in its time, False when only with a firm of such a name, else
    None."""
    if not any(may_meet(time, event.when) for time in matter.times):
        return None
    others = ledger.who(event) - {who}
    if others & matter.people:
        return True
    names = (name for other in others for name in ledger.names.get(other, ()) if " " in name)
    firm = any(name.split(" ", 1)[0] in matter.surnames for name in names)
    return False if firm else None
