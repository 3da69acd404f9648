"""Files that are there whole or not at all, and a disk that may be full."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from clew.errors import CaseError

# What a file is called until it is whole. A kill leaves one of these, which nothing reads.
ASIDE = ".aside-"

FULL = "the disk is full; nothing already in the case is lost; free some space and run the same command again"


@contextmanager
def full_disk() -> Iterator[None]:
    """Turn "no space left" and "over quota" into a CaseError that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CaseError(FULL) from error
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Make `path` hold `data`, durably, or leave what was there. Its folder is made if new. CaseError when the disk is full."""
    with full_disk():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.parent / f"{ASIDE}{token_hex(8)}"
        try:
            _fill(aside, data)
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def append_whole(path: Path, data: bytes) -> None:
    """Add `data` to the end of `path`, durably, or leave it as it was. CaseError when the disk is full."""
    with full_disk():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        before = os.fstat(handle).st_size
        try:
            _write(handle, data)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, before)
            raise
        finally:
            os.close(handle)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fill(aside: Path, data: bytes) -> None:
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        _write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    """Write all of `data`: the system may take it in pieces, and on a nearly full disk takes what fits."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
