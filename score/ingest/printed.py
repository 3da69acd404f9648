"""Headers of printed mails, found in the text of scanned print-outs (evidence/clinton-296).

The sample is 60 files, those whose names come first by BLAKE2b. Each was read by eye, and where the values of From, Sent, To and
Subject stand was listed for every printed header, those of quoted mails too (printed.jsonl: stretches of code points of the
decoded text, without the stamps in them, and a digest of the words; no text). Spoilt labels ("Prom:", "FIRM", none at all) count
as what they stand for. Not listed: values that are blank or blanked out; "On Monday Anna wrote:", which is no header. "other" are
lines that look like a header and are the head of a memo ("For: ... From: ... Re: ..."); what is made of them is not counted.

found      The fields of that name in one header zone together are the value, letter by letter but for blanks. Of a field, what
           lies in a furniture zone of its document does not count: a stamp that was not seen as one makes the value wrong.
touched    A field of that name covers more than half of the value.
listed     Share of the fields made, by name and header zone, that lie on a listed value: the rest are too many.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from clew.ingest import discover, read_file
from clew.ingest.charset import decode
from clew.ingest.zones.printouts import printouts
from clew.records import Document, Zone
from score.measures import Line

CASES = Path(__file__).parent / "printed.jsonl"
GROUP = "printed headers"
LABELS = {"From": "From", "Date": "Sent", "To": "To", "Subject": "Subject"}

Stretch = tuple[int, int]


class Value(NamedTuple):
    """What one label of one header says, as listed or as made. words: its letters without blanks."""

    file: str
    label: str
    stretches: tuple[Stretch, ...]
    words: str

    def shared(self, other: "Value") -> int:
        """Return how many code points both have."""
        return sum(max(0, min(b, d) - max(a, c)) for a, b in self.stretches for c, d in other.stretches)

    @property
    def told(self) -> str:
        """What a person needs to find it."""
        return f"{self.file} {self.label} at {self.stretches[0][0]}: {self.words[:100]!r}"


def lines(shared: Path) -> Iterator[Line]:
    """Yield the share found of each label and of all, the share touched, and the share of fields that are listed."""
    folder = shared / "evidence" / "clinton-296"
    if not folder.is_dir():
        return
    rows = [json.loads(row) for row in CASES.read_text("utf-8").splitlines()]
    texts = {row["file"]: decode((folder / row["file"]).read_bytes()).text for row in rows}
    listed = [value for row in rows for value in cases(row, texts[row["file"]])]
    made = [value for row in rows for value in found(folder / row["file"], texts[row["file"]])]
    for label in LABELS.values():
        yield _share(label, [value for value in listed if value.label == label], made)
    yield _share("all four", listed, made)
    touched = sum(2 * max((m.shared(v) for m in _alike(v, made)), default=0) > _length(v) for v in listed)
    yield Line(GROUP, "all four, touched", touched / len(listed), f"{touched:,} of {len(listed):,}")
    yield _extra(listed, [value for value in made if not _beside(value, rows)])


def cases(row: dict[str, Any], text: str) -> Iterator[Value]:
    """Yield the values listed of a file; ValueError when its text is not the one that was read."""
    for header in row["headers"]:
        for label, (*places, digest) in header.items():
            words = " ".join(" ".join(text[start:end].split()) for start, end in places)
            if blake2b(words.encode(), digest_size=4).hexdigest() != digest:
                raise ValueError(f"{row['file']}, {label} at {places[0][0]}: not the text that was read")
            yield Value(row["file"], label, tuple((start, end) for start, end in places), "".join(words.split()))


def found(path: Path, text: str) -> Iterator[Value]:
    """Yield what the header zones of a file's documents say, where it stands in the file."""
    (file,) = discover([path])
    for at, document in zip(printouts(text), read_file(file).documents, strict=True):
        stamps = [(z.start, z.end) for z in document.zones if z.kind == "furniture"]
        for zone in document.zones:
            yield from _said(path.name, document, zone, stamps, at) if zone.kind == "header" else ()


def _said(file: str, document: Document, zone: Zone, stamps: Sequence[Stretch], at: int) -> Iterator[Value]:
    fields = sorted((f for f in zone.fields if f.label in LABELS and f.start < f.end), key=lambda f: f.label)
    for label, group in groupby(fields, key=lambda f: f.label):
        places = sorted((f.start, f.end) for f in group)
        seen = [i for start, end in places for i in range(start, end) if not any(a <= i < b for a, b in stamps)]
        words = "".join("".join(document.text[i] for i in seen).split())
        yield Value(file, LABELS[label], tuple((at + start, at + end) for start, end in places), words)


def _alike(value: Value, made: Sequence[Value]) -> list[Value]:
    return [m for m in made if m[:2] == value[:2] and m.shared(value)]


def _length(value: Value) -> int:
    return sum(end - start for start, end in value.stretches)


def _beside(value: Value, rows: Sequence[dict[str, Any]]) -> bool:
    """Whether a value lies in lines that are listed as another kind of header."""
    other = next(row["other"] for row in rows if row["file"] == value.file)
    return any(start <= value.stretches[0][0] < end for start, end in other)


def _share(name: str, listed: Sequence[Value], made: Sequence[Value]) -> Line:
    pairs = [(value, [m.words for m in _alike(value, made)]) for value in listed]
    missed = [(value, near) for value, near in pairs if value.words not in near]
    wrong = tuple(f"{value.told} made {near}" for value, near in missed)
    right = len(listed) - len(missed)
    return Line(GROUP, name, right / len(listed), f"{right:,} of {len(listed):,}", wrong)


def _extra(listed: Sequence[Value], made: Sequence[Value]) -> Line:
    wrong = tuple(m.told for m in made if not _alike(m, listed))
    right = len(made) - len(wrong)
    return Line(GROUP, "fields that are listed", right / len(made), f"{right:,} of {len(made):,}", wrong)
