"""Ten thousand broken files: nothing may end the run, hang, grow past the limit, or be lost without a receipt.

How they are made: score/ingest/mutants.py. They are read in worker processes under limits, without Tesseract, which is slow and a
process of its own.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from clew.engine import Lost
from clew.engine.pool import Pool
from clew.ingest import FoundFile, Reading, limits, read_file
from clew.ingest.piece import inert
from clew.ingest.scans import ocr
from clew.records import Document
from score.ingest.mutants import fixtures, mutant
from score.measures import NONE, Line

SEED, FILES, BATCH, WORKERS = 20310512, 10_000, 50, 2

# What one file may take: seconds, and megabytes more than the worker holds.
SECONDS, MEGABYTES = 20, 500

# Megabytes that a worker holds with the readers of all formats loaded.
LOADED = 300

Job = tuple[str, int, int, int]


def lines(shared: Path) -> Iterator[Line]:
    """Yield how often each thing went wrong that must not."""
    jobs = [(str(shared), SEED, first, min(first + BATCH, FILES)) for first in range(0, FILES, BATCH)]
    found: Counter[str] = Counter()
    wrong: list[str] = []
    largest = 0
    for job, result in zip(jobs, Pool(WORKERS).map(attempt, jobs), strict=True):
        if isinstance(result, Lost):
            found["crashes"] += 1
            wrong.append(f"crash among {job[2]}..{job[3]}: {result.reason}")
        else:
            found += result[0]
            wrong += result[1]
            largest = max(largest, result[2])
    told = f"{found['read']:,} read, {found['not read']:,} not, largest worker {largest:,} MB"
    detail = f"{FILES:,} files from {len(fixtures(str(shared))):,} fixtures (seed {SEED}): {told}"
    yield Line(NONE, "mutated files that ended a worker or hung", found["crashes"] + found["too long"], detail, tuple(wrong))
    yield Line(NONE, "megabytes of a worker past its limit", max(0, largest - LOADED - MEGABYTES))
    yield Line(NONE, "mutated files not accounted for", found["not accounted"])
    yield Line(NONE, "mutated files with broken documents", found["broken"])
    yield Line(NONE, "mutated files whose receipts steer a terminal", found["steers"])


def attempt(job: Job) -> tuple[Counter[str], list[str], int]:
    """Read the mutants of a batch; return what became of them, a line for each that went wrong, and the most megabytes held."""
    ocr.which = lambda _: None  # type: ignore[attr-defined]
    shared, seed, first, last = job
    found: Counter[str] = Counter()
    wrong = []
    with TemporaryDirectory() as folder:
        for number in range(first, last):
            name, data = mutant(shared, seed, number)
            path = Path(folder) / f"{number}{Path(name).suffix}"
            path.write_bytes(data)
            with limits.held(SECONDS, MEGABYTES, hard=True):
                reading = read_file(FoundFile(path, path.name, len(data)))
            path.unlink()
            for kind in kinds_of(reading):
                found[kind] += 1
                if kind not in ("read", "not read"):
                    wrong.append(f"{kind}: number {number}, from {name}")
    return found, wrong, getrusage(RUSAGE_SELF).ru_maxrss // 1000


def kinds_of(reading: Reading) -> Iterator[str]:
    """Yield what became of a file, in the words of the counts."""
    own = [r for r in reading.receipts if not r.part]
    told = sorted(id for r in reading.receipts if r.outcome == "read" for id in r.documents)
    yield "read" if reading.documents else "not read"
    unsaid = any(not r.reason for r in reading.receipts if r.outcome != "read")
    if unsaid or len(own) != 1 or sorted(d.id for d in reading.documents) != told:
        yield "not accounted"
    if any(inert(text) != text for r in reading.receipts for text in (r.path, r.part, r.reason)):
        yield "steers"
    if any("took more than" in r.reason for r in reading.receipts):
        yield "too long"
    if not all(map(is_whole, reading.documents)):
        yield "broken"


def is_whole(document: Document) -> bool:
    """Whether the text can be written, and everything that points into it does."""
    text, size = document.text, len(document.text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    inside = [(z.start, z.end) for z in document.zones]
    inside += [(f.start, f.end) for z in document.zones for f in z.fields]
    inside += [(b.start, b.end) for b in document.boxes]
    voices = [z.voice for z in document.zones if z.voice]
    return all(0 <= start < end <= size for start, end in inside) and all(text[v.start : v.end] == v.text for v in voices)
