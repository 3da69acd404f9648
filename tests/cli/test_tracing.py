"""`clew timeline`, `clew path` and `clew network` as a user types them, on one small invented case."""

import json

import pytest

from conftest import clew

TEXT = """\
Mara Tolland met Piet Orrin at the Lantern Hotel. Two days later, Orrin sent Tolland an e-mail.

In May 2031 Piet Orrin met Ilse Brandt. Brandt did not meet Tolland. Dov Hale has chaired the Quay Board since 2011.
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("tracing")
    (folder / "a.txt").write_text(TEXT)
    made = clew("add", str(folder / "a.txt"), "--case", str(folder / "x.clew"), "--engine", "serial", "--fast")
    assert made.returncode == 0, made.stderr
    return str(folder / "x.clew")


def out(case: str, *arguments: str) -> str:
    found = clew(*arguments, "--case", case)
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_what_no_date_places_stands_after_what_it_hangs_on(case: str) -> None:
    lines = out(case, "timeline", "--kind", "message").splitlines()
    assert lines[0].startswith("“Two days later”, not placed message: from Piet Orrin; to Mara Tolland")
    everything = out(case, "timeline")
    assert everything.index("meeting: with Mara Tolland, Piet Orrin") < everything.index("after: “Mara Tolland met Piet Orrin")
    assert "since 2011" in everything


def test_a_group_a_window_and_records(case: str) -> None:
    assert "with Piet Orrin, Ilse Brandt" in out(
        case, "timeline", "--from", "2031-05", "--to", "2031-05", "--person", "Ilse Brandt", "--person", "Dov Hale"
    )
    assert out(case, "timeline", "--written-from", "2031") == ""
    entry = json.loads(out(case, "timeline", "--from", "2031", "--to", "2031", "--kind", "meeting", "--json"))
    assert entry["occasion"]["kind"] == "meeting"
    assert entry["tellings"][0]["event"]["status"] == "happened"


def test_a_path_leads_over_no_denial(case: str) -> None:
    told = out(case, "path", "Ilse Brandt", "Mara Tolland")
    assert told.startswith("Ilse Brandt — Piet Orrin — Mara Tolland  (2 links")
    assert "Piet Orrin — Mara Tolland: 1 meeting, 1 message" in told
    way = json.loads(out(case, "path", "Ilse Brandt", "Mara Tolland", "--best", "--json"))
    assert len(way["links"]) == 2
    none = clew("path", "Ilse Brandt", "Mara Tolland", "--without", "meeting", "--case", case)
    assert (none.returncode, none.stderr) == (1, "clew: no chain of events ties the two\n")


def test_a_kind_that_is_none_is_one_line(case: str) -> None:
    found = clew("path", "Ilse Brandt", "Mara Tolland", "--without", "telepathy", "--case", case)
    assert found.returncode == 1
    assert found.stderr.startswith("clew: no tie of this case is called “telepathy”; there are")


def test_the_network_and_who_stands_between(case: str) -> None:
    assert out(case, "network", "Piet Orrin").splitlines()[0] == "Piet Orrin — Mara Tolland: 1 meeting, 1 message"
    assert out(case, "network", "Ilse Brandt", "--and", "Mara Tolland").startswith(
        "Piet Orrin: between 1 pair, 1 of them tied by nobody"
    )
    assert "links" not in out(case, "network", "Piet Orrin", "--without", "message", "--at-least", "2")
    assert (
        out(case, "network", "Ilse Brandt", "--and", "Dov Hale")
        == "nobody in this case stands between Ilse Brandt and Dov Hale\n"
    )
