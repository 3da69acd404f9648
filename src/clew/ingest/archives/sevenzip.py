"""7z and rar archives, turned into a stream of tar by bsdtar (libarchive), a program of its own; nothing is written to disk."""

import os
import subprocess
from collections.abc import Iterator
from shutil import which
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, BinaryIO, cast

from clew.errors import EvidenceError
from clew.ingest.archives.tarfile import members_of
from clew.ingest.office.zipped import LOCKED
from clew.ingest.piece import Content, PassedOver, Piece


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
        with _converting(program, os.path.abspath(piece.path or copy.name), said) as process:  # noqa: PTH100
            try:
                yield from members_of(piece, cast("BinaryIO", process.stdout))
            finally:
                process.kill()
            _check(process, said)


def _converting(program: str, path: str, said: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [program, "--format=pax", "-c", "-f", "-", f"@{path}"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said)  # noqa: S603


def _check(process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    """EvidenceError with what bsdtar said when it gave up."""
    process.wait()
    said.seek(0)
    words = said.read(2000).decode("utf-8", "replace")
    if any(word in words for word in ("Passphrase", "ncrypt")):
        raise EvidenceError(LOCKED)
    if words.strip():
        raise EvidenceError(f"damaged: {words.strip().splitlines()[0].removeprefix('bsdtar: ')[:120]}")
