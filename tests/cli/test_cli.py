"""The command line on bad days and good ones: one clear line, a right exit code, nothing lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, clew

TEXT = "Mara Tolland met Piet Orrin in May 2031. It is unclear whether Orrin signed."


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    return folder


def add(evidence: Path, case: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return clew("add", str(evidence), "--case", str(case), "--engine", "serial", *more)


def counts(case: Path) -> dict:
    return json.loads(clew("report", "--case", str(case), "--json").stdout)


def test_importing_clew_is_cheap() -> None:
    code = (
        "import sys, clew; print([m for m in ('spacy', 'fastapi', 'tantivy', 'duckdb', 'pyarrow', 'numpy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_file_that_cannot_be_read_costs_itself(evidence: Path, tmp_path: Path) -> None:
    (evidence / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (evidence / "empty.txt").write_bytes(b"")
    made = add(evidence, tmp_path / "x.clew")
    assert made.returncode == 0
    found = counts(tmp_path / "x.clew")
    assert found["found"] == 3 == found["read"] + found["failed"] + found["passed"]
    assert found["read"] == 1
    assert all(problem["reason"] for problem in found["problems"])


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    made = add(tmp_path / "evidence", tmp_path / "x.clew")
    assert made.returncode == 0
    assert made.stdout.startswith("files found 0")


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    made = add(tmp_path / "nowhere", tmp_path / "x.clew")
    assert (made.returncode, made.stderr.count("\n")) == (1, 1)
    assert "nowhere does not exist" in made.stderr


def test_unchanged_files_are_skipped_and_changed_ones_replaced(evidence: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.clew"
    add(evidence, case)
    parts = sorted((case / "observed").iterdir())
    add(evidence, case)
    assert sorted((case / "observed").iterdir()) == parts
    (evidence / "a.txt").write_text(TEXT.replace("May 2031", "June 2032"))
    add(evidence, case)
    exported = clew("export", "jsonl", "--case", str(case)).stdout
    assert "June 2032" in exported
    assert "May 2031" not in exported
    assert counts(case)["found"] == 1


def test_another_file_of_a_known_name_is_refused_until_the_user_says(evidence: Path, tmp_path: Path) -> None:
    case, other = tmp_path / "x.clew", tmp_path / "elsewhere"
    add(evidence, case)
    other.mkdir()
    (other / "a.txt").write_text("Another text.")
    refused = add(other, case)
    assert refused.returncode == 1
    assert "--moved" in refused.stderr
    assert add(other, case, "--moved").returncode == 0


def test_a_case_made_by_a_newer_version(evidence: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.clew"
    add(evidence, case)
    label = case / "case.toml"
    label.write_text(label.read_text().replace("format = 2", "format = 99").replace("version = ", "version = "))
    refused = clew("people", "--case", str(case))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "newer" in refused.stderr


def test_not_a_case(tmp_path: Path) -> None:
    refused = clew("people", "--case", str(tmp_path))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


def test_serial_and_pool_and_twice_export_the_same_bytes(tmp_path: Path) -> None:
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    for i in range(12):
        (evidence / f"{i}.txt").write_text(f"{TEXT} Note {i}.")
    for name, options in {"serial": ("--engine", "serial"), "pool": ("--workers", "2"), "again": ("--workers", "3")}.items():
        assert clew("add", str(evidence), "--case", str(tmp_path / f"{name}.clew"), *options).returncode == 0
    for form in ("jsonl", "csv", "annotations", "graphml"):
        exports = {clew("export", form, "--case", str(tmp_path / f"{n}.clew")).stdout for n in ("serial", "pool", "again")}
        assert len(exports) == 1
        assert exports != {""}


def test_ctrl_c_in_the_middle_keeps_what_is_done_and_the_next_add_goes_on(tmp_path: Path) -> None:
    evidence, case = tmp_path / "evidence", tmp_path / "x.clew"
    evidence.mkdir()
    for i in range(40):  # four shards; most of it in a language that is not parsed, so that the middle comes soon
        words = TEXT if i % 4 == 0 else "Das Hafenamt hat gestern beschlossen, den neuen Kai noch in diesem Jahr zu vermieten."
        (evidence / f"{i:02}.txt").write_text(f"{words} Note {i}. " * 500)
    command = [
        sys.executable,
        "-c",
        "from clew.cli import main; main()",
        "add",
        str(evidence),
        "--case",
        str(case),
        "--workers",
        "2",
    ]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    manifest = case / "observed" / "manifest.jsonl"
    while running.poll() is None and not manifest.exists():
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGINT)
    errors = running.communicate(timeout=60)[1]
    if running.returncode == 130:
        assert errors.strip().count("\n") == 0, errors
        assert "stopped" in errors
    assert clew("add", str(evidence), "--case", str(case)).returncode == 0
    assert counts(case)["read"] == 40
    assert clew("verify", "--case", str(case)).returncode == 0


def test_judgements_are_kept_and_undone(evidence: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.clew"
    add(evidence, case)
    assert clew("different", "Mara Tolland", "Piet Orrin", "--case", str(case)).returncode == 0
    assert clew("undo", "--case", str(case)).returncode == 0
    refused = clew("undo", "--case", str(case))
    assert (refused.returncode, refused.stderr) == (1, "clew: there is no judgement to undo\n")


def test_an_unknown_name_is_said_in_one_line(evidence: Path, tmp_path: Path) -> None:
    add(evidence, tmp_path / "x.clew")
    refused = clew("person", "Nobody Known", "--case", str(tmp_path / "x.clew"))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


def test_mend_is_a_filter() -> None:
    letters = {"e": "\N{CYRILLIC SMALL LETTER IE}", "a": "\N{CYRILLIC SMALL LETTER A}", "o": "\N{CYRILLIC SMALL LETTER O}"}
    disguised = "The meeting was about the contract, and short.\n".translate(str.maketrans(letters))
    assert clew("mend", data=disguised.encode()).stdout == "The meeting was about the contract, and short.\n"


@pytest.mark.parametrize("command", ["people", "timeline", "claims", "questions", "conflicts", "report"])
def test_every_verb_speaks_json_lines(command: str, evidence: Path, tmp_path: Path) -> None:
    add(evidence, tmp_path / "x.clew")
    found = clew(command, "--case", str(tmp_path / "x.clew"), "--json")
    assert found.returncode == 0
    for line in found.stdout.splitlines():
        json.loads(line)


def test_a_full_disk_is_one_line_and_loses_nothing(evidence: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.clew"
    add(evidence, case)
    before = clew("export", "jsonl", "--case", str(case)).stdout
    (evidence / "b.txt").write_text(TEXT * 2000)
    code = """
import errno
from clew.store import files
def full(handle, data):
    raise OSError(errno.ENOSPC, "No space left on device")
files._write = full
from clew.cli import main
main()
"""
    command = [sys.executable, "-c", code, "add", str(evidence), "--case", str(case), "--engine", "serial"]
    stopped = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (stopped.returncode, stopped.stderr.count("\n")) == (1, 1), stopped.stderr
    assert "the disk is full" in stopped.stderr
    assert clew("export", "jsonl", "--case", str(case)).stdout == before
    assert add(evidence, case).returncode == 0
    assert counts(case)["read"] == 2


def test_a_case_is_made_fast_or_never(evidence: Path, tmp_path: Path) -> None:
    assert add(evidence, tmp_path / "fast.clew", "--fast").returncode == 0
    assert add(evidence, tmp_path / "fast.clew").returncode == 0
    assert add(evidence, tmp_path / "x.clew").returncode == 0
    late = add(evidence, tmp_path / "x.clew", "--fast")
    assert late.returncode == 1
    assert "--fast" in late.stderr


def test_a_missing_model_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from clew.verbs.options import tell_without_model

    monkeypatch.setattr("clew.predict.is_there", lambda: False)
    tell_without_model.cache_clear()
    tell_without_model(fast=True)
    assert capsys.readouterr().err == ""
    tell_without_model(fast=False)
    tell_without_model(fast=False)
    assert capsys.readouterr().err.count("rules alone") == 1
