from collections.abc import Callable
from pathlib import Path

import pytest

from clew.ingest import FoundFile, Reading, discover, read_file
from ingest.samples import Read


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes (or text) under a name and read that file."""

    def write_and_read(data: bytes | str, name: str = "a.txt") -> Reading:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_file(FoundFile(path, name, path.stat().st_size))

    return write_and_read


@pytest.fixture
def read_all() -> Callable[[Path], list[Reading]]:
    return lambda folder: [read_file(found) for found in discover([folder])]
