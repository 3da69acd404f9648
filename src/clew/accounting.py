"""What became of the evidence: at every level, found = read + failed + passed over, each that was not read with its reason."""

from collections import Counter
from collections.abc import Iterable, Sequence

from clew.records import Document, Receipt, Record, Source


class Level(Record, frozen=True, gc=False):
    """What became of the parts that lie directly in one container. part: "" for a file, "mail 3" for a mail with attachments."""

    path: str
    part: str
    read: int
    failed: int
    passed: int

    @property
    def found(self) -> int:
        """How many parts there are."""
        return self.read + self.failed + self.passed


class Report(Record, frozen=True, gc=False):
    """What became of the evidence. found = read + failed + passed, counted in files; the same of their parts, level by level.

    copies     documents that stand in more than one place
    problems   receipts of what was not read; remarks: of what was read, but not without a word
    """

    found: int
    read: int
    failed: int
    passed: int
    containers: tuple[Level, ...]
    documents: int
    copies: int
    words: int
    kinds: tuple[tuple[str, int], ...]
    problems: tuple[Receipt, ...]
    remarks: tuple[Receipt, ...]

    @property
    def parts(self) -> int:
        """How many parts there are in containers, at all levels."""
        return sum(level.found for level in self.containers)


def report(receipts: Sequence[Receipt], documents: Iterable[Document]) -> Report:
    """Return what `receipts` say became of the evidence that made `documents`."""
    outcomes = Counter(r.outcome for r in receipts if not r.part)
    kinds: Counter[str] = Counter()
    count = 0
    for document in documents:
        kinds[document.kind] += 1
        count += len(document.text.split())
    return Report(
        sum(outcomes.values()),
        outcomes["read"],
        outcomes["failed"],
        outcomes["passed"],
        levels(receipts),
        sum(kinds.values()),
        sum(len(found) > 1 for found in places(receipts).values()),
        count,
        tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(r for r in receipts if r.outcome != "read"),
        tuple(r for r in receipts if r.outcome == "read" and r.reason),
    )


def levels(receipts: Sequence[Receipt]) -> tuple[Level, ...]:
    """Return what became of the parts of each container, in the order of `receipts`."""
    known = {(r.path, r.part) for r in receipts}
    counts: dict[tuple[str, str], Counter[str]] = {}
    for receipt in receipts:
        if receipt.part:
            counts.setdefault(_container(receipt, known), Counter())[receipt.outcome] += 1
    return tuple(Level(*place, count["read"], count["failed"], count["passed"]) for place, count in counts.items())


def _container(receipt: Receipt, known: set[tuple[str, str]]) -> tuple[str, str]:
    """Return what a part lies in: the longest way above it that is a part itself. Folders inside an archive are none."""
    above = receipt.part
    while above := above.rpartition("/")[0]:
        if (receipt.path, above) in known:
            break
    return receipt.path, above


def places(receipts: Iterable[Receipt]) -> dict[str, tuple[Source, ...]]:
    """Return every place in which each document was found, by its id, in the order of `receipts`."""
    found: dict[str, list[Source]] = {}
    for receipt in receipts:
        for id in receipt.documents:
            found.setdefault(id, []).append(Source(receipt.path, receipt.sha256, receipt.part))
    return {id: tuple(each) for id, each in found.items()}
