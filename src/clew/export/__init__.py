"""A case for other programs: one module a format, each a function from a case to pieces of text. Same case, same bytes."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from clew.case import Case
from clew.errors import AskError
from clew.export.annotations import annotations
from clew.export.facts import facts
from clew.export.graph import graphml
from clew.export.records import records

FORMATS: dict[str, Callable[[Case], Iterator[str]]] = {
    "annotations": annotations,
    "csv": facts,
    "graphml": graphml,
    "jsonl": records,
}


def write(case: Case, format: str, out: Path) -> None:
    """Write `case` in `format` to the file `out`, or to standard output for "-". AskError for an unknown format or a bad path."""
    if format not in FORMATS:
        raise AskError(f"there is no format {format}; there are {', '.join(FORMATS)}")
    pieces = FORMATS[format](case)
    if str(out) == "-":
        sys.stdout.writelines(pieces)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise AskError(f"{out}: {error.strerror}") from error
