"""Contacts explained as the business of a body, held against the body's own word that it did not sit then."""

from collections import defaultdict
from collections.abc import Iterator

from clew.records import Conflict, Event
from clew.trace.conflicting import conflict, lowered
from clew.trace.ledger import Ledger, may_meet, placed

REASON = "called the business of a body that has no trace of it"
READING = "business may be done for a body on a day when it does not sit"


def find_explanations(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each explanation with each passage that says the body did not sit, or has no such meeting, at that time."""
    sittings: dict[str, list[Event]] = defaultdict(list)
    for event in ledger.events:
        if event.kind == "sitting" and event.status == "denied":
            for body in ledger.who(event, "organization"):
                sittings[body].append(event)
    for purpose in ledger.events:
        if purpose.kind != "purpose" or not placed(purpose.when):
            continue
        for body in sorted(ledger.who(purpose, "organization")):
            for sitting in sittings.get(body, ()):
                if may_meet(purpose.when, sitting.when) and sitting.evidence[0].document != purpose.evidence[0].document:
                    strength = lowered("strong", ledger.hedged(purpose) or ledger.hedged(sitting))
                    yield conflict(
                        "contradiction",
                        purpose.evidence[0],
                        sitting.evidence[0],
                        [purpose, sitting],
                        REASON,
                        strength,
                        READING,
                        by="explanation",
                    )
