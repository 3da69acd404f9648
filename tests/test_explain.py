"""`clew explain`: every record stands below the sentence it begins in, and what was let go says why."""

from pathlib import Path

import msgspec

from clew.explain import Explanation, Passage, explain
from clew.pipeline import observe, text_document
from conftest import clew

TEXT = "Anna Vale met Bo Lund in May 2031. He took a call. It is unclear whether he signed.\nLater Mr. Orrin wrote to Anna Vale."


def explained(text: str) -> Explanation:
    return explain(text_document(text), fast=True)


def test_every_record_is_below_a_passage() -> None:
    found = explained(TEXT)
    for kind in ("mentions", "dates", "events", "claims", "questions"):
        records = {record for passage in found.passages for record in getattr(passage, kind)}
        assert records == set(getattr(found.observation, kind))


def test_passages_are_the_text_in_order() -> None:
    found = explained(TEXT)
    assert [p.text for p in found.passages] == [TEXT[p.start : p.end] for p in found.passages]
    assert " ".join(p.text for p in found.passages).split() == TEXT.split()


def test_explaining_changes_nothing() -> None:
    assert explained(TEXT).observation == observe(TEXT, fast=True)


def reasons(passages: tuple[Passage, ...]) -> dict[str, str]:
    return {n.span.text: n.reason for p in passages for n in p.near}


def test_a_near_miss_says_why() -> None:
    told = reasons(explained("The meeting was short. He may have left. The aide said nothing of it.").passages)
    assert "none told before" in told["The meeting was short"]
    assert "not tied" in told["He"]


def test_what_no_rule_sees_is_told() -> None:
    first, second = explained(f"Anna Vale met {'Bo Lund and ' * 300}Ines Okoro.\nThe office was closed.").passages
    assert [s.reason for s in first.skipped] == ["a sentence of 906 words"]
    assert (first.mentions, second.skipped) == ((), ())


def test_a_file_a_text_and_a_document_of_a_case(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    made = clew("add", str(tmp_path / "a.txt"), "--case", str(tmp_path / "x.clew"), "--engine", "serial", "--fast")
    assert made.returncode == 0, made.stderr
    told = [
        clew("explain", str(tmp_path / "a.txt"), "--fast"),
        clew("explain", "-", "--fast", data=TEXT.encode()),
        clew("explain", "a.txt", "--case", str(tmp_path / "x.clew")),
    ]
    assert [each.returncode for each in told] == [0, 0, 0]
    assert len({each.stdout.partition("\n")[2].replace(" ", "") for each in told if "event" in each.stdout}) >= 1
    lines = clew("explain", "a.txt", "--case", str(tmp_path / "x.clew"), "--json").stdout.splitlines()
    assert [msgspec.json.decode(line, type=Passage).text for line in lines] == [p.text for p in explained(TEXT).passages]


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    asked = clew("explain", "nothing.txt", "--case", str(tmp_path / "none.clew"))
    assert asked.returncode == 1
    assert asked.stderr.startswith("clew: ")
