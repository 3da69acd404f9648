"""Papers from readable sources: Word files, PDFs, spreadsheets, a scan, a sound.

The same bytes each time, as far as the libraries allow.
"""

import io
import random
import re
import tomllib
import wave
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

MADE = datetime(2019, 7, 6)
HEAD = re.compile(r"\A(?:[a-z]+: .*\n)+")


@dataclass(frozen=True)
class Paper:
    """A text with its facts: title, author, as (the file to make), running (head of each page), password, named, cut."""

    facts: dict[str, str]
    blocks: list[str]


def read(path: Path) -> Paper:
    """Return the paper written down in `path`: "key: value" lines, then blocks parted by blank lines."""
    source = path.read_text("utf-8")
    head = HEAD.match(source)
    assert head, path
    facts = dict(line.split(": ", 1) for line in head[0].splitlines())
    return Paper(facts, [block for block in source[head.end() :].strip("\n").split("\n\n") if block])


def rows(block: str) -> list[list[str]]:
    """Return a table block's cells."""
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in block.splitlines()]


def docx(paper: Paper) -> bytes:
    """Return the paper as a Word file."""
    made = Document()
    made.core_properties.title, made.core_properties.author = paper.facts["title"], paper.facts["author"]
    made.core_properties.created = made.core_properties.modified = MADE
    for block in paper.blocks:
        _docx_block(made, block)
    packed = io.BytesIO()
    made.save(packed)
    return repacked(packed.getvalue())


def _docx_block(made: Any, block: str) -> None:
    if block.startswith("#"):
        made.add_heading(block.lstrip("# "), level=block.count("#"))
    elif block.startswith("|"):
        _docx_table(made, rows(block))
    else:
        made.add_paragraph(block)


def _docx_table(made: Any, cells: list[list[str]]) -> None:
    table = made.add_table(rows=0, cols=len(cells[0]), style="Table Grid")
    for row in cells:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def repacked(data: bytes) -> bytes:
    """Return the same zip with one fixed time on every member and in its core properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(found.namelist()):
            made.writestr(zipfile.ZipInfo(name, (2019, 7, 6, 0, 0, 0)), _stamped(name, found.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _stamped(name: str, data: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2019-07-06T00:00:00Z", data) if name == "docProps/core.xml" else data


def xlsx(source: dict[str, Any]) -> bytes:
    """Return a spreadsheet of `source`'s sheets: name, columns, rows of strings."""
    book = Workbook()
    book.remove(book.active)
    for sheet in source["sheets"]:
        page = book.create_sheet(sheet["name"])
        for row in [sheet["columns"], *sheet["rows"]]:
            page.append([cell or None for cell in row])
    packed = io.BytesIO()
    book.save(packed)
    return repacked(packed.getvalue())


def pdf(paper: Paper) -> bytes:
    """Return the paper as a PDF, with its running head and page numbers, locked when it has a password."""
    lock = StandardEncryption(paper.facts["password"], canPrint=0) if "password" in paper.facts else None
    out, style = io.BytesIO(), getSampleStyleSheet()
    made = SimpleDocTemplate(
        out, pagesize=A4, title=paper.facts["title"], author=paper.facts["author"], invariant=1, pageCompression=0, encrypt=lock
    )
    running = paper.facts.get("running", "")

    def furnish(canvas: Any, page: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 806, running)
        canvas.drawCentredString(297, 36, f"Page {page.page}" if running else "")

    made.build([flow for block in paper.blocks for flow in _pdf_block(block, style)], onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()


def _pdf_block(block: str, style: Any) -> list[Any]:
    if block == "---page---":
        return [PageBreak()]
    if block.startswith("|"):
        return [Table(rows(block), hAlign="LEFT"), Spacer(1, 12)]
    kind = style["Heading2"] if block.startswith("#") else style["BodyText"]
    words = block.lstrip("# ").replace("&", "&amp;").replace("\n", "<br/>")
    return [Paragraph(words, kind), Spacer(1, 6)]


def scan(paper: Paper) -> bytes:
    """Return the paper as a picture of a page that lay a little askew on a dusty scanner."""
    page = Image.new("L", (1240, 900), 248)
    font = ImageFont.load_default(size=40)
    ImageDraw.Draw(page).multiline_text((110, 90), "\n\n".join(paper.blocks), fill=35, font=font, spacing=16)
    page = page.rotate(1.3, resample=Image.Resampling.BICUBIC, fillcolor=248).filter(ImageFilter.GaussianBlur(0.7))
    out = io.BytesIO()
    _dusty(page).save(out, "PNG")
    return out.getvalue()


def _dusty(page: Image.Image) -> Image.Image:
    dust = random.Random(7)
    for _ in range(1400):
        page.putpixel((dust.randrange(page.width), dust.randrange(page.height)), dust.randrange(90, 220))
    return page


def sound() -> bytes:
    """Return a fifth of a second of a low hum, as a sound file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setparams((1, 1, 8000, 0, "NONE", ""))
        made.writeframes(bytes(128 + (i // 40 % 2) * 20 for i in range(1600)))
    return out.getvalue()


MAKERS = {".docx": docx, ".pdf": pdf, ".png": scan}


def make_all(sources: Path) -> dict[str, bytes]:
    """Return every paper and sheet of `sources`: its path in the evidence and its bytes."""
    made = dict(_paper(read(path)) for path in sorted((sources / "papers").glob("*.txt")))
    for path in sorted((sources / "sheets").glob("*.toml")):
        source = tomllib.loads(path.read_text("utf-8"))
        made[source["as"]] = xlsx(source)
    return {**made, "odd/voice-memo.wav": sound(), "odd/.DS_Store": b"\x00\x00\x00\x01Bud1" + bytes(56)}


def _paper(paper: Paper) -> tuple[str, bytes]:
    """Return a paper's place and bytes. `named` gives it a wrong extension, `cut` keeps only so many bytes: a damaged file."""
    data = MAKERS[Path(paper.facts["as"]).suffix](paper)
    return paper.facts.get("named", paper.facts["as"]), data[: int(paper.facts["cut"])] if "cut" in paper.facts else data
