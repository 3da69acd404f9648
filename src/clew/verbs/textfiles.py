"""Files of text for a filter: which ones are meant, their bytes in chunks, and where the mended ones go. None is overwritten."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from clew.errors import AskError, EvidenceError

CHUNK = 1 << 20

STANDARD_INPUT = "-"


class TextFile(NamedTuple):
    """One file to read.

    name    to show: as the user wrote it, with the way inside a folder
    path    None for standard input             under     its name inside the folder for mended files
    size    in bytes, 0 when not known          skip      why it is not to be read, or ""
    """

    name: str
    path: Path | None
    under: str = ""
    size: int = 0
    skip: str = ""


def text_files(paths: Iterable[Path], out: Path | None) -> list[TextFile]:
    """Return the files at `paths`, those of folders by name; standard input for "-" or for no path at all.

    What a folder has inside `out` is left out: it was written by an earlier call. A missing path is found out on reading.
    """
    found = [file for path in paths or [Path(STANDARD_INPUT)] for file in _files(path, out)]
    if out is None:
        return found
    if any(file.path is None for file in found):
        raise AskError("--out needs files, which have names; write standard input to standard output")
    if out.exists() and not out.is_dir():
        raise AskError(f"--out names a folder, and {out} is a file")
    return found


def _files(path: Path, out: Path | None) -> Iterator[TextFile]:
    if str(path) == STANDARD_INPUT:
        yield TextFile(STANDARD_INPUT, None)
    elif path.is_dir():
        from clew.ingest import discover

        for file in discover([path]):
            if out is None or not file.path.is_relative_to(out.absolute()):
                yield TextFile(f"{_printable(path)}/{file.name}", file.path, file.name, file.size, file.skip)
    else:
        yield TextFile(_printable(path), path, path.name, path.stat().st_size if path.is_file() else 0)


def _printable(path: Path) -> str:
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def chunks(file: TextFile, seen: Callable[[int], None]) -> Iterator[bytes]:
    """Yield the bytes of `file`, telling `seen` how many came each time; EvidenceError when it cannot be read (on)."""
    try:
        with file.path.open("rb") if file.path else _standard_input() as stream:
            while data := stream.read1(CHUNK):  # what is there: a slow pipe is not waited for
                seen(len(data))
                yield data
    except OSError as error:
        raise EvidenceError(f"{file.name}: {error.strerror or error}") from error


@contextmanager
def _standard_input() -> Iterator[BufferedReader]:
    yield cast(BufferedReader, sys.stdin.buffer)


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Open a new file at `path` and its folders; EvidenceError when it is there already or cannot be written.

    A file that could not be written to its end is taken away again.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("xb")
    except FileExistsError as error:
        raise EvidenceError(f"{path} is there already, and nothing is overwritten") from error
    except OSError as error:
        raise EvidenceError(f"{path}: {error.strerror}") from error
    try:
        with stream:
            yield stream
    except BaseException as error:
        os.unlink(path)  # noqa: PTH108 - a path that is gone is an error
        if isinstance(error, OSError):
            raise EvidenceError(f"{path}: {error.strerror}") from error
        raise
