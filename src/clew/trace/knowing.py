"""Since when somebody says they knew of a thing, held against where they used its name, or were sent it, before."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from clew.records import Conflict, Event, Mention, Strength
from clew.trace.conflicting import conflict, lowered
from clew.trace.ledger import Ledger

USED = "the name is in their own words earlier"
SENT = "the name is in what they were sent earlier"
READING = "the name may have been forgotten, or stand for something else there"


def find_knowing(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each "first heard of X in December", "had never heard of X", against the first use of the name before that time."""
    statements = [event for event in ledger.events if event.kind == "knowledge"]
    if not statements:
        return
    named = _named(ledger)
    sent = _recipients(ledger)
    for event in statements:
        knower = next(iter(ledger.who(event, "knower")), None)
        mention = next((ledger.mentions.get(m) for role, m in event.roles if role == "about"), None)
        until = _until(ledger, event)
        if knower and mention and until:
            yield from _earlier(ledger, event, knower, _key(mention), until, named, sent)


def _until(ledger: Ledger, event: Event) -> datetime | None:
    """Return before when it was not known: what was first heard then, or never by the time of the words themselves."""
    if event.status == "happened":
        return event.when.start if event.when else None
    at = ledger.written(event.evidence[0].document)
    narrower = event.when.start if event.when else None
    return narrower or at


def _key(mention: Mention) -> str:
    """Return the first word of a name, small letters: companies are called by it."""
    return mention.name.casefold().split()[0] if mention.kind != "person" else mention.name.casefold().split()[-1]


def _named(ledger: Ledger) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in ledger.mentions.values():
        if mention.form == "name" and mention.name:
            found[_key(mention)].append(mention)
    return found


def _recipients(ledger: Ledger) -> dict[str, frozenset[str]]:
    heads = (e for e in ledger.events if e.by.startswith("mail-header/"))
    return {e.evidence[0].document: ledger.who(e, "to", "cc") for e in heads}


def _earlier(
    ledger: Ledger,
    event: Event,
    knower: str,
    key: str,
    until: datetime,
    named: dict[str, list[Mention]],
    sent: dict[str, frozenset[str]],
) -> Iterator[Conflict]:
    """Yield the earliest use by the knower's own hand; where there is none, the earliest that was sent to them."""
    used: list[tuple[datetime, Mention, bool]] = []
    for mention in named.get(key, ()):
        document = mention.span.document
        at = ledger.written(document)
        if at is None or at >= until or document == event.evidence[0].document:
            continue
        mine = ledger.authors.get(document) == knower and ledger.is_own(mention.span)
        if mine or (knower in sent.get(document, ()) and ledger.documents[document].kind == "mail"):
            used.append((at, mention, not mine))
    for _, mention, theirs in sorted(used, key=lambda u: (u[2], u[0], u[1].span.start, u[1].id))[:1]:
        strength: Strength = lowered("strong", theirs, theirs and event.status == "denied", ledger.hedged(event))
        reason = SENT if theirs else USED
        yield conflict(
            "contradiction", event.evidence[0], ledger.passage(mention.span), [event], reason, strength, READING, by="knowing"
        )
