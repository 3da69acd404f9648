"""Mails a second of `clew.ingest` beside Python's own parser, and its memory as a mailbox grows.  `make bench-ingest`

usage: python -m bench.ingest [--mails N] [--seed N] [--profile]

One process, one core, one run. The mailbox is generated, seeded, from mails invented here (bench/mails.py) and, where they are,
from the test mails of ../shared/evidence/mail: each with a Message-ID of its own. Ingest reads it cut by cut, with zones and all
that is attached; what pictures and PDFs take (their own readers, Tesseract) is told apart and not counted on either side.

The other side is `email.message_from_bytes(policy=email.policy.default)` on the same mails, walking every part and decoding it.
"""

import argparse
import cProfile
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from random import Random

from bench.mails import templates
from msgspec.structs import replace

from clew.ingest import FoundFile, cuts, read_file
from clew.ingest.mail.mbox import read
from clew.ingest.piece import Piece
from clew.records import Source

TARGET = 1.5
SMALL, LARGE = 5_000, 50_000


def main() -> int:
    """Print both speeds and their ratio, the memory at both sizes, and where the time goes if asked."""
    asked = _asked()
    if asked.memory:
        print(_peak(Path(asked.memory)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.mbox"
        generate(path, asked.mails, asked.seed)
        found = FoundFile(path, path.name, path.stat().st_size)
        print(f"{asked.mails:,} mails, {found.size / 1e6:,.0f} MB, from {len(templates())} templates, seed {asked.seed}")
        if asked.profile:
            _profile(found)
            return 0
        _speeds(found, asked.mails)
        _memory(Path(folder), asked.seed)
    return 0


def generate(path: Path, mails: int, seed: int) -> None:
    """Write a mailbox of `mails` mails to `path`."""
    random = Random(seed)
    with path.open("wb") as file:
        for n in range(mails):
            file.write(b"From anna@pier.invalid Mon May 12 09:14:03 2031\n" + _mail(random.choice(templates()), n) + b"\n")


def _mail(template: bytes, n: int) -> bytes:
    """Return `template` as a mail of its own, its "From " lines quoted."""
    own = b"Message-ID: <%d.bench@pier.invalid>\nX-Number: %d\n" % (n, n)
    return own + template.replace(b"\nFrom ", b"\n>From ").rstrip(b"\n") + b"\n"


def _speeds(found: FoundFile, mails: int) -> None:
    stretches = cuts(found) or (None,)
    theirs = ours = 0.0
    documents = 0
    for cut in stretches:  # in turns, so that a busy moment hits both
        started = time.perf_counter()
        documents += len(read_file(found, "", cut).documents)
        ours += time.perf_counter() - started
        data = _split(found, cut)
        started = time.perf_counter()
        for mail in data:
            walk(mail)
        theirs += time.perf_counter() - started
    print(f"clew.ingest    {mails / ours:8,.0f} mails/s  {found.size / ours / 1e6:6.1f} MB/s  {documents:,} documents")
    print(f"email          {mails / theirs:8,.0f} mails/s  {found.size / theirs / 1e6:6.1f} MB/s")
    print(f"ratio          {theirs / ours:8.2f}  (at least {TARGET})")


def _split(found: FoundFile, cut: object) -> list[bytes]:
    whole = Piece(b"", found.name, Source(found.name, ""), path=str(found.path))
    return [part.data for part in read(replace(whole, cut=cut)).inside]


def walk(data: bytes) -> int:
    """Parse a mail and decode each of its parts, as the standard library does; return how much was decoded."""
    size = 0
    for part in message_from_bytes(data, policy=default).walk():
        try:
            content = part.get_content() if part.get_content_maintype() == "text" else part.get_payload(decode=True)
        except (LookupError, ValueError, KeyError, AttributeError, TypeError):
            content = part.get_payload(decode=True)
        size += len(content) if isinstance(content, (bytes, str)) else 0
    return size


def _memory(folder: Path, seed: int) -> None:
    for mails in (SMALL, LARGE):
        path = folder / f"{mails}.mbox"
        generate(path, mails, seed)
        told = subprocess.run(
            [sys.executable, "-m", "bench.ingest", "--memory", str(path)], capture_output=True, text=True, check=True
        )
        print(f"peak memory    {int(told.stdout):8,} MB      at {mails:,} mails, {path.stat().st_size / 1e6:,.0f} MB")
        path.unlink()


def _peak(path: Path) -> int:
    found = FoundFile(path, path.name, path.stat().st_size)
    for cut in cuts(found) or (None,):
        read_file(found, "", cut)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _profile(found: FoundFile) -> None:
    """Print which modules take the time."""
    with cProfile.Profile() as profile:
        for cut in cuts(found) or (None,):
            read_file(found, "", cut)
    stats = pstats.Stats(profile)
    for name, share in list(_shares(stats))[:25]:
        print(f"{share:6.1%}  {name}")
    stats.sort_stats("tottime").print_stats(25)


def _shares(stats: pstats.Stats) -> Iterator[tuple[str, float]]:
    """Yield each module with its share of the time that calls take by themselves."""
    spent: dict[str, float] = {}
    for (path, _, name), (_, _, own, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        where = path.partition("clew/ingest/")[2] or (name if path == "~" else Path(path).name)
        spent[where] = spent.get(where, 0.0) + own
    total = sum(spent.values())
    yield from sorted(((name, own / total) for name, own in spent.items()), key=lambda each: -each[1])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.ingest", description="The speed of clew.ingest on a generated mailbox."
    )
    parser.add_argument("--mails", type=int, default=LARGE, metavar="N", help="how many mails the mailbox holds")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the generator")
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    parser.add_argument("--memory", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
