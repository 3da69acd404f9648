"""The generator of the bench makes mailboxes that hold what it says."""

import importlib
import sys
from pathlib import Path

import pytest

from clew.ingest import FoundFile, read_file

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
bench = importlib.import_module("bench.ingest")
mails = importlib.import_module("bench.mails")


def test_a_generated_mailbox_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "templates", mails._invented)
    path = tmp_path / "all.mbox"
    bench.generate(path, 40, 1)
    reading = read_file(FoundFile(path, "all.mbox", path.stat().st_size))
    assert len([d for d in reading.documents if d.parent is None]) == 40
    assert {r.outcome for r in reading.receipts} == {"read"}
    assert bench.walk(mails._invented()[0]) > 100
