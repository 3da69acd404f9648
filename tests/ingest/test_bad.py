import io
import os
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clew.ingest import FoundFile, Reading, discover, read_file
from ingest.samples import Read, pdf


def outcome(reading: Reading) -> tuple[str, str]:
    (receipt,) = reading.receipts
    assert (receipt.outcome == "read") == bool(receipt.documents)
    return receipt.outcome, receipt.reason


def bomb(name: str, size: int = 400_000_000) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open(name, "w", force_zip64=True) as part:
            for _ in range(size // 1_000_000):
                part.write(bytes(1_000_000))
    return written.getvalue()


def zipped(**parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), text)
    return written.getvalue()


ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

BAD = [
    (b"", "a.txt", "passed", "an empty file"),
    (b" \n\n", "a.txt", "passed", "nothing but blanks"),
    (bytes(range(256)) * 20, "a.txt", "passed", "not a format that is read: binary data"),
    (pdf([["secret"]], password="pier"), "a.pdf", "failed", "needs a password; save a copy without one and add that"),
    (b"%PDF-1.7 broken", "a.pdf", "failed", "a damaged PDF: Failed to load document (PDFium: Data format error)."),
    (b"\x1f\x8b\x08\0", "a.gz", "failed", "a damaged packed file: "),
    (b"PK\x03\x04 broken", "a.docx", "failed", "a damaged zip file (or docx, xlsx): its list of contents cannot be read"),
    (b"RIFFd\6\0\0WAVEfmt \x10\0\0\0", "a.wav", "passed", "sound is not read"),
    (b"{\\rtf1 }", "a.rtf", "passed", "a document without text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "a.doc", "passed", "an old Office file is not opened yet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "failed", "needs a password"),
    (b"<html><head><title>x</title></head><body></body></html>", "a.html", "passed", "a web page without text"),
    (zipped(word__document_xml="<w/>"), "a.docx", "failed", "damaged: not readable as a Word document"),
    (zipped(xl__workbook_xml="<w/>"), "a.xlsx", "failed", "a damaged workbook"),
    (b"\x89PNG\r\n\x1a\n broken", "a.png", "failed", "tesseract cannot read this picture"),
]


@pytest.mark.parametrize(("data", "name", "became", "why"), BAD)
def test_each_bad_file_gets_one_line(read: Read, data: bytes, name: str, became: str, why: str) -> None:
    if "tesseract" in why and which("tesseract") is None:
        pytest.skip("tesseract-ocr is not installed")
    got, reason = outcome(read(data, name))
    assert got == became
    assert reason.startswith(why)
    assert "\n" not in reason


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
def test_a_file_made_to_swell_is_not_unpacked(read: Read, name: str) -> None:
    assert outcome(read(bomb(name), "a.bin")) == (
        "failed",
        "would unpack to 400 MB: not opened, since it may be made to fill the memory",
    )


def test_entities_are_not_followed(read: Read) -> None:
    page = read(f"{ENTITY}<html><body><p>Anna &x; Bo</p></body></html>", "a.html")
    assert "root:" not in page.documents[0].text


def test_a_page_as_deep_as_it_is_long_is_read(read: Read) -> None:
    reading = read("<html><body>" + "<div>" * 60_000 + "Anna met Bo." + "</div>" * 60_000, "a.html")
    assert [d.text for d in reading.documents] == ["Anna met Bo."]


def test_what_cannot_be_read_for_its_depth_is_said(read: Read) -> None:
    deep = "<q>" * 5_000 + "Anna met Bo." + "</q>" * 5_000
    assert outcome(read(f"<html><body>{deep}</body></html>", "a.html")) == ("failed", "nested too deep to be read")


def test_too_large_is_said_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.read.LARGEST", 3_000_000)
    monkeypatch.setattr("clew.ingest.read.HELD", 1_000_000)
    with (tmp_path / "a").open("wb") as file:
        file.truncate(3_000_001)
    (found,) = discover([tmp_path])
    assert outcome(read_file(found)) == ("failed", "cannot be read: larger than 3 MB; split it and add the pieces")


def test_a_file_that_is_gone_or_closed_to_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(read_file(FoundFile(tmp_path / "gone", "gone"))) == ("failed", "cannot be read: No such file or directory")
    (tmp_path / "a").write_text("x")

    def refuse(self: Path, *mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert outcome(read_file(FoundFile(tmp_path / "a", "a"))) == ("failed", "cannot be read: Permission denied")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a.pdf", "named .pdf but is a web page"),
        ("a.docx", "named .docx but is a web page"),
        ("a.html", ""),
        ("a", ""),
        ("a.unheard-of", ""),
    ],
)
def test_a_wrong_ending_is_read_and_said(read: Read, name: str, says: str) -> None:
    assert outcome(read("<html><body><p>Anna met Bo.</p></body></html>", name)) == ("read", says)


def test_every_file_is_accounted_for(tmp_path: Path, read_all: Callable[[Path], list[Reading]]) -> None:
    for n, (data, name, _, _) in enumerate(BAD):
        (tmp_path / f"{n}{name}").write_bytes(data)
    (tmp_path / "good.txt").write_text("Anna met Bo at the pier.")
    (tmp_path / "good.eml").write_text("From: a@b.invalid\nMessage-ID: <1@b>\nSubject: x\n\nAnna met Bo.")
    os.mkfifo(tmp_path / "pipe")
    readings = read_all(tmp_path)
    files = [r for reading in readings for r in reading.receipts if r.part == ""]
    count = Counter(r.outcome for r in files)
    assert len(files) == len(BAD) + 3 == count["read"] + count["failed"] + count["passed"]
    assert count["read"] == 2
    assert {d.id for reading in readings for d in reading.documents} == {i for r in files for i in r.documents}


PREFIXES = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe",
    b"\xef\xbb\xbf", b"From a@b Mon Jan  1 00:00:00 2001\nSubject: x\n", b"Received: x\nSubject: =?utf-8?b?", b"<html><body>",
    b"Message-ID: <a@b>\nFrom: x@y\nContent-Type: multipart/mixed; boundary=b\n\n--b\n", b"<?xml version='1.0'?>", b"BM",
    b"Content-Type: text/plain; charset=utf-7\nMIME-Version: 1.0\n\n", b"From: a\nSent: b\nTo: c\nSubject: d\n",
    b"On Mon, 1 May 2031, Anna wrote:\n> ", b"a,b,c\n1,2,3\n", b"Q. a\nA. b\nQ. c\nA. d\n", b"{\\rtf", b"!BDN",
]  # fmt: skip

TEXT = st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(prefix=st.sampled_from(PREFIXES), rest=st.binary(max_size=400) | TEXT)
def test_no_bytes_stop_the_run(read: Read, monkeypatch: pytest.MonkeyPatch, prefix: bytes, rest: bytes) -> None:
    monkeypatch.setattr("clew.ingest.scans.ocr.which", lambda name: None)
    reading = read(prefix + rest, "a")
    assert sum(r.part == "" for r in reading.receipts) == 1
    told = sorted(i for r in reading.receipts if r.outcome == "read" for i in r.documents)
    assert sorted(d.id for d in reading.documents) == told
    for document in reading.documents:
        document.text.encode()
        for zone in document.zones:
            assert 0 <= zone.start < zone.end <= len(document.text)
            assert zone.voice is None or document.text[zone.voice.start : zone.voice.end] == zone.voice.text
