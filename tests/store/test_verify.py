"""Whatever is wrong with a case is one line of `verify`."""

import pytest
from msgspec.structs import replace

from clew.records import Judgement, make
from clew.store import write_part


@pytest.fixture
def part(folder, observe, receipt):
    part = write_part(folder.path, [observe("d1"), observe("d2", "b.txt")], [receipt("a.txt")])
    folder.commit(part)
    assert folder.verify() == []
    return part


def only_line(folder):
    (line,) = folder.verify()
    assert "\n" not in line
    return line


def test_changed_bytes(folder, part):
    path = folder.path / "observed" / next(t.name for t in part.tables if t.kind == "receipts")
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert "has changed since it was written" in only_line(folder)


def test_a_missing_file(folder, part):
    (folder.path / "observed" / part.tables[-1].name).unlink()
    assert "cannot be read: No such file" in only_line(folder)


def test_a_missing_table_of_documents_stops_neither_check(folder, part):
    (folder.path / "observed" / part.tables[0].name).unlink()
    missing, unreadable = folder.verify()
    assert "cannot be read" in missing and "missing or damaged" in unreadable


def test_a_wrong_count(folder, part):
    manifest = folder.path / "observed" / "manifest.jsonl"
    manifest.write_text(manifest.read_text().replace('"rows":1', '"rows":7'))
    assert "does not have the 7 rows" in only_line(folder)


def test_a_manifest_line_that_cannot_be_read(folder, part):
    manifest = folder.path / "observed" / "manifest.jsonl"
    manifest.write_bytes(b"{}\n" + manifest.read_bytes())
    assert all("line 1, is damaged" in line for line in folder.verify())


def test_what_belongs_to_no_part(folder, part, observe):
    write_part(folder.path, [observe("d9")], [])
    lines = folder.verify()
    assert len(lines) == 2 and all("belongs to no part" in line for line in lines)


@pytest.mark.parametrize("change", [{"text": "Jake"}, {"end": 5}, {"start": 90, "end": 94}, {"document": "d2"}])
def test_a_span_that_is_not_in_its_document(folder, observe, change):
    seen = observe("d1")
    mention = replace(seen.mentions[0], span=replace(seen.mentions[0].span, **change))
    folder.commit(write_part(folder.path, [replace(seen, mentions=(mention,))], []))
    assert "is not" in only_line(folder) and "a.txt" in only_line(folder)


def test_judgements(folder, part, observe):
    known = observe("d1").mentions[0].id
    good = make(Judgement, left=known, right="", verdict="confirmed", score=1.0, reason="", by="a person")
    undo = make(Judgement, left=good.id, right="", verdict="undone", score=1.0, reason="", by="a person")
    folder.decide(good)
    folder.decide(undo)
    assert folder.verify() == []
    folder.decide(make(Judgement, left=known, right="m404", verdict="same", score=1.0, reason="", by="a person"))
    assert "is about m404, which is not in the case" in only_line(folder)
    folder.decide(replace(good, id="forged"))
    assert any("judgement forged has changed" in line for line in folder.verify())
