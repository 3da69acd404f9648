"""readpst, when it is installed: a mailbox of Outlook's to files, under limits."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from resource import RLIMIT_AS, RLIMIT_CORE, RLIMIT_FSIZE, setrlimit
from shutil import which
from time import monotonic

from clew.errors import EvidenceError
from clew.ingest import limits
from clew.ingest.piece import PassedOver
from clew.records import Record

# Measured: 9 ms for 0.27 MB. Slow disks get a hundred and fifty times as long, and half a minute to begin with.
PATIENCE, PATIENCE_PER_MB = 30.0, 5.0

# A mailbox packs nothing but rich text; base64 makes four bytes of three. What comes to more than this repeats itself.
SWELL, SLACK = 4, 100_000_000

# Bytes of memory: it holds the index and one item with what is attached; 14 MB were measured for 0.27 MB.
MEMORY = 2_000_000_000

# Seconds between two looks at what it has written.
LOOK = 1.0

# As mails with their attachments inside, in UTF-8, deleted ones too, in one process, so that their order is always the same.
_HOW = ("-e", "-8", "-D", "-j", "0")

_DONE = re.compile(r'"(.*)" - (\d+) items done, (\d+) items skipped\.')


class Told(Record, frozen=True, gc=False):
    """What readpst said: the items it left out, by folder; and what it broke off with, or ""."""

    skipped: tuple[tuple[str, int], ...]
    broke: str

    def remarks(self) -> Iterator[str]:
        """Yield what a person should know."""
        for folder, number in self.skipped:
            said = "1 item" if number == 1 else f"{number} items"
            yield f"{said} of “{folder}” left out: damaged, or no mail, appointment or contact"
        if self.broke:
            yield f"readpst broke off: {self.broke}; what it had written until then is read"


def require() -> str:
    """Return where readpst is; PassedOver when it is not installed."""
    program = which("readpst")
    if program is None:
        raise PassedOver("an Outlook mailbox; install pst-utils (readpst)")
    return program


def extract(program: str, mailbox: Path, held: Path, size: int) -> Told:
    """Write what is in `mailbox`, `size` bytes long, into the new folder held/"found"; return what readpst said.

    EvidenceError when it takes too long or writes too much. It runs as a process of its own, without a shell, in bounded memory,
    on the clock of UTC.
    """
    found, log, most = held / "found", held / "said", SWELL * size + SLACK
    found.mkdir()
    environment = {"PATH": os.defpath, "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(held)}
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603
            [program, *_HOW, "-o", str(found), str(mailbox)], stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=held,
            env=environment, preexec_fn=partial(_bounded, most), start_new_session=True,
        )  # fmt: skip
        try:
            _watch(process, found, PATIENCE + PATIENCE_PER_MB * size / 1e6, most)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return _told(log.read_text("utf-8", "replace"), process.returncode)


def _bounded(most: int) -> None:
    """Bound this process, before it becomes readpst. most: bytes of one file."""
    setrlimit(RLIMIT_AS, (MEMORY, MEMORY))
    setrlimit(RLIMIT_FSIZE, (most, most))
    setrlimit(RLIMIT_CORE, (0, 0))


def _watch(process: "subprocess.Popen[bytes]", found: Path, patience: float, most: int) -> None:
    """Wait until `process` ends; EvidenceError as soon as it has taken more seconds or written more bytes than it may."""
    began = monotonic()
    while process.returncode is None:
        limits.alive()
        looked = monotonic()
        if looked - began > patience:
            raise EvidenceError(f"reading this mailbox took more than {patience:.0f} seconds")
        written = _written(found)
        # Looking takes a while where there are many files: no more than a tenth of the time.
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(LOOK, 10 * (monotonic() - looked)))
        if written > most or process.returncode == -signal.SIGXFSZ:
            raise EvidenceError(f"this mailbox unpacks to more than {most // 1_000_000:,} MB")


def _written(folder: Path) -> int:
    """Return how many bytes are in `folder`. Files come and go while it is counted."""
    return sum(_size(Path(root, name)) for root, _, names in os.walk(folder) for name in names)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _told(log: str, code: int) -> Told:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    skipped = tuple((m[1], int(m[3])) for m in map(_DONE.search, lines) if m and int(m[3]))
    if code == 0:
        return Told(skipped, "")
    if code < 0:
        return Told(skipped, f"it was stopped by signal {signal.Signals(-code).name}")
    return Told(skipped, lines[-1][:120] if lines else f"exit code {code}")
