"""Archives: every member is read, failed or passed over, and none costs another."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections import Counter
from pathlib import Path
from shutil import which
from subprocess import run

import pytest

from clew.ingest import Reading, cuts, discover, read_file
from ingest.samples import Read

needs_bsdtar = pytest.mark.skipif(which("bsdtar") is None, reason="libarchive-tools is not installed")

OUTWARDS = "its name leads out of the archive; nothing is written there"

NOTE = b"Anna Vale met Bo Lund at the pier on 12 May 2031."
MAIL = b"From: Anna Vale <anna@harbour.example>\nMessage-ID: <1@harbour.example>\nSubject: quay\n\nBo, see you there.\n"


def zipped(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as packed:
        for name, data in members:
            packed.writestr(zipfile.ZipInfo(name), data, packing)
    return written.getvalue()


def tarred(*members: tuple[str, bytes | tarfile.TarInfo]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as packed:
        for name, data in members:
            if isinstance(data, bytes):
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                packed.addfile(entry, io.BytesIO(data))
            else:
                packed.addfile(data)
    return written.getvalue()


def link(name: str, to: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, to
    return entry


def outcomes(reading: Reading) -> dict[str, tuple[str, str]]:
    return {r.part: (r.outcome, r.reason) for r in reading.receipts}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped(("notes/a.txt", NOTE), ("b.eml", MAIL)), "a.zip"),
        (tarred(("notes/a.txt", NOTE), ("b.eml", MAIL)), "a.tar"),
        (gzip.compress(tarred(("notes/a.txt", NOTE), ("b.eml", MAIL))), "a.tar.gz"),
        (bz2.compress(tarred(("notes/a.txt", NOTE), ("b.eml", MAIL))), "a.tbz2"),
        (lzma.compress(tarred(("notes/a.txt", NOTE), ("b.eml", MAIL))), "a.txz"),
    ],
)
def test_each_member_is_a_part(read: Read, data: bytes, name: str) -> None:
    reading = read(data, name)
    assert outcomes(reading) == {"": ("read", ""), "notes/a.txt": ("read", ""), "b.eml": ("read", "no date")}
    assert [(d.kind, d.source.part, d.parent) for d in reading.documents] == [
        ("text", "notes/a.txt", None),
        ("mail", "b.eml", None),
    ]


@needs_bsdtar
def test_a_7z_archive_and_its_damage(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(NOTE)
    (tmp_path / "b.eml").write_bytes(MAIL)
    run(["bsdtar", "--format=7zip", "-cf", "a.7z", "a.txt", "b.eml"], cwd=tmp_path, check=True)
    data = (tmp_path / "a.7z").read_bytes()
    reading = read(data, "a.7z")
    assert outcomes(reading) == {"": ("read", ""), "a.txt": ("read", ""), "b.eml": ("read", "no date")}
    broken = read(data[:40] + bytes(20) + data[60:], "a.7z")
    assert Counter(r.outcome for r in broken.receipts)["failed"] >= 1


def test_without_bsdtar_a_7z_archive_says_what_to_do(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.archives.sevenzip.which", lambda name: None)
    (receipt,) = read(b"7z\xbc\xaf\x27\x1c" + bytes(30), "a.7z").receipts
    assert (receipt.outcome, receipt.reason) == (
        "passed",
        "a 7z or rar archive; install libarchive-tools, or unpack it and add the folder",
    )


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_packed_file(read: Read, pack: object) -> None:
    reading = read(pack(NOTE), "note.txt.gz")  # type: ignore[operator]
    assert [d.source.part for d in reading.documents] == ["note.txt"]


def test_archives_in_archives_in_mails(read: Read) -> None:
    inner = zipped(("deep.txt", NOTE))
    reading = read(
        zipped(("box/inner.zip", inner), ("box/a.tar.gz", gzip.compress(tarred(("x/b.txt", NOTE + b" Really."))))), "a.zip"
    )
    assert [d.source.part for d in reading.documents] == ["box/inner.zip/deep.txt", "box/a.tar.gz/x/b.txt"]


def test_a_member_that_cannot_be_had_costs_itself(read: Read) -> None:
    whole = zipped(("a.txt", NOTE * 9), ("b.txt", b"Bo was there."), packing=zipfile.ZIP_STORED)
    at = whole.index(NOTE) + 5
    reading = read(whole[:at] + b"#" + whole[at + 1 :], "a.zip")
    assert outcomes(reading) == {
        "": ("read", ""),
        "a.txt": ("failed", "cannot be unpacked: Bad CRC-32 for file 'a.txt'"),
        "b.txt": ("read", ""),
    }


def test_a_tar_archive_that_is_cut_off_keeps_what_came_before(read: Read) -> None:
    whole = tarred(("a.txt", NOTE), ("b.txt", NOTE * 100))
    reading = read(whole[:2000], "a.tar")
    assert [d.source.part for d in reading.documents] == ["a.txt"]
    assert [r.part for r in reading.receipts if r.outcome == "failed"] == ["b.txt", "rest"]


def test_links_devices_and_ways_out_are_named_and_not_followed(read: Read, tmp_path: Path) -> None:
    data = tarred(
        ("../../out.txt", NOTE),
        ("/etc/absolute.txt", NOTE + b"!"),
        ("x", link("passwd", "/etc/passwd")),
        ("y", link("hard", "../../out.txt", tarfile.LNKTYPE)),
        ("z", link("zero", "", tarfile.CHRTYPE)),
    )
    reading = read(data, "a.tar")
    assert outcomes(reading) == {
        "": ("read", ""),
        "../../out.txt": ("read", OUTWARDS),
        "/etc/absolute.txt": ("read", OUTWARDS),
        "passwd": ("passed", "a link; links are not followed"),
        "hard": ("passed", "a link; links are not followed"),
        "zero": ("passed", "a device, a pipe or the like, not a file"),
    }
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tar"]


def test_a_link_in_a_zip_archive(read: Read) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        entry = zipfile.ZipInfo("way.txt")
        entry.external_attr = 0o120777 << 16
        packed.writestr(entry, "/etc/passwd")
    assert outcomes(read(written.getvalue(), "a.zip"))["way.txt"] == ("passed", "a link; links are not followed")


def test_two_members_of_one_name_and_one_of_another_charset(read: Read) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("a.txt", NOTE), ("a.txt", b"Another one."), ("caf\xe9.txt", b"A third."))
    reading = read(data, "a.zip")
    assert sorted(d.source.part for d in reading.documents) == ["a.txt", "a.txt (2)", "café.txt"]


def test_litter_is_passed_over(read: Read) -> None:
    reading = read(zipped(("__MACOSX/._a.txt", b"x"), ("dir/.DS_Store", b"y"), ("Thumbs.db", b"z"), ("a.txt", NOTE)), "a.zip")
    reasons = Counter(r.reason for r in reading.receipts)
    assert reasons["left there by the system, not evidence"] == 3


def test_a_locked_member(tmp_path: Path, read: Read) -> None:
    data = bytearray(zipped(("a.txt", NOTE)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert outcomes(read(bytes(data), "a.zip"))["a.txt"] == ("failed", "needs a password; save a copy without one and add that")


def test_a_zip_in_cuts_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.read.HELD", 500)
    members = [(f"{n}.txt", f"Anna met Bo {n} times.".encode()) for n in range(30)]
    (tmp_path / "a.zip").write_bytes(zipped(*members))
    (found,) = discover([tmp_path])
    stretches = cuts(found, size=200)
    assert len(stretches) > 3
    pieces = [read_file(found, "x", cut) for cut in stretches]
    whole = read_file(found, "x")
    assert [r for piece in pieces for r in piece.receipts] == list(whole.receipts)
    assert [d for piece in pieces for d in piece.documents] == list(whole.documents)
    assert len(whole.documents) == 30


# --- made to do harm ---


def test_a_bomb_of_one_member(read: Read) -> None:
    reading = read(zipped(("zeros", bytes(210_000_000))), "a.zip")
    assert outcomes(reading)["zeros"] == ("failed", "larger than 200 MB unpacked: unpack it and add what comes out")


def test_a_bomb_that_lies_about_its_size(read: Read) -> None:
    data = bytearray(zipped(("a.txt", b"A" * 10_000_000)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (5).to_bytes(4, "little")
    reading = read(bytes(data), "a.zip")
    assert [r.outcome for r in reading.receipts] == ["read", "failed"] or len(reading.documents[0].text) == 5


def test_many_members_that_are_too_much_together(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.read.UNPACKED", 5_000_000)
    members = [(f"{n}.txt", bytes([65 + n]) * 1_000_000) for n in range(20)]
    reading = read(zipped(*members), "a.zip")
    assert len(reading.documents) == 5
    (failed,) = [r for r in reading.receipts if r.outcome == "failed"]
    assert failed.part == "rest"
    assert failed.reason.startswith(
        "the rest of it is not opened, since it may be made to fill the memory: more than 5 MB came out of"
    )


def test_a_nest_of_bombs_ends_in_one_line(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.read.PARTS", 50)
    layer = b"Anna met Bo."
    for depth in range(5):
        layer = zipped(*((f"{depth}-{n}.zip", layer + bytes([n])) for n in range(4)))
    reading = read(layer, "a.zip")
    assert [r.part for r in reading.receipts if r.outcome == "failed"] == ["rest"]
    assert len(reading.receipts) == 51


def test_an_archive_that_holds_itself(read: Read) -> None:
    layer = b"x"
    for _ in range(40):
        layer = zipped(("again.zip", layer))
    reading = read(layer, "a.zip")
    assert reading.receipts[-1].reason == "more than 12 containers deep"


def test_a_bomb_of_gzip(read: Read) -> None:
    reading = read(gzip.compress(bytes(210_000_000), 1), "a.gz")
    assert outcomes(reading)["a"] == ("failed", "larger than 200 MB unpacked, which it does not say")


def test_a_sparse_member_of_eight_exabytes(read: Read) -> None:
    entry = tarfile.TarInfo("sparse")
    entry.size = 1 << 62
    data = tarfile.TarInfo.tobuf(entry, tarfile.GNU_FORMAT) + bytes(1024)
    reading = read(data, "a.tar")
    assert outcomes(reading)["sparse"] == ("failed", "larger than 200 MB unpacked: unpack it and add what comes out")


@pytest.mark.parametrize("name", ["a\x1b[2Jb.txt", "a\nFrom: evil.txt", "a\u202etxt.exe", "a\x00b.txt"])
def test_names_are_inert(read: Read, name: str) -> None:
    reading = read(tarred((name, NOTE)), "a.tar")
    (document,) = reading.documents
    assert document.source.part.isprintable()
    assert all(r.reason.isprintable() for r in reading.receipts)
