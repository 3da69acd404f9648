"""Lists of contacts said to be complete, and "nothing to report", held against the contacts that the rest of the case shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clew.records import Conflict, Event
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import table
from clew.trace.ledger import CONTACTS, Ledger, may_meet, placed

MISSING = "said to be all there is; another contact is told"
UNREPORTED = "said to be none; the record shows one in that time"
PLANNED = "the entry plans a contact, it does not say that it took place"
COUNTED = "the list may have been asked for another kind of contact"
ASKED = "the question may have been of another kind of contact, or of the body's own and not each member's"

# Kinds of contact that a list of meetings is about; one of "contacts" is about all.
_MEETINGS = frozenset({"meeting", "visit"})


def find_disclosures(ledger: Ledger) -> Iterator[Conflict]:
    """Yield what complete lists leave out and what those who had nothing to report had to report: one passage a document."""
    with_person = _by_person(ledger)
    seen: set[tuple[str, frozenset[str]]] = set()
    for listing in sorted(_listings(ledger), key=lambda e: (e.evidence[0].document, e.evidence[0].start, e.id)):
        document, disclosers = listing.evidence[0].document, ledger.who(listing, "discloser")
        if listing.status == "denied":
            yield from _unreported(ledger, listing, with_person)
        elif (document, disclosers) not in seen and len(disclosers) == 1:
            seen.add((document, disclosers))
            yield from _missing(ledger, listing, with_person.get(min(disclosers), ()))


def _listings(ledger: Ledger) -> Iterator[Event]:
    return (event for event in ledger.events if event.kind == "listing")


def _by_person(ledger: Ledger) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in ledger.events:
        if event.kind in CONTACTS and event.status in ("happened", "planned") and placed(event.when) and event.kind != "message":
            for who in ledger.who(event):
                found[who].append(event)
    return found


def _missing(ledger: Ledger, listing: Event, contacts: Sequence[Event]) -> Iterator[Conflict]:
    """Yield the contacts of the one who lists with those that the list names, at times that it does not have."""
    document, (discloser,) = listing.evidence[0].document, ledger.who(listing, "discloser")
    listed = [e for e in contacts if e.evidence[0].document == document]
    partners = {who for e in listed for who in ledger.who(e)} - {discloser}
    times = [e.when for e in listed] + [w for w in ledger.dates.get(document, ()) if w.grain == "day"]
    period = listing.when
    found: dict[str, Event] = {}
    for event in sorted(contacts, key=lambda e: (e.evidence[0].start, e.id)):
        other = event.evidence[0].document
        apart = other != document and not any(may_meet(when, event.when) for when in times if when)
        if (
            apart
            and event.kind in _MEETINGS
            and ledger.who(event) & partners
            and _within(event, listing, ledger)
            and may_meet(period, event.when)
        ):
            found.setdefault(other, event)
    for other in sorted(found):
        event = found[other]
        planned = event.status == "planned"
        strength = lowered("strong", planned or event.id in ledger.keepers, ledger.hedged(listing))
        yield conflict(
            "omission",
            listing.evidence[0],
            event.evidence[0],
            [event, listing],
            MISSING,
            strength,
            PLANNED if planned else COUNTED,
        )


def _within(event: Event, listing: Event, ledger: Ledger) -> bool:
    """Whether the contact is not later than the list; where nobody knows when that was written, not later than its period."""
    written = ledger.written(listing.evidence[0].document)
    start = event.when.start if event.when else None
    return start is not None and (start < written if written else listing.when is not None)


def _unreported(ledger: Ledger, listing: Event, with_person: dict[str, list[Event]]) -> Iterator[Conflict]:
    """Yield, for each who had nothing to report, a contact in that time with somebody of the circle that was asked about."""
    circle = _circle(listing.evidence[0].text)
    if not placed(listing.when) or not circle:
        return
    for discloser in sorted(ledger.who(listing, "discloser")):
        found: dict[str, Event] = {}
        for event in sorted(with_person.get(discloser, ()), key=lambda e: (e.evidence[0].start, e.id)):
            inside = event.when and listing.when and may_meet(event.when, listing.when)
            if inside and _of_circle(ledger, ledger.who(event) - {discloser}, circle) and event.kind in _MEETINGS:
                found.setdefault(event.evidence[0].document, event)
        for document in sorted(found):
            event = found[document]
            planned = event.status == "planned"
            strength = lowered("fair", planned and event.id not in ledger.keepers)
            reading = PLANNED if planned else ASKED
            yield conflict("omission", listing.evidence[0], event.evidence[0], [event], UNREPORTED, strength, reading)


def _circle(text: str) -> frozenset[str]:
    """Return the posts that the words of a heading ("contacts with embassies") are about."""
    words = text.casefold()
    return frozenset(post for begin, posts in table("circles").items() if begin in words for post in posts)


def _of_circle(ledger: Ledger, people: Iterable[str], circle: frozenset[str]) -> bool:
    """Whether one of `people` holds a post of the circle, or is a body called by one of its words."""
    for who in people:
        words = {w for text in (*ledger.posts.get(who, ()), *ledger.names.get(who, ())) for w in text.split()}
        if words & circle:
            return True
    return False
