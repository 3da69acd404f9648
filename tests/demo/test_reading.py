"""Clew's own reading of the demo, held against the key: every quote is shown, every file accounted for."""

import shutil

import pytest

from clew.ingest import Reading, discover, read_file
from clew.mend import mend_document
from demo.reading import EVIDENCE, KEY, SCAN, UNREAD, files, folded, passages


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {found.name: read_file(found) for found in discover([EVIDENCE])}


def test_every_quote_of_the_key_is_read(readings: dict[str, Reading]) -> None:
    texts = {name: folded("\n\n".join(mend_document(d).text for d in reading.documents)) for name, reading in readings.items()}
    assert [p for p in sorted(set(passages(KEY))) if p[0] != SCAN and folded(p[1]) not in texts[p[0]]] == []


@pytest.mark.parametrize("name", [n for n in files() if n != SCAN or shutil.which("tesseract")])
def test_what_became_of_a_file(name: str, readings: dict[str, Reading]) -> None:
    outcomes = [receipt.outcome for receipt in readings[name].receipts if not receipt.part]
    assert outcomes == [UNREAD.get(name, "read")]


def test_a_wrong_extension_does_not_mislead(readings: dict[str, Reading]) -> None:
    for misnamed in KEY["misnamed"]:
        assert [d.media for d in readings[misnamed["file"]].documents] == [misnamed["media"]]


def test_mails_and_attachments_are_counted(readings: dict[str, Reading]) -> None:
    said, box = KEY["evidence"], readings["mail/harbour-office.mbox"]
    assert sum(d.parent is None for d in box.documents) == said["mails_in_mailbox"]
    assert sum(d.parent is not None for d in box.documents) == said["attachments"]
