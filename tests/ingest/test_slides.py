"""PowerPoint slides as new programs write them, in pieces, and by somebody who means harm."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from clew.ingest.office.xmlparts import SWOLLEN
from clew.records import Document
from ingest.samples import Read

OPEN = "http://schemas.openxmlformats.org"
MICROSOFT = "http://schemas.microsoft.com/office"
RELATED = f"{OPEN}/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:p="{OPEN}/presentationml/2006/main" xmlns:a="{OPEN}/drawingml/2006/main" xmlns:r="{RELATED}" '
    f'xmlns:mc="{OPEN}/markup-compatibility/2006" xmlns:p188="{MICROSOFT}/powerpoint/2018/8/main"'
)


def related(*pairs: tuple[str, str]) -> str:
    found = "".join(f'<Relationship Id="r{n}" Type="{RELATED}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs, 1))
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{found}</Relationships>'


def said(text: str) -> str:
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def shape(paragraphs: str) -> str:
    return f"<p:sp><p:txBody>{paragraphs}</p:txBody></p:sp>"


def slide(body: str) -> str:
    return f"<p:sld {NAMESPACES}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>"


def deck(slides: list[str], order: list[int] | None = None, parts: dict[str, str] | None = None) -> dict[str, str]:
    """The parts of a presentation. order: the numbers of the slides as it lists them."""
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId r:id="r{n}"/>' for n in (numbers if order is None else order))
    return {
        "ppt/presentation.xml": f"<p:presentation {NAMESPACES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": related(*(("slide", f"slides/slide{n}.xml") for n in numbers)),
        **{f"ppt/slides/slide{n}.xml": each for n, each in enumerate(slides, 1)},
        **(parts or {}),
    }


def zipped(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as members:
        for name, data in parts.items():
            members.writestr(name, data)
    return file.getvalue()


def document(read: Read, parts: dict[str, str]) -> Document:
    (found,) = read(zipped(parts), "a.pptx").documents
    return found


HANGS = "ppt/slides/_rels/slide1.xml.rels"


def test_slides_are_read_once_and_those_not_listed_last(read: Read) -> None:
    slides = [slide(shape(said(text))) for text in ("One", "Two", "Three")]
    assert document(read, deck(slides, [3, 1, 3, 3])).text == "Three\n\nOne\n\nTwo"


def test_a_slide_that_is_lost_is_named_and_the_others_are_read(read: Read) -> None:
    reading = read(zipped(deck([slide(shape(said("One"))), "<<<"], [1, 2, 9])), "a.pptx")
    assert [d.text for d in reading.documents] == ["One"]
    assert reading.receipts[0].reason == "missing or damaged, and not read: ppt/slides/slide2.xml, slide r9"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (shape("<a:p><a:r><a:t>At</a:t></a:r><a:br/><a:r><a:t>4</a:t></a:r></a:p><a:p/>" + said("at noon")), "At\n4\nat noon"),
        (
            f"<mc:AlternateContent><mc:Choice>{shape(said('a'))}</mc:Choice><mc:Fallback>{shape(said('b'))}</mc:Fallback>"
            "</mc:AlternateContent>",
            "a",
        ),
        (shape('<a:p><a:r><a:t>It is </a:t></a:r><m:oMath xmlns:m="math"><m:r><m:t>42</m:t></m:r></m:oMath></a:p>'), "It is 42"),
        ("<p:grpSp>" * 100 + shape(said("Deep")) + "</p:grpSp>" * 100, "Deep"),
        (shape("<a:p><a:r><a:t>We<!-- never --> met</a:t></a:r></a:p>"), "We met"),
    ],
    ids=["lines", "two forms of one shape", "a formula", "groups", "a remark in the file"],
)
def test_shapes(read: Read, body: str, text: str) -> None:
    assert document(read, deck([slide(body)])).text == text


def test_slides_in_the_strict_namespaces(read: Read) -> None:
    strict = {}
    for name, data in deck([slide(shape(said("One")))]).items():
        for word in ("presentationml", "drawingml"):
            data = data.replace(f"{OPEN}/{word}/2006/main", f"http://purl.oclc.org/ooxml/{word}/main")
        strict[name] = data.replace(RELATED, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    assert document(read, strict).text == "One"


def test_notes_charts_and_diagrams(read: Read) -> None:
    hung = related(("notesSlide", "../n.xml"), ("chart", "../c.xml"), ("diagramData", "../d.xml"))
    notes = {"ppt/n.xml": slide(shape(said("Say it.")) + shape(said("Twice."))), "ppt/c.xml": slide(shape(said("Bids")))}
    parts = {HANGS: hung, "ppt/d.xml": slide(shape(said("Bo Lund"))), **notes}
    assert document(read, deck([slide(shape(said("One")))], parts=parts)).text == (
        "One\n\nBo Lund\n\nBids\n\nNotes: Say it.\nTwice."
    )


def test_comments_of_the_new_kind_and_their_replies(read: Read) -> None:
    def comment(name: str, text: str, day: str, inside: str = "") -> str:
        body = f"<p188:txBody><a:bodyPr/>{said(text)}</p188:txBody>"
        return f'<p188:{name} authorId="{{A}}" created="{day}T08:00:00.000">{inside}{body}</p188:{name}>'

    reply = comment("reply", "Yes.", "2031-05-13")
    asked = comment("cm", "Who paid?", "2031-05-12", f"<p188:replyLst>{reply}</p188:replyLst>")
    parts = {
        HANGS: related(("comments", "../comments/m.xml")).replace(RELATED, f"{MICROSOFT}/2018/10/relationships"),
        "ppt/comments/m.xml": f"<p188:cmLst {NAMESPACES}>{asked}</p188:cmLst>",
        "ppt/authors.xml": f'<p188:authorLst {NAMESPACES}><p188:author id="{{A}}" name="Bo Lund"/></p188:authorLst>',
    }
    assert document(read, deck([slide(shape(said("One")))], parts=parts)).text == (
        "One\n\nComment by Bo Lund, 2031-05-12: Who paid?\n\nComment by Bo Lund, 2031-05-13: Yes."
    )


SWELLING = "".join(f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    "hostile",
    [
        f'<!DOCTYPE x [<!ENTITY a "{"x" * 100}">{SWELLING}]>' + slide(shape(said("&i;"))),
        slide("<p:grpSp>" * 5_000 + "</p:grpSp>" * 5_000),
    ],
    ids=["entities", "groups"],
)
def test_slides_that_swell_are_not_opened(read: Read, hostile: str) -> None:
    reading = read(zipped(deck([hostile])), "a.pptx")
    assert (reading.documents, reading.receipts[0].reason) == ((), SWOLLEN)


def test_nothing_outside_is_put_in(read: Read) -> None:
    hostile = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + slide(shape(said("a&e;b")))
    parts = {HANGS: related(("notesSlide", "../../../../etc/passwd"))}
    reading = read(zipped(deck([hostile], parts=parts)), "a.pptx")
    assert [d.text for d in reading.documents] == ["ab"]
    assert reading.receipts[0].reason == "missing or damaged, and not read: ../../etc/passwd"
