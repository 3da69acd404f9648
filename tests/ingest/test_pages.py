"""PDFs and pictures: what is read, what is recognized, and where each word is printed."""

import io
from collections.abc import Callable
from pathlib import Path
from shutil import which

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from clew.errors import EvidenceError
from clew.ingest.piece import Content, Piece
from clew.ingest.scans import pdf as pdf_reader
from clew.ingest.scans.frame import Frame, PageText
from clew.ingest.scans.ocr import page_of
from clew.records import Document, Source
from ingest.samples import Read

needs_tesseract = pytest.mark.skipif(which("tesseract") is None, reason="tesseract-ocr is not installed")

WIDTH, HEIGHT = 400.0, 300.0


def drawn(*pages: Callable[[Canvas], None]) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT))
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def lines(*said: str, size: int = 12) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for n, line in enumerate(said):
            canvas.drawString(50, 240 - 1.5 * size * n, line)

    return draw


def note(said: str, size: tuple[int, int] = (1240, 400)) -> Image.Image:
    picture = Image.new("L", size, 255)
    ImageDraw.Draw(picture).text((100, 150), said, fill=0, font=ImageFont.load_default(60))
    return picture


def scan(said: str, over: Callable[[Canvas], None] = lambda canvas: None) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(note(said, (1600, 1200))), 0, 0, WIDTH, HEIGHT)
        over(canvas)

    return draw


def opened(data: bytes) -> Content:
    return pdf_reader.read(Piece(data, "a.pdf", Source("a.pdf", "")))


def one(data: bytes) -> Document:
    (document,) = opened(data).documents
    return document


def words(document: Document) -> list[str]:
    return [document.text[box.start : box.end] for box in document.boxes]


def check(document: Document, width: float = WIDTH, height: float = HEIGHT) -> None:
    """Each box holds what is printed there, they come in the order of the text, and all lie on their page."""
    ends = [0, *(box.end for box in document.boxes)]
    for box, before in zip(document.boxes, ends, strict=False):
        assert before <= box.start < box.end <= len(document.text)
        assert not any(c.isspace() for c in document.text[box.start : box.end])
        assert 0 <= box.left < box.right <= width
        assert 0 <= box.top < box.bottom <= height
    pages = [box.page for box in document.boxes]
    assert pages == sorted(pages)


def test_each_word_of_a_page_has_its_box() -> None:
    document = one(drawn(lines("Anna met Bo at the pier.", "They spoke."), lines("She denied it.")))
    assert words(document) == ["Anna", "met", "Bo", "at", "the", "pier.", "They", "spoke.", "She", "denied", "it."]
    assert [box.page for box in document.boxes] == [1] * 8 + [2] * 3
    check(document)
    anna = document.boxes[0]
    assert (anna.left, round(anna.right)) == (50.0, 78)
    assert anna.top < HEIGHT - 240 < anna.bottom


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [None, (40, 120, 390, 290)])
def test_boxes_lie_where_the_page_shows_its_words(turned: int, cropped: tuple[int, int, int, int] | None) -> None:
    data = drawn(lines("Anna met Bo", "at Pier 4"))
    made = PdfDocument(data)
    made[0].set_rotation(turned)
    if cropped:
        made[0].set_cropbox(*cropped)
    written = io.BytesIO()
    made.save(written)
    document = one(written.getvalue())
    page = PdfDocument(written.getvalue())[0]
    check(document, *page.get_size())
    shown = page.render(scale=4, grayscale=True).to_numpy() < 128
    for box in document.boxes:
        stretch = np.s_[int(box.top * 4) : round(box.bottom * 4) + 1, int(box.left * 4) : round(box.right * 4) + 1]
        assert shown[stretch].any()
        shown[stretch] = False
    assert len(document.boxes) == 6
    assert not shown.any()


def test_a_word_off_the_page_has_no_box() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 240, "Anna met Bo")
        canvas.drawString(WIDTH + 50, 240, "elsewhere")

    document = one(drawn(draw))
    check(document)
    assert words(document) == ["Anna", "met", "Bo"]
    assert "elsewhere" in document.text


def test_a_word_parted_by_a_line_end_has_two_boxes_and_a_note_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(50, 240, "They met in the har\u00adbour.")
        canvas.drawString(50, 222, "Nobody saw them.")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(50 + canvas.stringWidth("Nobody saw them.", "Helvetica", 12), 228, "12")

    document = one(drawn(draw))
    check(document)
    assert "them.[12]" in document.text
    assert words(document)[-2:] == ["them.", "12"]


def test_characters_beyond_the_first_plane_keep_their_places() -> None:
    table = "/CIDInit begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <D83DDE00> endbfchar endcmap"
    document = one(_raw([*PAGE, _stream("BT /F 12 Tf 50 240 Td (bo A sees bo in the harbour) Tj ET"), MAPPED, _stream(table)]))
    check(document)
    assert words(document) == document.text.split()
    assert document.boxes[-1].right < 250


PAGE = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
]
MAPPED = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"


def _stream(said: str) -> str:
    return f"<< /Length {len(said)} >>\nstream\n{said}\nendstream"


def _raw(objects: list[str]) -> bytes:
    """Return a PDF without a table of its objects, which pdfium then makes itself."""
    body = "\n".join(f"{n} 0 obj\n{said}\nendobj" for n, said in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}\ntrailer << /Root 1 0 R >>\n%%EOF".encode()


# Brackets are left out: they are put around the numbers of notes.
WORDS = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="[]"), min_size=1, max_size=9)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=5), min_size=1, max_size=3))
def test_boxes_are_the_words_of_the_text(pages: list[list[list[str]]]) -> None:
    data = drawn(*(lines(*(" ".join(["Anna met Bo Lund", *line]) for line in page), size=5) for page in pages))
    document = one(data)
    check(document)
    assert "".join(words(document)) == "".join(c for c in document.text if not c.isspace() and c not in "[]")
    assert {box.page for box in document.boxes} == set(range(1, len(pages) + 1))


RECTANGLE = st.tuples(*[st.floats(-50, 450)] * 4)


@given(st.sampled_from([0, 90, 180, 270]), st.lists(RECTANGLE, min_size=1, max_size=5))
def test_what_is_placed_lies_on_the_page(turned: int, rectangles: list[tuple[float, float, float, float]]) -> None:
    frame = Frame(10, 20, 410, 320, turned)
    wide, high = (HEIGHT, WIDTH) if turned in {90, 270} else (WIDTH, HEIGHT)
    rows = [(min(a, c), max(b, d), max(a, c), min(b, d)) for a, b, c, d in rectangles]
    for left, top, right, bottom in frame.placed(np.array(rows)):
        assert 0 <= left <= right <= wide
        assert 0 <= top <= bottom <= high


def test_a_turned_page_places_its_corners() -> None:
    corner = np.array([[10.0, 320.0, 20.0, 300.0]])
    placed = {turned: Frame(10, 20, 410, 320, turned).placed(corner)[0] for turned in (0, 90, 180, 270)}
    assert placed == {0: [0, 0, 10, 20], 90: [280, 0, 300, 10], 180: [390, 280, 400, 300], 270: [0, 390, 20, 400]}


TABLE = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t900\t400\t-1\t
5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96\t"Anna
5\t1\t1\t1\t1\t2\t50\t20\t30\t12\t96\tmet
5\t1\t1\t1\t2\t1\t10\t40\t30\t12\t96\tBo.
5\t1\t1\t2\t1\t1\t10\t80\t30\t12\t96\tThey
5\t1\t2\t1\t1\t1\t10\t99\t30\t12\t96\t \n"""


def test_what_tesseract_tells_is_lines_and_paragraphs() -> None:
    page = page_of(TABLE)
    assert page.text == '"Anna met\nBo.\n\nThey'
    assert [page.text[w.start : w.end] for w in page.words] == ['"Anna', "met", "Bo.", "They"]
    assert (page.words[1].left, page.words[1].top, page.words[1].right, page.words[1].bottom) == (50, 20, 80, 32)
    assert page_of("") == PageText("")


@needs_tesseract
def test_pages_with_and_without_a_layer_in_one_document() -> None:
    data = drawn(lines("Anna met Bo at the pier."), scan("The sale closes on Monday"), lines("So did he, she told us."))
    content = opened(data)
    (document,) = content.documents
    assert document.text == "Anna met Bo at the pier.\n\n\fThe sale closes on Monday\n\n\fSo did he, she told us."
    assert content.remark == "text of page 2 recognized by tesseract"
    check(document)
    sale = next(box for box in document.boxes if document.text[box.start : box.end] == "sale")
    assert sale.page == 2
    assert 50 < sale.left < 75
    assert 35 < sale.top < 45


@needs_tesseract
def test_a_stamped_scan_is_recognized_and_a_hidden_layer_is_used() -> None:
    def stamp(canvas: Canvas) -> None:
        canvas.drawString(50, 20, "HARBOUR-0012 PRODUCED TO THE OFFICE")

    def hidden(canvas: Canvas) -> None:
        layer = canvas.beginText(50, 220)
        layer.setTextRenderMode(3)
        layer.textLine("The sale closed on Tuesday")
        canvas.drawText(layer)

    content = opened(drawn(scan("The sale closes on Monday", stamp), scan("The sale closes on Monday", hidden)))
    first, second = content.documents[0].text.split("\f")
    assert "Monday" in first
    assert "0012" in first
    assert second == "The sale closed on Tuesday"
    assert content.remark == "text of page 1 recognized by tesseract"


def unmapped() -> bytes:
    """Return a PDF whose letters are numbers of glyphs: its font maps them to private characters."""
    table = (
        "/CIDInit begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <21> <7A> <E021> endbfrange endcmap"
    )
    return _raw([*PAGE, _stream("BT /F 24 Tf 30 200 Td (The sale closes on Monday) Tj ET"), MAPPED, _stream(table)])


@needs_tesseract
def test_a_layer_of_glyph_numbers_is_recognized_instead() -> None:
    content = opened(unmapped())
    assert content.documents[0].text == "The sale closes on Monday"
    assert content.remark == "text of all pages recognized by tesseract"


def test_without_tesseract_the_pages_it_is_needed_for_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.scans.ocr.which", lambda name: None)
    content = opened(drawn(lines("Anna met Bo at the pier."), scan("The sale closes on Monday")))
    assert content.documents[0].text.strip() == "Anna met Bo at the pier."
    assert content.remark == "no text of page 2: a scan; install tesseract-ocr"


def test_a_page_that_fails_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.ingest.scans.pdf.require", lambda: "tesseract")
    seen = []

    def slow(picture: bytes, dpi: int) -> PageText:
        seen.append(picture)
        if len(seen) == 2:
            raise EvidenceError("reading this picture took more than 60 seconds")
        return page_of(TABLE)

    monkeypatch.setattr("clew.ingest.scans.pdf.recognized", slow)
    content = opened(drawn(*[scan("x")] * 3))
    assert content.documents[0].text.count("Anna") == 2
    assert content.remark == (
        "text of pages 1, 3 recognized by tesseract; page 2 could not be read: reading this picture took more than 60 seconds"
    )


def test_a_few_letters_of_a_page_are_not_given_up_for_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    def tern(canvas: Canvas) -> None:
        scan("x")(canvas)
        canvas.drawString(50, 240, "The Tern 7")

    monkeypatch.setattr("clew.ingest.scans.pdf.require", lambda: "tesseract")
    monkeypatch.setattr("clew.ingest.scans.pdf.recognized", lambda picture, dpi: PageText("Ten"))
    content = opened(drawn(lines("Anna met Bo at the pier."), tern))
    assert content.documents[0].text == "Anna met Bo at the pier.\n\n\fThe Tern 7"
    assert content.remark == ""


def test_a_page_that_is_missing_costs_itself() -> None:
    objects = [
        PAGE[0],
        "<< /Type /Pages /Kids [99 0 R 3 0 R] /Count 2 >>",
        PAGE[2],
        _stream("BT /F 12 Tf 50 240 Td (Anna met Bo at the pier) Tj ET"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content = opened(_raw(objects))
    assert content.documents[0].text.strip() == "Anna met Bo at the pier"
    assert content.remark == "page 1 could not be read: Failed to load page."
    assert {box.page for box in content.documents[0].boxes} == {2}


def test_a_pdf_without_pages_says_so() -> None:
    written = io.BytesIO()
    PdfDocument.new().save(written)
    with pytest.raises(EvidenceError, match="a damaged PDF: "):
        opened(written.getvalue())


def test_a_page_as_wide_as_a_street_is_drawn_small(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    monkeypatch.setattr("clew.ingest.scans.pdf.require", lambda: "tesseract")
    monkeypatch.setattr("clew.ingest.scans.pdf.recognized", lambda data, dpi: sizes.append(len(data)) or page_of(TABLE))
    image = "/Resources << /XObject << /I 5 0 R >> >>"
    objects = [
        *PAGE[:2],
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900000 900000] /Contents 4 0 R {image} >>",
        _stream("900000 0 0 900000 0 0 cm /I Do"),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
        "stream\n0\nendstream",
    ]
    assert opened(_raw(objects)).documents[0].text.startswith('"Anna')
    assert 0 < sizes[0] < 26_000_000


def test_notes_and_fields_stand_below_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 240, "Anna met Bo at the pier.")
        canvas.textAnnotation("This is not\nwhat she told us.", Rect=[10, 10, 30, 30])
        canvas.acroForm.textfield(name="Witness", value="Ines Okoro", x=50, y=100, width=100, height=20)
        canvas.acroForm.checkbox(name="Sworn", checked=False, x=50, y=60)

    document = one(drawn(draw))
    below = "Note on page 1: This is not what she told us.\nWitness: Ines Okoro"
    assert document.text == f"Anna met Bo at the pier.\n\n{below}"
    assert [(z.kind, document.text[z.start : z.end]) for z in document.zones if z.by == "page-note/1"] == [
        ("quoted", "Note on page 1: This is not what she told us."),
        ("table", "Witness: Ines Okoro"),
    ]
    check(document)


def test_files_in_a_pdf_are_read(read: Read) -> None:
    made = PdfDocument(drawn(lines("Anna met Bo at the pier.")))
    made.new_attachment("../notes.txt").set_data(b"Bo Lund paid her in May.")
    written = io.BytesIO()
    made.save(written)
    reading = read(written.getvalue(), "a.pdf")
    cover, inner = reading.documents
    assert (inner.text, inner.parent, inner.title) == ("Bo Lund paid her in May.", cover.id, "notes.txt")
    assert [(r.part, r.outcome) for r in reading.receipts] == [("", "read"), ("attachment 1", "read")]


def test_what_a_pdf_says_of_itself_is_kept_and_is_no_date(tmp_path: Path) -> None:
    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.setTitle("Review of the Harbour Office")
    canvas.setAuthor("Ines Okoro")
    canvas.drawString(50, 240, "Anna met Bo at the pier.")
    canvas.save()
    document = one(written.getvalue())
    assert document.title == "Review of the Harbour Office"
    assert document.header("PDF-Author") == "Ines Okoro"
    assert document.header("PDF-CreationDate")
    assert document.published is None


@pytest.mark.parametrize(
    "title", ["untitled", "Microsoft Word - memo.doc", "C:\\scans\\3.tif", "Scan_0012", "memo 3.docx", "(x)"]
)
def test_a_file_s_name_is_no_title(title: str) -> None:
    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.setTitle(title)
    canvas.drawString(50, 240, "Anna met Bo at the pier.")
    canvas.save()
    assert one(written.getvalue()).title is None


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


@needs_tesseract
def test_a_fax_of_several_pages_is_read_whole(read: Read) -> None:
    rest = [note("She denied it in June"), note("Nobody else was there")]
    data = saved(note("Meet me on Friday"), "tiff", save_all=True, append_images=rest, dpi=(200, 200))
    (document,) = read(data, "a.tiff").documents
    assert document.text == "Meet me on Friday\n\n\fShe denied it in June\n\n\fNobody else was there"
    assert [box.page for box in document.boxes] == [1] * 4 + [2] * 5 + [3] * 4
    check(document, 1240 * 72 / 200, 400 * 72 / 200)
    assert 30 < document.boxes[0].left < 40


@needs_tesseract
def test_a_photograph_held_sideways_is_turned(read: Read) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(note("Meet me on Friday").rotate(90, expand=True), "jpeg", exif=exif, quality=95)
    (document,) = read(data, "a.jpg").documents
    assert document.text == "Meet me on Friday"
    check(document, 1240, 400)


def test_a_picture_of_a_square_mile_is_refused(read: Read) -> None:
    head = saved(Image.new("L", (50, 50), 255), "png")
    huge = head[:16] + (60_000).to_bytes(4, "big") * 2 + head[24:]
    (receipt,) = read(huge, "a.png").receipts
    assert receipt.outcome == "failed"


def test_the_words_of_a_long_report_are_where_they_are_printed(shared: Path) -> None:
    path = shared / "evidence" / "mueller" / "mueller-report-vol-1.pdf"
    document = one(path.read_bytes())
    check(document, 612, 792)
    assert len(document.boxes) > 80_000
    assert _letters("".join(words(document))) == _letters(document.text)


def _letters(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "[]")
