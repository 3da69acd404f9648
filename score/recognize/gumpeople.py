"""GUM's people as coreference is scored on: names and pronouns, in a text that shows who speaks as a transcript does."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from clew.records import Document, Mention, Observation, Zone
from clew.resolve.names import names_of
from score.labelled import gum
from score.recognize.parses import document

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

_RELATIVE = frozenset({"who", "whom", "whose"})


class Person(NamedTuple):
    """A gold mention, in the text with labels. name: the words that a made mention must meet, the pronoun or the proper name."""

    cluster: str
    start: int
    end: int
    form: str
    name: tuple[int, int]


def labelled(found: gum.Document) -> tuple[Document, list[Person]]:
    """Return `found` with each speaker's label before his turn, and its people.

    People are the mentions of the kind "person" whose head is a proper name or a pronoun, of the first and second person too.
    """
    text, starts = _with_labels(found)
    bare = document(text)
    zones = tuple(
        Zone(at, at + turn.end - turn.start, "turn", bare.span(at - 2 - len(_label(turn)), at - 2), "gold/1")
        for turn, at in zip(found.turns, starts, strict=True)
    )
    people = [p for p in everybody(found) if p.form != "noun"]
    return Document(bare.id, bare.source, bare.media, bare.kind, None, text, language="en", zones=zones), people


def everybody(found: gum.Document) -> list[Person]:
    """Return all gold mentions of the kind "person" in the text with labels, those by a noun too ("the aide")."""
    _, starts = _with_labels(found)
    return [_person(e, _moved(e.start, found.turns, starts)) for e in found.entities if e.kind == "person"]


def _with_labels(found: gum.Document) -> tuple[str, list[int]]:
    """Return the text with "Bo Lund: " before each turn, and where each turn begins in it."""
    pieces, starts, at, length = [], [], 0, 0
    for turn in found.turns:
        pieces += [found.text[at : turn.start], f"{_label(turn)}: "]
        length += len(pieces[-2]) + len(pieces[-1])
        starts.append(length)
        pieces.append(found.text[turn.start : turn.end])
        length, at = length + turn.end - turn.start, turn.end
    return "".join([*pieces, found.text[at:]]), starts


def _label(turn: gum.Turn) -> str:
    """Return "Bo Lund" for "BoLund"."""
    return _CAMEL.sub(" ", turn.speaker)


def _moved(at: int, turns: Sequence[gum.Turn], starts: Sequence[int]) -> int:
    """Return by how much offset `at` is moved by the labels before it."""
    before = [new - turn.start for turn, new in zip(turns, starts, strict=True) if turn.start <= at]
    return before[-1] if before else 0


def _person(entity: gum.Entity, by: int) -> Person:
    start, end = entity.name or entity.head
    return Person(entity.cluster, entity.start + by, entity.end + by, entity.form, (start + by, end + by))


def clusters(people: Sequence[Person]) -> list[frozenset[int]]:
    """Return the gold clusters, of places in `people`."""
    found: dict[str, set[int]] = defaultdict(set)
    for i, person in enumerate(people):
        found[person.cluster].add(i)
    return [frozenset(c) for c in found.values()]


def made(read: Document, mentions: Sequence[Mention], people: Sequence[Person]) -> list[frozenset[int]]:
    """Return the clusters made of `mentions`: places in `people` where a mention is one of them, else numbers below 0.

    Names and pronouns of people count; a label outside the gold's text does not, nor a pronoun that was left open, or "who". A
    mention is a gold one of its form when it meets its name and does not reach beyond it.
    """
    homes = home(read, mentions)
    labels = {at for z in read.zones if z.voice for at in range(z.voice.start, z.voice.end)}
    matched = match(mentions, people)
    found: dict[str, set[int]] = defaultdict(set)
    for i, mention in enumerate(mentions):
        if mention.id in homes and _is_scored(mention) and mention.span.start not in labels:
            found[homes[mention.id]].add(matched.get(mention.id, -1 - i))
    return [frozenset(c) for c in found.values()]


def _is_scored(mention: Mention) -> bool:
    """Whether a mention is a name or a pronoun, but for relative ones, which GUM does not mark."""
    return mention.form != "description" and mention.span.text.lower() not in _RELATIVE


def match(mentions: Sequence[Mention], people: Sequence[Person]) -> dict[str, int]:
    """Return mention id -> place in `people`, each at most once, the longest mention first."""
    at: dict[int, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        for offset in range(*person.name):
            at[offset].append(i)
    found: dict[str, int] = {}
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        for i in _met(mention, at, people):
            if mention.form == people[i].form and i not in taken and mention.kind == "person":
                found[mention.id] = i
                taken.add(i)
                break
    return found


def _met(mention: Mention, at: dict[int, list[int]], people: Sequence[Person]) -> list[int]:
    """Return the gold mentions that `mention` meets and lies in, the shortest first."""
    met = {i for offset in range(mention.span.start, mention.span.end) for i in at.get(offset, ())}
    inside = (i for i in met if people[i].start <= mention.span.start and mention.span.end <= people[i].end)
    return sorted(inside, key=lambda i: (people[i].end - people[i].start, i))


def home(read: Document, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return mention id -> name of whom it is, for people: as recognized, and as the document's short names are resolved."""
    people = [m for m in mentions if m.kind == "person" and not is_open(m)]
    judged = names_of(Observation(read, mentions=tuple(people)))
    names = {n.id: n.name.casefold() for n in judged.nodes}
    full = {names[j.left]: names[j.right] for j in judged.judgements if j.left in names and j.right in names}
    return {m.id: full.get(m.name.casefold(), m.name.casefold()) for m in people}


def is_open(mention: Mention) -> bool:
    """Whether a mention is a pronoun that was tied to nobody."""
    return mention.form == "pronoun" and mention.name == mention.span.text
