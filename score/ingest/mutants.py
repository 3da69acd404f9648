"""Broken files, each made from a fixture by one to four seeded changes.

Fixtures are the mails of evidence/mail, the seed, some print-outs, the demo, and small files made here of formats that they have
few of. Changes: cut short; bits flipped; stretches doubled, dropped, or taken from another file; control bytes; lengths that lie;
and any of these on what lies packed inside, whose sums are right again afterwards. One in eight lies in a mail or an archive.
"""

import base64
import gzip
import io
import random
import zipfile
from functools import cache
from pathlib import Path

from score.ingest.mutantfixtures import made

# Larger fixtures are left out: their mutants show nothing new and take longer.
LARGEST = 80_000
DEMO = Path(__file__).resolve().parents[2] / "demo" / "evidence"

WRAPPED = 8

Fixture = tuple[str, bytes]


def mutant(shared: str, seed: int, number: int) -> Fixture:
    """Return a fixture's name and its bytes after the changes that belong to `seed` and `number`.

    Every other one is of an ending drawn first: there are many mails, and few workbooks.
    """
    chance = random.Random(f"{seed}/{number}")  # noqa: S311
    every = fixtures(shared)
    name, data = chance.choice(every if number % 2 else chance.choice(_by_ending(shared)))
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(CHANGES)(data, chance, chance.choice(every)[1])
    return chance.choice(WRAPS)(name, data) if not chance.randrange(WRAPPED) else (name, data)


@cache
def fixtures(shared: str) -> list[Fixture]:
    """Return every fixture with its name, in a fixed order; those of `shared` only where it is."""
    evidence = Path(shared) / "evidence"
    paths = [
        *(evidence / "mail").rglob("*"),
        *(evidence / "seed").rglob("*"),
        *sorted((evidence / "clinton-296").rglob("*"))[:20],
    ]
    small = [p for p in sorted([*paths, *DEMO.rglob("*")]) if p.is_file() and p.stat().st_size <= LARGEST]
    read = [(p.name, p.read_bytes()) for p in small]
    return [(name, data) for name, data in [*read, *made(read)] if data]


@cache
def _by_ending(shared: str) -> list[list[Fixture]]:
    endings: dict[str, list[Fixture]] = {}
    for name, data in fixtures(shared):
        endings.setdefault(Path(name).suffix.lower(), []).append((name, data))
    return list(endings.values())


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


def _number(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """Put a number in digits where one may stand."""
    at = chance.randint(0, len(data))
    digits = str(chance.choice((-1, 0, 10**9, 10**18, 2**63, 10**40))).encode()
    end = at
    while end < len(data) and data[end : end + 1].isdigit():
        end += 1
    return data[:at] + digits + data[end:]


def _inside(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """Change what lies packed in `data`; where nothing does, or it is broken, `data` itself."""
    change = chance.choice(PLAIN)
    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.compress(change(gzip.decompress(data), chance, other), 1, mtime=0)
        return _in_zip(data, chance, other) if data.startswith(b"PK") else change(data, chance, other)
    except Exception:  # whatever a broken archive makes its library raise
        return change(data, chance, other)


def _in_zip(data: bytes, chance: random.Random, other: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [(entry.filename, packed.read(entry)) for entry in packed.infolist()]
    at = chance.randrange(len(parts))
    parts[at] = (parts[at][0], chance.choice(PLAIN)(parts[at][1], chance, other))
    return zipped(parts)


def zipped(parts: list[Fixture]) -> bytes:
    """Return an archive of `parts`, the same each time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _in_archive(name: str, data: bytes) -> Fixture:
    return f"{name}.zip", zipped([("quay/" + name, data)])


def _in_mail(name: str, data: bytes) -> Fixture:
    head = (
        "From: Anna Vale <anna@harbour.example>\nMessage-ID: <9@harbour.example>\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=quay\n\n--quay\n\nBo, see what hangs on this.\n--quay\n"
        f'Content-Type: application/octet-stream; name="{name}"\nContent-Transfer-Encoding: base64\n\n'
    )
    return f"{name}.eml", head.encode("utf-8", "replace") + base64.encodebytes(data) + b"--quay--\n"


PLAIN = (_cut, _flip, _flip, _drop, _double, _splice, _tail, _control, _lie, _number)
CHANGES = (*PLAIN, _inside, _inside, _inside)
WRAPS = (_in_archive, _in_mail)
