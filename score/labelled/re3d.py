"""re3d: British government notices and Wikipedia articles on Iraq and Syria, with entities and relations.

Its entities are the widest phrases, pronouns and descriptions too ("he", "the Trade Minister", "Trade Minister Ann Vale"); what
lies inside one was proposed by a program and voted down by readers (confidence 0), which does not make "Ann Vale" less of a name.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

FOLDERS = ("UK Government", "Wikipedia")

# Readers' votes make the confidence; from here on more of them held the label for right than not.
SURE = 0.5


class Entity(NamedTuple):
    """A labelled span in code points. kind: "Person" "Organisation" "Location" "Nationality" "Money" "Temporal" ..."""

    start: int
    end: int
    kind: str
    confidence: float


class Relation(NamedTuple):
    """What two spans have to do with each other. kind: "CommWith" "InChargeOf" "BelongsTo" "IsSynonymOf" "CoLocated" ..."""

    kind: str
    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float


class Notice(NamedTuple):
    """One document. entities, relations: all that the set holds, by where they start, the doubtful too."""

    name: str
    title: str
    text: str
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


def documents(shared: Path) -> Iterator[Notice]:
    """Yield the documents, folder by folder, in the order of their files; nothing when they are not there."""
    for folder in (shared / "gold" / "re3d" / name for name in FOLDERS):
        entities, relations = _by_document(folder / "entities.json"), _by_document(folder / "relations.json")
        for row in _rows(folder / "documents.json"):
            key = row["_id"]
            found, tied = sorted(map(_entity, entities[key])), sorted(map(_relation, relations[key]), key=lambda r: r.source)
            yield Notice(f"re3d/{key}", row["title"], row["text"], tuple(found), tuple(tied))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line] if path.exists() else []


def _by_document(path: Path) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(path):
        rows[row["documentId"]].append(row)
    return rows


def _entity(row: dict[str, Any]) -> Entity:
    return Entity(row["begin"], row["end"], row["type"], row["confidence"])


def _relation(row: dict[str, Any]) -> Relation:
    ends = (row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"])
    return Relation(row["type"], *ends, row["confidence"])
