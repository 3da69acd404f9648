"""Letters, memos and the like that a text refers to by their date, and that nobody has."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from clew.records import Answer, Document, Observation, When
from clew.trace.matters.found import Found
from clew.trace.matters.look import Look
from clew.trace.matters.words import short, words

PAPER = "dated-paper/1"

_YEAR = re.compile(r"\b\d{4}\b")
_BEFORE = re.compile(rf"\b({'|'.join(words('papers'))})\s+(?:of|dated|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_LINE = re.compile(r"[^\n]*\w[^\n]*")

# A paper says what it is at its head: its title and date stand in so many characters.
_HEAD = 400

_OTHER_WORDS = {"memorandum": "memo", "minute": "minutes"}
_KINDS = frozenset({"letter", "memo"})


class Paper(NamedTuple):
    """A document, and the year it is dated."""

    year: int
    document: Document


def papers(look: Look) -> Iterator[Found]:
    """Yield each "letter of 7 January", with the documents of that day that it may be."""
    by_day = dated(look)
    for observation in look.observations:
        for when in observation.dates:
            said = _BEFORE.search(observation.document.text, max(0, when.span.start - 40), when.span.start)
            if said and when.grain == "day" and when.start:
                yield _found(observation, when, said, by_day[when.start.month, when.start.day])


def _found(observation: Observation, when: When, said: re.Match[str], that_day: list[Paper]) -> Found:
    document, year = observation.document, _YEAR.search(when.span.text)
    kind = _OTHER_WORDS.get(said[1].lower(), said[1].lower())
    # A date without a year is taken to be near the text's own, which for a paper of the past may be a year off.
    fitting = [p.document for p in that_day if (not year or p.year == int(year[0])) and is_a(kind, p.document)]
    answers = tuple(paper_answer(other, when) for other in fitting if other.id != document.id)
    known = (year[0],) if year else () if answers else (document.id,)
    day = (str(when.start.month), str(when.start.day)) if when.start else ()
    asks = f"who has the {short(f'{kind} of {when.span.text}', 60)}?"
    return Found((("paper", kind, *day, *known),), "paper", asks, document.span(said.start(), when.span.end), (), PAPER, answers)


def paper_answer(other: Document, when: When) -> Answer:
    """Return that `other`, by its first line, is the paper of that day."""
    line = _LINE.search(other.text)
    span = other.span(line.start(), line.end()) if line else other.span(0, 1)
    return Answer(
        span, None, "asserted", f"a {other.kind} of {' '.join(when.span.text.split())} is in the case", "paper-of-that-day/1"
    )


def dated(look: Look) -> dict[tuple[int, int], list[Paper]]:
    """Return the documents, but no mails and no news, by the month and day of what they are dated."""
    found: dict[tuple[int, int], list[Paper]] = defaultdict(list)
    for observation in look.observations:
        document = observation.document
        if document.kind in ("mail", "article", "chat") or not document.text.strip():
            continue
        times = (document.sent, document.published, observation.written)
        for at in dict.fromkeys(w.start for w in times if w and w.start and w.grain in ("day", "hour", "minute", "second")):
            found[at.month, at.day].append(Paper(at.year, document))
    return found


def is_a(kind: str, document: Document) -> bool:
    """Whether `document` is a paper of this kind, by what it is or by what its head calls it."""
    return document.kind == kind or (
        not {kind, document.kind} <= _KINDS and re.search(rf"\b{kind}", document.text[:_HEAD], re.IGNORECASE) is not None
    )
