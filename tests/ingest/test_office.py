"""Office documents, made here: rich text, OpenDocument, Word, slides, tables."""

import tomllib
from io import BytesIO
from pathlib import Path
from struct import pack, unpack_from
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.comments import Comment

from clew.ingest.office import summary
from clew.ingest.office.delimited import cuts
from clew.ingest.office.delimited import read as read_table
from clew.ingest.office.oldword import read as word_97
from clew.ingest.office.richtext import rtf_html, rtf_text
from clew.ingest.piece import Piece
from clew.records import Document, Source
from ingest.oldoffice import compound, old_word
from ingest.samples import Read

RTF = tomllib.loads(Path(__file__).with_name("rtf.toml").read_text("utf-8"))["case"]


def zones(document: Document, kind: str) -> list[str]:
    return [document.text[z.start : z.end] for z in document.zones if z.kind == kind]


@pytest.mark.parametrize("case", RTF, ids=[case["name"] for case in RTF])
def test_rich_text(case: dict[str, str]) -> None:
    assert rtf_text(case["rtf"].encode("latin-1")) == case["text"]


def test_a_wrapped_page_is_given_as_it_is() -> None:
    assert rtf_html(rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}Hi{\*\htmltag72 </p>}}") == "<p>Hi</p>"
    assert rtf_html(rb"{\rtf1 Hi}") == ""


@given(
    st.lists(
        st.sampled_from([b"{", b"}", rb"\u-10179", rb"\'8", rb"\cell", rb"\row", rb"\*", rb"\pict ", b"ff", rb"\bin9", b"\\"])
    )
)
def test_any_rich_text_is_read(pieces: list[bytes]) -> None:
    rtf_text(b"{\\rtf1" + b"".join(pieces)).encode()


def test_deep_groups_are_read() -> None:
    assert rtf_text(b"{\\rtf1" + b"{" * 50_000 + b"a" + b"}" * 50_000 + b"b}") == "ab"


def test_a_rich_text_file(read: Read) -> None:
    rtf = (
        rb"{\rtf1\ansi{\info{\title Harbour}{\author Anna Vale}{\operator Bo Lund}{\creatim\yr2031\mo5\dy12\hr8\min3}}"
        rb"{\*\revtbl {Unknown;}{Anna Vale;}}{\header Draft}We met{\deleted\revauthdel1  in June}{\v  secretly}.\par"
        rb'{\field{\*\fldinst INCLUDEPICTURE "http://pier.invalid/x.png"}{\fldrslt }}'
        rb"{\*\shppict{\pict\pngblip 89504e470d0a1a0a}}\par}"
    )
    reading = read(rtf, "a.rtf")
    (document,) = reading.documents
    assert (document.title, document.text) == ("Harbour", "Draft\n\nWe met secretly.")
    assert document.published is None
    assert [(h.name, h.value) for h in document.headers] == [
        ("Office-Author", "Anna Vale"),
        ("Office-Last-Modified-By", "Bo Lund"),
        ("Office-Created", "2031-05-12T08:03"),
    ]
    assert zones(document, "furniture") == ["Draft"]
    assert reading.receipts[0].reason == (
        "deletions that are tracked and not shown: 1 by Anna Vale; hidden text is shown with the rest; "
        "points to files elsewhere, which are not fetched"
    )
    assert [r.part for r in reading.receipts] == ["", "picture 1"]


NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [
        *[("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style")],
        *[("meta", "meta"), ("presentation", "presentation"), ("manifest", "manifest")],
    ]
)
NAMESPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'


def odf(body: str, kind: str = "text", **members: str | bytes) -> bytes:
    """An OpenDocument file; a member's "__" is "/" and its "_" is "."."""
    content = f"<office:document-content {NAMESPACES}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", ZIP_STORED)
        file.writestr("content.xml", content + "</office:document-content>")
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return packed.getvalue()


META = f"""<office:document-meta {NAMESPACES}><office:meta><dc:title>Harbour</dc:title>
<meta:initial-creator>Anna Vale</meta:initial-creator><dc:creator>Bo Lund</dc:creator>
<meta:creation-date>2031-05-12T08:03:00</meta:creation-date></office:meta></office:document-meta>"""

STYLES = f"""<office:document-styles {NAMESPACES}><office:master-styles><style:master-page>
<style:header><text:p>Draft</text:p></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p>
</style:footer></style:master-page></office:master-styles></office:document-styles>"""

ODT = """<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Anna Vale</dc:creator>
<dc:date>2031-05-13T09:00:00</dc:date></office:change-info><text:p>never</text:p></text:deletion></text:changed-region>
</text:tracked-changes><text:h>Notes</text:h>
<text:p>We<text:s text:c="2"/>met<text:change text:change-id="c"/> in <text:span>the  <text:a>harbour</text:a></text:span>
<text:note>
<text:note-citation>1</text:note-citation><text:note-body><text:p>At the pier.</text:p></text:note-body></text:note>
.<text:line-break/>Bo<office:annotation><dc:creator>Bo Lund</dc:creator><dc:date>2031-05-12T08:00:00</dc:date>
<text:p>Not me.</text:p></office:annotation><text:tab/>paid.<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box>
</draw:frame></text:p><text:list><text:list-item><text:p>First lot</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Bidder</text:p></table:table-cell>
<table:table-cell><text:p>Price</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>
<table:table-cell><text:p>Pier</text:p><text:p>&amp; Co</text:p></table:table-cell><table:table-cell><text:p>3</text:p>
</table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:image xlink:href="http://pier.invalid/x.png"/></draw:frame></text:p>"""


def test_an_opendocument_text(read: Read) -> None:
    picture = {"Pictures__a_png": b"\x89PNG\r\n\x1a\n", "Basic__x_xml": "<x/>"}
    reading = read(odf(ODT, meta_xml=META, styles_xml=STYLES, **picture), "a.odt")
    (document,) = reading.documents
    assert document.text == (
        "Draft\n\nNotes\n\nWe  met in the harbour .\nBo\tpaid.\n\nIn a box\n\nFirst lot\n\nBidder: Pier & Co; Price: 3\n\n"
        "At the pier.\n\nComment by Bo Lund, 2031-05-12: Not me.\n\nPage 1"
    )
    assert zones(document, "table") == ["Bidder: Pier & Co; Price: 3"]
    assert zones(document, "furniture") == ["Draft", "Page 1"]
    assert (document.title, document.header("Office-Author"), document.published) == ("Harbour", "Anna Vale", None)
    assert reading.receipts[0].reason == (
        "deletions that are tracked and not shown: 1 by Anna Vale; holds macros, which are not run; "
        "points to files elsewhere, which are not fetched"
    )
    assert [r.part for r in reading.receipts[1:]] == ["member Pictures/a.png"]


def test_an_opendocument_sheet_unrolls_what_repeats_but_not_what_is_empty(read: Read) -> None:
    def cell(said: str = "", **attributes: str) -> str:
        given = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
        return f"<table:table-cell{given}>{said and f'<text:p>{said}</text:p>'}</table:table-cell>"

    rows = [
        cell("Day") + cell("At") + cell("With") + cell("Sum"),
        cell("12 May", office__value_type="date", office__date_value="2031-05-12")
        + cell("2 PM", office__value_type="time", office__time_value="PT14H00M00S")
        + cell("Bo")
        + cell("1.50", office__value_type="float", office__value="1.5"),
        cell(table__number_columns_repeated="2") + cell("Ines") + cell("3 EUR", office__value_type="currency", office__value="3"),
        cell("x", table__number_columns_repeated="2") + cell(table__number_columns_repeated="1000000000"),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    empty = (
        f'<table:table-row table:number-rows-repeated="1048576">{cell(table__number_columns_repeated="16384")}</table:table-row>'
    )
    table = f'<table:table table:name="May">{body}{empty}</table:table><table:table table:name="Empty">{empty}</table:table>'
    (document,) = read(odf(table, "spreadsheet"), "a.ods").documents
    assert document.text == ("May\n\nDay: 2031-05-12; At: 14:00; With: Bo; Sum: 1.5\nWith: Ines; Sum: 3 EUR\nDay: x; At: x")
    full = f'<table:table-row table:number-rows-repeated="1000000000">{cell("x")}</table:table-row>'
    reading = read(odf(f"<table:table>{full}</table:table>", "spreadsheet"), "a.ods")
    assert reading.receipts[0].reason == "a sheet of more than 5000000 cells is too large; save it as csv and split it"


def test_opendocument_slides_and_a_flat_file(read: Read) -> None:
    page = """<draw:page draw:name="one"><draw:frame><draw:text-box><text:p>Plan</text:p></draw:text-box></draw:frame>
    <presentation:notes><draw:frame><draw:text-box><text:p>Say it.</text:p></draw:text-box></draw:frame>
    </presentation:notes></draw:page>"""
    assert read(odf(page, "presentation"), "a.odp").documents[0].text == "Plan\n\nNotes: Say it."
    flat = f'<?xml version="1.0"?><office:document {NAMESPACES}><office:body><office:text><text:p>Hi</text:p></office:text>'
    reading = read(flat + "</office:body></office:document>", "a.fodt")
    assert (reading.documents[0].text, reading.receipts[0].reason) == ("Hi", "")


def test_a_locked_opendocument_and_one_with_only_a_picture(read: Read) -> None:
    locked = f"<manifest:manifest {NAMESPACES}><manifest:encryption-data/></manifest:manifest>"
    reading = read(odf(""), "a.odt")
    assert (reading.receipts[0].outcome, reading.receipts[0].reason) == ("passed", "a document without text")
    reading = read(odf("", **{"META-INF__manifest_xml": locked}), "a.odt")
    assert reading.receipts[0].reason == "needs a password; save a copy without one and add that"
    reading = read(odf("", Pictures__a_txt="Anna met Bo at the pier."), "a.odt")
    assert reading.receipts[0].reason == "without text of its own"
    assert [(d.text, d.parent) for d in reading.documents] == [("Anna met Bo at the pier.", None)]


def test_entities_of_an_office_file_are_not_resolved(read: Read) -> None:
    flat = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><office:document {NAMESPACES}><office:body><office:text>'
    reading = read(flat + "<text:p>a&e;b</text:p></office:text></office:body></office:document>", "a.fodt")
    assert reading.documents[0].text == "ab"


def packed(members: dict[str, str | bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return file.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Harbour</dc:title>
<dc:creator>Anna Vale</dc:creator><cp:lastModifiedBy>Bo Lund</cp:lastModifiedBy>
<dcterms:created>2031-05-12T08:03:00Z</dcterms:created></cp:coreProperties>"""


def relations(*pairs: tuple[str, str], outside: tuple[str, str] | None = None) -> str:
    found = [f'<Relationship Id="r{n}" Type="{RELATED}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs, 1)]
    if outside:
        found.append(f'<Relationship Id="x" Type="{RELATED}/{outside[0]}" Target="{outside[1]}" TargetMode="External"/>')
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(found)}</Relationships>'


WORD = f"""<w:document {W}><w:body><w:p><w:r><w:t>We met </w:t></w:r>
<w:ins w:author="Bo Lund"><w:r><w:t>twice</w:t></w:r></w:ins>
<w:del w:author="Anna Vale"><w:r><w:delText>once</w:delText></w:r></w:del>
<w:del w:author="Anna Vale"><w:r><w:delText>or never</w:delText></w:r></w:del>
<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t> in secret</w:t></w:r>
<w:r><w:instrText>INCLUDETEXT "http://pier.invalid/x"</w:instrText></w:r></w:p></w:body></w:document>"""


def test_a_word_document_tells_what_it_does_not_show(read: Read) -> None:
    comments = f"""<w:comments {W}><w:comment w:author="Bo Lund" w:date="2031-05-12T08:00:00Z"><w:p><w:r><w:t>Did we?</w:t></w:r>
    </w:p></w:comment></w:comments>"""
    parts = {
        "word/document.xml": WORD,
        "word/comments.xml": comments,
        "docProps/core.xml": CORE,
        "word/vbaProject.bin": b"x",
        "word/media/image1.png": b"\x89PNG\r\n\x1a\n",
        "word/embeddings/note.txt": "Bo paid at the pier.",
    }
    reading = read(packed(parts), "a.docm")
    document, inner = reading.documents
    assert document.text == "We met twice in secret\n\nComment by Bo Lund, 2031-05-12: Did we?"
    assert (document.title, document.published, document.sent) == ("Harbour", None, None)
    assert [(h.name, h.value) for h in document.headers] == [
        ("Office-Author", "Anna Vale"),
        ("Office-Last-Modified-By", "Bo Lund"),
        ("Office-Created", "2031-05-12T08:03:00Z"),
    ]
    assert reading.receipts[0].reason == (
        "deletions that are tracked and not shown: 2 by Anna Vale; hidden text is shown with the rest; "
        "holds macros, which are not run; points to files elsewhere, which are not fetched"
    )
    assert (inner.text, inner.parent) == ("Bo paid at the pier.", document.id)
    assert [r.part for r in reading.receipts[1:]] == ["member word/media/image1.png", "member word/embeddings/note.txt"]


def test_a_strict_word_document_and_a_template_from_elsewhere(read: Read) -> None:
    strict = f"<w:document {W}><w:body><w:p><w:r><w:t>We met</w:t></w:r></w:p></w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    settings = {"word/_rels/settings.xml.rels": relations(outside=("attachedTemplate", "http://pier.invalid/a.dotm"))}
    reading = read(packed({"word/document.xml": strict, **settings}), "a.docx")
    assert reading.documents[0].text == "We met"
    assert reading.receipts[0].reason == "points to files elsewhere, which are not fetched"
    links = {"word/_rels/document.xml.rels": relations(outside=("hyperlink", "http://pier.invalid/"))}
    assert read(packed({"word/document.xml": strict, **links}), "a.docx").receipts[0].reason == ""


def test_a_word_document_that_is_only_a_picture(read: Read) -> None:
    parts = {"word/document.xml": f"<w:document {W}><w:body/></w:document>", "word/media/a.txt": "Anna met Bo at the pier."}
    reading = read(packed(parts), "a.docx")
    assert reading.receipts[0].reason == "without text of its own"
    assert [(d.text, d.parent) for d in reading.documents] == [("Anna met Bo at the pier.", None)]


def test_comments_of_a_workbook(read: Read) -> None:
    book = Workbook()
    book.active.title = "May"
    book.active.append(["With", "Place"])
    book.active.append(["Bo Lund", "Pier 4"])
    book.active["A2"].comment = Comment("Who is\nhe?", "Anna Vale")
    book.properties.creator = "Ines Okoro"
    saved = BytesIO()
    book.save(saved)
    (document,) = read(saved.getvalue(), "a.xlsx").documents
    assert document.text == (
        "May\n\nWith: Bo Lund; Place: Pier 4\n\nMay: comments and text boxes\n\nA2: Comment by Anna Vale: Who is he?"
    )
    assert document.header("Office-Author") == "Ines Okoro"


A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{RELATED}" {A}'


def slide(*paragraphs: str, extra: str = "") -> str:
    text = "".join(f"<a:p><a:r><a:t>{said}</a:t></a:r></a:p>" for said in paragraphs)
    return f"<p:sld {P}><p:cSld><p:spTree><p:sp><p:txBody>{text}</p:txBody></p:sp>{extra}</p:spTree></p:cSld></p:sld>"


def test_slides_are_read_in_their_order_with_tables_notes_and_comments(read: Read) -> None:
    def row(*cells: str) -> str:
        return "".join(
            ["<a:tr>", *(f"<a:tc><a:txBody><a:p><a:r><a:t>{c}</a:t></a:r></a:p></a:txBody></a:tc>" for c in cells), "</a:tr>"]
        )

    table = f"<p:graphicFrame><a:graphic><a:tbl>{row('Bidder', 'Price')}{row('Pier', '3')}</a:tbl></a:graphic></p:graphicFrame>"
    number = '<p:sp><p:txBody><a:p><a:fld type="slidenum"><a:t>2</a:t></a:fld></a:p></p:txBody></p:sp>'
    order = '<p:sldId r:id="r2"/><p:sldId r:id="r1"/>'
    parts = {
        "ppt/presentation.xml": f"<p:presentation {P}><p:sldIdLst>{order}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(("slide", "slides/slide1.xml"), ("slide", "/ppt/slides/slide2.xml")),
        "ppt/slides/slide1.xml": slide("Last"),
        "ppt/slides/slide2.xml": slide("Plan", "for the harbour", extra=table + number),
        "ppt/slides/_rels/slide2.xml.rels": relations(("comments", "../comments/c.xml"), ("notesSlide", "../notesSlides/n.xml")),
        "ppt/notesSlides/n.xml": slide("Say it twice."),
        "ppt/comments/c.xml": f'<p:cmLst {P}><p:cm authorId="0" dt="2031-05-12T08:00:00"><p:text>No.</p:text></p:cm></p:cmLst>',
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst {P}><p:cmAuthor id="0" name="Bo Lund"/></p:cmAuthorLst>',
        "docProps/core.xml": CORE,
    }
    reading = read(packed(parts), "a.pptx")
    (document,) = reading.documents
    assert document.text == (
        "Plan\nfor the harbour\n\nBidder: Pier; Price: 3\n\nNotes: Say it twice.\n\nComment by Bo Lund, 2031-05-12: No.\n\nLast"
    )
    assert (document.title, zones(document, "table"), reading.receipts[0].reason) == ("Harbour", ["Bidder: Pier; Price: 3"], "")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ('Name,Note\nAnna,"line one\nline two"\nBo,"x, y"\n', "Name: Anna; Note: line one line two\nName: Bo; Note: x, y"),
        ("sep=;\r\nName;Note\r\nAnna;1,5\r\n", "Name: Anna; Note: 1,5"),
        ("a,b\n1,2,3\n4\n", "a: 1; b: 2; 3\na: 4"),
        ('Name\tNote\nAnna\t"5"" pipe"\n', 'Name: Anna; Note: 5" pipe'),
        ("Name|Note\nAnna|x, y", "Name: Anna; Note: x, y"),
        ('Name,Note\n"Anna,x\nBo,y\n', 'Name: "Anna; Note: x\nName: Bo; Note: y'),
        ("Name;Town\nAnna;Älvö\n", "Name: Anna; Town: Älvö"),
    ],
)
def test_tables_as_programs_write_them(read: Read, table: str, text: str) -> None:
    for data in (table.encode(), table.encode("utf-16"), table.encode("cp1252")):
        assert read(data, "a.csv").documents[0].text == text


def test_a_table_with_lines_in_its_cells_is_known_without_its_name(read: Read) -> None:
    rows = "".join(f'{n},"said\nthat {n}",pier\n' for n in range(4))
    assert read(f"day,who,where\n{rows}", "a.txt").documents[0].kind == "sheet"


def test_a_large_table_is_read_in_cuts_that_share_its_labels(tmp_path: Path) -> None:
    text = "Bids of the year\nname,note\n" + "".join(f'Anna {n},"at the\npier {n}"\n' for n in range(1_000))
    (tmp_path / "a.csv").write_text(text)
    whole = Piece(text[:500].encode(), "a.csv", Source("a.csv", "0" * 64), path=str(tmp_path / "a.csv"))
    stretches = list(cuts(whole, 4_000))
    assert [c.start for c in stretches[1:]] == [c.end for c in stretches[:-1]]
    assert (stretches[0].start, stretches[-1].end, len(stretches) > 5) == (0, len(text), True)
    pieces = [piece for cut in stretches for piece in read_table(replace(whole, cut=cut)).inside]
    found = [document.text for piece in pieces for document in read_table(piece).documents]
    assert "\n".join(found) == "\n".join(["Bids of the year", *(f"name: Anna {n}; note: at the pier {n}" for n in range(1_000))])
    assert [piece.source.part for piece in pieces][:2] == ["from line 1", f"from line {stretches[1].first}"]
    (piece,) = read_table(whole).inside
    assert read_table(piece).documents[0].text == "\n".join(found)


def test_an_old_word_document(read: Read) -> None:
    reading = read(old_word(), "a.doc")
    (document,) = reading.documents
    assert document.text == "We met here.\n\nName: Pier; Sum: 3 4\n\nBye\n\nA note.\n\nReally?"
    assert zones(document, "table") == ["Name: Pier; Sum: 3 4"]
    assert reading.receipts[0].reason == "deletions that are tracked and not shown: 1"
    reading = read(old_word(flags=0x0300), "a.doc")
    assert reading.receipts[0].reason == "needs a password; save a copy without one and add that"


@given(st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 255)), max_size=12))
def test_a_damaged_old_word_document_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(old_word())
    for at, value in changes:
        data[at % len(data)] = value
    try:
        word_97(Piece(bytes(data), "a.doc", Source("a.doc", "")))
    except Exception as error:
        assert not isinstance(error, MemoryError | RecursionError)


def test_a_file_embedded_as_an_object_is_given_back(read: Read) -> None:
    said = b"Anna met Bo at the pier."
    inside = b"\2\0note.txt\0C:\\note.txt\0\0\0\3\0\5\0\0\0C:\\n\0" + pack("<I", len(said)) + said
    held = compound({"\1Ole10Native": pack("<I", len(inside)) + inside})
    reading = read(
        packed({"word/document.xml": f"<w:document {W}><w:body/></w:document>", "word/embeddings/o.bin": held}), "a.docx"
    )
    assert [(d.text, d.source.part) for d in reading.documents] == [(said.decode(), "member word/embeddings/o.bin/object 1")]


def test_an_old_office_file_whose_chain_comes_round_is_refused(read: Read) -> None:
    data = bytearray(compound({"Workbook": b"x" * 9_000}))
    fat = 512
    (first,) = unpack_from("<I", data, 1024 + 128 + 116)
    data[fat + 4 * (first + 2) : fat + 4 * (first + 3)] = pack("<I", first)
    assert read(bytes(data), "a.xls").receipts[0].reason == "a damaged Office file: its parts form a ring"


def test_what_an_old_file_says_of_itself() -> None:
    values = [
        pack("<II", 2, 1251),
        pack("<II", 30, 8) + "Порт\0".encode("cp1251").ljust(8, b"\0"),
        pack("<II", 31, 10) + "Anna Vale\0".encode("utf-16-le"),
        pack("<IQ", 64, (1_936_339_391 + 11_644_473_600) * 10_000_000),
        pack("<II", 0x101E, 0xFFFFFFFF),
    ]
    at, places = 8 + 8 * len(values), []
    for value in values:
        places.append(at)
        at += len(value)
    pairs = b"".join(pack("<II", number, place) for number, place in zip((1, 2, 4, 12, 8), places, strict=True))
    data = bytes(44) + pack("<I", 48) + pack("<II", at, len(values)) + pairs + b"".join(values)
    title, headers = summary.title_and_facts(data)
    assert title == "Порт"
    assert [(h.name, h.value) for h in headers] == [("Office-Author", "Anna Vale"), ("Office-Created", "2031-05-12T08:03:11Z")]
    assert summary.title_and_facts(data[:60]) == (None, ())
