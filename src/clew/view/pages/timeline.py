"""The timeline: who did what when, who says so, how sure; as spoken of and as written; what nobody has placed stands apart."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from clew import timeline
from clew.errors import AskError
from clew.records import Record, When
from clew.timeline import STATEMENT, Wish
from clew.trace import Entry, Statement
from clew.view.asked import Asked, sheet
from clew.view.bars import Bar, axis, bar
from clew.view.desk import Desk
from clew.when import order_key, placed

_FIELDS = ("person", "kind", "status", "from", "to", "written_from", "written_to", "order", "stack")

# Lanes of a drawing stacked by person, at most.
_LANES = 12


class Line(Record, frozen=True, gc=False):
    """An entry as it is shown: when it was written, and its bar."""

    entry: Entry
    written: tuple[When, ...]
    bar: Bar | None


class Lane(Record, frozen=True, gc=False):
    """What one person has a part in, as bars with the entry's id and status."""

    name: str
    bars: tuple[tuple[str, str, Bar], ...]


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the entries for a `person` (several with ";" between), `kind`, `status`, spoken of between the years, months or days
    `from` and `to`, and written between `written_from` and `written_to`."""
    problem, entries, said = "", tuple[Entry, ...](), tuple[Statement, ...]()
    try:
        entries, said = chosen(desk, asked), statements(desk, asked)
    except AskError as error:
        problem = str(error)
    shown, pager = sheet(asked, entries)
    told, said_pager = sheet(asked, said)
    everything = desk.case.events.values()
    return {
        "problem": problem,
        "asked": {name: asked.get(name, "") for name in _FIELDS},
        **drawn(desk, shown, stack=asked.get("stack", "") == "person"),
        "statements": told,
        "pager": said_pager if said else pager,
        "event_kinds": sorted(Counter(e.kind for e in everything).items()),
        "statuses": sorted(Counter(e.status for e in everything).items()),
        "people": desk.case.people()[:400],
    }


def drawn(desk: Desk, entries: Sequence[Entry], *, stack: bool = False) -> dict[str, Any]:
    """Return the entries as lines with their bars on one axis, the placed apart from those that nobody placed."""
    on = axis(entry.when for entry in entries)
    lines = [Line(e, _distinct(e.written), bar(e.when, on) if on else None) for e in entries]
    return {
        "axis": on,
        "placed_entries": [line for line in lines if _placed(line.entry)],
        "unplaced": [line for line in lines if not _placed(line.entry)],
        "lanes": lanes(desk, lines) if stack else [],
    }


def lanes(desk: Desk, lines: Sequence[Line]) -> list[Lane]:
    """Return the bars of those who have a part in most of the entries, one lane a person."""
    found: dict[str, list[tuple[str, str, Bar]]] = {}
    for line in lines:
        for who in {i.id for t in line.entry.tellings for _, m in t.event.roles if (i := desk.case.identity_of(m))}:
            if line.bar and desk.case.identities[who].kind == "person" and desk.case.identities[who].identified:
                found.setdefault(who, []).append((line.entry.event.id, line.entry.status, line.bar))
    most = sorted(found.items(), key=lambda item: (-len(item[1]), desk.case.identities[item[0]].name, item[0]))[:_LANES]
    return [Lane(desk.case.identities[who].name, tuple(bars)) for who, bars in most]


def chosen(desk: Desk, asked: Asked) -> tuple[Entry, ...]:
    """Return the entries asked for; AskError for an unknown person or a bound that is no date."""
    wish = _wish(desk, asked)
    entries = timeline.timeline(desk.case.derived, wish) if wish.kind != STATEMENT else ()
    if asked.get("order", "") == "written":
        return tuple(sorted(entries, key=lambda e: min(map(order_key, e.written), default=order_key(None))))
    return entries


def statements(desk: Desk, asked: Asked) -> tuple[Statement, ...]:
    """Return the dated statements when these are asked for; AskError as `chosen`."""
    wish = _wish(desk, asked)
    return timeline.statements(desk.case.derived, wish) if wish.kind == STATEMENT else ()


def _wish(desk: Desk, asked: Asked) -> Wish:
    said = {name: asked.get(name, "").strip() for name in _FIELDS}
    people = [desk.case.person(name.strip()) for name in said["person"].split(";") if name.strip()]
    spoken = timeline.window(said["from"], said["to"])
    written = timeline.window(said["written_from"], said["written_to"], "written from")
    return Wish(timeline.group(desk.case.derived, people), said["kind"], said["status"], spoken, written)


def _placed(entry: Entry) -> bool:
    return entry.hold is not None or (entry.when is not None and placed(entry.when))


def _distinct(times: Sequence[When]) -> tuple[When, ...]:
    """Return one time of each interval, in order."""
    return tuple(sorted({(at.start, at.end): at for at in times}.values(), key=order_key))
