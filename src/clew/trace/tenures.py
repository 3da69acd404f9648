"""When somebody held a post, as one passage says it: since when, until when, or at some time; never guessed from the words alone.

"Resigned as chair in March" says that the post was held before and not after; "was chair in March", that it was held at some time
in March; "chair from 2012 to 2018", that it was held all through the years between. A bare title says nothing of its time.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Literal, NamedTuple

from clew.records import Event, Span, When
from clew.trace.conflictwords import pattern
from clew.trace.ledger import Ledger, placed
from clew.trace.posts import title_of
from clew.when import containing

Basis = Literal["words", "deed", "signature"]
Sort = Literal["holds", "throughout", "begins", "ends"]

# "Stepped down last week as the board's": so many words stand between a verb and its post at most.
_FEW = 7

# A post and its date, among several, are no further apart: characters.
_BESIDE = 40

# Coarser words than these place no single act.
_FINE = frozenset({"second", "minute", "hour", "day", "week", "month"})
_GRAINS = _FINE | {"quarter", "season", "year"}

_OF = re.compile(r"(?<!-)\b(?:of|for|to|at|in|with)\b|[,(]", re.IGNORECASE)
_STILL = re.compile(r"\b(?:has|have|is|are|['’](?:s|ve) been)\b[^,;]*$", re.IGNORECASE)
_HELD = re.compile(r"\b(?:been|served|remained|continued|is|are|was|were)\b[^,;]*$", re.IGNORECASE)
_MARK = re.compile(r"^(?:was|were|is|served|acted|as|now|currently)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_QUOTED = frozenset({"quoted", "forwarded"})


class Office(NamedTuple):
    """A post: its words without those of the body ("finance director"), ranks with them ("deputy"); the body's words, whatever
    they were taken to name; its identity, or None."""

    words: frozenset[str]
    body: frozenset[str]
    id: str | None


class Tenure(NamedTuple):
    """What one passage says of when a post was held.

    sort         "holds": at some time from start to end; "throughout": all the time between; "begins", "ends": so in that time
    basis        "words" that date the post; the "deed" of its holder that the sentence tells; the "signature" of a mail
    """

    event: Event
    passage: Span
    holder: str
    office: Office
    sort: Sort
    start: datetime
    end: datetime
    basis: Basis


def tenures(ledger: Ledger) -> Iterator[Tenure]:
    """Yield what each passage that tells a post says of its time, those that say nothing left out."""
    for event in ledger.events:
        holders = ledger.who(event, "holder") if event.kind == "post" and event.status == "happened" else frozenset()
        office = office_of(ledger, event) if len(holders) == 1 else None
        for found in _times(ledger, event, min(holders)) if office else ():
            passage, sort, start, end, basis = found
            if office and start <= end:
                yield Tenure(event, passage, min(holders), office, sort, start, end, basis)


def office_of(ledger: Ledger, event: Event) -> Office | None:
    """Return the post that an event is about, or None: its words name none."""
    bodies = [m for role, m in event.roles if role == "organization" and m in ledger.mentions]
    named = {w for m in bodies[:1] for w in _WORD.findall(ledger.mentions[m].name.casefold())}
    text = pattern("tenure", "whole").sub(lambda m: re.sub(r"\s", "-", m[0]), _MARK.sub("", event.evidence[0].text))
    cut = _OF.search(text)
    title = title_of((text[: cut.start()] if cut else text).replace("-", " "))
    if title is None:
        return None
    words = (set(title.head.split()) | title.ranks | title.whose) - named
    rest = set(_WORD.findall(text[cut.end() :].casefold())) if cut else set()
    body = frozenset(w for w in rest | named if len(w) > 2 and w != "the")
    return Office(frozenset(_one_word(w) for w in words), body, ledger.person(bodies[0]) if bodies else None)


def _one_word(word: str) -> str:
    return "chair" if pattern("sole", "chairs").fullmatch(word) else word


_Time = tuple[Span, Sort, datetime, datetime, Basis]


def _times(ledger: Ledger, event: Event, holder: str) -> Iterator[_Time]:
    """Yield what the passage of an event that has its time says; "has been since" also that it is so when that is written."""
    found = _time(ledger, event, holder)
    if found:
        yield found
    written = ledger.written(event.evidence[0].document)
    if found and event.when and event.when.hedge == "since" and event.when.start and written:
        first = containing(event.when.start, event.when.grain)[1]
        if first and _STILL.search(found[0].text[: event.evidence[0].start - found[0].start]):
            yield found[0], "throughout", first, written, "words"


def _time(ledger: Ledger, event: Event, holder: str) -> _Time | None:
    for post, sentence in zip(event.evidence[::2], event.evidence[1::2], strict=False):
        if event.when and placed(event.when) | _one_sided(event.when):
            if _inside(event.when.span, sentence):
                return _dated(event.when, post, sentence) if _belongs(ledger, event.when, post, sentence) else None
        elif event.when and _inside(event.when.span, sentence) and event.when.rule.startswith("then/"):
            return _by_what_happens(ledger, holder, sentence)
        elif event.when is None and (at := _signed(ledger, post)):
            return sentence, "holds", at, at + timedelta(seconds=1), "signature"
    return None


def _one_sided(when: When) -> bool:
    return (when.start is None) != (when.end is None)


def _inside(span: Span, sentence: Span) -> bool:
    return span.document == sentence.document and sentence.start <= span.start < sentence.end


def _belongs(ledger: Ledger, when: When, post: Span, sentence: Span) -> bool:
    """Whether a date is surely that of the post: no date of life in brackets ("Ann Vale (1848 - 1941) was a bishop"); and where
    the sentence has several, the one right beside the post."""
    head = sentence.text[: when.span.start - sentence.start]
    if head.rfind("(") > head.rfind(")"):
        return False
    dates = [d for d in ledger.dates.get(sentence.document, ()) if sentence.start <= d.span.start < sentence.end]
    between = sentence.text[min(post.end, when.span.end) - sentence.start : max(post.start, when.span.start) - sentence.start]
    return len(dates) < 2 or (len(between) < _BESIDE and not re.search(r"[,;:(]", between))


def _dated(when: When, post: Span, sentence: Span) -> _Time | None:
    """Return what a date says that goes with the verb of the post."""
    label = sentence.text[: when.span.start - sentence.start]
    before = label if label.rstrip().endswith(":") else sentence.text[: post.start - sentence.start]
    if when.grain not in _GRAINS or pattern("tenure", "doubt").search(sentence.text):
        return None
    if when.hedge in ("until", "before") and when.end:
        return sentence, "ends", when.end, when.end, "words"
    if _ends(before) and when.hedge in (None, "about") and when.start and when.end:
        return sentence, "ends", when.start, when.end, "words"
    if when.hedge == "since" and when.start and _HELD.search(before):
        return sentence, "begins", when.start, when.start, "words"
    if when.hedge is None and when.start and when.end:
        if _begins(before):
            return sentence, "begins", when.start, when.end, "words"
        return _held(when, sentence, when.start, when.end)
    return None


def _held(when: When, sentence: Span, start: datetime, end: datetime) -> _Time | None:
    """Return that a post was held at some time, or for a run of years all through it, but for the units at its ends."""
    first, last = containing(start, when.grain)[1], containing(end - timedelta(microseconds=1), when.grain)[0]
    if first and last and first < last:
        return sentence, "throughout", first, last, "words"
    return (sentence, "holds", start, end, "words") if when.grain in _FINE else None


def _by_what_happens(ledger: Ledger, holder: str, sentence: Span) -> _Time | None:
    """Return that a post marked "then" was held when the holder did what the same sentence tells, on one day or in one month."""
    told = {
        (e.when.start, e.when.end)
        for e in ledger.told_in(sentence)
        if e.kind != "post" and e.when and placed(e.when) and e.when.grain in _FINE and e.when.hedge is None
        and e.status == "happened" and holder in ledger.who(e) and _inside(e.when.span, sentence)
    }  # fmt: skip
    start, end = next(iter(told)) if len(told) == 1 else (None, None)
    return (sentence, "holds", start, end, "deed") if start and end else None


def _signed(ledger: Ledger, post: Span) -> datetime | None:
    """Return when a mail was sent that is signed with a post by who wrote it; of one that is quoted nobody knows here."""
    document = ledger.documents.get(post.document)
    kinds = {zone.kind for zone in document.zones_at(post.start)} if document and document.kind == "mail" else set()
    return ledger.written(post.document) if "signature" in kinds and not kinds & _QUOTED else None


def _ends(before: str) -> bool:
    return _right_before("ends").search(before) is not None


def _begins(before: str) -> bool:
    return _right_before("begins").search(before) is not None


@cache
def _right_before(key: str) -> re.Pattern[str]:
    """Return the pattern of a verb with nothing but a few words between it and the post that follows."""
    return re.compile(rf"{pattern('tenure', key).pattern}(?:\s+[^\s,;:]+){{0,{_FEW}}}:?\s*$", re.IGNORECASE)
