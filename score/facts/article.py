"""One article, the case made of it, and the table of what it must show.

A passage of a table is given by its words, or, in an article that is not ours to quote, by its place in the mended text (`at`).
"""

import tomllib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from clew.case import Case
from clew.ingest import discover, read_file
from clew.pipeline import observe_document
from clew.records import Claim, Document, Event, Observation, Span, When

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"

Table = dict[str, Any]

# name -> the folder that its table's path starts from, and its table
TABLES = {
    "article": (SHARED, ROOT / "tests" / "seed" / "article.toml"),
    "twin": (ROOT, ROOT / "tests" / "demo" / "seed_twin.toml"),
}
# As one types it: straight quotation marks, plain spaces.
STRAIGHT = str.maketrans(
    "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{NO-BREAK SPACE}", '\'"" '
)


class Article:
    """An observation of the article, and its table."""

    def __init__(self, observation: Observation, table: Table) -> None:
        self.seen = observation
        self.table = table
        self.case = Case([observation])

    @property
    def document(self) -> Document:
        """The article itself, mended."""
        return self.seen.document

    def place(self, passage: Table | str) -> tuple[int, int]:
        """Return where a passage of the table stands."""
        if isinstance(passage, dict) and "at" in passage:
            start, end = passage["at"]
            return start, end
        words = passage if isinstance(passage, str) else passage["phrase"]
        start = self.document.text.translate(STRAIGHT).index(words)
        return start, start + len(words)

    def touches(self, span: Span, passage: Table | str) -> bool:
        """Whether `span` shares a character with a passage."""
        start, end = self.place(passage)
        return span.start < end and start < span.end

    def evidence_touches(self, event: Event, passage: Table | str) -> bool:
        """Whether one of the passages that tell `event` does."""
        return any(self.touches(span, passage) for span in event.evidence)

    def names(self, event: Event, *roles: str) -> list[str]:
        """Return who has one of `roles` (or any) in an event, by the name of the identity."""
        return sorted({self.name(m) for role, m in event.roles if role in roles or not roles})

    def name(self, mention: str) -> str:
        """Return the name of whose mention it is, else its words."""
        identity = self.case.identity_of(mention)
        return (identity.name if identity else self.case.mentions[mention].name).translate(STRAIGHT)

    def events(self, kind: str, **more: str) -> list[Event]:
        """Return the events of a kind, and of a status when given."""
        return [e for e in self.seen.events if e.kind == kind and all(getattr(e, k) == v for k, v in more.items())]

    def claims_at(self, passage: Table | str) -> list[Claim]:
        """Return the claims whose content touches a passage."""
        return [c for c in self.seen.claims if self.touches(c.content, passage)]


@cache
def read(name: str, *, fast: bool = False) -> Article | None:
    """Return the article of this name in `TABLES`, or None when it is not here. fast: by rules alone."""
    root, path = TABLES[name]
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    file = root / table["document"]["path"]
    if not file.exists():
        return None
    (document,) = read_file(discover([file])[0]).documents
    return Article(observe_document(document, fast=fast), table)


def is_between(when: When | None, table: Table) -> bool:
    """Whether `when` is exactly from the table's `start` to its `end`."""
    return when is not None and (when.start, when.end) == (_moment(table["start"]), _moment(table["end"]))


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def words(span: Span | None) -> str:
    """Return the words of a span as one types them; "" for None."""
    return span.text.translate(STRAIGHT) if span else ""
