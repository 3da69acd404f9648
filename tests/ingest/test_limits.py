"""A reader that would go on forever, or take all memory, costs its file and no more."""

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from clew.ingest import limits
from clew.ingest.limits import TooLong
from ingest.samples import Read


def forever(piece: object) -> None:
    while True:
        pass


def greedy(piece: object) -> None:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def test_an_endless_reader_is_stopped_and_said(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.plain.read", forever)
    with limits.held(1):
        (receipt,) = read("Anna met Bo.").receipts
    assert (receipt.outcome, receipt.reason) == ("failed", "reading it took more than 1 seconds")


def test_a_greedy_reader_is_stopped_and_said(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.plain.read", greedy)
    with limits.held(60, megabytes=300):
        (receipt,) = read("Anna met Bo.").receipts
    assert (receipt.outcome, receipt.reason) == ("failed", "damaged: not readable as plain text (MemoryError)")
    bytearray(400_000_000)


def test_the_clock_begins_anew_with_each_step() -> None:
    with limits.held(1):
        for _ in range(3):
            time.sleep(0.5)
            limits.alive()


def test_no_clock_runs_on_afterwards() -> None:
    with pytest.raises(TooLong), limits.held(1):
        forever(None)
    limits.alive()
    time.sleep(1.2)


def stuck(said: str) -> None:
    """Hang where no exception comes through."""
    import signal

    limits.GRACE = 0
    with limits.held(1, hard=True):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(60)
        Path(said).write_text("came back")
    os._exit(0)


def test_what_is_stuck_ends_its_worker(tmp_path: Path) -> None:
    worker = multiprocessing.get_context("spawn").Process(target=stuck, args=(str(tmp_path / "said"),))
    worker.start()
    worker.join(30)
    assert worker.exitcode == 1
    assert not (tmp_path / "said").exists()
