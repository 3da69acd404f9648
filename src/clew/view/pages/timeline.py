"""The timeline: who did what when, who says so, how sure; what nobody has placed stands apart."""

from collections import Counter
from typing import Any

from clew.errors import AskError
from clew.records import When
from clew.trace import Entry
from clew.view.asked import Asked, sheet
from clew.view.desk import Desk
from clew.when import Interval, bounds, overlap, parse_bound, placed

# What a timeline leaves out unless it is asked for by kind: it says something about the record, not about people's doings. So
# are posts that nobody has placed: there is one in every signature.
_ASIDE = frozenset({"reference", "disclosure", "alias", "listing", "knowledge", "decision", "purpose", "sitting"})


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the entries for a `person`, `kind`, `status`, between the years, months or days `from` and `to`."""
    problem = ""
    try:
        entries = chosen(desk, asked)
    except AskError as error:
        problem, entries = str(error), ()
    shown, pager = sheet(asked, entries)
    everything = desk.case.events.values()
    return {
        "problem": problem,
        "asked": {name: asked.get(name, "") for name in ("person", "kind", "status", "from", "to")},
        "placed_entries": [e for e in shown if _placed(e.when)],
        "unplaced": [e for e in shown if not _placed(e.when)],
        "pager": pager,
        "event_kinds": sorted(Counter(e.kind for e in everything).items()),
        "statuses": sorted(Counter(e.status for e in everything).items()),
        "people": desk.case.people()[:400],
    }


def chosen(desk: Desk, asked: Asked) -> tuple[Entry, ...]:
    """Return the entries asked for; AskError for an unknown person or a bound that is no date."""
    person, kind, status = (asked.get(name, "").strip() for name in ("person", "kind", "status"))
    wanted = window(asked.get("from", "").strip(), asked.get("to", "").strip())
    return tuple(
        entry
        for entry in desk.case.timeline(person or None)
        if (entry.event.kind == kind if kind else not _aside(entry))
        and status in ("", entry.event.status)
        and _in(entry.when, wanted)
    )


def window(first: str, last: str) -> Interval:
    """Return the interval from the start of `first` to the end of `last`; "" leaves a side open. AskError when it is empty."""
    start = parse_bound(first)[0] if first else None
    end = parse_bound(last)[1] if last else None
    if start and end and start >= end:
        raise AskError(f"“from” {first} lies after “to” {last}")
    return start, end


def _aside(entry: Entry) -> bool:
    return entry.event.kind in _ASIDE or (entry.event.kind in ("post", "membership") and not _placed(entry.when))


def _placed(when: When | None) -> bool:
    return when is not None and placed(when)


def _in(when: When | None, wanted: Interval) -> bool:
    """Whether a time may lie in the window; an unplaced one only when no window is given."""
    if wanted == (None, None):
        return True
    return when is not None and placed(when) and overlap(bounds(when), wanted)
