"""Spans of documents with pages say where on the page they are printed."""

import json

import pytest

from clew.case import Case
from clew.export.annotations import annotations
from clew.records import Box, Document, Mention, Observation, Source, make
from clew.show import place

TEXT = "Ann Vale met Bo Lund"
BOXES = (
    Box(0, 3, 1, 72, 700, 90, 712),
    Box(4, 8, 1, 94, 700, 120, 712.5),
    Box(9, 12, 2, 72, 60, 90, 72),
    Box(13, 15, 2, 94, 60, 108, 72),
    Box(16, 20, 2, 112, 60, 140, 72),
)


@pytest.fixture
def case() -> Case:
    document = Document("d", Source("report.pdf", "aa"), "application/pdf", "text", None, TEXT, boxes=BOXES)
    spans = [document.span(0, 8), document.span(4, 15), document.span(8, 9)]
    mentions = tuple(make(Mention, span=s, kind="person", form="name", name=s.text, by="t") for s in spans)
    return Case([Observation(document, mentions)])


def test_a_span_has_the_boxes_of_its_words(case: Case) -> None:
    document = case.documents["d"]
    assert document.boxes_of(document.span(0, 8)) == BOXES[:2]
    assert document.boxes_of(document.span(1, 2)) == BOXES[:1]
    assert document.boxes_of(document.span(8, 9)) == ()
    assert document.boxes_of(document.span(0, 20)) == BOXES


def test_a_place_names_the_page(case: Case) -> None:
    document = case.documents["d"]
    assert place(case, document.span(9, 20)) == "report.pdf p. 2:9-20"
    assert place(case, document.span(8, 9)) == "report.pdf:8-9"


def test_an_annotation_says_where_on_each_page(case: Case) -> None:
    selectors = [json.loads(line)["target"]["selector"] for line in annotations(case)]
    places = [[s["value"] for s in each if s["type"] == "FragmentSelector"] for each in selectors]
    assert places == [
        ["page=1&viewrect=72.0,700.0,48.0,12.5"],
        ["page=1&viewrect=94.0,700.0,26.0,12.5", "page=2&viewrect=72.0,60.0,36.0,12.0"],
        [],
    ]
