"""The reader: a document's text with everything that rests on it marked, and what stands behind each mark."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from clew.mend.report.findings import VERDICTS
from clew.records import Claim, Conflict, Document, Edit, Event, Finding, Question, Record, Span, Zone
from clew.view import correspondence, words
from clew.view.asked import Asked, number
from clew.view.desk import Desk
from clew.view.marks import KINDS, Mark
from clew.view.reader import Block, Part, Segment, blocks, is_block, page_at, pages, segments


class Group(Record, frozen=True, gc=False):
    """Consecutive blocks in the same zones. begins: those of the zones that the blocks before were not in."""

    zones: tuple[Zone, ...]
    begins: tuple[Zone, ...]
    blocks: tuple[tuple[Block, tuple[Segment, ...]], ...]


class Look(Record, frozen=True, gc=False):
    """What stands behind the marks at one offset.

    found   the words as found, empty when no repair changed them
    page    of the original on which they are printed, or None
    """

    at: int
    words: str
    found: tuple[Part, ...]
    marks: tuple[Mark, ...]
    zones: tuple[Zone, ...]
    page: int | None = None


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the page of document `id` that holds `at` (the passage `at` to `to` is shown as the one asked for).

    view    "found" shows repairs undone
    look    an offset whose marks are to be explained beside the text
    """
    document = desk.document(asked["id"])
    at, cuts = number(asked, "at", 0), pages(document.text)
    look_at = number(asked, "look", len(document.text) + 1)
    here = page_at(cuts, look_at if "look" in asked else at)
    start, end = cuts[here]
    marks = on_page(desk, document, start, end)
    as_found = asked.get("view") == "found"
    made = repairs(document, start, end)
    shown = made if as_found else tuple(e for e in made if is_letter(e))
    before, after = desk.neighbours(document.id)
    return {
        "document": document,
        "cuts": cuts,
        "page": here,
        "at": start,
        "as_found": as_found,
        "groups": groups(document, start, end, marks, shown, _passage(document, asked), undone=as_found),
        "substituted": sum(map(is_letter, made)),
        "alike": desk.alike.get(document.id),
        "legend": {kind: sum(m.kind == kind for m in marks) for kind in KINDS},
        "look": look(desk, document, look_at) if "look" in asked else None,
        "beside": beside(desk, document, start, end, marks),
        "thread": correspondence.thread(desk, document.id),
        "altered": correspondence.altered(desk, document.id),
        "copies": correspondence.copies(desk, document.id),
        "before": before,
        "after": after,
        "parts_of_it": desk.parts.get(document.id, []),
        "parent": desk.case.documents.get(document.parent or ""),
    }


def look_context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return what stands behind the marks of document `id` at offset `at`."""
    document = desk.document(asked["id"])
    return {"document": document, "look": look(desk, document, number(asked, "at", 0))}


def on_page(desk: Desk, document: Document, start: int, end: int) -> tuple[Mark, ...]:
    """Return the marks that touch `start:end`, with the zones inside sentences."""
    named = (m for m in desk.marks(document.id) if m.start < end and m.end > start)
    inline = (Mark(z.start, z.end, "zone", z) for z in document.zones if z.start < end and z.end > start)
    within = (m for m in inline if isinstance(m.record, Zone) and not is_block(document.text, m.record))
    return tuple(sorted([*named, *within], key=lambda m: (m.start, -m.end, m.kind)))


def repairs(document: Document, start: int, end: int) -> tuple[Edit, ...]:
    """Return the edits on `start:end`."""
    return tuple(e for e in document.edits if start <= e.start < end or e.start == end == len(document.text))


def is_letter(edit: Edit) -> bool:
    """Whether a repair put one letter for another: those are marked in the text as mended, too."""
    return edit.end - edit.start == 1 and ("look-alike" in edit.rule or "styled" in edit.rule)


def groups(
    document: Document,
    start: int,
    end: int,
    marks: Sequence[Mark],
    edits: Sequence[Edit],
    passage: tuple[int, int] | None,
    *,
    undone: bool,
) -> list[Group]:
    """Return the text of a page as groups of blocks of segments, with `edits` told apart and, when `undone`, shown as found."""
    made = [(b, tuple(segments(document.text, b, marks, edits, passage, undone=undone))) for b in blocks(document, start, end)]
    found: list[Group] = []
    for zones, run in groupby(made, key=lambda pair: pair[0].zones):
        group = tuple(run)
        previous = found[-1].zones if found else ()
        found.append(Group(zones, tuple(z for z in zones if z not in previous), group))
    return found


def look(desk: Desk, document: Document, at: int) -> Look:
    """Return everything that stands behind offset `at`: the shortest marks first."""
    marks = [m for m in on_page(desk, document, at, at + 1) if m.start <= at < m.end]
    marks.sort(key=lambda m: (m.end - m.start, list(KINDS).index(m.kind)))
    told = {m.record.id for m in marks if isinstance(m.record, Event)}
    shown = [m for m in marks if not (isinstance(m.record, Claim) and m.record.event in told)]
    once = tuple({(m.kind, m.record): m for m in shown}.values())
    if not once:
        return Look(at, "", (), (), document.zones_at(at))
    span = document.span(once[0].start, once[0].end)
    return Look(at, span.text, as_found(document, span), once, document.zones_at(at), document.page_of(span))


def as_found(document: Document, span: Span) -> tuple[Part, ...]:
    """Return `span` with the repairs in it undone, or nothing when there are none."""
    edits = tuple(e for e in document.edits if (e.start < span.end and e.end > span.start) or span.start < e.start < span.end)
    if not edits:
        return ()
    start, end = min(span.start, edits[0].start), max(span.end, edits[-1].end)
    return tuple(part for s in segments(document.text, Block(start, end, end, ()), (), edits) for part in s.parts)


def beside(desk: Desk, document: Document, start: int, end: int, marks: Iterable[Mark]) -> dict[str, Any]:
    """Return what is listed beside the text: events, questions, claims, conflicts of this page; findings on the document."""
    first: dict[Record, Mark] = {}
    for mark in marks:
        if isinstance(mark.record, Event | Question | Claim):
            first.setdefault(mark.record, mark)
    return {
        "events": [(m.record, m) for m in first.values() if isinstance(m.record, Event)],
        "questions": [(m.record, m) for m in first.values() if isinstance(m.record, Question)],
        "claims": [(m.record, m) for m in first.values() if isinstance(m.record, Claim) and not m.record.event],
        "findings": gathered(desk.case.findings(document.id)),
        "conflicts": conflicting(desk, document, start, end),
    }


def conflicting(desk: Desk, document: Document, start: int, end: int) -> list[tuple[Conflict, Span, Span]]:
    """Return the conflicts with a passage on `start:end`: each with that passage (the left one when both are) and the other."""
    pairs = [(c, *sides) for c in desk.case.conflicts for sides in ((c.right, c.left), (c.left, c.right))]
    here = {c.id: (c, own, other) for c, own, other in pairs if own.document == document.id and start <= own.start < end}
    return list(here.values())


def gathered(findings: Iterable[Finding]) -> list[tuple[str, tuple[str, ...], list[Finding]]]:
    """Return (what they say in words, ways to read them, the findings); verdicts first, then what is wide."""
    found: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (f.kind not in VERDICTS, f.start, -f.end)):
        found.setdefault((words.finding(finding.kind), finding.readings), []).append(finding)
    return [(says, readings, alike) for (says, readings), alike in found.items()]


def _passage(document: Document, asked: Asked) -> tuple[int, int] | None:
    start, end = number(asked, "at", 0), number(asked, "to", 0)
    return (start, end) if start < end <= len(document.text) else None
