"""`clew findings` and `damage:` on a case of altered texts: by document, with all readings, and who was altered alike."""

import json
from pathlib import Path

import pytest

from conftest import clew

FIRST = (
    "The lantern above the quay was lit at dusk, as it had been on every evening of that summer, and the keeper wrote the hour "
    "into the log book before he went down to the boats. Nobody asked him about it until the hearing of the harbour board. "
    "A copy of the page was pinned up in his office; six people say they saw it, and each one places it on a different day. "
)
SECOND = (
    "Six boats were expected in the port on the day of the opening, and a pilot was paid to escort each of them past the pier. "
    "The accounts of the company show the payment, but no copy of the receipt was ever handed to the people who asked for it. "
    "A clerk explained that the box of papers had been lost when the office moved, and that nobody expected to need it again. "
)
TABLE = str.maketrans("aep", "аер")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("damage")
    texts = {
        "first.txt": FIRST.translate(TABLE),
        "second.txt": SECOND.translate(TABLE),
        "copy.txt": SECOND.replace("pier", "pi\u200ber"),
        "clean.txt": FIRST,
    }
    (folder / "evidence").mkdir()
    for name, text in texts.items():
        (folder / "evidence" / name).write_text(text, encoding="utf-8")
    assert clew("add", str(folder / "evidence"), "--case", str(folder / "x.clew"), "--engine", "serial").returncode == 0
    return str(folder / "x.clew")


def test_findings_come_by_document_and_groups_last(case: str) -> None:
    lines = clew("findings", "--case", case).stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")][:3] == ["copy.txt", "first.txt", "second.txt"]
    group = next(n for n, line in enumerate(lines) if line.startswith("alike: In 2 documents the letters a e p were substituted"))
    assert lines[group + 1 : group + 3] == ["  first.txt", "  second.txt"]
    assert any("may be: the same tool, or the same hand" in line for line in lines[group:])


def test_findings_of_one_kind(case: str) -> None:
    out = clew("findings", "--kind", "tool", "--case", case).stdout
    assert out.count("Looks like the work of a tool") == 2
    assert "copy.txt" not in out
    assert "alike:" not in out


def test_findings_as_json(case: str) -> None:
    *documents, group = [json.loads(line) for line in clew("findings", "--json", "--case", case).stdout.splitlines()]
    assert [len(each["findings"]) for each in documents] == [1, 3, 3]
    assert all(len(f["readings"]) > 1 for each in documents for f in each["findings"])
    assert group["documents"] == [each["document"] for each in documents[1:]]
    assert 0 < group["chance"] < 0.01


def test_an_unknown_kind_is_one_line(case: str) -> None:
    found = clew("findings", "--kind", "rust", "--case", case)
    assert found.returncode == 1
    assert found.stderr.startswith("clew: no kind of finding is called rust; there are tool, keyboard")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("damage:substituted", {"first.txt", "second.txt"}),
        ("damage:any", {"first.txt", "second.txt", "copy.txt"}),
        ("damage:invisible", {"copy.txt"}),
        ("damage:tool lantern", {"first.txt"}),
        ("lantern -damage:any", {"clean.txt"}),
    ],
)
def test_damage_is_searched_for(case: str, query: str, names: set[str]) -> None:
    found = clew("search", query, "--case", case).stdout.splitlines()
    assert {line.split()[0] for line in found if not line.startswith(" ")} == names


def test_help_names_the_filter() -> None:
    assert "damage:substituted" in clew("search", "--help").stdout


def test_the_index_is_not_asked_again(case: str) -> None:
    clew("search", "damage:any", "--case", case)
    (place,) = (Path(case) / "derived").glob("search-*")
    made = place.stat().st_mtime_ns
    clew("search", "damage:tool", "--case", case)
    assert place.stat().st_mtime_ns == made
