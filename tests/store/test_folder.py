"""The case folder: what it refuses, what it remembers, what it leaves out."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from clew.errors import CaseError
from clew.records import Judgement, Note, make
from clew.store import CaseFolder, write_part

BAD_LABELS = {
    "format = 1\nversion = '0.0.1'\n": r"made by an older clew \(format 1\): add the same evidence to a new case",
    "format = 3\nversion = '9.1.0'\n": r"made by the newer clew 9\.1\.0 \(format 3\).*install 9\.1\.0 or later",
    "format = \n": "damaged",
    "version = '0.1.0'\n": "names no format",
    "format = 'one'\n": "names no format",
}


@pytest.mark.parametrize("label", BAD_LABELS)
def test_a_folder_it_cannot_read_is_refused(tmp_path, label):
    (tmp_path / "case.toml").write_text(label)
    with pytest.raises(CaseError, match=BAD_LABELS[label]) as caught:
        CaseFolder.open(tmp_path)
    assert "\n" not in str(caught.value)


def test_what_is_no_case_is_refused(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(CaseError, match="is not a case"):
            CaseFolder.open(path)


def test_a_case_is_made_once_and_never_over_something(folder, tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").touch()
    for path in (folder.path, tmp_path / "notes", tmp_path / "notes" / "mine.txt"):
        with pytest.raises(CaseError, match="already there"):
            CaseFolder.create(path)
    assert (folder.path / "case.toml").read_text().startswith("format = 2\nversion = ")


def test_a_new_case_is_empty_and_sound(folder):
    assert list(folder.observations()) == list(folder.receipts()) == folder.verify() == []
    assert folder.known() == {}
    assert folder.judgements() == folder.notes() == ()


def test_only_one_adds_at_a_time(folder, observe):
    part = write_part(folder.path, [observe("d")], [])
    other = CaseFolder.open(folder.path)
    with folder.locked():
        folder.commit(part)
        with pytest.raises(CaseError, match="already; run this again"), other.locked():
            pass
        with pytest.raises(CaseError, match="already; run this again"):
            other.commit(part)
    with other.locked():
        other.commit(part)


def test_a_changed_file_takes_the_place_of_the_old(folder, observe, receipt):
    old = [observe("d1", "box.mbox", "mail 1"), observe("d2", "box.mbox", "mail 2"), observe("d3", "c.txt")]
    folder.commit(write_part(folder.path, old, [receipt("box.mbox"), receipt("c.txt")]))
    new = [observe("d2", "box.mbox", "mail 1", sha="bb"), observe("d4", "box.mbox", "mail 2", sha="bb")]
    folder.commit(write_part(folder.path, new, [receipt("box.mbox", sha="bb")]))
    assert list(folder.observations()) == [*new, old[2]]
    assert folder.known() == {"box.mbox": "bb", "c.txt": "aa"}
    assert [(r.path, r.sha256) for r in folder.receipts()] == [("box.mbox", "bb"), ("c.txt", "aa")]


def test_what_is_withdrawn_is_left_out_until_it_comes_again(folder, observe, receipt):
    part = write_part(folder.path, [observe("d1"), observe("d2", "b.txt")], [receipt("a.txt"), receipt("b.txt")])
    folder.commit(part)
    folder.withdraw(["a.txt"])
    assert [o.document.id for o in folder.observations()] == ["d2"]
    assert [r.path for r in folder.receipts()] == ["b.txt"]
    folder.commit(part)
    assert [o.document.id for o in folder.observations()] == ["d1", "d2"]
    assert len(list(folder.receipts())) == 2


def test_withdrawing_nothing_writes_nothing(folder):
    folder.withdraw([])
    assert not (folder.path / "observed").exists()


def test_a_file_spread_over_two_parts_is_whole(folder, observe):
    pieces = [observe(f"d{n}", "box.mbox", f"mail {n}") for n in range(4)]
    for cut in (pieces[:2], pieces[2:]):
        folder.commit(write_part(folder.path, cut, []))
    assert list(folder.observations()) == pieces


def test_a_document_in_two_places_is_one_observation_with_both_receipts(folder, observe, receipt):
    both = [observe("d", "b.txt"), observe("d", "a.txt")]
    folder.commit(write_part(folder.path, both, [receipt(path, documents=("d",)) for path in ("b.txt", "a.txt")]))
    assert [o.document.source.path for o in folder.observations()] == ["a.txt"]
    assert [r.path for r in folder.receipts()] == ["a.txt", "b.txt"]
    folder.withdraw(["a.txt"])
    assert list(folder.observations()) == [both[0]]


def test_the_fingerprint_follows_what_is_observed(folder, observe):
    seen = {folder.fingerprint()}
    folder.commit(write_part(folder.path, [observe("d")], []))
    seen.add(folder.fingerprint())
    folder.withdraw(["a.txt"])
    seen.add(folder.fingerprint())
    assert len(seen) == 3
    assert CaseFolder.open(folder.path).fingerprint() == folder.fingerprint()


def test_the_cache_answers_for_its_key_only(folder):
    assert folder.cached("people", "k1") is None
    folder.cache("people", "k1", b"\x00one")
    assert folder.cached("people", "k1") == b"\x00one"
    assert folder.cached("people", "k2") is None
    folder.cache("people", "k2", b"two")
    assert folder.cached("people", "k1") is None
    folder.derived("people").write_bytes(b"rubbish")
    assert folder.cached("people", "k2") is None


def test_reading_loads_no_library_before_it_needs_one():
    code = "import sys, clew.store; print([m for m in ('pyarrow', 'duckdb', 'tantivy', 'spacy') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def judgement(n, at=None):
    return make(Judgement, left=f"m{n}", right="m0", verdict="same", score=0.5, reason="test", by="a person", at=at)


def test_decisions_come_back_in_their_order(folder):
    made = [judgement(2), judgement(1, datetime(2026, 1, 2, 3, 4, 5, 6, UTC)), judgement(3)]
    notes = [make(Note, about="m1", text="ask the board", by="a person"), make(Note, about="m2", text="", by="a person")]
    for record in [*made, made[0]]:
        folder.decide(record)
    for note in notes:
        folder.note(note)
    again = CaseFolder.open(folder.path)
    assert again.judgements() == tuple(made)
    assert again.notes() == tuple(notes)


@pytest.mark.parametrize("change", ["update judgements set reason = 'x'", "delete from judgements", "delete from notes"])
def test_a_decision_cannot_be_changed_or_taken_away(folder, change):
    folder.decide(judgement(1))
    folder.note(make(Note, about="m1", text="x", by="a person"))
    connection = sqlite3.connect(folder.path / "decided.db")
    with pytest.raises(sqlite3.IntegrityError, match="only grow"):
        connection.execute(change)
    forged = "select null, id, left, right, verdict, 1, 'forged', by, at from judgements"
    connection.execute(f"insert or replace into judgements {forged}")
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.commit()
    connection.close()
    assert folder.judgements() == (judgement(1),)


def test_a_damaged_decided_db_is_a_clear_error(folder):
    (folder.path / "decided.db").write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(CaseError, match=r"decided\.db"):
        folder.judgements()
