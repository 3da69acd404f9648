"""The case folder: where each kind of record lives, and the verbs on it."""

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import msgspec

from clew.errors import CaseError
from clew.records import Judgement, Note, Observation, Receipt
from clew.store.decided import Decided
from clew.store.files import ASIDE, write_whole
from clew.store.lock import Lock
from clew.store.manifest import Manifest, Part, Slice, Withdrawal, paths_of
from clew.store.originals import NAME, Originals
from clew.store.parts import OBSERVED, copy_part, hash_of, read_receipts, receipt_order
from clew.store.reading import observations
from clew.store.verify import problems

# The layout this version reads and writes. It grows when one version could misread a folder of the other.
FORMAT = 2

LABEL = "case.toml"
DERIVED = "derived"


class CaseFolder:
    """One case on disk: `case.toml`, `observed/`, `decided.db`, `derived/`, and `originals/` when asked to keep the evidence.

    Reading it changes nothing but `derived/`. Made by `open` or `create`. path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._manifest = Manifest(path / OBSERVED / "manifest.jsonl")
        self._decided = Decided(path / "decided.db")
        self._lock = Lock(path / ".lock")
        self.originals = Originals(path / NAME)

    @classmethod
    def open(cls, path: Path) -> "CaseFolder":
        """Return the case at `path`. CaseError when there is none, or a newer version made it."""
        _check(path)
        return cls(path)

    @classmethod
    def create(cls, path: Path, *, fast: bool = False) -> "CaseFolder":
        """Make a new case at `path`, which does not exist or is empty, and return it. CaseError when it is taken.

        fast: what is added is observed by rules alone, for the whole life of the case: one case, one way of reading.
        """
        if path.exists() and not (path.is_dir() and all(p.name.startswith(ASIDE) for p in path.iterdir())):
            raise CaseError(f"{path} is already there; name a new folder for the case")
        label = [f"format = {FORMAT}", f'version = "{version("clew")}"', *["fast = true"] * fast, ""]
        write_whole(path / LABEL, "\n".join(label).encode())
        return cls(path)

    @property
    def fast(self) -> bool:
        """Whether the case is observed by rules alone."""
        return bool(tomllib.loads((self.path / LABEL).read_text(encoding="utf-8")).get("fast"))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one that adds to the case; clear away what a killed writer left half. CaseError when another is at it."""
        with self._lock.held():
            listed = {table.name for entry in self._manifest.entries() if isinstance(entry, Part) for table in entry.tables}
            for path in (self.path / OBSERVED).glob("*"):
                if path.name.startswith(ASIDE) or (path.suffix == ".parquet" and path.name not in listed):
                    path.unlink()
            yield

    def commit(self, *parts: Part) -> None:
        """Make written parts belong to the case, durably, all or none. What it knew of a file that has changed is withdrawn."""
        with self._lock.held():
            old = self.known() | {path: slices[0].sha256 for path, slices in self._manifest.begun().items()}
            new = dict(pair for part in parts for pair in (*part.files, *((one.path, one.sha256) for one in part.slices)))
            changed = tuple(sorted(path for path, sha256 in new.items() if old.get(path, sha256) != sha256))
            self._manifest.append([Withdrawal(changed), *parts] if changed else parts)

    def copied(self, path: str, name: str) -> tuple[Part, ...]:
        """Write all that the case has of the file `path` once more, for the same file under another `name`; return the parts."""
        holding = [part for part, gone in self.standing() if path not in gone and path in paths_of(part)]
        return tuple(copy_part(self.path, part, path, name) for part in holding)

    def withdraw(self, paths: Sequence[str]) -> None:
        """Leave out, from now on, what was observed so far in the files at `paths`. The parts stay as they are.

        An original that was kept for no other file is deleted.
        """
        if paths:
            with self._lock.held():
                before = self.known()
                self._manifest.append([Withdrawal(tuple(sorted(set(paths))))])
                self.originals.drop({before[path] for path in paths if path in before} - set(self.known().values()))

    def known(self) -> dict[str, str]:
        """Return the sha256 of each file that the case accounts for, read or not, by its path."""
        return self._manifest.known()

    def begun(self) -> dict[str, list[Slice]]:
        """Return the slices that the case accounts for of each file that is read in slices, by path."""
        return self._manifest.begun()

    def observations(self) -> Iterator[Observation]:
        """Yield what was observed in each document, in the order of source path, part ("mail 3" before "mail 10") and id.

        The order does not depend on how the work was cut into parts.

        A document found in several places comes once, from the first of them.
        """
        return observations(self.path, list(self._manifest.standing()))

    def receipts(self) -> Iterator[Receipt]:
        """Yield what became of each file and each part of one, in the order of path and part."""
        kept = {
            receipt
            for part, gone in self._manifest.standing()
            for receipt in read_receipts(self.path, part)
            if receipt.path not in gone
        }
        return iter(sorted(kept, key=receipt_order))

    def decide(self, judgement: Judgement) -> None:
        """Add a judgement; the same one again changes nothing."""
        self._decided.add(judgement)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return all judgements in the order in which they were made."""
        return self._decided.all(Judgement)

    def note(self, note: Note) -> None:
        """Add a note; the same one again changes nothing."""
        self._decided.add(note)

    def notes(self) -> tuple[Note, ...]:
        """Return all notes in the order in which they were made."""
        return self._decided.all(Note)

    def standing(self) -> list[tuple[Part, frozenset[str]]]:
        """Return each part with the paths withdrawn since it was added, in the order added."""
        return list(self._manifest.standing())

    def fingerprint(self) -> str:
        """Return a name for all that is observed in the case: the key of what is derived from it alone."""
        return hash_of(msgspec.json.encode([FORMAT, version("clew"), self._manifest.entries()]))

    def derived(self, name: str) -> Path:
        """Return the place of something derived; it may be deleted at any time and is never the only copy."""
        return self.path / DERIVED / name

    def cache(self, name: str, key: str, data: bytes) -> None:
        """Keep `data` under `name` until something is kept there under another `key`."""
        write_whole(self.derived(name), msgspec.msgpack.encode((key, data)))

    def cached(self, name: str, key: str) -> bytes | None:
        """Return what was kept under `name`, or None when there is nothing, or it was kept under another key."""
        try:
            kept, data = msgspec.msgpack.decode(self.derived(name).read_bytes(), type=tuple[str, bytes])
        except (FileNotFoundError, msgspec.DecodeError):
            return None
        return data if kept == key else None

    def verify(self) -> list[str]:
        """Return what is wrong with the case, one line a problem. Nothing is mended."""
        return problems(self)


def _check(path: Path) -> None:
    """CaseError unless `path` is a case that this version can read."""
    try:
        label = tomllib.loads((path / LABEL).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CaseError(f"{path} is not a case: it has no {LABEL}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{path / LABEL} is damaged ({error}); restore it from a copy") from error
    number, maker = label.get("format"), label.get("version", "of unknown version")
    if not isinstance(number, int):
        raise CaseError(f"{path / LABEL} is damaged: it names no format; restore it from a copy")
    if number < FORMAT:
        raise CaseError(f"{path} was made by an older clew (format {number}): add the same evidence to a new case")
    if number > FORMAT:
        mine = version("clew")
        raise CaseError(f"{path} was made by the newer clew {maker} (format {number}); this is {mine}: install {maker} or later")
