"""Evidence into a case: what is new, what has changed, what is left to read. Every step can be interrupted and taken up again."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from clew.engine import Engine
from clew.errors import AskError
from clew.ingest import FoundFile, cuts, discover, file_digest
from clew.pipeline import Work, read_all, shards
from clew.records import Record
from clew.store import CaseFolder, Slice
from clew.store.files import write_whole

# Where folders were when they were added: tells a changed file from another file of the same name. It stays on this computer.
ROOTS = "roots.json"


class Step(Record, frozen=True, gc=False):
    """How far the work is: files and bytes done, of how many; `unchanged` files were in the case already."""

    files: int
    of_files: int
    size: int
    of_size: int
    unchanged: int


def add(
    folder: CaseFolder,
    paths: Iterable[Path],
    engine: Engine,
    seen: Callable[[Step], None],
    *,
    moved: bool = False,
    keep: bool = False,
) -> Step:
    """Read the evidence at `paths` into the case; return the last step. `seen` is told each step as it is safely in the case.

    moved: take files of a known name from another folder to be the known ones, changed. keep: copy the evidence into the case.
    EvidenceError when a path is not there; AskError when a name would stand for two different files; CaseError when the case is
    in use or the disk is full. What was committed before an error or an interruption stays, and the next call goes on from there.
    """
    with folder.locked():
        found = discover(paths)
        _refuse_twins(found)
        known = folder.known()
        fresh = [Work(file, name or "", _size(file)) for file in found if (name := _digest(file)) != known.get(file.name)]
        _refuse_strangers(folder, [each.file for each in fresh if each.file.name in known], moved=moved)
        _remember(folder, found)
        if keep:
            _keep(folder, found, known | {each.file.name: each.digest for each in fresh})
        first = Step(0, len(fresh), 0, sum(each.size for each in fresh), len(found) - len(fresh))
        return _read(folder, fresh, engine, seen, first)


def _read(folder: CaseFolder, fresh: Sequence[Work], engine: Engine, seen: Callable[[Step], None], step: Step) -> Step:
    seen(step)
    copies = _copies(folder, fresh)
    work = [each for each in fresh if each.file.name not in copies]
    for shard, parts in read_all(engine, shards(folder.path, _sliced(folder, work), fast=folder.fast)):
        folder.commit(*parts)
        step = _further(step, shard.files)
        seen(step)
    for each in fresh:
        if path := copies.get(each.file.name):
            folder.commit(*folder.copied(path, each.file.name))
            step = _further(step, [each])
            seen(step)
    return step


def _keep(folder: CaseFolder, found: Iterable[FoundFile], digests: Mapping[str, str]) -> None:
    """Copy into the case each file that can be opened. One that cannot is accounted for when it is read."""
    for file in found:
        if sha256 := digests.get(file.name):
            with suppress(OSError):
                folder.originals.keep(file.path, sha256)


def missing(folder: CaseFolder) -> list[str]:
    """Return the files of the case that are no longer where they were added from; none of a folder that is away as a whole."""
    roots = _roots(folder)
    placed = ((path, Path(roots[_top(path)])) for path in folder.known() if _top(path) in roots)
    return sorted(path for path, root in placed if root.is_dir() and not os.path.lexists(root / path))


def _further(step: Step, work: Sequence[Work]) -> Step:
    """Return the step after `work`. A file read in slices counts with its last one."""
    files = sum(each.slice is None or each.slice.number + 1 == each.slice.of for each in work)
    return msgspec.structs.replace(step, files=step.files + files, size=step.size + sum(each.size for each in work))


def _copies(folder: CaseFolder, fresh: Sequence[Work]) -> dict[str, str]:
    """Return for each file whose bytes and ending are those of one in the case, or of one before it, the path of that one.

    The ending counts because the reading of a text may hang on it.
    """
    going = {each.file.name for each in fresh}
    first = {(sha256, Path(path).suffix): path for path, sha256 in sorted(folder.known().items()) if path not in going}
    found = {}
    for each in fresh:
        key = (each.digest, each.file.path.suffix)
        if each.digest and (path := first.setdefault(key, each.file.name)) != each.file.name:
            found[each.file.name] = path
    return found


def _sliced(folder: CaseFolder, work: Iterable[Work]) -> Iterator[Work]:
    """Yield `work`, each large container as the slices of it that the case has not read yet."""
    begun = folder.begun()
    for each in work:
        stretches = cuts(each.file)
        if len(stretches) < 2:
            yield each
            continue
        done = {one.number for one in begun.get(each.file.name, ()) if one.sha256 == each.digest and one.of == len(stretches)}
        for number, cut in enumerate(stretches):
            if number not in done:
                slice = Slice(each.file.name, each.digest, number, len(stretches))
                size = each.size * (number + 1) // len(stretches) - each.size * number // len(stretches)
                yield msgspec.structs.replace(each, size=size, cut=cut, slice=slice)


def _digest(file: FoundFile) -> str | None:
    """Return the file's digest, "" for one to be passed over, None for one that cannot be opened: it is always retried."""
    try:
        return "" if file.skip else file_digest(Path(file.path))
    except OSError:
        return None


def _size(file: FoundFile) -> int:
    try:
        return Path(file.path).lstat().st_size
    except OSError:
        return 0


def _refuse_twins(found: Iterable[FoundFile]) -> None:
    """Two folders of one name in one call would give two files one name."""
    seen: dict[str, Path] = {}
    for file in found:
        other = seen.setdefault(file.name, file.path)
        if other != file.path:
            raise AskError(f"{other} and {file.path} would both be called {file.name}; add the folder that holds both")


def _refuse_strangers(folder: CaseFolder, changed: Iterable[FoundFile], *, moved: bool) -> None:
    """A known name with other bytes in another place may be another file: withdrawing the known one would lose it."""
    roots = _roots(folder)
    for file in changed:
        root = roots.get(_top(file.name))
        if root and root != _root(file) and not moved:
            raise AskError(
                f"{file.name} was added from {root} and differs from {file.path}: rename the folder if these are other files, "
                "or say --moved if they are the same ones in a new place"
            )


def _remember(folder: CaseFolder, found: Iterable[FoundFile]) -> None:
    roots = {**_roots(folder), **{_top(file.name): _root(file) for file in found}}
    write_whole(folder.path / ROOTS, msgspec.json.format(msgspec.json.encode(roots, order="deterministic")))


def _roots(folder: CaseFolder) -> dict[str, str]:
    path = folder.path / ROOTS
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str]) if path.exists() else {}


def _top(name: str) -> str:
    return name.split("/", 1)[0]


def _root(file: FoundFile) -> str:
    """Return the folder that the file's name is relative to."""
    return str(file.path).removesuffix(file.name).rstrip("/") or "/"
