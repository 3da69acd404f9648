"""The rows of an OpenDocument table. Cells and rows may be said to repeat: what is empty is not unrolled, the rest is bounded."""

from collections.abc import Callable, Iterator
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.office.odfnames import TABLE

_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})

# Cells of one table. One may say of itself that it comes back a billion times.
_MOST = 5_000_000


def spread(table: Any, value: Callable[[Any], str]) -> Iterator[list[str]]:
    """Yield the rows of `table` that hold something, each cell by `value`; EvidenceError when they come to millions."""
    count = 0
    for row in _rows(table):
        cells = _cells(row, value)
        times = _repeats(row, f"{TABLE}number-rows-repeated") if cells else 0
        count += max(len(cells), 1) * times
        if count > _MOST:
            raise EvidenceError(f"a sheet of more than {_MOST} cells is too large; save it as csv and split it")
        for _ in range(times):
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


def _cells(row: Any, value: Callable[[Any], str]) -> list[str]:
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
        if len(found) + empty + times > _MOST:
            raise EvidenceError(f"a row of more than {_MOST} cells is too large; save it as csv and split it")
        found += [""] * empty + [held] * times
        empty = 0
    return found


def _repeats(element: Any, name: str) -> int:
    said = element.get(name, "1")
    return max(1, int(said)) if said.isdecimal() and len(said) < 12 else 1
