"""Posts beside a name where no prose says so: "Ann Vale, Harbour Master" under a notice, a list of those present."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from clew.recognize.titles import title_length
from clew.recognize.vocabulary import load, words
from clew.records import Document, Mention, Record, Span

_LITTLE = r"(?:of|for|to|and|the|in|at|on)"
_CAPITAL = r"[^\W\d_a-z][\w'’&/-]*"
_PHRASE = rf"{_CAPITAL}(?:[ ](?:{_LITTLE}[ ]){{0,2}}{_CAPITAL}){{0,7}}(?:[ ]\([^()\n]{{1,30}}\))?"
_BEHIND = re.compile(rf",[ ]+(?P<post>{_PHRASE})(?=[,.;:)\n]|\Z)")
_UNDER = re.compile(rf"[ \t]*\n[ \t]*(?P<post>{_PHRASE})(?=,|[ \t]*(?:\n|\Z))")
_WORDS = re.compile(r"[\w'’-]+")

# No title before a name is longer.
_TITLE = 40

# Of a longer line only so much around is its passage.
_LINE = 300

# Zones whose posts other rules read.
_ELSEWHERE = frozenset({"signature", "table"})


class Beside(Record, frozen=True, gc=False):
    """A holder, the words of the post, the organization named in or right behind them, and the lines they stand on."""

    holder: Mention
    post: Span
    organization: Mention | None
    lines: Span


def find_beside(document: Document, mentions: Sequence[Mention]) -> Iterator[Beside]:
    """Yield the post behind a name and a comma, and the one alone on the line below a name alone on its line."""
    named = [m for m in mentions if m.form == "name" and m.kind in ("person", "organization")]
    starts, elsewhere = [m.span.start for m in named], sorted((z.start, z.end) for z in document.zones if z.kind in _ELSEWHERE)
    for holder in (m for m in named if m.kind == "person"):
        found = _BEHIND.match(document.text, holder.span.end) or _alone(document, holder)
        if found and is_post(found["post"]) and not _inside(elsewhere, holder.span.start):
            near = named[bisect_left(starts, found.start("post")) : bisect_left(starts, found.end("post") + len(", the "))]
            people = (m for m in near if m.kind == "person" and m.span.start < found.end("post"))
            if all(is_post(m.span.text) for m in people):  # a post taken for a name
                body = next((m for m in near if m.kind == "organization"), None)
                yield Beside(holder, document.span(*found.span("post")), body, _lines(document, holder, found.end("post")))


def _inside(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies in the last of the sorted `stretches` that begins before it: signatures and tables do not nest."""
    before = bisect_right(stretches, at, key=lambda stretch: stretch[0])
    return before > 0 and at < stretches[before - 1][1]


def _alone(document: Document, holder: Mention) -> re.Match[str] | None:
    """Return what stands on the line below `holder`, when a title and the name fill theirs."""
    before = document.text[max(0, holder.span.start - _TITLE) : holder.span.start].rpartition("\n")[2]
    filled = not before.strip() or (len(before) < _TITLE and title_length(before.strip() + " ") == len(before.strip()) + 1)
    return _UNDER.match(document.text, holder.span.end) if filled else None


def is_post(text: str) -> bool:
    """Whether a phrase in capitals names a post: its noun ends it, or leads to what it is of ("Clerk to the Committee")."""
    named = [w.lower() for w in _WORDS.findall(text.partition(" (")[0])]
    known = words("roles", "post") | frozenset(load("posts")["lines"]["more"])
    return any(
        w in known and (after in load("posts")["lines"]["leads"]) for w, after in zip(named, [*named[1:], ""], strict=True)
    )


def _lines(document: Document, holder: Mention, end: int) -> Span:
    """Return the line of the name up to the end of the post's."""
    text, first, last = document.text, holder.span.start, min(len(document.text), end + _LINE)
    start = max(first - _LINE, text.rfind("\n", max(0, first - _LINE), first) + 1, 0)
    stop = text.find("\n", end, last)
    return document.span(start, stop if stop >= 0 else last)
