"""The fact table: one row an event, with its source quote, as reporters and lawyers keep it by hand."""

import csv
import io
from collections.abc import Iterator

from clew.case import Case
from clew.show import chain, roles_words, who
from clew.trace import Entry
from clew.when import display

COLUMNS = (
    "when", "from", "until", "grain", "kind", "who", "where", "status", "sure", "says", "passage",
    "path", "part", "start", "end", "found start", "found end", "rule", "event",
)  # fmt: skip

# A spreadsheet runs a cell that begins so as a formula; evidence is hostile (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def facts(case: Case) -> Iterator[str]:
    """Yield the rows as CSV (RFC 4180), in the order of the timeline. Times are ISO 8601, UTC, the end exclusive."""
    yield _row(COLUMNS)
    for entry in case.timeline():
        yield _row(_cells(case, entry))


def _cells(case: Case, entry: Entry) -> tuple[str, ...]:
    event, when = entry.event, entry.when
    passage = event.evidence[0]
    document = case.documents[passage.document]
    found = document.original(passage)
    return (
        display(when) if when else "",
        when.start.isoformat() if when and when.start else "",
        when.end.isoformat() if when and when.end else "",
        when.grain if when else "",
        event.kind,
        roles_words(case, event),
        who(case, event.where) if event.where else "",
        event.status,
        entry.sureness,
        " | ".join(dict.fromkeys(chain(claim) for claim in entry.claims)),
        passage.text,
        document.source.path,
        document.source.part,
        *map(str, (passage.start, passage.end, *found)),
        event.by,
        event.id,
    )


def _row(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    return line.getvalue()
