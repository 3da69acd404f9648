"""The demo evidence as plain text, read without Clew: an independent witness for what the key quotes."""

import email
import mailbox
import re
import tomllib
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo"
EVIDENCE = DEMO / "evidence"
MBOX = "mail/harbour-office.mbox"
KEY: dict[str, Any] = tomllib.loads((DEMO / "key.toml").read_text("utf-8"))
SCAN: str = KEY["evidence"]["needs_tesseract"]
UNREAD = {entry["file"]: entry["outcome"] for entry in KEY["not_read"]}
LOOK_ALIKES = "\u0430\u0435\u0456\u043e\u0410\u0415\u0406\u041e"
SWAPPED = str.maketrans(LOOK_ALIKES, "aeioAEIO")
QUOTES = str.maketrans({"’": "'", "“": '"', "”": '"'})


def files(*endings: str) -> list[str]:
    """Return the evidence files, or those with one of `endings`, as paths below the evidence folder."""
    names = sorted(p.relative_to(EVIDENCE).as_posix() for p in EVIDENCE.rglob("*") if p.is_file())
    return [n for n in names if not endings or n.endswith(endings)]


def passages(node: Any) -> Iterator[tuple[str, str]]:
    """Yield each (file, quote) anywhere below `node`, a part of the key."""
    if isinstance(node, dict) and "quote" in node:
        yield node["file"], node["quote"]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from passages(child)


def folded(text: str) -> str:
    """Return `text` mended, with straight quotes, without reply marks, and one blank for any white space."""
    bare = re.sub(r"(?m)^(?:> ?)+", "", text.translate(SWAPPED).translate(QUOTES))
    return " ".join(bare.split())


@cache
def plain(name: str) -> str:
    """Return the text of the evidence file `name`, by its content's format and not by its name alone."""
    data = (EVIDENCE / name).read_bytes()
    if data.startswith(b"PK"):
        return _book(name) if name.endswith(".xlsx") else _word(name)
    return READERS.get(Path(name).suffix, _decoded)(name)


def mails(name: str, folder: Path = EVIDENCE) -> list[Message]:
    """Return the mails of an mbox or eml file below `folder`."""
    if name.endswith(".eml"):
        return [email.message_from_bytes((folder / name).read_bytes())]
    box = mailbox.mbox(folder / name, create=False)
    try:
        return list(box)
    finally:
        box.close()


def header(mail: Message, name: str) -> str:
    """Return a header field, decoded."""
    return str(make_header(decode_header(mail.get(name, "")))).replace("\n", "")


def body(mail: Message) -> str:
    """Return a mail's text parts that are not attachments; a charset nobody knows is read as ISO-8859-1."""
    parts = [p for p in mail.walk() if p.get_content_maintype() == "text" and not p.get_filename()]
    return "\n".join(_part(p) for p in parts)


def _part(part: Message) -> str:
    data, charset = part.get_payload(decode=True), part.get_content_charset("utf-8")
    assert isinstance(data, bytes)
    try:
        text = data.decode(charset)
    except LookupError:
        text = data.decode("iso-8859-1")
    return _untagged(text) if part.get_content_subtype() == "html" else text


def _untagged(page: str) -> str:
    return unescape(re.sub(r"<(?:[^>]*)>", " ", re.sub(r"(?s)<(script|style).*?</\1>", " ", page)))


def _decoded(name: str) -> str:
    data = (EVIDENCE / name).read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _page(name: str) -> str:
    return re.sub(r"\s+([.,;])", r"\1", _untagged(_decoded(name)))


def _mail(name: str) -> str:
    return "\n\n".join(f"{header(m, 'Subject')}\n{body(m)}" for m in mails(name))


def _pdf(name: str) -> str:
    import pypdfium2

    pages = pypdfium2.PdfDocument(EVIDENCE / name)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def _word(name: str) -> str:
    import docx

    made = docx.Document(str(EVIDENCE / name))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in made.paragraphs), *cells])


def _book(name: str) -> str:
    import openpyxl

    book = openpyxl.load_workbook(EVIDENCE / name)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


READERS = {".html": _page, ".mbox": _mail, ".eml": _mail, ".pdf": _pdf}
