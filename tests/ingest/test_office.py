"""Office documents, made here: rich text, OpenDocument, Word, slides, tables."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.ingest.office.richtext import rtf_html, rtf_text
from clew.records import Document
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
        rb'{\field{\*\fldinst INCLUDEPICTURE "http://pier.invalid/x.png"}{\fldrslt }}{\*\shppict{\pict\pngblip 89504e470d0a1a0a}}\par}'
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
