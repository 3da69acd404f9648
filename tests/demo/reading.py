"""The demo evidence as plain text, read without Clew: an independent witness for what the key quotes."""

import email
import mailbox
import re
from email.header import decode_header, make_header
from email.message import Message
from functools import cache
from html import unescape
from pathlib import Path

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT / "demo/evidence"
SWAPPED = str.maketrans(
    {chr(0x430): "a", chr(0x435): "e", chr(0x456): "i", chr(0x43E): "o", chr(0x410): "A", chr(0x415): "E", chr(0x406): "I", chr(0x41E): "O"}
)
QUOTES = str.maketrans({"’": "'", "“": '"', "”": '"'})


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


def mails(name: str) -> list[Message]:
    """Return the mails of an mbox or eml file."""
    if name.endswith(".eml"):
        return [email.message_from_bytes((EVIDENCE / name).read_bytes())]
    box = mailbox.mbox(EVIDENCE / name, create=False)
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
