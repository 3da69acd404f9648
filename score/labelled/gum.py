"""GUM: documents of many kinds with every entity mention, what kind it is of, and which mentions are one (dep/*.conllu)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_PROPER = frozenset({"NNP", "NNPS"})
_PRONOUN = frozenset({"PRP", "PRP$", "WP", "WP$"})
# Words inside the name of a body or a place, between proper nouns; of a person, only the particles, which are proper nouns there.
_INSIDE = frozenset({"of", "the", "and", "for", "&", "on", "in", "-", "'s", "to", "at"})
_ROMAN = re.compile(r"[IVX]{1,5}")
_PIECE = re.compile(r"\(([^()]*)(\)?)|([^()]+)\)")


class Entity(NamedTuple):
    """One mention. start, end: code points of the document's text; head and name: (start, end) too.

    kind      "person" "organization" "place" "time" "event" "object" "abstract" "animal" "plant" "substance"
    cluster   the same for mentions of one thing in a document
    form      "name" (its head is a proper noun, or it holds the name of a person in apposition: "biologist Bo Lund"),
              "pronoun", or "noun"
    name      the proper name inside, without what stands around it; titles that are proper nouns belong to it; None: no name
    """

    kind: str
    cluster: str
    start: int
    end: int
    form: str
    head: tuple[int, int]
    name: tuple[int, int] | None


class Turn(NamedTuple):
    """Sentences in a row with one speaker, as the document's headers give him ("NickBos"); his label is not in the text."""

    speaker: str
    start: int
    end: int


class Document(NamedTuple):
    """One document. text: its paragraphs with a blank line between them, sentences with a space between."""

    name: str
    text: str
    entities: tuple[Entity, ...]
    turns: tuple[Turn, ...]


class _Word(NamedTuple):
    form: str
    xpos: str
    head: int
    dep: str
    entity: str


class _Sentence(NamedTuple):
    text: str
    speaker: str
    begins: bool
    words: tuple[_Word, ...]


class _Open(NamedTuple):
    cluster: str
    kind: str
    first: int


def documents(shared: Path) -> Iterator[Document]:
    """Yield the documents in order of their names; nothing when they are not there."""
    for path in sorted((shared / "gold" / "gum" / "dep").glob("*.conllu")):
        yield _document(path.stem, list(_sentences(path)))


def _sentences(path: Path) -> Iterator[_Sentence]:
    speaker = ""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.splitlines()
        notes = dict(line[2:].partition(" = ")[::2] for line in lines if line.startswith("# "))
        speaker = notes.get("speaker", "")
        words = tuple(_word(line.split("\t")) for line in lines if line.partition("\t")[0].isdigit())
        yield _Sentence(notes["text"], speaker, "newpar" in notes, words)


def _word(fields: list[str]) -> _Word:
    stated = next((f[len("Entity=") :] for f in fields[9].split("|") if f.startswith("Entity=")), "")
    return _Word(fields[1], fields[4], int(fields[6]) - 1, fields[7], stated)


def _document(name: str, sentences: Sequence[_Sentence]) -> Document:
    pieces: list[str] = []
    entities: list[Entity] = []
    turns: list[Turn] = []
    at, speaker = 0, ""
    for sentence in sentences:
        parted = sentence.begins or sentence.speaker != speaker
        gap = "" if not pieces else "\n\n" if parted else " "
        speaker = sentence.speaker
        start, at = at + len(gap), at + len(gap) + len(sentence.text)
        pieces += [gap, sentence.text]
        entities += _entities(sentence, _places(sentence, start))
        _speak(turns, speaker, start, at)
    return Document(f"gum/{name}", "".join(pieces), tuple(sorted(entities, key=lambda e: (e.start, -e.end))), tuple(turns))


def _speak(turns: list[Turn], speaker: str, start: int, end: int) -> None:
    """Add a sentence to the last turn when its speaker goes on, or begin one."""
    if speaker and turns and turns[-1].speaker == speaker and start - turns[-1].end <= len("\n\n"):
        turns[-1] = Turn(speaker, turns[-1].start, end)
    elif speaker:
        turns.append(Turn(speaker, start, end))


def _places(sentence: _Sentence, offset: int) -> list[tuple[int, int]]:
    """Return where each word stands. The parts of "don't" follow each other without a space."""
    found, at = [], 0
    for word in sentence.words:
        at = sentence.text.index(word.form, at)
        found.append((offset + at, offset + at + len(word.form)))
        at += len(word.form)
    return found


def _entities(sentence: _Sentence, places: list[tuple[int, int]]) -> Iterator[Entity]:
    waiting: list[_Open] = []
    for i, word in enumerate(sentence.words):
        for opened, closed, closing in _PIECE.findall(word.entity):
            if opened:
                cluster, kind = opened.split("-")[:2]
                waiting.append(_Open(cluster, kind, i))
            if closed or closing:
                found = _close(waiting, closing)
                yield _entity(found, i, sentence.words, places)


def _close(waiting: list[_Open], closing: str) -> _Open:
    """Take the last mention of the cluster `closing` off the list; with "", the last of all."""
    at = next(k for k in reversed(range(len(waiting))) if closing in {"", waiting[k].cluster})
    return waiting.pop(at)


def _entity(found: _Open, last: int, words: Sequence[_Word], places: list[tuple[int, int]]) -> Entity:
    covered = range(found.first, last + 1)
    head = next((i for i in covered if words[i].head not in covered), found.first)
    named = _name(covered, head, words, found.kind)
    form = "name" if named else "pronoun" if words[head].xpos in _PRONOUN else "noun"
    start, end = places[found.first][0], places[last][1]
    name = (places[named[0]][0], places[named[-1]][1]) if named else None
    return Entity(found.kind, found.cluster, start, end, form, places[head], name)


def _name(covered: range, head: int, words: Sequence[_Word], kind: str) -> range | None:
    """Return the words of the proper name at the head, or of the one joined flat to a role noun; None: there is none."""
    flat = [i for i in covered if words[i].head == head and words[i].xpos in _PROPER and _is_beside(head, i, words)]
    core = head if words[head].xpos in _PROPER else flat[0] if flat else None
    if core is None:
        return None
    first = last = core
    while (before := _before(first, covered, words)) < first:
        first = before
    while (after := _after(last, covered, words, kind)) > last:
        last = after
    return range(first, last + 1)


def _is_beside(head: int, i: int, words: Sequence[_Word]) -> bool:
    """Whether word `i` names the noun `head` right behind it, without a comma: "biologist Bo Lund"."""
    between = words[head + 1 : i]
    return words[i].dep == "flat" or (words[i].dep == "appos" and all(w.xpos in _PROPER for w in between) and i > head)


def _before(first: int, covered: range, words: Sequence[_Word]) -> int:
    """Return the word before `first` that belongs to a name, also across a hyphen; `first` when it begins there."""
    i = first - 2 if words[first - 1].form == "-" else first - 1
    return i if i in covered and words[i].xpos in _PROPER else first


def _after(last: int, covered: range, words: Sequence[_Word], kind: str) -> int:
    """Return the next word that carries a name on, across "of the" in the name of a body; `last` when it ends there."""
    i = last + 1
    while i in covered and (words[i].form in _INSIDE if kind != "person" else words[i].form == "-"):
        i += 1
    return i if i in covered and (words[i].xpos in _PROPER or _ROMAN.fullmatch(words[i].form)) else last
