"""What the case holds, as a list that only grows: parts added, paths withdrawn."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from clew.errors import CaseError
from clew.records import Record
from clew.store.files import append_whole


class Table(Record, frozen=True, gc=False):
    """One Parquet file of a part. kind: which records; name: in `observed/`, with the hash of its bytes; rows: how many."""

    kind: str
    name: str
    rows: int


class Slice(Record, frozen=True, gc=False):
    """One of the stretches in which a large file is read. number: which, from 0, of how many; a file is read when all are."""

    path: str
    sha256: str
    number: int
    of: int


class Part(Record, frozen=True, gc=False, tag="part"):
    """What was observed in some files, written together.

    files    (path, sha256) of each file it accounts for wholly, sorted
    slices   the stretches of larger files it accounts for
    """

    tables: tuple[Table, ...]
    files: tuple[tuple[str, str], ...]
    slices: tuple[Slice, ...] = ()


def paths_of(part: Part) -> frozenset[str]:
    """Return the paths of the files that a part accounts for, wholly or in slices."""
    return frozenset((*(path for path, _ in part.files), *(one.path for one in part.slices)))


class Withdrawal(Record, frozen=True, gc=False, tag="withdrawal"):
    """Paths whose records in the parts before this line no longer count: the file changed, or was taken out."""

    paths: tuple[str, ...]


_LINE = msgspec.json.Decoder(Part | Withdrawal)


class Manifest:
    """The list, one JSON line an entry. A last line without its end was cut by a crash and does not count."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self) -> list[Part | Withdrawal]:
        """Return the entries in order. CaseError when a whole line cannot be read."""
        return [self._entry(n, line) for n, line in enumerate(self._whole().splitlines(), 1)]

    def append(self, entries: Sequence[Part | Withdrawal]) -> None:
        """Add entries, all or none. The caller holds the lock. CaseError when the disk is full."""
        whole = self._whole()
        if self.path.exists() and self.path.stat().st_size > len(whole):
            with self.path.open("r+b") as file:
                file.truncate(len(whole))
        append_whole(self.path, b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries))

    def standing(self) -> Iterator[tuple[Part, frozenset[str]]]:
        """Yield each part with the paths withdrawn since it was added, in the order added."""
        gone: set[str] = set()
        backwards: list[tuple[Part, frozenset[str]]] = []
        for entry in reversed(self.entries()):
            if isinstance(entry, Withdrawal):
                gone.update(entry.paths)
            else:
                backwards.append((entry, frozenset(gone)))
        return reversed(backwards)

    def known(self) -> dict[str, str]:
        """Return the sha256 of each file wholly accounted for, by path."""
        found: dict[str, str] = {}
        for part, gone in self.standing():
            found.update((path, sha256) for path, sha256 in part.files if path not in gone)
        found.update((path, each[0].sha256) for path, each in self.begun().items() if len(each) == each[0].of)
        return found

    def begun(self) -> dict[str, list[Slice]]:
        """Return the slices accounted for of each file that is read in slices, by path."""
        found: dict[str, dict[int, Slice]] = {}
        for part, gone in self.standing():
            for one in part.slices:
                if one.path not in gone:
                    found.setdefault(one.path, {})[one.number] = one
        return {path: list(each.values()) for path, each in found.items()}

    def _whole(self) -> bytes:
        data = self.path.read_bytes() if self.path.exists() else b""
        return data[: data.rfind(b"\n") + 1]

    def _entry(self, number: int, line: bytes) -> Part | Withdrawal:
        try:
            entry: Part | Withdrawal = _LINE.decode(line)
        except msgspec.DecodeError as error:
            raise CaseError(f"{self.path}, line {number}, is damaged ({error}); restore the case from a copy") from error
        return entry
