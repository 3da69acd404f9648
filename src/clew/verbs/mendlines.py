"""What `clew mend` says about a file: lines for a reader, or records as lines of JSON."""

import json
from collections.abc import Iterator

import msgspec

from clew.mend.stream import Stretch
from clew.mend.stream.decoding import BINARY
from clew.mend.stream.tally import Tally
from clew.records import Edit, Finding, Record


class FileText(Record, tag="text", tag_field="record", frozen=True, gc=False):
    """A block of a file, mended, with its repairs and findings. Offsets are code points of the whole file."""

    file: str
    start: int
    found_start: int
    text: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]


class FileFinding(Record, tag="finding", tag_field="record", frozen=True, gc=False):
    """A finding, with the file it is about."""

    file: str
    kind: str
    start: int
    end: int
    says: str
    readings: tuple[str, ...]
    by: str


class FileSummary(Record, tag="summary", tag_field="record", frozen=True, gc=False):
    """A file as a whole: how it was read, and exact counts. left_out: findings by kind that were counted and not listed."""

    file: str
    encoding: str
    characters: int
    changed: bool
    repairs: dict[str, int]
    findings: dict[str, int]
    left_out: dict[str, int]


def text_json(name: str, stretch: Stretch) -> Iterator[str]:
    """Yield a block of the file `name` as a line of JSON, unless it has neither text nor findings."""
    if stretch.found or stretch.findings:
        yield _json(FileText(name, stretch.start, stretch.found_start, stretch.text, stretch.edits, stretch.findings))


def report_json(name: str, encoding: str, tally: Tally) -> Iterator[str]:
    """Yield the summary of the file `name`, then each finding that was kept, as lines of JSON."""
    repairs, findings = dict(sorted(tally.repairs.items())), dict(sorted(tally.findings.items()))
    yield _json(FileSummary(name, encoding, tally.characters, tally.is_changed, repairs, findings, tally.left_out))
    for f in tally.kept:
        yield _json(FileFinding(name, f.kind, f.start, f.end, f.says, f.readings, f.by))


def report_lines(name: str, encoding: str, tally: Tally) -> Iterator[str]:
    """Yield the repairs by rule, then each finding that was kept, with its readings. name: "" when there is one file only.

    Readings that stood before are not said again: a substituted text has the same ones for every paragraph.
    """
    yield f"{name}: {summary(tally)}" if name else summary(tally)
    if encoding not in ("utf-8", BINARY):
        yield f"read as {encoding}"
    said: dict[tuple[str, ...], str] = {}
    for finding in tally.kept:
        place = f"{finding.start}-{finding.end} {finding.kind}"
        yield f"{place}: {finding.says}"
        if finding.readings in said:
            yield f"    may be: as at {said[finding.readings]}"
        else:
            yield from (f"    may be: {reading}" for reading in finding.readings)
            said[finding.readings] = place
    for kind, count in tally.left_out.items():
        yield f"{count:,} more {kind} are counted and not listed"


def summary(tally: Tally) -> str:
    """Return the number of repairs, and how many by which rule."""
    rules = ", ".join(f"{count:,} {rule}" for rule, count in sorted(tally.repairs.items()))
    without = "only the encoding would change" if tally.is_changed else "none needed"
    return f"{tally.repairs.total():,} repairs: {rules or without}"


def _json(record: Record) -> str:
    """Bytes that could not be read are lone surrogates, which JSON can only have escaped."""
    try:
        return msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(record))
