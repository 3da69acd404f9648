"""Notes of a document: what a sentence tells and its own footnote cites is one message, told twice.

A note is a paragraph that begins with its number in brackets, "[12]"; its mark, the same, touches the words that hang on it.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clew.recognize.agree import agree
from clew.recognize.merge import Story, may_be_one_time
from clew.recognize.scene import Roles, Telling
from clew.recognize.tree import Tree
from clew.records import Mention

_HEAD = re.compile(r"^\[(\d{1,4})\]", re.MULTILINE)
_MARK = re.compile(r"(?<=\S)\[(\d{1,4})\]")

# A mark touches the last word before it, which is hardly longer than this.
_LONGEST = 100

_WROTE, _GOT, _EITHER = ("from",), ("to", "cc"), ("from", "to", "cc", "with")


class Note(NamedTuple):
    """One note: where its mark stands in the text, and where its own words do."""

    mark: int
    start: int
    end: int


def find_notes(text: str) -> tuple[Note, ...]:
    """Return the notes of `text` whose number begins just one paragraph and is the mark of just one place before it."""
    heads = [*_HEAD.finditer(text)]
    ends = [*(head.start() for head in heads), len(text)][1:]
    numbers = Counter(head[1] for head in heads)
    places = {head[1]: (head.start(), end) for head, end in zip(heads, ends, strict=True) if numbers[head[1]] == 1}
    marks = [m for m in _MARK.finditer(text) if m[1] in places and m.start() < places[m[1]][0]]
    hung = Counter(m[1] for m in marks)
    return tuple(Note(m.start(), *places[m[1]]) for m in marks if hung[m[1]] == 1)


def hang(tree: Tree, told: Sequence[Story], cited: Sequence[Story]) -> list[Story]:
    """Return the stories `told` in prose, each with the message that its note cites and that it tells, and the rest of `cited`.

    Both sides must be named and agree, and be the only ones that do: of two mails of one day nobody knows which one is told.
    """
    left = {id(story): story for story in cited}
    tellers, sources = _at(tree, told), _stood(cited)
    for note, start in _stretches(tree, find_notes(tree.document.text)):
        stories = [s for s in _between(tellers, start, note.mark) if s.kind == "message"]
        fitting = [(s, c) for c in _between(sources, note.start, note.end) if id(c) in left for s in stories if _fits(s, c)]
        if len(fitting) == 1:
            story, source = fitting[0]
            for telling in left.pop(id(source)).tellings:
                story.add(telling._replace(roles=_fresh(story, telling)))
    return [*left.values(), *told]


Placed = list[tuple[int, Story]]


def _at(tree: Tree, stories: Sequence[Story]) -> Placed:
    """Return (offset, story) of each word that tells one, in order."""
    found = ((tree.tokens[t.word].start, i) for i, s in enumerate(stories) for t in s.tellings if t.word is not None)
    return [(at, stories[i]) for at, i in sorted(found)]


def _stood(stories: Sequence[Story]) -> Placed:
    """Return (offset, story) of each citation, in order."""
    return [(at, stories[i]) for at, i in sorted((t.evidence.start, i) for i, s in enumerate(stories) for t in s.tellings)]


def _between(placed: Placed, start: int, end: int) -> list[Story]:
    first, last = (bisect_left(placed, at, key=lambda p: p[0]) for at in (start, end))
    return list({id(story): story for _, story in placed[first:last]}.values())


def _stretches(tree: Tree, notes: Sequence[Note]) -> Iterator[tuple[Note, int]]:
    """Yield each note with the beginning of the words that hang on its mark: of the sentence, or behind the mark before."""
    before: dict[int, int] = defaultdict(int)
    for note in sorted(notes):
        words = tree.within(max(0, note.mark - _LONGEST), note.mark)
        if words:
            sentence = tree.sentence_of(words[-1])
            yield note, max(before[sentence.start], tree.tokens[sentence.start].start)
            before[sentence.start] = note.mark


def _fits(told: Story, cited: Story) -> bool:
    """Whether the message `cited` can be the one `told`: it came to be, both sides agree, and no time speaks against it."""
    if told.status != "happened" or not all(may_be_one_time(a, b) for a in told.whens for b in cited.whens):
        return False
    between = cited.role("with")
    if between:
        everybody = told.role(*_EITHER)
        return len(everybody) > 1 and all(_one(m, between) for m in everybody)
    return all(_meet(told.role(*roles), cited.role(*roles)) for roles in (_WROTE, _GOT))


def _fresh(story: Story, telling: Telling) -> Roles:
    """Return the roles of a citation without who is only said to have had a part, where the story knows which."""
    known = story.role(*_EITHER)
    return tuple((role, m) for role, m in telling.roles if role != "with" or not _one(m, known))


def _meet(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    return any(_one(mention, right) for mention in left)


def _one(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(agree(mention, other) for other in others)
