"""Headers of printed mails, found in the text of scanned print-outs (evidence/clinton-296).

The sample is 60 files, those whose names come first by BLAKE2b. In each, every printed header was listed by eye: where From,
Sent, To and Subject stand (printed.jsonl: code points of the decoded text, and a digest of each value; no text). Values that are
empty or blanked out are not listed, nor are lines such as "On Monday Anna wrote:", which are no headers.

A value is found when a header zone has a field of that name whose text, but for blanks and stamps, is the value. It is touched
when a field of that name covers most of it. Extra are fields of these names where none is listed.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from clew.ingest import discover, read_file
from clew.ingest.charset import decode
from clew.ingest.vocabulary import pattern
from clew.ingest.zones.printouts import printouts
from score.measures import Line

CASES = Path(__file__).parent / "printed.jsonl"
GROUP = "printed headers"
LABELS = {"From": "From", "Sent": "Date", "To": "To", "Subject": "Subject"}

_WIDE = re.compile(r"\s{3,}|\n")


class Value(NamedTuple):
    """A value in a file. label: as in the list."""

    file: str
    label: str
    start: int
    end: int


def lines(shared: Path) -> Iterator[Line]:
    """Yield the share found of each label and of all, the share touched, and the share of fields that are listed."""
    folder = shared / "evidence" / "clinton-296"
    if not folder.is_dir():
        return
    texts = {name: decode((folder / name).read_bytes()).text for name in names()}
    listed = [value for name, text in texts.items() for value in cases(name, text)]
    fields = [value for name, text in texts.items() for value in found(folder / name, text)]
    by_place: dict[tuple[str, str], list[Value]] = {}
    for field in fields:
        by_place.setdefault((field.file, field.label), []).append(field)
    states = {value: _state(value, by_place.get((value.file, value.label), []), texts[value.file]) for value in listed}
    for label in LABELS:
        yield _share(GROUP, label, {v: s for v, s in states.items() if v.label == label}, texts)
    yield _share(GROUP, "all four", states, texts)
    touched = sum(state != "missed" for state in states.values())
    yield Line(GROUP, "all four, touched", touched / len(states), f"{touched:,} of {len(states):,}")
    extra = [field for field in fields if not any(_overlap(field, value) for value in listed if value[:2] == field[:2])]
    right = len(fields) - len(extra)
    wrong = tuple(_told(field, texts) for field in extra)
    yield Line(GROUP, "fields that are listed", right / len(fields), f"{right:,} of {len(fields):,}", wrong)


def names() -> list[str]:
    """Return the names of the files of the sample."""
    return [json.loads(row)["file"] for row in CASES.read_text("utf-8").splitlines()]


def cases(name: str, text: str) -> Iterator[Value]:
    """Yield the values listed of a file; ValueError when its text is not the one that was read."""
    for row in map(json.loads, CASES.read_text("utf-8").splitlines()):
        for header in row["headers"] if row["file"] == name else ():
            for label, (start, end, digest) in header.items():
                if blake2b(text[start:end].encode()).hexdigest()[:8] != digest:
                    raise ValueError(f"{name}, {label} at {start}: not the text that was read")
                yield Value(name, label, start, end)


def found(path: Path, text: str) -> Iterator[Value]:
    """Yield the fields of the header zones of a file's documents, where they stand in the file."""
    (file,) = discover([path])
    called = {ours: label for label, ours in LABELS.items()}
    for start, document in zip(printouts(text), read_file(file).documents, strict=True):
        for zone in document.zones:
            for field in zone.fields if zone.kind == "header" else ():
                if field.label in called:
                    yield Value(path.name, called[field.label], start + field.start, start + field.end)


def _state(value: Value, fields: list[Value], text: str) -> str:
    near = [field for field in fields if _overlap(field, value)]
    if any(_core(text, field) == _core(text, value) for field in near):
        return "found"
    most = max((_overlap(field, value) for field in near), default=0)
    return "touched" if 2 * most > value.end - value.start else "missed"


def _overlap(one: Value, other: Value) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _core(text: str, value: Value) -> str:
    """Return a value without blanks and stamps."""
    cells = (cell for cell in _WIDE.split(text[value.start : value.end]) if cell.strip())
    kept = [cell for cell in cells if not pattern("zones/furniture", "stamps").fullmatch(cell.strip())]
    return "".join("".join(kept).split())


def _share(group: str, name: str, states: dict[Value, str], texts: dict[str, str]) -> Line:
    counts = Counter(states.values())
    wrong = tuple(f"{state}: {_told(value, texts)}" for value, state in states.items() if state != "found")
    return Line(group, name, counts["found"] / max(1, len(states)), f"{counts['found']:,} of {len(states):,}", wrong)


def _told(value: Value, texts: dict[str, str]) -> str:
    return f"{value.file} {value.label} at {value.start}: {' '.join(texts[value.file][value.start : value.end].split())[:100]!r}"
