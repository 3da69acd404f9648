"""`clew conflicts`: all, of one person, of one kind, as lines and as JSON."""

import json

import pytest

from conftest import clew

FILES = {
    "letter.txt": "12 May 2033\n\nDear Board,\n\nI have never met Tomas Orrin.\n\nYours sincerely,\n\nAnn Vale\nHarbour Warden\n",
    "log.txt": "Ann Vale met Tomas Orrin in Brackwater on 3 May 2031. It was raining and the ferry was late.",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("conflicts")
    (folder / "evidence").mkdir()
    for name, text in FILES.items():
        (folder / "evidence" / name).write_text(text)
    path = str(folder / "x.clew")
    assert clew("add", str(folder / "evidence"), "--case", path, "--engine", "serial", "--fast").returncode == 0
    return path


def test_a_conflict_is_shown_with_its_strength_and_the_reading_without_it(case: str) -> None:
    shown = clew("conflicts", "--case", case, "--person", "Ann Vale").stdout.splitlines()
    assert shown[0].startswith("contradiction (strong): denied in one, told in the other")
    assert [line.split(":")[0].strip() for line in shown if "unless" in line] == ["unless"]


def test_json_lines_hold_the_same(case: str) -> None:
    (line,) = clew("conflicts", "--case", case, "--kind", "contradiction", "--json").stdout.splitlines()
    found = json.loads(line)
    assert (found["strength"], found["left"]["text"]) == ("strong", "I have never met Tomas Orrin")


def test_an_unknown_kind_is_said_in_one_line(case: str) -> None:
    refused = clew("conflicts", "--case", case, "--kind", "quarrel")
    assert (refused.returncode, refused.stderr) == (
        1,
        "clew: no conflict here is of kind quarrel; there are contradiction\n",
    )


def test_no_conflict_is_said_in_one_line(case: str) -> None:
    none = clew("conflicts", "--case", case, "--person", "Tomas Orrin", "--kind", "contradiction")
    assert none.stdout.startswith("contradiction")
    of_nobody = clew("conflicts", "--case", case, "--person", "Brackwater")
    assert (of_nobody.returncode, of_nobody.stdout) == (0, "no such conflict was found\n")
    as_records = clew("conflicts", "--case", case, "--person", "Brackwater", "--json")
    assert (as_records.stdout, as_records.stderr) == ("", "no such conflict was found\n")
