"""`clew mend` as a filter and on many files: what goes out, what is said, and how it exits."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, clew

FOUND = "The m\N{CYRILLIC SMALL LETTER IE}\N{CYRILLIC SMALL LETTER IE}ting was short.\r\nNobody knew.\n"
MEANT = b"The meeting was short.\r\nNobody knew.\n"
BINARY = bytes(range(256)) * 40
MAIN = [sys.executable, "-c", "from clew.cli import main; main()", "mend"]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    (folder / "deep").mkdir(parents=True)
    (folder / "altered.txt").write_bytes(FOUND.encode())
    (folder / "deep" / "honest.txt").write_bytes(b"Nothing to see.\r\n")
    (folder / "deep" / "old.txt").write_bytes("Буксир вышел из гавани ночью, никто не знал, куда.\r\n".encode("cp1251"))
    (folder / "picture.png").write_bytes(BINARY)
    return folder


def mend(*arguments: str | Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*MAIN, *map(str, arguments)], cwd=ROOT, input=data, capture_output=True, check=False)


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_it_is_a_filter(arguments):
    done = mend(*arguments, data=FOUND.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, MEANT, b"")


def test_files_come_out_one_after_the_other(pile):
    done = mend(pile / "altered.txt", "-", pile / "deep" / "old.txt", data=b"between\n")
    assert done.stdout == MEANT + b"between\n" + (pile / "deep" / "old.txt").read_bytes()


def test_no_text_passes_through():
    done = mend(data=BINARY)
    assert (done.returncode, done.stdout) == (0, BINARY)


def test_utf_16_stays_or_becomes_utf_8(tmp_path):
    (tmp_path / "wide.txt").write_bytes(FOUND.encode("utf-16"))
    assert mend(tmp_path / "wide.txt").stdout == MEANT.decode().encode("utf-16")
    assert mend(tmp_path / "wide.txt", "--utf8").stdout == MEANT


def test_check_names_what_would_change_and_writes_nothing(pile):
    before = {path: path.read_bytes() for path in pile.rglob("*.*")}
    done = mend(pile, "--check")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        f"{pile}/altered.txt: 2 repairs: 2 look-alike/1",
        "1 of 4 files would change",
    ]
    assert {path: path.read_bytes() for path in pile.rglob("*.*")} == before


@pytest.mark.parametrize(
    ("data", "options", "code"),
    [
        (b"clean\n", ["--check"], 0),
        (FOUND.encode(), ["--check"], 1),
        (FOUND.encode(), ["--check", "--report"], 1),
        (FOUND.encode(), ["--check", "--json"], 1),
        (BINARY, ["--check"], 0),
        ("clean\n".encode("utf-16"), ["--check"], 0),
        ("clean\n".encode("utf-16"), ["--check", "--utf8"], 1),
        (FOUND.encode(), ["--report"], 0),
        (b"", ["--check"], 0),
        (b"", ["--no-such-option"], 2),
    ],
)
def test_exit_codes(data, options, code):
    assert mend(*options, data=data).returncode == code


def test_one_file_that_cannot_be_read_costs_itself(pile, tmp_path):
    (pile / "zz.txt").write_bytes(FOUND.encode())
    done = mend(pile / "altered.txt", tmp_path / "nowhere.txt", pile / "zz.txt")
    assert (done.returncode, done.stdout) == (1, MEANT * 2)
    assert done.stderr.decode() == f"clew: {tmp_path / 'nowhere.txt'}: No such file or directory\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_costs_itself(pile):
    (pile / "altered.txt").chmod(0)
    done = mend(pile, "--check")
    assert (done.returncode, done.stderr.decode()) == (1, f"clew: {pile}/altered.txt: Permission denied\n")


def test_hidden_files_and_links_are_passed_over_and_said(pile):
    (pile / ".hidden").write_bytes(FOUND.encode())
    (pile / "link.txt").symlink_to("altered.txt")
    done = mend(pile, "--check")
    assert done.stdout.decode().endswith("1 of 6 files would change, 2 passed over\n")
    assert done.stderr.decode().count("clew: passed over ") == 2
    assert mend(pile / ".hidden").stdout == MEANT


def test_out_keeps_names_and_bytes(pile, tmp_path):
    out = tmp_path / "mended"
    done = mend(pile, "--out", out)
    assert (done.returncode, done.stdout.decode().splitlines()[-1]) == (0, "1 of 4 files changed")
    assert (out / "altered.txt").read_bytes() == MEANT
    for name in ("deep/honest.txt", "deep/old.txt", "picture.png"):
        assert (out / name).read_bytes() == (pile / name).read_bytes()
    assert (pile / "altered.txt").read_bytes() == FOUND.encode()


def test_nothing_is_overwritten(pile):
    done = mend(pile, pile / "deep" / "honest.txt", "--out", pile / "deep")
    assert done.returncode == 1
    assert "honest.txt is there already, and nothing is overwritten" in done.stderr.decode()
    assert (pile / "deep" / "honest.txt").read_bytes() == b"Nothing to see.\r\n"
    assert (pile / "deep" / "altered.txt").read_bytes() == MEANT


def test_two_files_of_one_name_do_not_become_one(pile, tmp_path):
    (pile / "deep" / "altered.txt").write_bytes(b"another\n")
    done = mend(pile / "altered.txt", pile / "deep" / "altered.txt", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert (tmp_path / "out" / "altered.txt").read_bytes() == MEANT


def test_what_was_mended_before_is_not_mended_again(pile):
    assert mend(pile, "--out", pile / "mended").returncode == 0
    again = mend(pile, "--out", pile / "mended")
    assert again.stdout.decode().splitlines() == ["0 of 4 files changed, 4 failed"]
    assert not (pile / "mended" / "mended").exists()


@pytest.mark.parametrize("arguments", [["-", "--out", "somewhere"], ["README.md", "--out", "LICENSE"], ["--check", "--out", "x"]])
def test_what_makes_no_sense_is_refused_in_a_line(arguments):
    done = mend(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)


def test_the_report_of_one_text():
    lines = mend("--report", data=FOUND.encode()).stdout.decode().splitlines()
    assert lines[0] == "2 repairs: 2 look-alike/1"
    assert any(" substituted: " in line for line in lines)
    assert any(line.startswith("    may be: ") for line in lines)


def test_the_report_says_how_bytes_were_read():
    assert "\nread as utf-16-le\n" in mend("--report", data=FOUND.encode("utf-16")).stdout.decode()
    unread = mend("--report", data=b"caf\xe9").stdout.decode()
    assert "misread: Bytes that could not be read as utf-8 and stand as found: 1." in unread
    binary = mend("--report", data=BINARY).stdout.decode().splitlines()
    assert [line for line in binary if "not text" in line] == [
        "0-0 not text: The bytes hold so many control codes that they are no text; they were passed on as they are."
    ]


def test_the_report_of_many_files_as_json(pile):
    records = [json.loads(line) for line in mend(pile, "--report", "--json").stdout.splitlines()]
    summaries = {Path(r["file"]).name: r for r in records if r["record"] == "summary"}
    assert {name: r["encoding"] for name, r in summaries.items()} == {
        "altered.txt": "utf-8",
        "honest.txt": "utf-8",
        "old.txt": "cp1251",
        "picture.png": "binary",
    }
    assert summaries["altered.txt"]["repairs"] == {"look-alike/1": 2}
    assert [name for name, r in summaries.items() if r["changed"]] == ["altered.txt"]
    found = [r for r in records if r["record"] == "finding"]
    assert {Path(r["file"]).name for r in found} == {"altered.txt", "old.txt", "picture.png"}
    assert all(r["says"] and r["readings"] for r in found)


def test_the_text_as_json_leads_back_to_the_bytes():
    data = FOUND.encode() + b"\xff"
    (record,) = [json.loads(line) for line in mend("--json", data=data).stdout.splitlines()]
    found, at = [], 0
    for edit in record["edits"]:
        found += [record["text"][at : edit["start"]], edit["found"]]
        at = edit["end"]
    assert "".join([*found, record["text"][at:]]).encode("utf-8", "surrogateescape") == data


def test_no_text_has_one_record_that_says_so():
    (record,) = [json.loads(line) for line in mend("--json", data=BINARY * 20).stdout.splitlines()]
    assert (record["text"], [finding["kind"] for finding in record["findings"]]) == ("", ["not text"])


def test_a_reader_that_goes_away_is_no_error():
    for reader, data, seen in (("head -c 3", b"grain\n" * 500_000, b"gra"), ("true", b"grain\n", b"")):
        command = f"{sys.executable} -c 'from clew.cli import main; main()' mend | {reader}"
        done = subprocess.run(["bash", "-c", command], input=data, capture_output=True, check=False, cwd=ROOT)
        assert (done.stdout, done.stderr) == (seen, b"")


def test_it_starts_light():
    code = (
        "import sys; from clew.cli import main; sys.argv = ['clew', 'mend', 'LICENSE'];"
        "\ntry: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('clew.case', 'clew.ingest', 'pyarrow', 'duckdb', 'spacy', 'rich', 'ftfy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_bar_shows_on_a_terminal_and_only_there(tmp_path):
    (tmp_path / "long.txt").write_bytes(b"Grain on the quay.\n" * 400_000)
    assert mend(tmp_path, "--check").stderr == b""
    ours, theirs = pty.openpty()
    done = subprocess.run([*MAIN, str(tmp_path), "--check"], stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT, check=False)
    os.close(theirs)
    shown = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert (done.returncode, done.stdout) == (0, b"0 of 1 files would change\n")
    assert "1 of 1 files" in shown


def test_help_has_examples_and_exit_codes():
    text = clew("mend", "--help").stdout
    assert "clew mend evidence/ --out mended/" in text
    assert "Exit codes:" in text


def test_ctrl_c_is_said_in_a_line():
    with subprocess.Popen(MAIN, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdin.write(b"grain\n" * 190_000)  # a block, and not more beyond it than a pipe holds
        running.stdin.flush()
        assert running.stdout.read(5) == b"grain"
        running.send_signal(signal.SIGINT)
        running.stdout.read()
        assert (running.wait(), running.stderr.read()) == (130, b"clew: stopped; the files written so far are whole\n")
