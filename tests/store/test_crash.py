"""A kill or a full disk at any moment leaves a case that can be read and added to."""

import errno
import os
import sqlite3
import subprocess
import sys

import pytest

from clew.errors import CaseError
from clew.records import Judgement, make
from clew.store import CaseFolder, write_part
from clew.store.search import open_index

# Writes three parts and is killed by itself at its n-th write, sync or rename.
KILLED = """
import os, signal, sys
from pathlib import Path
from clew.records import Document, Observation, Receipt, Source
from clew.store import CaseFolder, write_part

left = int(sys.argv[2])

def dying(call):
    def wrapped(*arguments, **names):
        global left
        left -= 1
        if not left:
            if call is os.write:
                call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **names)
    return wrapped

os.write, os.fsync, Path.replace = dying(os.write), dying(os.fsync), dying(Path.replace)
folder = CaseFolder.open(Path(sys.argv[1]))
with folder.locked():
    for n in range(3):
        path = f"{n}.txt"
        seen = Observation(Document(f"d{n}", Source(path, "aa"), "text/plain", "text", None, "words"))
        folder.commit(write_part(folder.path, [seen], [Receipt(path, "", "aa", 5, "read", "", (f"d{n}",))]))
"""

# What one part costs: two tables of a write, a sync, a rename and the folder's sync, then the manifest's write and both syncs.
STEPS = 11


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 8, 9, 12, 20, 31])
def test_killed_at_any_step_the_case_stays_whole(folder, step):
    run = subprocess.run([sys.executable, "-c", KILLED, folder.path, str(step)], check=False)
    assert run.returncode == -9
    again = CaseFolder.open(folder.path)
    committed = step // STEPS
    assert [o.document.id for o in again.observations()] == [f"d{n}" for n in range(committed)]
    assert again.known() == {f"{n}.txt": "aa" for n in range(committed)}
    assert all("belongs to no part" in line for line in again.verify())
    run = subprocess.run([sys.executable, "-c", KILLED, folder.path, "1000"], check=True)
    assert [o.document.id for o in again.observations()] == ["d0", "d1", "d2"]
    assert again.verify() == []


@pytest.mark.parametrize("room", [0, 1, 500, 3000, 5000, 6500])
def test_a_full_disk_is_one_clear_line_and_nothing_is_lost(folder, observe, receipt, monkeypatch, room):
    first, second = observe("d1"), observe("d2", "b.txt")
    folder.commit(write_part(folder.path, [first], []))
    before = sorted(p.name for p in (folder.path / "observed").iterdir())
    real, left = os.write, [room]

    def write(handle, data):
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = real(handle, bytes(data[: left[0]]))
        left[0] -= written
        return written

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(CaseError, match="the disk is full; nothing already in the case is lost"):
        folder.commit(write_part(folder.path, [second], [receipt("b.txt")]))
    monkeypatch.undo()
    assert list(folder.observations()) == [first]
    assert set(before) <= {p.name for p in (folder.path / "observed").iterdir()}
    folder.commit(write_part(folder.path, [second], [receipt("b.txt")]))
    assert list(folder.observations()) == [first, second]
    assert folder.verify() == []


def test_a_full_disk_refuses_a_judgement_clearly(folder, monkeypatch):
    real = sqlite3.connect

    def small(*arguments, **names):
        connection = real(*arguments, **names)
        connection.execute("pragma max_page_count = 1")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(CaseError, match="the disk is full"):
        folder.decide(make(Judgement, left="a", right="b", verdict="same", score=1.0, reason="", by="a person"))


def test_a_first_judgement_cut_short_leaves_none(folder):
    sqlite3.connect(folder.path / "decided.db").execute("pragma user_version = 1").connection.close()
    assert (folder.path / "decided.db").stat().st_size
    assert folder.judgements() == () and folder.verify() == []


def test_a_full_disk_refuses_an_index_clearly(folder, observe, monkeypatch):
    import tantivy

    class Full:
        def __init__(self, *arguments):
            raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")

    folder.commit(write_part(folder.path, [observe("d")], []))
    monkeypatch.setattr(tantivy, "Index", Full)
    with pytest.raises(CaseError, match="the disk is full"):
        open_index(folder, lambda document: ())
    assert list((folder.path / "derived").iterdir()) == []


def test_a_line_cut_short_does_not_count_and_the_next_begins_afresh(folder, observe):
    first, second = observe("d1"), observe("d2", "b.txt")
    folder.commit(write_part(folder.path, [first], []))
    manifest = folder.path / "observed" / "manifest.jsonl"
    whole = manifest.read_bytes()
    manifest.write_bytes(whole + whole[:-9])
    assert list(folder.observations()) == [first]
    folder.commit(write_part(folder.path, [second], []))
    assert list(folder.observations()) == [first, second]


def test_other_trouble_with_files_is_not_called_a_full_disk(folder, observe, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(errno.EIO, "broken disk")))
    with pytest.raises(OSError, match="broken disk"):
        write_part(folder.path, [observe("d")], [])
