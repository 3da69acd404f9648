"""Whether every file in evidence/mail is read, or refused with a reason, and whether no reader broke on the way."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from clew.ingest import discover, read_file
from clew.records import Receipt
from score.measures import NONE, Line


def lines(shared: Path) -> Iterator[Line]:
    """Yield how many files have no outcome or no reason, and how many parts broke their reader; nothing without the mails."""
    folder = shared / "evidence" / "mail"
    if not folder.is_dir():
        return
    receipts = {found.name: read_file(found).receipts for found in discover([folder])}
    lost = tuple(name for name, told in receipts.items() if not _is_told(told))
    every = [receipt for told in receipts.values() for receipt in told]
    broken = tuple(f"{r.path} {r.part}: {r.reason}" for r in every if r.reason.startswith("damaged: "))
    outcomes = ", ".join(f"{n} {outcome}" for outcome, n in sorted(Counter(r.outcome for r in every).items()))
    yield Line(
        NONE,
        "files of evidence/mail without an outcome",
        len(lost),
        f"{len(receipts)} files, {len(every)} parts: {outcomes}",
        lost,
    )
    yield Line(NONE, "parts of evidence/mail that broke a reader", len(broken), "", broken)


def _is_told(receipts: tuple[Receipt, ...]) -> bool:
    """Whether a file has one receipt of its own, and every receipt says why when nothing was read."""
    own = [r for r in receipts if not r.part]
    return len(own) == 1 and all(r.outcome == "read" or r.reason for r in receipts)
