"""Archives: every member is read, failed or passed over, and none costs another."""

import bz2
import gzip
import io
import lzma
import tarfile
import tracemalloc
import zipfile
from base64 import b64decode
from collections import Counter
from pathlib import Path
from shutil import which
from struct import pack
from subprocess import run
from zlib import crc32

import pytest
from docx import Document as new_document

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


def test_a_damaged_header_costs_its_member_and_joined_archives_are_read(read: Read) -> None:
    whole = bytearray(tarred(("a.txt", NOTE), ("b.txt", b"Bo was there."), ("c.txt", b"Ines too.")))
    whole[1024] ^= 1
    reading = read(bytes(whole) + tarred(("d.txt", b"Tomas was not.")), "a.tar")
    assert outcomes(reading) == {
        "": ("read", ""),
        "a.txt": ("read", ""),
        "c.txt": ("read", ""),
        "d.txt": ("read", ""),
        "damaged blocks": ("failed", "2 blocks of 512 bytes that belong to no member"),
    }


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


def test_a_packed_file_says_its_own_name(read: Read) -> None:
    written = io.BytesIO()
    with gzip.GzipFile("/home/anna/quay notes.txt", "wb", fileobj=written) as packed:
        packed.write(NOTE)
    assert [d.source.part for d in read(written.getvalue(), "x7.gz").documents] == ["quay notes.txt"]


LONG = NOTE * 200


@pytest.mark.parametrize(
    ("data", "says", "beside"),
    [
        (gzip.compress(LONG)[:-8] + bytes(8), "damaged: incorrect data check; what came out until then is read", ""),
        (gzip.compress(LONG)[:-4], "damaged: it is cut off; what came out until then is read", ""),
        (bz2.compress(LONG)[:-2], "damaged: it is cut off; what came out until then is read", ""),
        (lzma.compress(LONG)[:-2], "damaged: it is cut off; what came out until then is read", ""),
        (gzip.compress(LONG) + bytes(5000), "", ""),
        (gzip.compress(LONG[:900]) + bytes(20) + gzip.compress(LONG[900:]), "", ""),
        (gzip.compress(LONG) + b"Bo", "", "what lies behind the end of it is not read"),
    ],
)
def test_a_damaged_packed_file_is_read_as_far_as_it_goes(read: Read, data: bytes, says: str, beside: str) -> None:
    reading = read(data, "a.txt.gz")
    assert outcomes(reading) == {"": ("read", beside), "a.txt": ("read", says)}
    assert reading.documents[0].text == LONG.decode()


def test_a_packed_file_that_gives_nothing_failed(read: Read) -> None:
    assert outcomes(read(gzip.compress(LONG)[:12], "a.gz")) == {"": ("failed", "a damaged packed file: it is cut off")}


def test_a_zip_archive_without_its_list_is_read_by_its_members_headers(read: Read) -> None:
    whole = zipped(("a.txt", LONG), ("b.txt", b"Bo was there, Anna was not."), ("c.txt", b"Ines saw both of them."))
    list_at = whole.index(b"PK\x01\x02")
    said = ("read", "damaged: its list of contents cannot be read; what is found without it is read")
    well = {"": said, "a.txt": ("read", ""), "b.txt": ("read", "")}
    assert outcomes(read(whole[:list_at], "a.zip")) == well | {"c.txt": ("read", "")}
    cut = read(whole[: list_at - 10], "a.zip")
    assert outcomes(cut) == well | {"c.txt": ("failed", "cannot be unpacked: it is cut off")}


def test_lengths_behind_the_bytes_do_for_a_zip_archive_without_its_list(read: Read) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[call-overload]
        packed.writestr("a.txt", LONG)
        packed.writestr("b.txt", b"Bo was there.")
    whole = pipe.data
    assert [d.text for d in read(whole[: whole.index(b"PK\x01\x02")], "a.zip").documents] == [LONG.decode(), "Bo was there."]


def test_an_office_file_without_its_list_failed_as_a_whole(read: Read) -> None:
    whole = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
    (receipt,) = read(whole[: whole.index(b"PK\x01\x02")], "a.docx").receipts
    assert (receipt.outcome, receipt.reason) == (
        "failed",
        "a damaged zip file (or docx, xlsx): its list of contents cannot be read",
    )


@pytest.mark.parametrize(
    ("raw", "system", "name"),
    [
        (b"caf\x82.txt", 0, "café.txt"),
        ("café.txt".encode(), 3, "café.txt"),
        (b"caf\xe9.txt", 3, "café.txt"),
        ("Отчёт о встрече в порту.txt".encode("cp866"), 0, "Отчёт о встрече в порту.txt"),
        (b"dir\\a.txt", 0, "dir/a.txt"),
        (b"dir\\a.txt", 3, "dir\\a.txt"),
    ],
)
def test_names_in_the_letters_of_their_maker(read: Read, raw: bytes, system: int, name: str) -> None:
    entry = zipfile.ZipInfo("#" * len(raw))
    entry.create_system = system
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr(entry, NOTE)
    assert [d.source.part for d in read(written.getvalue().replace(b"#" * len(raw), raw), "a.zip").documents] == [name]


def test_a_folder_with_bytes_is_a_member_and_a_name_that_is_none_has_one(read: Read) -> None:
    assert [d.source.part for d in read(zipped(("empty/", b""), ("full/", NOTE)), "a.zip").documents] == ["full/"]
    nameless = tarred(("", NOTE))
    assert [d.source.part for d in read(nameless, "a.tar").documents] == ["nameless"]


def test_a_second_of_one_name_is_the_same_in_every_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.read.HELD", 500)
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(*((("a.txt", "a (2).txt")[n % 2], f"Anna met Bo {n} times.".encode()) for n in range(20)))
    (tmp_path / "a.zip").write_bytes(data)
    (found,) = discover([tmp_path])
    pieces = [read_file(found, "x", cut) for cut in cuts(found, size=100)]
    parts = [r.part for piece in pieces for r in piece.receipts]
    assert len(pieces) > 3
    assert len(set(parts)) == len(parts) == 21
    assert parts == [r.part for r in read_file(found, "x").receipts]


def test_an_archive_that_begins_with_a_pdf_is_an_archive(read: Read) -> None:
    for data, name in (
        (tarred(("a.pdf", b"%PDF-1.7 broken"), ("b.txt", NOTE)), "a.tar"),
        (zipped(("a.pdf", b"%PDF-1.7 broken"), ("b.txt", NOTE), packing=zipfile.ZIP_STORED), "a.zip"),
    ):
        assert [d.source.part for d in read(data, name).documents] == ["b.txt"]


def test_the_oldest_form_of_tar(read: Read) -> None:
    data = bytearray(tarred(("a.txt", NOTE)))
    data[257:265] = bytes(8)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    assert [d.source.part for d in read(bytes(data), "a").documents] == ["a.txt"]


def test_a_large_office_file_is_no_archive(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.read.HELD", 5_000)
    monkeypatch.setattr("clew.ingest.read.HEAD", 1_000)
    document = new_document()
    document.add_paragraph("Anna met Bo.")
    written = io.BytesIO()
    document.save(written)
    reading = read(written.getvalue(), "a.docx")
    assert [d.text for d in reading.documents] == ["Anna met Bo."]


# "a.txt", packed by 7-Zip with the password "quay": its bytes alone, and its list too.
LOCKED_7Z = (
    "N3q8ryccAATshzIiMAAAAAAAAABiAAAAAAAAAH84Dx+PCUaxv7XowPKNNWZeiAoGwJwS3xhVTBnmkanJ9/wPIEAQRrJGVZg558kr67inomsBBAYAAQkwAAcLAQACJAbx"
    "BwESUw9hkQqzzBh4zTcdb6wcyEwwISEBAAEADCYiAAgKAS0UheAAAAUBGQEAEQ0AYQAuAHQAeAB0AAAAFAoBACl+/nsafN0BFQYBACCApIEAAA==",
    "N3q8ryccAARsT7N4oAAAAAAAAAAuAAAAAAAAAG0anFMIXXlGcuDGY5TA6sMmDRzfWFoO1PelScdw6VmanauYHOU/8Pq9nQ6f1ku/Je3ccC3Fo2J4hlRcn9D4am+o"
    "62NyXForXvATBjao97jFR1e+9b7AcXefzzfQouVLb5baM5UoXKLsGobkOiMfNINwzMr/GxSnpS6bakiZIsuos1TN7i4zyyDvPPl82rGVKDSnukQG/UDINSukfpjR"
    "ykFz84rlFwYwAQlwAAcLAQABJAbxBwESUw9ubadJqIY8++Lii1NcTj9nDGIKAWNNwhMAAA==",
)


@needs_bsdtar
@pytest.mark.parametrize("data", LOCKED_7Z)
def test_a_locked_7z_archive_asks_nobody_and_says_so(read: Read, data: str) -> None:
    _, rest = read(b64decode(data), "a.7z").receipts
    assert rest.reason == "the rest of it cannot be opened: needs a password; save a copy without one and add that"


def rar(name: bytes, data: bytes) -> bytes:
    """Return an archive of one stored member, as RAR 4 writes it."""

    def block(kind: int, flags: int, body: bytes, behind: bytes = b"") -> bytes:
        head = pack("<BHH", kind, flags, 7 + len(body)) + body
        return pack("<H", crc32(head) & 0xFFFF) + head + behind

    entry = pack("<IIBIIBBHI", len(data), len(data), 3, crc32(data), 0x5AC36C00, 20, 0x30, len(name), 0o100644) + name
    return b"Rar!\x1a\x07\0" + block(0x73, 0, bytes(6)) + block(0x74, 0x8000, entry, data) + block(0x7B, 0x4000, b"")


@needs_bsdtar
def test_a_rar_archive(read: Read) -> None:
    assert [d.source.part for d in read(rar(b"notes\\a.txt", NOTE), "a.rar").documents] == ["notes/a.txt"]


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


def test_a_bomb_of_overlapping_members(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by David Fifield: every entry of the list leads to the same bytes. Those that fail count as well."""
    monkeypatch.setattr("clew.ingest.read.UNPACKED", 5_000_000)
    for damage in (b"", b"!"):
        data = overlapping(1000, bytes(1_000_000), damage)
        receipts = read(data, "a.zip").receipts
        assert len(receipts) < 10
        assert receipts[-1].reason.startswith("the rest of it is not opened, since it may be made to fill the memory")


def overlapping(number: int, kernel: bytes, damage: bytes) -> bytes:
    one = zipped(("a", kernel))
    at = one.index(b"PK\x01\x02")
    entry = bytearray(one[at : one.index(b"PK\x05\x06")])
    entry[16:17] = damage or entry[16:17]
    end = pack("<IHHHHIIH", 0x06054B50, 0, 0, number, number, number * len(entry), at, 0)
    return one[:at] + bytes(entry) * number + end


def test_a_tar_bomb_in_what_is_packed_ends(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.archives.packed.UNPACKED", 5_000_000)
    monkeypatch.setattr("clew.ingest.archives.members.LARGEST", 1_000_000)
    reading = read(gzip.compress(tarred(("zeros", bytes(20_000_000)), ("a.txt", NOTE))), "a.tgz")
    assert [r.part for r in reading.receipts if r.outcome == "failed"] == ["zeros", "rest"]
    assert reading.receipts[-1].reason == "the rest of it cannot be opened: more than 5 MB come out of it"


def test_a_member_that_lies_about_its_size_is_not_unpacked_whole(read: Read) -> None:
    data = bytearray(zipped(("a.txt", bytes(150_000_000))))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (5).to_bytes(4, "little")
    tracemalloc.start()
    reading = read(bytes(data), "a.zip")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcomes(reading)["a.txt"][0] == "failed"
    assert most < 20_000_000
