"""Which files there are: every one is listed, also those that will be passed over."""

import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import file_digest as _file_digest
from pathlib import Path

from clew.errors import EvidenceError
from clew.ingest.archives.members import litter
from clew.ingest.piece import inert
from clew.records import Record

_NOT_FILES = (
    (stat.S_ISLNK, "a symbolic link; links are not followed"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISFIFO, "a pipe, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
)


class FoundFile(Record, frozen=True, gc=False):
    """One file as found.

    path    absolute
    name    relative to the folder that was added, with forward slashes
    size    in bytes
    skip    why it is not to be read, or ""
    """

    path: Path
    name: str
    size: int = 0
    skip: str = ""


def discover(paths: Iterable[Path]) -> list[FoundFile]:
    """Return every file at or below `paths`, sorted by name, each path once; EvidenceError for a path that is not there.

    Links are listed and not followed, so a loop cannot catch us. A folder that may not be opened is listed with its reason.
    """
    found: dict[Path, FoundFile] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise EvidenceError(f"{path} does not exist")
        for file in _below(Path(os.path.abspath(path))):  # noqa: PTH100 - Path.resolve would follow links
            found.setdefault(file.path, file)
    return sorted(found.values(), key=lambda f: (f.name, f.path))


def file_digest(path: Path) -> str:
    """Return the SHA-256 of the file at `path` in hexadecimal; OSError when it cannot be read."""
    with path.open("rb") as stream:
        return _file_digest(stream, "sha256").hexdigest()


def _below(root: Path) -> Iterator[FoundFile]:
    if not root.is_dir() or root.is_symlink():
        yield _found(root, root.name, named=True)
        return
    refused: list[FoundFile] = []
    for folder, folders, files in os.walk(root, onerror=lambda e: refused.append(_refused(root, e))):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(folder) / name
            yield _found(path, path.relative_to(root).as_posix(), named=False)
    yield from refused


def _found(path: Path, name: str, *, named: bool) -> FoundFile:
    """`named`: the user asked for this very file, so a leading dot is no reason to leave it out."""
    try:
        seen = path.lstat()
    except OSError as error:
        return FoundFile(path, _printable(name), skip=error.strerror or "cannot be looked at")
    reason = next((why for test, why in _NOT_FILES if test(seen.st_mode)), "")
    if not reason and not named and path.name.startswith("."):
        reason = "a hidden file; name it itself to have it read"
    if not reason and not named and litter(name):
        reason = "left there by the system, not evidence"
    return FoundFile(path, _printable(name), seen.st_size, reason)


def _refused(root: Path, error: OSError) -> FoundFile:
    path = Path(error.filename)
    name = path.relative_to(root).as_posix() if path != root else root.name
    return FoundFile(path, _printable(name), skip=f"a folder that may not be opened ({error.strerror})")


def _printable(name: str) -> str:
    """Return `name` with bytes that are not UTF-8 shown as escapes: a record must be writable as JSON."""
    return inert(name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
