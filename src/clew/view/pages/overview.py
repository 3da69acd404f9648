"""The overview: what was read and what was not, who and when, what is open, where to begin."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from clew.mend.report.findings import KINDS, VERDICTS
from clew.records import Document, Event, Identity, Record, Span, When
from clew.view import words
from clew.view.asked import Asked
from clew.view.desk import Desk
from clew.when import Interval, containing, display

_SHOWN = 12

# Kinds of finding that are not listed by kind: those on substituted letters, which are by document, and that there is nothing.
_NOT_LISTED = frozenset((*VERDICTS, "table", "substituted", "untouched", "no-payload"))

# A story that fits into so many years is counted by month, without what is dated more coarsely.
_FEW_YEARS = 3
_COARSE = frozenset({"quarter", "season", "year", "decade", "century"})

# A stretch of the calendar is nobody's words.
_NOWHERE = Span("", 0, 0, "")


class Connected(Record, frozen=True, gc=False):
    """Somebody, with how many others they have an event with and in how many events."""

    identity: Identity
    others: int
    events: int


class Stretch(Record, frozen=True, gc=False):
    """How many events begin in a year or a month. bound: it in ISO 8601. share: of the fullest one, in percent."""

    name: str
    bound: str
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
        "stretches": stretches(case.events.values()),
        "events": len(case.events),
        "questions": Counter(q.kind for q in case.questions).most_common(),
        "conflicts": Counter(c.kind for c in case.conflicts).most_common(),
        "mended": mended(desk),
        "substituted": substituted(desk),
        "alike": desk.case.likenesses,
        "fullest": fullest(desk),
    }


def connected(desk: Desk, people: Iterable[Identity]) -> list[Connected]:
    """Return the people with most others around them."""
    links = desk.links_by_identity()
    found = [Connected(p, len(links.get(p.id, ())), len({e for k in links.get(p.id, ()) for e in k.events})) for p in people]
    found.sort(key=lambda c: (-c.others, -c.events, -len(c.identity.mentions), c.identity.name, c.identity.id))
    return [c for c in found[:_SHOWN] if c.others] or found[:_SHOWN]


def stretches(events: Iterable[Event]) -> list[Stretch]:
    """Return the years in which events begin, in order; the months when all lies in a few years."""
    dated = [(e.when, e.when.start) for e in events if e.when and e.when.start]
    years = Counter(containing(at, "year") for _, at in dated)
    months = Counter(containing(at, "month") for when, at in dated if when.grain not in _COARSE)
    grain, counted = ("month", months) if months and len(years) <= _FEW_YEARS else ("year", years)
    most = max(counted.values(), default=1)
    return [Stretch(*_named(at, grain), n, max(1, 100 * n // most)) for at, n in sorted(counted.items(), key=_start)]


def _start(item: tuple[Interval, int]) -> str:
    return str(item[0][0])


def _named(at: Interval, grain: str) -> tuple[str, str]:
    """Return a year or month as it reads and in ISO 8601."""
    start, end = at
    iso = start.date().isoformat() if start else ""
    return display(When(start, end, grain, _NOWHERE, None, "")), iso[:7] if grain == "month" else iso[:4]


def mended(desk: Desk) -> list[tuple[str, str, list[Document]]]:
    """Return (kind, what was found in words, documents in which it was found), but what tells of substituted letters."""
    by_kind: dict[str, dict[str, Document]] = {}
    for document, findings in desk.damage:
        for finding in findings:
            by_kind.setdefault(finding.kind, {})[document.id] = document
    ordered = (kind for kind in KINDS if kind in by_kind and kind not in _NOT_LISTED)
    return [(kind, words.finding(kind), list(by_kind[kind].values())) for kind in ordered]


def substituted(desk: Desk) -> list[tuple[Document, list[str]]]:
    """Return the documents in which letters were substituted, each with what that looks like the work of; tools first."""
    found = [(document, [f.kind for f in findings if f.kind in VERDICTS]) for document, findings in desk.damage]
    return sorted(((d, list(dict.fromkeys(kinds))) for d, kinds in found if kinds), key=lambda pair: VERDICTS.index(pair[1][0]))


def fullest(desk: Desk) -> list[tuple[Document, int]]:
    """Return the documents that tell most events, with how many."""
    counted = Counter({i: len(seen.events) for i, seen in desk.case.observations.items() if seen.events})
    ranked = sorted(counted.items(), key=lambda item: (-item[1], desk.order[1][item[0]]))
    return [(desk.case.documents[i], n) for i, n in ranked[:5]]
