"""The sheets of an OpenDocument workbook."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from clew.ingest.office.odfnames import OFFICE, TABLE
from clew.ingest.office.odfrows import Allowance, spread
from clew.ingest.office.odftext import Held, body, late, stretches
from clew.ingest.office.stretches import Stretch
from clew.ingest.office.table import Sheet, shown_cell

_TIME = re.compile(r"PT(\d{1,4})H(\d\d?)M(\d\d?)(?:[.,]\d+)?S")
_SHAPES = f"{TABLE}shapes"


def sheets(spreadsheet: Any) -> Iterator[Sheet]:
    """Yield every sheet, also hidden ones, with what is drawn on it as a sheet of its own."""
    allowance = Allowance()
    for table in spreadsheet.iter(f"{TABLE}table"):
        if table.getparent().tag != spreadsheet.tag:
            continue
        name = table.get(f"{TABLE}name", "")
        yield Sheet(name, list(spread(table, _value, allowance)))
        drawn = [
            [stretch.text] for shapes in table.iterchildren(_SHAPES) for stretch in stretches(shapes) if stretch.text.strip()
        ]
        if any(text.strip() for row in drawn for text in row):
            yield Sheet(f"{name}: drawn on it", drawn)


def _value(cell: Any) -> str:
    """Return what a cell holds: numbers as they are, days and times in ISO form, else what it shows; then comments."""
    held = Held()
    shown = _joined(body(cell, held))
    typed = _typed(cell, cell.get(f"{OFFICE}value-type", ""))
    value = shown or _unshown(cell) if typed is None else typed
    return shown_cell(f"{value} {_joined(late(held))}")


def _joined(stretches: Iterable[Stretch]) -> str:
    return " ".join(stretch.text for stretch in stretches if stretch.text.strip())


def _unshown(cell: Any) -> str:
    """Return the value of a cell that shows none, as it is written: some programs leave showing it to their reader."""
    names = ("string-value", "boolean-value", "value", "currency", "date-value", "time-value")
    return " ".join(cell.get(f"{OFFICE}{name}", "") for name in names)


def _typed(cell: Any, kind: str) -> str | None:
    """Return the value of a number, a day or a time; None for what is best as it is shown (3.50 EUR, 12%)."""
    if kind == "float":
        return _number(cell.get(f"{OFFICE}value", ""))
    if kind == "date":
        return _day(cell.get(f"{OFFICE}date-value", ""))
    m = _TIME.fullmatch(cell.get(f"{OFFICE}time-value", "")) if kind == "time" else None
    return f"{int(m[1]):02}:{int(m[2]):02}{f':{int(m[3]):02}' if int(m[3]) else ''}" if m else None


def _number(said: str) -> str | None:
    try:
        return shown_cell(float(said))
    except ValueError:
        return None


def _day(said: str) -> str | None:
    try:
        return shown_cell(datetime.fromisoformat(said))
    except ValueError:
        return None
