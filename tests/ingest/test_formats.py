import csv
import io
from datetime import UTC, date, datetime, time
from pathlib import Path
from shutil import which

import pytest
from docx import Document as new_document
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

from clew.records import Document
from ingest.samples import Read, pdf

needs_tesseract = pytest.mark.skipif(which("tesseract") is None, reason="tesseract-ocr is not installed")

PAGE = """<!doctype html><html><head><title>Harbour sale | The Tern</title>
<meta property="og:title" content="Harbour sale in doubt"><meta name="author" content="Ines Okoro">
<meta property="og:site_name" content="The Tern"><meta property="article:published_time" content="2031-05-12T08:30:00+02:00">
<script>var nothing = "run";</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Harbour sale in doubt</h1><p class="byline">By Ines Okoro</p>
<p>The minister met the banker in the harbour office on Tuesday, three people said.<sup><a href="#n1">1</a></sup>
She denied it.</p>
<blockquote>I never saw him, and I never will, she wrote to the committee in June.</blockquote>
<figure><img src="http://tracker.invalid/x.png"><figcaption>The harbour office. Photograph by Bo Lund.</figcaption></figure>
<p>The sale was to close in <i>May</i>.<br>It did not.</p><ul><li>First lot</li><li>Second lot</li></ul>
<p><sup><a href="#t1">1</a></sup>Interviews with three people, 9 May 2031.</p></article>
<div><p>Ten ways to cook an egg that will please the whole family tonight.</p></div>
<footer>Copyright The Tern</footer></body></html>"""


def zones(document: Document, kind: str) -> list[str]:
    return [document.text[z.start : z.end] for z in document.zones if z.kind == kind]


def one(reading: object) -> Document:
    (document,) = reading.documents  # type: ignore[attr-defined]
    return document


def test_text_keeps_its_words_and_line_ends(read: Read) -> None:
    document = one(read("Anna met Bo.\r\n\r\nThey spoke.\r"))
    assert (document.text, document.kind, document.media) == ("Anna met Bo.\n\nThey spoke.\n", "text", "text/plain")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("Zoë’s café".encode(), ""),
        ("Zoë’s café".encode("utf-8-sig"), ""),
        ("Zoë’s café".encode("utf-16"), ""),
        ("Zoë’s café".encode("utf-16-le"), ""),
        ("Zoë’s café".encode("utf-16-be"), ""),
        ("Anna met Zoë at the café by the pier, and Zoë’s brother paid.".encode("cp1252"), "charset guessed: cp1252"),
        ("Анна встретила министра в портовом управлении во вторник утром.".encode("cp1251"), "charset guessed: "),
    ],
)
def test_charsets(read: Read, data: bytes, says: str) -> None:
    reading = read(data)
    assert "Zoë’s" in one(reading).text or "министра" in one(reading).text
    assert reading.receipts[0].reason.startswith(says)


def test_a_page_says_who_when_and_where_in_header_lines(read: Read) -> None:
    document = one(read(PAGE, "a.html"))
    head = "Title: Harbour sale in doubt\nAuthor: Ines Okoro\nSite: The Tern\nDate: 2031-05-12T08:30:00+02:00"
    assert document.text.startswith(head + "\n\n")
    assert zones(document, "header") == [head]
    assert document.kind == "article"
    assert document.published is not None
    assert document.published.start == datetime(2031, 5, 12, 6, 30, tzinfo=UTC)
    assert document.published.span.text == "2031-05-12T08:30:00+02:00"


def test_a_page_keeps_every_block_and_tells_furniture(read: Read) -> None:
    document = one(read(PAGE, "a.html"))
    assert "The sale was to close in May.\nIt did not.\n\nFirst lot\nSecond lot\n\n" in document.text
    assert "three people said.[1] She denied it." in document.text
    assert "[1] Interviews with three people, 9 May 2031." in document.text
    assert zones(document, "quoted") == ["I never saw him, and I never will, she wrote to the committee in June."]
    assert zones(document, "caption") == ["The harbour office. Photograph by Bo Lund."]
    furniture = ["Home World", "Ten ways to cook an egg that will please the whole family tonight.", "Copyright The Tern"]
    assert zones(document, "furniture") == furniture
    (byline,) = [z for z in document.zones if z.kind == "byline"]
    assert byline.voice is not None
    assert byline.voice.text == "Ines Okoro"
    assert "nothing" not in document.text


def test_a_table_of_a_page_is_one_line_a_row(read: Read) -> None:
    rows = "<tr><th>Bidder</th><th>Price</th></tr><tr><td>Pier &amp; Co</td><td>34.8</td></tr>"
    layout = "<table><tr><td>Name</td><td>Anna Vale</td></tr></table>"
    document = one(
        read(f"<html><body><p>Bids.</p><table><caption>All bids</caption>{rows}</table>{layout}</body></html>", "a.html")
    )
    assert document.text == "Bids.\n\nAll bids\nBidder: Pier & Co; Price: 34.8\n\nName | Anna Vale"
    assert zones(document, "table") == ["All bids\nBidder: Pier & Co; Price: 34.8"]


def test_a_page_without_a_date_has_none(read: Read) -> None:
    document = one(read("<html><body><p>Copyright 2019. On 3 May 2018 Anna met Bo in the harbour.</p></body></html>", "a.html"))
    assert document.published is None
    assert document.text.startswith("Copyright 2019")


def test_a_table_is_one_line_a_row(read: Read) -> None:
    written = io.StringIO()
    rows = [["Date", "With", "Place"], ["2031-05-09", "Bo Lund", ""], ["", "A; B", "Pier 4"]]
    csv.writer(written, delimiter=";").writerows(rows)
    document = one(read(written.getvalue(), "a.csv"))
    assert document.text == "Date: 2031-05-09; With: Bo Lund\nWith: A; B; Place: Pier 4"
    assert (document.kind, zones(document, "table")) == ("sheet", [document.text])


def test_a_table_is_known_without_its_name(read: Read) -> None:
    reading = read("day,who,where\n1,Anna,pier\n2,Bo,office\n3,Cy,pier\n", "calendar.txt")
    assert one(reading).kind == "sheet"
    assert reading.receipts[0].reason == "named .txt but is a table"


def test_prose_with_commas_is_no_table(read: Read) -> None:
    assert one(read("Anna, Bo, and Cy met.\nThen, at noon, they left, all of them.\nNobody, it seems, saw.\n")).kind == "text"


def test_a_workbook_gives_a_zone_a_sheet(tmp_path: Path, read: Read) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "May"
    sheet.append(["Calendar of the minister"])
    sheet.append(["Date", "Time", "With", "Count"])
    sheet.append([date(2031, 5, 9), time(14, 30), "Bo Lund", 3])
    sheet.append([datetime(2031, 5, 10, 9, 15), None, "Ines\nOkoro", 2.5])
    sheet.merge_cells("A5:C5")
    sheet["A5"] = "Holiday"
    book.create_sheet("Empty")
    hidden = book.create_sheet("Hidden")
    hidden.append(["Name", "Phone"])
    hidden.append(["Anna", "555 0100"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "b.xlsx")
    document = one(read((tmp_path / "b.xlsx").read_bytes(), "a.xlsx"))
    may = (
        "Calendar of the minister\nDate: 2031-05-09; Time: 14:30; With: Bo Lund; Count: 3\n"
        "Date: 2031-05-10 09:15; With: Ines Okoro; Count: 2.5\nDate: Holiday"
    )
    assert zones(document, "table") == [may, "Name: Anna; Phone: 555 0100"]
    assert document.text == f"May\n\n{may}\n\nHidden\n\nName: Anna; Phone: 555 0100"


def test_a_word_document_gives_paragraphs_tables_and_title(tmp_path: Path, read: Read) -> None:
    file = new_document()
    file.core_properties.title = "Memo on the pier"
    file.add_paragraph("MEMORANDUM")
    file.add_paragraph("Anna met Bo at the pier.\tThey spoke.")
    table = file.add_table(2, 2)
    for cell, text in zip(table._cells, ["Who", "When", "Anna", "9 May"], strict=True):
        cell.text = text
    file.add_paragraph("The end.")
    file.sections[0].footer.paragraphs[0].text = "Harbour Office"
    file.save(tmp_path / "b.docx")
    document = one(read((tmp_path / "b.docx").read_bytes(), "a.docx"))
    first = "MEMORANDUM\n\nAnna met Bo at the pier.\tThey spoke.\n\n"
    assert document.text == first + "Who: Anna; When: 9 May\n\nThe end.\n\nHarbour Office"
    assert (document.kind, document.title) == ("memo", "Memo on the pier")
    assert (zones(document, "table"), zones(document, "furniture")) == (["Who: Anna; When: 9 May"], ["Harbour Office"])


def test_a_pdf_gives_paragraphs_and_furniture(read: Read) -> None:
    body = ["Anna met Bo at the pier, and they spoke for an hour", "about the sale of the harbour.", "", "Nobody else was there."]
    document = one(read(pdf([body, ["She denied it later."], ["So did he."]]), "a.pdf"))
    assert "spoke for an hour\nabout the sale of the harbour.\n\nNobody else was there." in document.text
    assert " ".join(" ".join(zones(document, "furniture")).split()) == " ".join(f"Harbour Office Review {n}" for n in (1, 2, 3))
    assert document.media == "application/pdf"


@needs_tesseract
def test_a_picture_is_read(tmp_path: Path, read: Read) -> None:
    note = Image.new("L", (1400, 300), 255)
    font = ImageFont.load_default(48)
    ImageDraw.Draw(note).text((40, 100), "Meet me at the pier on Friday", fill=0, font=font)
    for name in ("a.png", "a.tiff", "a.jpg"):
        note.save(tmp_path / f"n{name}")
        reading = read((tmp_path / f"n{name}").read_bytes(), name)
        assert one(reading).text == "Meet me at the pier on Friday"
        assert one(reading).kind == "scan"
        assert reading.receipts[0].reason == "text recognized by tesseract"


@needs_tesseract
def test_a_pdf_of_pictures_is_read(tmp_path: Path, read: Read) -> None:
    note = Image.new("L", (1240, 400), 255)
    ImageDraw.Draw(note).text((100, 150), "The sale closes on Monday", fill=0, font=ImageFont.load_default(60))
    note.save(tmp_path / "scan.pdf", resolution=150)
    reading = read((tmp_path / "scan.pdf").read_bytes(), "a.pdf")
    assert one(reading).text == "The sale closes on Monday"
    assert reading.receipts[0].reason == "text of all pages recognized by tesseract"


def test_without_tesseract_a_scan_is_passed_over(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.scans.ocr.which", lambda name: None)
    Image.new("L", (100, 100), 255).save(tmp_path / "scan.pdf")
    for name, data in [("a.png", _png()), ("a.pdf", (tmp_path / "scan.pdf").read_bytes())]:
        (receipt,) = read(data, name).receipts
        assert (receipt.outcome, receipt.reason) == ("passed", "a scan without text; install tesseract-ocr")


def _png() -> bytes:
    written = io.BytesIO()
    Image.new("L", (40, 40), 255).save(written, "png")
    return written.getvalue()
