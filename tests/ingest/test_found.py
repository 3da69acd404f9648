import os
import socket
from pathlib import Path

import pytest

from clew.errors import EvidenceError
from clew.ingest import discover, file_digest, read_file


def test_files_are_named_from_the_folder_added_and_sorted(tmp_path: Path) -> None:
    for name in ("b/two.txt", "b/a/one.txt", "z.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [f.name for f in discover([tmp_path])] == ["b/a/one.txt", "b/two.txt", "z.txt"]
    assert all(f.path.is_absolute() and f.size == 1 for f in discover([tmp_path]))


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert len(discover([tmp_path, tmp_path / "a.txt", tmp_path])) == 1


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert discover([tmp_path]) == []


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"nowhere does not exist"):
        discover([tmp_path / "nowhere"])


def test_links_pipes_sockets_and_hidden_files_are_passed_over_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("Anna met Bo.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to(tmp_path / "gone")
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        reasons = {r.path: r.reason for f in discover([tmp_path]) for r in read_file(f).receipts if r.outcome == "passed"}
    assert reasons == {
        ".DS_Store": "a hidden file; name it itself to have it read",
        "broken": "a symbolic link; links are not followed",
        "link.txt": "a symbolic link; links are not followed",
        "loop": "a symbolic link; links are not followed",
        "pipe": "a pipe, not a file",
        "s": "a socket, not a file",
    }


def test_a_hidden_file_named_itself_is_read(tmp_path: Path) -> None:
    (tmp_path / ".note").write_text("Anna met Bo in the harbour.")
    (found,) = discover([tmp_path / ".note"])
    assert read_file(found).receipts[0].outcome == "read"


def test_a_name_that_is_not_utf8_can_be_written_down(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("Anna met Bo.")
    (found,) = discover([tmp_path])
    assert found.name == "caf\\xe9.txt"
    assert read_file(found).receipts[0].outcome == "read"


def test_the_digest_is_sha256(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert file_digest(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
