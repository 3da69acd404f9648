"""The overview: what was read and what was not, who and when, what is open, where to begin."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from clew.records import Document, Event, Identity, Record
from clew.view import words
from clew.view.asked import Asked
from clew.view.desk import Desk

_SHOWN = 12


class Connected(Record, frozen=True, gc=False):
    """Somebody, with how many others they have an event with and in how many events."""

    identity: Identity
    others: int
    events: int


class Year(Record, frozen=True, gc=False):
    """How many events begin in a year; share: of the fullest year, in percent."""

    year: int
    events: int
    share: int


def context(desk: Desk, _: Asked) -> dict[str, Any]:
    """Return what the overview shows; it asks for nothing."""
    case = desk.case
    people = case.people()
    return {
        "report": case.report(),
        "people": connected(desk, people),
        "number_of_people": len(people),
        "number_of_organizations": len(case.people("organization")),
        "unidentified": [p for p in people if not p.identified],
        "years": years(case.events.values()),
        "events": len(case.events),
        "questions": Counter(q.kind for q in case.questions).most_common(),
        "conflicts": Counter(c.kind for c in case.conflicts).most_common(),
        "mended": mended(desk),
        "fullest": fullest(desk),
    }


def connected(desk: Desk, people: Iterable[Identity]) -> list[Connected]:
    """Return the people with most others around them."""
    links = desk.links_by_identity()
    found = [Connected(p, len(links.get(p.id, ())), len({e for k in links.get(p.id, ()) for e in k.events})) for p in people]
    found.sort(key=lambda c: (-c.others, -c.events, -len(c.identity.mentions), c.identity.name, c.identity.id))
    return [c for c in found[:_SHOWN] if c.others] or found[:_SHOWN]


def years(events: Iterable[Event]) -> list[Year]:
    """Return the years in which events begin, in order."""
    counted = Counter(e.when.start.year for e in events if e.when and e.when.start)
    most = max(counted.values(), default=1)
    return [Year(year, n, max(1, 100 * n // most)) for year, n in sorted(counted.items())]


def mended(desk: Desk) -> list[tuple[str, list[Document]]]:
    """Return (what was found, in words, documents in which it was found)."""
    by_kind: dict[str, dict[str, Document]] = {}
    for document, findings in desk.findings:
        for finding in findings:
            by_kind.setdefault(words.finding(finding.kind), {})[document.id] = document
    return [(kind, list(found.values())) for kind, found in by_kind.items()]


def fullest(desk: Desk) -> list[tuple[Document, int]]:
    """Return the documents that tell most events, with how many."""
    counted = Counter({i: len(seen.events) for i, seen in desk.case.observations.items() if seen.events})
    ranked = sorted(counted.items(), key=lambda item: (-item[1], desk.order[1][item[0]]))
    return [(desk.case.documents[i], n) for i, n in ranked[:5]]

