"""The evidence itself, kept in the case when asked for: each file once, by the hash of its bytes."""

import os
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj

from clew.errors import CaseError
from clew.store.files import ASIDE, full_disk, sync_folder

NAME = "originals"


class Originals:
    """A folder of files named by their SHA-256, below a folder of its first two digits. Kept ones are not writable."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def place(self, sha256: str) -> Path:
        """Return where the file with this hash is kept, or would be."""
        return self.path / sha256[:2] / sha256

    def keep(self, file: Path, sha256: str) -> None:
        """Copy `file` into the case, durably, unless it is there. CaseError when the disk is full or the bytes have changed since
        they were hashed; OSError when it cannot be read."""
        place = self.place(sha256)
        if place.exists():
            return
        with full_disk():
            place.parent.mkdir(parents=True, exist_ok=True)
            aside = place.parent / f"{ASIDE}{sha256}"
            try:
                _copy(file, aside, sha256)
                aside.replace(place)
            finally:
                aside.unlink(missing_ok=True)
            sync_folder(place.parent)

    def drop(self, sha256s: Iterable[str]) -> None:
        """Delete the files with these hashes, where they are kept."""
        for sha256 in sha256s:
            self.place(sha256).unlink(missing_ok=True)

    def problems(self) -> Iterator[str]:
        """Yield a line for each kept file whose bytes do not have the hash in its name."""
        for file in sorted(self.path.glob("??/*")):
            if not file.name.startswith(ASIDE) and _hash(file) != file.name:
                yield f"{file} has changed since it was kept: its bytes do not have the hash in its name"


def _copy(file: Path, aside: Path, sha256: str) -> None:
    with file.open("rb") as source, aside.open("wb") as target:
        copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    if _hash(aside) != sha256:
        raise CaseError(f"{file} changed while it was being added; run the same command again")
    aside.chmod(0o444)


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
