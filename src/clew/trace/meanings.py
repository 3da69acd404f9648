"""What texts say that letters stand for: "NB is a place", "NB = Nora B.?", "Nora Bellamy (NB)".

Read from the words themselves, since a note or a chat is often no sentence that a parser understands.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from clew.records import Claim, Document, MentionKind, Observation, Record, Span, Voice
from clew.trace.initials import begins, initials, letters, name_words
from clew.trace.unknownvocabulary import NAME, after_letters, hearsay, kind_named, letters_mean, not_a

RULE = "said-of-letters/1"

_TOKEN = re.compile(r"(?<![\w.@/-])(?:(?:[A-Z]\.){2,4}|[A-Z]{2,4})(?![\w@/-])")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?:\s|\Z)|\n\s*\n")
_SELF = re.compile(r"\b(?:I\s+am|I['’]m|I\s+was)\s+not\s+[\"“‘']?\Z")
_BEFORE = re.compile(rf"(?P<name>{NAME})[\"”’']?\s*\([\"“‘']?\Z")
# 'NB. "North Bight."': a heading and its explanation, only where the name has these initials.
_HEADING = re.compile(rf"[.:]?\s*[:.]\s*[\"“‘']?(?P<name>{NAME})|\s*\([\"“‘']?(?P<within>{NAME})[\"”’']?\)")
_AROUND = 160


class Meaning(Record, frozen=True, gc=False):
    """One passage that says what letters stand for.

    name     what they are said to mean, or ""; kind: of what kind that is said to be, or None
    negated  that they do not mean it; own: said in the first person ("I am not NB")
    doubt    whether it is asked rather than said
    """

    letters: str
    span: Span
    name: str = ""
    kind: MentionKind | None = None
    negated: bool = False
    own: bool = False
    doubt: bool = False
    claim: str | None = None
    voices: tuple[Voice, ...] = ()
    by: str = RULE


class Lettered(NamedTuple):
    """Where letters stand in the texts of a case, and what is said of them; by the letters, in the order of the documents."""

    places: Mapping[str, Sequence[Span]]
    meanings: Mapping[str, Sequence[Meaning]]


def find_lettered(observations: Iterable[Observation], wanted: Container[str]) -> Lettered:
    """Return where those letters stand that are `wanted` (lower case, without dots), and what they are said to mean."""
    places: dict[str, list[Span]] = defaultdict(list)
    meanings: dict[str, list[Meaning]] = defaultdict(list)
    for observation in observations:
        document = observation.document
        here = [(m.start(), m.end(), key) for m in _TOKEN.finditer(document.text) if (key := letters(m[0])) in wanted]
        for start, end, key in here:
            places[key].append(document.span(start, end))
        for meaning in _in_document(document, here) if here else ():
            meanings[meaning.letters].append(_voiced(observation, meaning))
    return Lettered(places, meanings)


def _in_document(document: Document, places: Sequence[tuple[int, int, str]]) -> Iterator[Meaning]:
    for start, end, key in places:
        yield from _at(document, start, end, key)
    by_use = sorted({key for *_, key in places})
    for match in letters_mean().finditer(document.text):
        fitting = [key for key in by_use if key in initials(match["name"])] or by_use
        if len(fitting) == 1:
            span = document.span(match.start(), match.end())
            yield Meaning(fitting[0], span, match["name"], doubt=bool(match["doubt"]))


def _at(document: Document, start: int, end: int, key: str) -> Iterator[Meaning]:
    """Yield what the words around one place of the letters say."""
    text = document.text
    stop = _SENTENCE_END.search(text, end)
    sentence_end = min(stop.end() if stop else len(text), end + _AROUND)
    head = text[max(0, start - _AROUND) : start]
    if _SELF.search(head):
        begin = start - (len(head) - _SELF.search(head).start())  # type: ignore[union-attr]
        yield Meaning(key, document.span(begin, end), negated=True, own=True)
    elif (before := _BEFORE.search(head)) and text[end : end + 1] in ")\"”’'" and key in initials(before["name"]):
        yield Meaning(key, document.span(start - len(head) + before.start(), end), before["name"])
    elif after := after_letters().match(text, end, sentence_end + 2):
        yield from _told(document, start, key, after, sentence_end)
    elif (heading := _HEADING.match(text, end, end + _AROUND)) and (name := _fitting(heading, key)):
        yield Meaning(key, document.span(start, heading.end()), name)


def _fitting(heading: re.Match[str], key: str) -> str:
    """Return the longest beginning of the name behind a heading that has the letters for initials."""
    words = (heading["name"] or heading["within"]).split()
    return next((" ".join(words[:n]) for n in range(len(words), 1, -1) if key in initials(" ".join(words[:n]))), "")


def _told(document: Document, start: int, key: str, after: re.Match[str], sentence_end: int) -> Iterator[Meaning]:
    span = document.span(start, max(after.end(), len(document.text[:sentence_end].rstrip())))
    kind = kind_named(after["a"]) if after["a"] else None
    yield Meaning(key, span, after["name"] or "", kind, bool(after["not"]), doubt=bool(after["doubt"]))
    for match in not_a().finditer(document.text, after.end(), sentence_end):
        yield Meaning(key, span, kind=kind_named(match["a"]), negated=True)


def _voiced(observation: Observation, meaning: Meaning) -> Meaning:
    """Return `meaning` with who says it: the innermost claim around it, else the author, by hearsay when he says so."""
    claim = _claim_around(observation.claims, meaning.span)
    voices = claim.voices if claim else tuple(_of_author(observation.document, meaning.span))
    return Meaning(
        meaning.letters, meaning.span, meaning.name, meaning.kind, meaning.negated, meaning.own, meaning.doubt,
        claim.id if claim else None, voices,
    )  # fmt: skip


def _claim_around(claims: Sequence[Claim], span: Span) -> Claim | None:
    around = [c for c in claims if c.content.start <= span.start + 1 and _most(c.content, span)]
    return max(around, key=lambda c: (len(c.voices), c.content.start, c.id), default=None)


def _most(content: Span, span: Span) -> bool:
    """Whether `content` covers more than half of `span`."""
    return 2 * (min(content.end, span.end) - max(content.start, span.start)) > span.end - span.start


def _of_author(document: Document, span: Span) -> Iterator[Voice]:
    yield Voice(None, None, "wrote", "certain")
    holders = [z.voice for z in document.zones_at(span.start) if z.voice and z.kind in ("quoted", "forwarded", "turn")]
    yield from (Voice(holder, None, "wrote", "certain") for holder in holders)
    if _is_quotation(span.text):
        yield Voice(None, None, "quoted", "certain")
    if cue := hearsay().search(document.text, span.start, span.end):
        yield Voice(None, document.span(cue.start(), cue.end()), "heard", "probable")


def _is_quotation(words: str) -> bool:
    """Whether a quotation begins in `words`, so that they are somebody else's."""
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”")


def may_mean(meaning: Meaning, name: str) -> bool:
    """Whether what `meaning` names is `name`, or a shorter way to write it."""
    said, full = name_words(meaning.name), name_words(name)
    return bool(said) and (said == full or begins(said, full))
