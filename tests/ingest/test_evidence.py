"""On real evidence that lies outside the project; left out where it is not there."""

from pathlib import Path

import pytest
from lxml import html

from clew.ingest import discover, read_file


@pytest.mark.parametrize("volume", ["mueller-report-vol-1.html", "mueller-report-vol-2.html"])
def test_a_long_report_keeps_all_its_words(shared: Path, volume: str) -> None:
    path = shared / "evidence" / "mueller" / volume
    (found,) = discover([path])
    (document,) = read_file(found).documents
    (body,) = html.fromstring(path.read_bytes()).iter("body")
    assert "".join(filter(str.isalnum, document.text)) == "".join(filter(str.isalnum, body.text_content()))
    assert document.text.count("\n\n") > 1_000


def test_mail_of_other_people_s_parsers_is_all_accounted_for(shared: Path) -> None:
    for found in discover([shared / "evidence" / "mail" / "talon", shared / "evidence" / "mail" / "perceval"]):
        reading = read_file(found)
        assert [r.part for r in reading.receipts].count("") == 1
        told = sorted(i for r in reading.receipts if r.outcome == "read" for i in r.documents)
    assert sorted(d.id for d in reading.documents) == told
