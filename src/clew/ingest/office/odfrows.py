"""The rows of an OpenDocument table. Cells and rows may be said to repeat: what is empty is not unrolled, the rest is bounded."""

from collections.abc import Callable, Iterator
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.office.odfnames import TABLE

_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})

# Cells of one document, and characters in them. A cell may say of itself that it comes back a billion times, or lie in a table
# that comes back in a table that comes back.
_MOST_CELLS, _MOST_CHARACTERS = 5_000_000, 50_000_000


class Allowance:
    """How many cells, and characters in them, the tables of one document may still come to."""

    def __init__(self) -> None:
        self.cells, self.characters = _MOST_CELLS, _MOST_CHARACTERS

    def spend(self, cells: int, characters: int) -> None:
        """Take so many from what is left; EvidenceError when there are no more."""
        self.cells -= cells
        self.characters -= characters
        if self.cells < 0:
            raise EvidenceError(f"a sheet of more than {_MOST_CELLS} cells is too large; save it as csv and split it")
        if self.characters < 0:
            raise EvidenceError(
                f"tables of more than {_MOST_CHARACTERS // 1_000_000} million characters; save them as csv and split it"
            )


def spread(table: Any, value: Callable[[Any], str], allowance: Allowance) -> Iterator[list[str]]:
    """Yield the rows of `table` that hold something, each cell by `value`; EvidenceError when there are too many."""
    for row in _rows(table):
        cells = _cells(row, value, allowance)
        again = _repeats(row, f"{TABLE}number-rows-repeated") - 1 if cells else -1
        if again > 0:
            allowance.spend(len(cells) * again, sum(map(len, cells)) * again)
        for _ in range(again + 1):
            yield cells


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of `table` in order, those in groups too, but not those of tables in its cells."""
    todo = list(reversed(table))
    while todo:
        element = todo.pop()
        if element.tag == f"{TABLE}table-row":
            yield element
        elif isinstance(element.tag, str) and element.tag.startswith(f"{TABLE}table-") and element.tag not in _CELLS:
            todo += reversed(element)


def _cells(row: Any, value: Callable[[Any], str], allowance: Allowance) -> list[str]:
    """Return the cells of a row up to the last that holds something; a cell that another covers holds nothing."""
    found: list[str] = []
    empty = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        held = value(cell)
        times = _repeats(cell, f"{TABLE}number-columns-repeated")
        if held == "":
            empty += times
            continue
        allowance.spend(empty + times, len(held) * times)
        found += [""] * empty + [held] * times
        empty = 0
    return found


def _repeats(element: Any, name: str) -> int:
    said = element.get(name, "1")
    return max(1, int(said)) if said.isdecimal() and len(said) < 12 else 1
