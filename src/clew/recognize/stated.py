"""A document as sentences, with who speaks in them, who is named and which dates stand there: for rules that need no parse."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from clew.recognize.scene import PEOPLE
from clew.recognize.speakers import Voices
from clew.recognize.vocabulary import load
from clew.records import Document, Mention, Span, When

# A sentence ends with its mark and a blank, or where a line is empty. Not behind an initial, a title or an "o'clock"-like number.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bAmb)[.!?][\"'”’)]*(?:\[\d+\])*(?=\s)|\n[ \t]*\n"
)

# What is told in a heading or in the sentence before holds for a statement this close behind it.
NEAR = 400


@cache
def pattern(*keys: str) -> re.Pattern[str]:
    """Return the pattern of any of the phrases in the lists `keys` ("knowledge.first") of the vocabulary; whole words only."""
    tables = load("statements")
    listed = [phrase for key in keys for phrase in tables[key.split(".")[0]][key.split(".")[1]]]
    spaced = (phrase.replace(" ", r"\s+") for phrase in listed)
    return re.compile(rf"\b(?:{'|'.join(spaced)})", re.IGNORECASE)


@cache
def part(key: str) -> str:
    """Return the same as a piece of a larger pattern."""
    return pattern(key).pattern.removeprefix(r"\b")


class Stated:
    """Looks up sentences, mentions and dates of one document by where they stand."""

    def __init__(self, document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> None:
        self.document, self.text = document, document.text
        self.mentions = sorted((m for m in mentions if m.kind in PEOPLE or m.kind == "place"), key=lambda m: m.span.start)
        self.by_id = {m.id: m for m in mentions}.get
        self._starts = [m.span.start for m in self.mentions]
        self.dates = sorted(dates, key=lambda d: d.span.start)
        self._dated = [d.span.start for d in self.dates]
        cuts = {0, len(self.text), *(m.end() for m in _END.finditer(self.text)), *(z.start for z in document.zones)}
        self._ends = sorted(cuts)
        self._voices = Voices(document, mentions)

    def sentence(self, at: int, back: int = 0) -> tuple[int, int]:
        """Return where the sentence around offset `at` begins and ends; it begins `back` sentences before when asked to."""
        i = bisect_right(self._ends, at)
        start, end = self._ends[max(0, i - 1 - back)], self._ends[min(i, len(self._ends) - 1)]
        while start < end and self.text[start].isspace():
            start += 1
        return start, end

    def found(self, key: str) -> Iterator[re.Match[str]]:
        """Yield where the phrases of the vocabulary's list `key` stand."""
        return pattern(key).finditer(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return the span of `start:end` without white space at its ends."""
        words = self.text[start:end]
        return self.document.span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie in `start:end`, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.span.end <= end]

    def before(self, at: int, most: int = 30) -> Mention | None:
        """Return who is named last in the sentence before offset `at`, at most `most` characters away."""
        start = max(self.sentence(at)[0], at - 200)
        last = max(self.within(start, at), key=lambda m: (m.span.end, -m.span.start), default=None)
        return last if last and at - last.span.end <= most else None

    def after(self, at: int, most: int = 40) -> Mention | None:
        """Return who is named right after offset `at`, at most `most` characters away and in its sentence."""
        found = self.within(at, min(self.sentence(at)[1], at + most + 80))
        return found[0] if found and found[0].span.start - at <= most else None

    def speaker(self, at: int) -> Mention | None:
        """Return who speaks or writes at offset `at`, by the mention of the name nearest before it."""
        name = self._voices.at(at)
        named = [m for m in self.mentions if m.name == name and m.kind == "person"] if name else []
        before = [m for m in named if m.span.start <= at]
        return before[-1] if before else (named[0] if named else None)

    def date(self, start: int, end: int) -> When | None:
        """Return the first placed date in `start:end`."""
        first, last = bisect_left(self._dated, start), bisect_left(self._dated, end)
        return next((d for d in self.dates[first:last] if d.start is not None or d.end is not None), None)

    def last_date(self, at: int, most: int = NEAR) -> When | None:
        """Return the placed date that stands last before offset `at`, not further than `most` characters."""
        first, last = bisect_left(self._dated, at - most), bisect_left(self._dated, at)
        return next((d for d in reversed(self.dates[first:last]) if d.start is not None), None)
