"""7z and rar archives, turned into a stream of tar by bsdtar (libarchive), a program of its own; nothing is written to disk."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import which
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, BinaryIO, cast

from clew.errors import EvidenceError
from clew.ingest.archives.tarfile import members_of
from clew.ingest.office.zipped import LOCKED
from clew.ingest.piece import Content, PassedOver, Piece

# Bytes of memory: 7z asks for its dictionary, 64 million at its strongest usual setting.
MEMORY = 1_000_000_000

# Seconds that bsdtar gets to end by itself behind its last byte.
PATIENCE = 10

_ASKS = re.compile(r"[Pp]assphrase|[Ee]ncrypt")

# How a 7z archive calls the way in which it is encrypted; its header is at its end, where bsdtar has nothing to say of it.
_AES, _TAIL = b"\x06\xf1\x07\x01", 65_536


def read(piece: Piece) -> Content:
    """Read a 7z or rar archive. PassedOver without bsdtar; EvidenceError when it cannot read the archive."""
    program = which("bsdtar")
    if program is None:
        raise PassedOver("a 7z or rar archive; install libarchive-tools, or unpack it and add the folder")
    return Content(inside=_members(piece, program))


def _members(piece: Piece, program: str) -> Iterator[Piece]:
    """Yield the members. bsdtar needs a file it can seek in: the evidence itself, or a copy that is gone afterwards."""
    with NamedTemporaryFile(prefix="clew-7z-") as copy, TemporaryFile() as said:
        if not piece.path:
            copy.write(piece.data)
            copy.flush()
        path = os.path.abspath(piece.path or copy.name)  # noqa: PTH100
        with _converting(program, path, said) as process:
            try:
                yield from members_of(piece, cast("BinaryIO", process.stdout))
            except EvidenceError:
                _check(process, said, path)
                raise
            _check(process, said, path)


@contextmanager
def _converting(program: str, path: str, said: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    """Have `program` write what lies in the archive at `path` as tar to its standard output; it is ended in any case.

    It runs without a shell, in bounded memory, and in a session of its own: from a terminal it would ask for a password.
    """
    command = [program, "--format=pax", "-c", "-f", "-", f"@{path}"]
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    process = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, env=environment, cwd="/", preexec_fn=_bounded,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        cast("IO[bytes]", process.stdout).close()
        process.wait()


def _bounded() -> None:
    """Bound this process, before it becomes bsdtar: it has no file to write."""
    from resource import RLIMIT_AS, RLIMIT_CORE, setrlimit

    setrlimit(RLIMIT_AS, (MEMORY, MEMORY))
    setrlimit(RLIMIT_CORE, (0, 0))


def _check(process: "subprocess.Popen[bytes]", said: IO[bytes], path: str) -> None:
    """EvidenceError with what bsdtar said of `path` when it gave up; it warns of much that costs nothing."""
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=PATIENCE)
    if process.returncode == 0:
        return
    said.seek(0)
    words = said.read(2000).decode("utf-8", "replace")
    if _ASKS.search(words) or ("(null)" in words and _encrypted(path)):
        raise EvidenceError(LOCKED)
    first = next((line for line in words.splitlines() if line.strip() and "(null)" not in line), "bsdtar cannot read it")
    raise EvidenceError(f"damaged: {first.removeprefix('bsdtar: ').replace(path, 'it')[:120]}")


def _encrypted(path: str) -> bool:
    with Path(path).open("rb") as file:
        file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
        return _AES in file.read()
