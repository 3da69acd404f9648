"""Tables in text that are not as they should be."""

import pytest

from ingest.samples import Read

ROWS = "".join(f"Tomas Orrin {n},pier {n}\n" for n in range(40))


@pytest.mark.parametrize(
    ("row", "text"),
    [("An\0na,x", "Anna; Note: x"), ("An\x01na,x\x1cy", "Anna; Note: x y"), ('Anna,"x\u2028y\x0bz"', "Anna; Note: x y z")],
    ids=["zero bytes", "control codes", "other line ends"],
)
def test_what_no_text_holds_is_left_out(read: Read, row: str, text: str) -> None:
    (document,) = read(f"Name,Note\n{row}\n{ROWS}", "a.csv").documents
    assert document.text.split("\n")[0] == f"Name: {text}"


@pytest.mark.parametrize("mark", ["", '"'])
def test_a_cell_without_end_does_not_take_the_table_with_it(read: Read, mark: str) -> None:
    reading = read(f"Name,Note\nAnna,{mark}{'x' * 1_500_000}{mark}\nBo,y\n", "a.csv")
    assert reading.documents[0].text.split("\n")[1] == "Name: Bo; Note: y"
    assert reading.receipts[0].reason == "a cell is very long: quote marks are read as they stand"


def test_rows_longer_and_shorter_than_their_labels(read: Read) -> None:
    (document,) = read('Name,Note\nAnna\nBo,1,2,3\n\n,,,\nInes,"a,b"\n', "a.csv").documents
    assert document.text == "Name: Anna\nName: Bo; Note: 1; 2; 3\nName: Ines; Note: a,b"


@pytest.mark.parametrize("stated", ["sep=;\n", '"sep=;"\r\n', "\ufeffsep=;\n", "SEP=;\r"])
def test_a_table_says_what_parts_its_cells(read: Read, stated: str) -> None:
    assert read(f"{stated}Name;Note\nAnna;1,5\n", "a.txt").documents[0].text == "Name: Anna; Note: 1,5"
