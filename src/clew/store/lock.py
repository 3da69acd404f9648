"""One writer at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clew.errors import CaseError


class Lock:
    """A lock on a case folder, held by one owner; taking it again inside is free. A process that dies lets go of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock. CaseError at once when another has it."""
        handle = None if self._depth else self._take()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if handle is not None:
                os.close(handle)

    def _take(self) -> int:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            raise CaseError(f"something is adding to {self._path.parent} already; run this again when it is done") from error
        return handle
