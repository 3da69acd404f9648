"""Ten thousand broken files: nothing may end the run, hang, grow past the limit, or be lost without a receipt.

Each is made from a fixture (the mails of evidence/mail, the seed, some print-outs, the demo, and archives made here) by
one to four seeded changes: cut short, bits flipped, stretches doubled, dropped, moved or taken from another file, control bytes,
lengths that lie. They are read in worker processes under limits, without Tesseract, which is slow and a process of its own.
"""

import gzip
import io
import random
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from clew.engine import Lost
from clew.engine.pool import Pool
from clew.ingest import FoundFile, Reading, limits, read_file
from clew.ingest.scans import ocr
from clew.records import Document
from score.measures import NONE, Line

SEED, FILES, BATCH, WORKERS = 20310512, 10_000, 50, 2

# What one file may take: seconds, and megabytes more than the worker holds.
SECONDS, MEGABYTES = 20, 500

# Megabytes that a worker holds with the readers of all formats loaded.
LOADED = 300

# Larger fixtures are left out: their mutants show nothing new and take longer.
LARGEST = 60_000
DEMO = Path(__file__).resolve().parents[2] / "demo" / "evidence"

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


def mutant(shared: str, seed: int, number: int) -> tuple[str, bytes]:
    """Return a fixture's name and its bytes after the changes that belong to `seed` and `number`."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311
    every = fixtures(shared)
    name, data = every[chance.randrange(len(every))]
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(CHANGES)(data, chance, every[chance.randrange(len(every))][1])
    return name, data


@cache
def fixtures(shared: str) -> list[tuple[str, bytes]]:
    """Return every fixture with its name, in a fixed order; those of `shared` only where it is."""
    evidence = Path(shared) / "evidence"
    paths = [
        *(evidence / "mail").rglob("*"),
        *(evidence / "seed").rglob("*"),
        *sorted((evidence / "clinton-296").rglob("*"))[:20],
    ]
    small = [p for p in sorted([*paths, *DEMO.rglob("*")]) if p.is_file() and p.stat().st_size <= LARGEST]
    read = [(p.name, p.read_bytes()) for p in small]
    return [(name, data) for name, data in [*read, *_made(read)] if data]


def _made(read: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield archives and other formats of which there are no fixtures, many times each: they have more ways to break."""
    for n in range(20):
        members = read[n * 7 : n * 7 + 3]
        packed, tarred = io.BytesIO(), io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                archive.writestr(zipfile.ZipInfo(name), data)
        with tarfile.open(fileobj=tarred, mode="w") as archive:
            for name, data in members:
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
        yield f"{n}.zip", packed.getvalue()
        yield f"{n}.tar", tarred.getvalue()
        yield f"{n}.tar.gz", gzip.compress(tarred.getvalue(), mtime=0)
        yield f"{n}.rtf", RICH * (n + 1)
        yield f"{n}.ics", CALENDAR * (n + 1)
        yield f"{n}.vcf", CARD * (n + 1)


RICH = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 Anna met \b Bo\b0  at \'e9t\'e9 \u8217? pier.\par{\pict 00ff}\row}"
    + b"\n"
)
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Quay\r\nDTSTART;TZID=Europe/Oslo:20310512T090000\r\n"
    b"ATTENDEE;CN=Bo:mailto:bo@harbour.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Vale\r\nTEL;TYPE=work:+47 555 0100\r\nEMAIL:anna@harbour.example\r\nEND:VCARD\r\n"


def _cut(data: bytes, chance: random.Random, _: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def _flip(data: bytes, chance: random.Random, _: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 40) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + int(chance.paretovariate(0.7)))


def _drop(data: bytes, chance: random.Random, _: bytes) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _double(data: bytes, chance: random.Random, _: bytes) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 50)) + data[end:]


def _splice(data: bytes, chance: random.Random, other: bytes) -> bytes:
    start, end = _stretch(other, chance)
    at = chance.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _tail(data: bytes, chance: random.Random, other: bytes) -> bytes:
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _control(data: bytes, chance: random.Random, _: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + bytes(chance.choice(b"\0\r\n\t\x1b\x7f\xff\xfe") for _ in range(chance.randint(1, 30))) + data[at:]


def _lie(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """Put a number where a length may stand."""
    at = chance.randint(0, max(0, len(data) - 8))
    number = chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 1 << 62, len(data))).to_bytes(8, "little")[: chance.choice((2, 4, 8))]
    return data[:at] + number + data[at + len(number) :]


CHANGES = (_cut, _flip, _flip, _drop, _double, _splice, _tail, _control, _lie)
