"""UDS It-Happened 2: sentences of web text and mail, each event word with how sure a reader is that it happened."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from score.labelled.joined import joined


class Judged(NamedTuple):
    """An event word: start, end in code points of the sentence; label from -3 (it did not happen) to 3 (it did)."""

    start: int
    end: int
    label: float


class Sentence(NamedTuple):
    """One sentence. name: of its block of 20, which is in one part as a whole; events in the order given."""

    name: str
    text: str
    events: tuple[Judged, ...]


def documents(shared: Path) -> Iterator[Sentence]:
    """Yield the sentences, of the published train part and then of its dev part; nothing when they are not there."""
    for part in ("train", "dev"):
        path = shared / "gold" / "certainty" / f"{part}.jsonl"
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                yield from (_sentence(json.loads(line), part) for line in lines)


def _sentence(row: dict[str, Any], part: str) -> Sentence:
    text, places = joined(row["text"].split(" "), hyphens=True)
    events = tuple(Judged(*places[target["span1"][0]], target["label"]) for target in row["targets"])
    return Sentence(f"certainty/{part}-{row['file_idx'] // 20}", text, events)
