"""A deposition or an examination in court: who asks behind "Q.", and who answers behind "A."."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from clew.ingest.vocabulary import pattern
from clew.ingest.zones.lines import Line
from clew.records import Document, Span

# The oath stands in the line with the witness's name or within so many lines below it.
_NEAR = 5

_ASKS, _ANSWERS = "Q", "A"


class Examination:
    """Looks up who asks and who answers, by line: "BY MR. LUND:" holds until another begins, a witness till the next is sworn."""

    def __init__(self, document: Document, lines: Sequence[Line]) -> None:
        """Find every examiner and witness in `lines`."""
        self.announced: list[int] = []
        self._named: dict[str, list[tuple[int, Span]]] = {_ASKS: [], _ANSWERS: []}
        for i, line in enumerate(lines):
            if m := pattern("zones/turns", "examiner").fullmatch(line.text):
                self._named[_ASKS].append((i, _span(document, line, m)))
            if pattern("zones/turns", "announces").fullmatch(line.text):
                self.announced.append(i)
            elif (m := pattern("zones/turns", "witness").match(line.text)) and _sworn(lines, i, m.end()):
                self._named[_ANSWERS].append((i, _span(document, line, m)))

    def voice(self, label: str, line: int) -> Span | None:
        """Return the name of who speaks behind `label` ("Q" or "A") in a line, or None: another label, or nobody is named."""
        named = self._named.get(label.rstrip(".:"), [])
        at = bisect_right(named, line, key=lambda each: each[0])
        return named[at - 1][1] if at else None


def _span(document: Document, line: Line, m: re.Match[str]) -> Span:
    return document.span(line.words + m.start("name"), line.words + m.end("name"))


def _sworn(lines: Sequence[Line], i: int, behind: int) -> bool:
    """Whether an oath follows a name that ends at `behind` in line `i`."""
    return any(pattern("zones/turns", "oath", re.I).search(text) for text in _following(lines, i, behind))


def _following(lines: Sequence[Line], i: int, behind: int) -> Iterator[str]:
    yield lines[i].text[behind:]
    yield from (line.text for line in lines[i + 1 : i + _NEAR])
