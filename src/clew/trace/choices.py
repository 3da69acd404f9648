"""Decisions said to be one's own, held against being asked or told to make them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from clew.records import Conflict, Event
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import table
from clew.trace.ledger import Ledger

REASON = "said to be their own decision; a call or request about it is told"
READING = "to be called or asked is not to be told what to decide"

# The question that is answered, and what is said around a call, stand within so many characters.
_AROUND = 400

# "asked him to wait", not "asked him who had come".
_TO_DO = re.compile(
    r"\b(?:asked|told|directed|ordered|instructed|urged|pressed|requested)\b[^,;]*? to [a-z]+|"
    r"\bthat (?:he|she|they|i|we|you) should\b",
    re.IGNORECASE,
)

_WORD = re.compile(r"[a-z]{4,}")


def find_choices(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each own decision with the calls and requests to its maker that speak of the same matter, one a document."""
    decisions = [event for event in ledger.events if event.kind == "decision"]
    if not decisions:
        return
    asked = _asked(ledger)
    for decision in decisions:
        for decider in sorted(ledger.who(decision, "decider")):
            topic = _topic(ledger, decision, _AROUND)
            found: dict[str, Event] = {}
            for event in asked.get(decider, ()):
                shared = topic & _topic(ledger, event, _AROUND if event.kind == "call" else 0)
                if not _inside(decision, event) and len(shared) >= (1 if event.kind == "call" else 2):
                    found.setdefault(event.evidence[0].document, event)
            for document in sorted(found):
                event = found[document]
                same = document == decision.evidence[0].document
                strength = lowered("fair", same, event.kind == "contact")
                yield conflict(
                    "contradiction",
                    decision.evidence[0],
                    event.evidence[0],
                    [decision, event],
                    REASON,
                    strength,
                    READING,
                    by="choice",
                )


def _inside(decision: Event, event: Event) -> bool:
    """Whether the passage of the one lies in that of the other."""
    left, right = decision.evidence[0], event.evidence[0]
    return left.document == right.document and left.start <= right.start < left.end


def _asked(ledger: Ledger) -> dict[str, Sequence[Event]]:
    """Return, by person, the calls and requests that somebody made to them, in order."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(ledger.events, key=lambda e: (e.evidence[0].document, e.evidence[0].start, e.id)):
        if event.status == "happened" and (
            event.kind == "call" or (event.kind == "request" and _TO_DO.search(event.evidence[0].text))
        ):
            made = ledger.who(event, "initiator", "from")
            first = next((ledger.person(m) for _, m in event.roles), None)
            for who in ledger.who(event) - made - ({first} if not made and first else set()):
                found[who].append(event)
    return dict(found)


def _topic(ledger: Ledger, event: Event, around: int) -> frozenset[str]:
    """Return the words that say what an event is about: those of its passage, what stands around it and the title; bare stems."""
    span = event.evidence[0]
    document = ledger.documents.get(span.document)
    subject = (document.title or "") if document and document.kind == "mail" and around else ""
    text = f"{subject} {document.text[max(0, span.start - around) : span.end + around]}" if document else span.text
    names = {word for mention in ledger.mentions_near(span, around) for word in mention.name.casefold().split()}
    words = {w for w in _WORD.findall(text.casefold()) if w not in names}
    return frozenset(_stem(w) for w in words) - frozenset(table("topic")["common"])


def _stem(word: str) -> str:
    """Return `word` without the endings of number and time: "weights", "weight"."""
    return re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 5 else word.removesuffix("s")
