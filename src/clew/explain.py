"""One document sentence by sentence: what was recognized in each, by which rule, and what was let go and why."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from clew.pipeline import explained
from clew.records import Claim, Document, Event, Mention, Near, Observation, Parse, Question, Record, Skipped, When

T = TypeVar("T")


class Passage(Record, frozen=True, gc=False):
    """A sentence, or a line of what is no prose, with the records whose words begin in it.

    events    those told in it, whether first here or again
    near      what a rule looked at and made no record of
    skipped   what no rule sees
    """

    start: int
    end: int
    text: str
    mentions: tuple[Mention, ...] = ()
    dates: tuple[When, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    near: tuple[Near, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class Explanation(Record, frozen=True, gc=False):
    """What was observed in a document, and its passages in order."""

    observation: Observation
    passages: tuple[Passage, ...]


def explain(document: Document, *, fast: bool = False) -> Explanation:
    """Return how `document` is read by this version of Clew, by rules alone when `fast`. The document is mended if it was not."""
    parse, observation, near = explained(document, fast=fast)
    return Explanation(observation, tuple(_passages(parse, observation, near)))


def _passages(parse: Parse, seen: Observation, near: Iterable[Near]) -> Iterator[Passage]:
    stretches = list(_stretches(parse))
    starts = [start for start, _ in stretches]
    mentions = _by_passage(starts, seen.mentions, lambda m: [m.span.start])
    dates = _by_passage(starts, seen.dates, lambda d: [d.span.start])
    events = _by_passage(starts, seen.events, lambda e: [span.start for span in e.evidence])
    claims = _by_passage(starts, seen.claims, lambda c: [c.content.start])
    questions = _by_passage(starts, seen.questions, lambda q: [q.span.start])
    missed = _by_passage(starts, _told_otherwise(seen, near), lambda n: [n.span.start])
    skipped = _by_passage(starts, parse.skipped, lambda s: [s.start])
    for at, (start, end) in enumerate(stretches):
        yield Passage(
            start, end, parse.document.text[start:end], tuple(mentions[at]), tuple(dates[at]), tuple(events[at]),
            tuple(claims[at]), tuple(questions[at]), tuple(missed[at]), tuple(skipped[at]),
        )  # fmt: skip


def _told_otherwise(seen: Observation, near: Iterable[Near]) -> list[Near]:
    """Return `near` in order, each once, without words that are part of a mention or of a post all the same."""
    names = {at for m in seen.mentions if m.form == "name" for at in range(m.span.start, m.span.end)}
    mentioned = {at for m in seen.mentions for at in range(m.span.start, m.span.end)}
    held = {at for e in seen.events if e.kind == "post" for at in range(e.evidence[0].start, e.evidence[0].end)}
    moot = {"name": mentioned, "post": held | mentioned}
    kept = {n for n in near if n.span.start not in moot.get(n.by.rpartition(" ")[2].partition("/")[0], names)}
    return sorted(kept, key=lambda n: (n.span.start, n.span.end, n.by, n.reason))


def _by_passage(starts: list[int], records: Iterable[T], places: Callable[[T], Iterable[int]]) -> dict[int, list[T]]:
    """Return number of the passage -> the records that have a place in it, each once."""
    found: dict[int, list[T]] = defaultdict(list)
    for record in records:
        for at in dict.fromkeys(max(bisect_right(starts, place) - 1, 0) for place in places(record)):
            found[at].append(record)
    return found


def _stretches(parse: Parse) -> Iterator[tuple[int, int]]:
    """Yield where each sentence stands, and each line between and beside them, blank ones left out."""
    text, tokens = parse.document.text, parse.tokens
    cuts = {0, len(text), *(at + 1 for at, letter in enumerate(text) if letter == "\n" and not _inside(parse, at))}
    cuts.update(t.start for before, t in pairwise([None, *tokens]) if t and (before is None or before.sentence != t.sentence))
    for start, end in pairwise(sorted(cuts)):
        words = text[start:end]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _inside(parse: Parse, at: int) -> bool:
    """Whether offset `at` lies between two words of one sentence: a line that is merely wrapped."""
    after = bisect_right(parse.tokens, at, key=lambda t: t.start)
    return 0 < after < len(parse.tokens) and parse.tokens[after - 1].sentence == parse.tokens[after].sentence
