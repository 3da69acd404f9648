"""PolNeAR: news articles with who says what; each attribution a source, a cue and a content."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LABELS = ("source", "cue", "content")


class Labelled(NamedTuple):
    """A stretch of text with its label. start, end: code points."""

    label: str
    start: int
    end: int


class Article(NamedTuple):
    """One article. attributions: those of its first annotator, by their labels; an absent or anonymous source has no span."""

    name: str
    text: str
    attributions: tuple[tuple[Labelled, ...], ...]


def documents(shared: Path) -> Iterator[Article]:
    """Yield the articles in order of their names; nothing when they are not there. Of several annotators the first is taken."""
    folder = shared / "gold" / "polnear" / "train"
    labels: dict[str, Path] = {}
    for path in sorted(folder.glob("attributions/*.ann")):
        labels.setdefault(path.stem.rpartition("_")[0], path)
    for path in sorted(folder.glob("text/*.txt")):
        if path.stem in labels:
            yield Article(f"polnear/{path.stem}", _exact(path), _attributions(labels[path.stem]))


def read_twice(shared: Path) -> Iterator[tuple[Article, ...]]:
    """Yield the articles that several annotators read, in order of their names: each as its annotators labelled it, in order."""
    folder = shared / "gold" / "polnear" / "train"
    by_article: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("attributions/*.ann")):
        by_article[path.stem.rpartition("_")[0]].append(path)
    for name, paths in by_article.items():
        if len(paths) > 1:
            text = _exact(folder / "text" / f"{name}.txt")
            yield tuple(Article(f"polnear/{name}", text, _attributions(path)) for path in paths)


def _exact(path: Path) -> str:
    """Return the text as it stands: offsets count a line's carriage return."""
    return path.read_bytes().decode("utf-8")


def _attributions(path: Path) -> tuple[tuple[Labelled, ...], ...]:
    spans: dict[str, list[Labelled]] = defaultdict(list)
    events = []
    for line in path.read_text("utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            spans[key] = list(_spans(rest.partition("\t")[0]))
        elif key.startswith("E"):
            events.append([part.partition(":")[::2] for part in rest.split()])
    return tuple(_attribution(event, spans) for event in events)


def _spans(stated: str) -> Iterator[Labelled]:
    """Yield the pieces of "Content 120 211;220 230"."""
    label, _, places = stated.partition(" ")
    for place in filter(None, places.split(";")):
        start, end = place.split()
        yield Labelled(label.lower(), int(start), int(end))


def _attribution(event: list[tuple[str, str]], spans: dict[str, list[Labelled]]) -> tuple[Labelled, ...]:
    return tuple(s for role, key in event for s in spans[key] if role.rstrip("0123456789").lower() in LABELS)
