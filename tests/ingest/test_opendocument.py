"""OpenDocument files as other programs write them, and as somebody writes them who means harm."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from clew.ingest.office.xmlparts import SWOLLEN
from ingest.samples import Read

NAMES = {"office": "office", "text": "text", "table": "table", "draw": "drawing"}
NAMESPACES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in NAMES.items())
NAMESPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'

MANY_CELLS = "a sheet of more than 5000000 cells is too large; save it as csv and split it"
MUCH_TEXT = "tables of more than 50 million characters; save them as csv and split it"


def flat(body: str, kind: str = "text", declared: str = "") -> str:
    """A file of XML."""
    held = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return f'<?xml version="1.0"?>{declared}<office:document {NAMESPACES}>{held}</office:document>'


def zipped(body: str, kind: str = "text", declared: str = "") -> bytes:
    """A packed file."""
    file = BytesIO()
    with ZipFile(file, "w") as members:
        members.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        members.writestr("content.xml", flat(body, kind, declared).replace("office:document", "office:document-content"))
    return file.getvalue()


def cell(text: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{text and f'<text:p>{text}</text:p>'}</table:table-cell>"


def table(*rows: str, times: int = 1) -> str:
    said = f'table:number-rows-repeated="{times}"'
    return f"<table:table>{''.join(f'<table:table-row {said}>{row}</table:table-row>' for row in rows)}</table:table>"


def text_of(read: Read, body: str, kind: str = "text") -> str:
    (document,) = read(flat(body, kind), "a.fodt").documents
    return document.text


def reason(read: Read, data: str | bytes) -> str:
    reading = read(data, "a.fodt" if isinstance(data, str) else "a.odt")
    assert reading.documents == ()
    return reading.receipts[0].reason


def test_a_shape_in_a_line_is_read_behind_it(read: Read) -> None:
    shape = "<draw:custom-shape><text:p>Keep out</text:p></draw:custom-shape>"
    assert text_of(read, f"<text:p>We met{shape} at the pier.</text:p>") == "We met at the pier.\n\nKeep out"


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ('office:value-type="percentage" office:value="0.12"', "12%", "12%"),
        ('office:value-type="percentage" office:value="0.12"', "", "0.12"),
        ('office:value-type="currency" office:value="3.5" office:currency="EUR"', "", "3.5 EUR"),
        ('office:value-type="boolean" office:boolean-value="true"', "", "true"),
        ('office:value-type="string" office:string-value="Pier"', "", "Pier"),
        ('office:value-type="date" office:date-value="2031-05-12"', "", "2031-05-12"),
        ('office:value-type="date" office:date-value="soon"', "soon", "soon"),
        ('office:value-type="float" office:value="3"', "3.00", "3"),
        ('table:number-columns-repeated="&#178;"', "Pier", "Pier"),
    ],
)
def test_cells(read: Read, attributes: str, shown: str, text: str) -> None:
    assert text_of(read, table(cell(shown, attributes)), "spreadsheet") == text


def test_a_comment_stands_behind_what_its_cell_holds(read: Read) -> None:
    comment = "<office:annotation><dc:creator>Bo Lund</dc:creator><text:p>Paid?</text:p></office:annotation>"
    body = f'<table:table-cell office:value-type="float" office:value="3">{comment}<text:p>3.00</text:p></table:table-cell>'
    assert text_of(read, table(body), "spreadsheet") == "3 Comment by Bo Lund: Paid?"


def test_a_picture_that_is_no_base64_does_not_take_the_text_with_it(read: Read) -> None:
    picture = "<draw:frame><draw:image><office:binary-data>!!!a</office:binary-data></draw:image></draw:frame>"
    reading = read(flat(f"<text:p>We met.{picture}</text:p>"), "a.fodt")
    assert [d.text for d in reading.documents] == ["We met."]
    assert [(r.part, r.outcome, r.reason) for r in reading.receipts[1:]] == [
        ("picture 1", "failed", "damaged: not readable as Base64")
    ]


SWELLING = "".join(f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize("written", [flat, zipped])
def test_entities_that_swell_are_not_opened(read: Read, written: Callable[..., str | bytes]) -> None:
    declared = f'<!DOCTYPE x [<!ENTITY a "{"x" * 100}">{SWELLING}]>'
    assert reason(read, written("<text:p>&i;</text:p>", declared=declared)) == SWOLLEN


@pytest.mark.parametrize("entity", ['SYSTEM "file:///etc/passwd"', 'SYSTEM "http://pier.invalid/x"', '"Bo"'])
def test_no_entity_is_put_in_and_the_receipt_says_so(read: Read, entity: str) -> None:
    reading = read(flat("<text:p>a&e;b</text:p>", declared=f"<!DOCTYPE x [<!ENTITY e {entity}>]>"), "a.fodt")
    assert reading.documents[0].text == "ab"
    assert reading.receipts[0].reason == "names words of its own (XML entities), which are not put in"


def test_a_list_of_definitions_elsewhere_is_not_fetched(read: Read) -> None:
    declared = '<!DOCTYPE x SYSTEM "http://pier.invalid/x.dtd" [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'
    assert read(flat("<text:p>a</text:p>", declared=declared), "a.fodt").documents[0].text == "a"


@pytest.mark.parametrize("written", [flat, zipped])
def test_lists_5000_deep(read: Read, written: Callable[..., str | bytes]) -> None:
    opened, closed = "<text:list><text:list-item>" * 5_000, "</text:list-item></text:list>" * 5_000
    assert reason(read, written(f"{opened}<text:p>a</text:p>{closed}")) == SWOLLEN


def nested(depth: int) -> str:
    body = "<text:p>in</text:p>"
    for _ in range(depth):
        body = table(f'<table:table-cell table:number-columns-repeated="3">{body}</table:table-cell>', times=3)
    return body


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        (table(cell("x", 'table:number-columns-repeated="1000000000"')), "spreadsheet", MANY_CELLS),
        (table(cell("", 'table:number-columns-repeated="1000000000"') + cell("x")), "spreadsheet", MANY_CELLS),
        (table(cell("x"), times=1_000_000_000), "text", MANY_CELLS),
        (table(cell("x"), times=1_000_000) * 6, "spreadsheet", MANY_CELLS),
        (table(cell("x" * 5_000, 'table:number-columns-repeated="1000"'), times=100), "spreadsheet", MUCH_TEXT),
        (nested(24), "text", MUCH_TEXT),
    ],
    ids=["a row", "an empty row with an end", "a column", "many sheets", "long cells", "tables in tables"],
)
def test_tables_that_unroll_without_end(read: Read, body: str, kind: str, why: str) -> None:
    assert reason(read, zipped(body, kind)) == why


def test_tables_in_tables_are_read(read: Read) -> None:
    assert (
        text_of(read, table(cell("Pier") + f"<table:table-cell>{table(cell('Bo') + cell('3'))}</table:table-cell>"))
        == "Pier; Bo; 3"
    )
