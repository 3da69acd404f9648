"""Three sets of names: Re-DocRED and WikiGold (Wikipedia), WNUT-17 (posts, noisy). All are tokenized; the text is built again."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from clew.recognize.vocabulary import words
from score.labelled.words import Built, build

Kind = Literal["person", "organization", "place", "other"]

# A band, a sports team and a company are all bodies that act. What WNUT-17 calls a product or a work is none of the three kinds.
_KINDS: dict[str, Kind] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "person": "person",
    "group": "organization",
    "corporation": "organization",
    "location": "place",
}

# WNUT-17 has no documents: this many of its posts count as one, so that a split by document means something.
_BLOCK = 50


class Name(NamedTuple):
    """A labelled span in code points. cluster: which mentions of the document are one, where the set says; else None.

    kind   "other": a work, event, product or nationality; not a time or number
    """

    start: int
    end: int
    kind: Kind
    cluster: int | None = None


class Labelled(NamedTuple):
    """One document. name: as `part_of` takes it; set: "re-docred", "wikigold" or "wnut17"; names: by where they start."""

    name: str
    set: str
    text: str
    names: tuple[Name, ...]


def documents(shared: Path) -> Iterator[Labelled]:
    """Yield the documents of the three sets, each in the order of its file; nothing of a set that is not there."""
    folder = shared / "gold" / "names"
    yield from _redocred(folder / "re-docred" / "dev_revised.json")
    yield from _wikigold(folder / "wikigold" / "wikigold.conll.txt")
    yield from _wnut(folder / "wnut17" / "wnut17train.conll")


def _redocred(path: Path) -> Iterator[Labelled]:
    for article in json.loads(path.read_text("utf-8")) if path.exists() else ():
        built = build(article["sents"], hyphens=True)
        found = {}
        for cluster, mentions in enumerate(article["vertexSet"]):
            for mention in (m for m in mentions if m["type"] not in {"TIME", "NUM"}):
                span = _span(built, mention["sent_id"], *mention["pos"])
                found.setdefault(span, Name(*span, _kind(mention["type"], built.text[slice(*span)]), cluster))
        yield Labelled(f"re-docred/{article['title']}", "re-docred", built.text, _outermost(found.values()))


def _kind(label: str, text: str) -> Kind:
    """Return the kind of a label; Re-DocRED calls "American" a place, which neither the other sets nor a reader do."""
    kind = _KINDS.get(label, "other")
    return "other" if kind == "place" and text.split()[-1] in words("names", "nation") else kind


def _span(built: Built, sentence: int, first: int, last: int) -> tuple[int, int]:
    places = built.places[sentence]
    return places[first][0], places[last - 1][1]


def _outermost(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return `names` by where they start, without those inside a longer one."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return tuple(kept)


Tagged = list[tuple[str, str]]


def _wikigold(path: Path) -> Iterator[Labelled]:
    for number, lines in enumerate(_split(_lines(path, " "), lambda line: line[0] == "-DOCSTART-")):
        yield _tagged(f"wikigold/{number}", list(_split(lines, lambda line: not line[0])))


def _wnut(path: Path) -> Iterator[Labelled]:
    posts = list(_split([(unescape(word), tag) for word, tag in _lines(path, "\t")], lambda line: not line[0]))
    for number in range(0, len(posts), _BLOCK):
        yield _tagged(f"wnut17/{number // _BLOCK}", posts[number : number + _BLOCK], between="\n\n")


def _lines(path: Path, mark: str) -> Tagged:
    lines = path.read_text("utf-8").split("\n") if path.exists() else ()
    return [(word.strip(), tag) for word, _, tag in (line.rpartition(mark) for line in lines)]


def _split(lines: Sequence[tuple[str, str]], ends: Callable[[tuple[str, str]], bool]) -> Iterator[Tagged]:
    """Yield the stretches of `lines` between those that end one, without the empty."""
    for is_end, stretch in groupby(lines, ends):
        if not is_end:
            yield list(stretch)


def _tagged(name: str, sentences: Sequence[Tagged], *, between: str = " ") -> Labelled:
    built = build([[word for word, _ in sentence] for sentence in sentences], between=between)
    names = (name for k, sentence in enumerate(sentences) for name in _names(built, k, [tag for _, tag in sentence]))
    return Labelled(name, name.partition("/")[0], built.text, tuple(names))


def _names(built: Built, sentence: int, tags: Sequence[str]) -> Iterator[Name]:
    """Yield the names of a sentence by its tags: B- begins one always, I- (all that WikiGold has) where another one ends."""
    begun = [i for i, tag in enumerate(tags) if tag != "O" and (tag[0] == "B" or i == 0 or tags[i - 1][1:] != tag[1:])]
    for first in begun:
        last = next((j for j in range(first + 1, len(tags)) if tags[j] == "O" or j in begun), len(tags))
        yield Name(*_span(built, sentence, first, last), _KINDS.get(tags[first][2:], "other"))
