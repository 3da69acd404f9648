"""Re-DocRED's times: where dates, lengths of time and ages stand in Wikipedia articles. What they mean is not labelled."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from score.labelled.words import build


class Timed(NamedTuple):
    """One article. text: as `score.labelled.names` builds it. times: (start, end) in code points, by where they start."""

    name: str
    text: str
    times: tuple[tuple[int, int], ...]


def documents(shared: Path) -> Iterator[Timed]:
    """Yield the articles in the order of their file; nothing when it is not there."""
    path = shared / "gold" / "names" / "re-docred" / "dev_revised.json"
    for article in json.loads(path.read_text("utf-8")) if path.exists() else ():
        built = build(article["sents"], hyphens=True)
        mentions = (m for mentions in article["vertexSet"] for m in mentions if m["type"] == "TIME")
        places = ((built.places[m["sent_id"]], *m["pos"]) for m in mentions)
        times = {(words[first][0], words[last - 1][1]) for words, first, last in places}
        yield Timed(f"re-docred/{article['title']}", built.text, tuple(sorted(times)))
