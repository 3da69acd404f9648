"""Notes and minutes that somebody is said to have taken, and that nobody has."""

import re
from collections.abc import Iterator

from clew.records import Document, Mention, When
from clew.trace.matters.found import Found
from clew.trace.matters.look import Look
from clew.trace.matters.papers import Paper, dated, is_a, paper_answer

NOTES = "notes-taken/1"

_TAKEN = re.compile(
    r"\b(?P<what>notes?|minutes?|record|transcript)\s+(?:(?:was|were|is|are)\s+)?(?:taken|kept|made|drawn\s+up)\s+by\s+",
    re.IGNORECASE,
)

# A document is the notes when it is of that day and is called so.
_CALLED = ("note", "minutes", "memo")

# So far before and behind, on the same line, the day of what was noted is looked for.
_NEAR = 300


def notes(look: Look) -> Iterator[Found]:
    """Yield each "note taken by K. Vale", one for all that one person took, with the notes of that day that are in the case."""
    that_day = dated(look)
    for observation in look.observations:
        document = observation.document
        for match in _TAKEN.finditer(document.text):
            taker = next((m for m in look.mentions_at.at(document.id, match.end(), match.end() + 20) if m.kind == "person"), None)
            if taker and taker.span.start <= match.end() + 1:
                day = _day(look, document, match)
                papers = that_day.get((day.start.month, day.start.day), []) if day and day.start else []
                yield _found(look, document, match, taker, day, papers)


def _day(look: Look, document: Document, match: re.Match[str]) -> When | None:
    """Return the first day named on the line of `match`."""
    start = max(document.text.rfind("\n", 0, match.start()) + 1, match.start() - _NEAR)
    end = document.text.find("\n", match.end(), match.end() + _NEAR)
    found = look.dates_in(document.span(start, end if end > 0 else match.end()))
    return next((w for w in found if w.grain == "day"), None)


def _found(look: Look, document: Document, match: re.Match[str], taker: Mention, day: When | None, papers: list[Paper]) -> Found:
    identity = look.identity(taker.id)
    name, key = (identity.name, identity.id) if identity else (taker.name, taker.id)
    what = match["what"].lower()
    fitting = [p.document for p in papers if day and day.start and p.year == day.start.year and p.document.id != document.id]
    answers = tuple(paper_answer(d, day) for d in fitting if day and any(is_a(called, d) for called in _CALLED))
    keys = (("notes", key, str(day.start) if answers and day else ""),)
    asks, many = f"who has the {what} that {name} took?", f"who has what {name} took down, by {{n}} places?"
    return Found(keys, "paper", asks, document.span(match.start(), taker.span.end), (taker.id,), NOTES, answers, many=many)
