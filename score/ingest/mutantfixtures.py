"""Small files of formats of which evidence and demo have few or none: archives of what they have, and texts of each format."""

import bz2
import gzip
import io
import lzma
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from struct import pack
from zlib import crc32

from PIL import Image

# How many of each: they have more ways to break than a text.
NUMBER = 20

TEXTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

Fixture = tuple[str, bytes]


def made(read: list[Fixture]) -> Iterator[Fixture]:
    """Yield the files; archives of what was `read`."""
    for n in range(NUMBER):
        members = [(f"{n}/{name}", data) for name, data in read[n * 7 : n * 7 + 3]]
        yield f"{n}.zip", _zip(members)
        yield from _tapes(n, members)
        yield f"{n}.rar", _rar(f"{n}.txt".encode(), TEXTS["text"].encode() * (n + 1))
        for name, text in TEXTS["files"].items():
            yield f"{n}{name}", text.encode() * (1 if text.startswith("{") else n % 5 + 1)
        yield f"{n}.png", _picture(n)
        yield f"{n}.odt", _open(TEXTS["odt"] * (n + 1), "text")
        yield f"{n}.ods", _open(TEXTS["ods"], "spreadsheet")


def _zip(members: list[Fixture]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _tapes(n: int, members: list[Fixture]) -> Iterator[Fixture]:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=(tarfile.PAX_FORMAT, tarfile.GNU_FORMAT)[n % 2]) as archive:
        for name, data in members:
            entry = tarfile.TarInfo(name if n % 3 else "long/" * 40 + name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    tape = written.getvalue()
    yield f"{n}.tar", tape
    yield f"{n}.tar.gz", gzip.compress(tape, mtime=0)
    yield f"{n}.tar.bz2", bz2.compress(tape)
    yield f"{n}.xz", lzma.compress(tape[512:])


def _rar(name: bytes, data: bytes) -> bytes:
    """Return an archive of one stored member, as RAR 4 writes it."""

    def block(kind: int, flags: int, body: bytes, behind: bytes = b"") -> bytes:
        head = pack("<BHH", kind, flags, 7 + len(body)) + body
        return pack("<H", crc32(head) & 0xFFFF) + head + behind

    entry = pack("<IIBIIBBHI", len(data), len(data), 3, crc32(data), 0x5AC36C00, 20, 0x30, len(name), 0o100644) + name
    return b"Rar!\x1a\x07\0" + block(0x73, 0, bytes(6)) + block(0x74, 0x8000, entry, data) + block(0x7B, 0x4000, b"")


def _picture(n: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (40 + n, 30), 255 - n).save(written, ("png", "gif", "jpeg", "tiff", "bmp")[n % 5])
    return written.getvalue()


def _open(body: str, kind: str) -> bytes:
    head = (
        "<?xml version='1.0'?><office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
        "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'>"
    )
    content = f"{head}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    return _zip([("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()), ("content.xml", content.encode())])
