"""Options that several verbs share, and the case they mean."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clew.errors import AskError

if TYPE_CHECKING:
    from clew.case import Case

JsonOption = Annotated[bool, typer.Option("--json", help="JSON lines of records, whole.")]
CaseOption = Annotated[
    Path | None,
    typer.Option("--case", envvar="CLEW_CASE", help="The case folder. Default: the only *.clew folder here.", show_default=False),
]


def case_folder(case: Path | None) -> Path:
    """Return the case folder that is meant: `case`, else the only one here. AskError when there is none, or more than one."""
    if case:
        return case
    here = sorted(Path().glob("*.clew"))
    if len(here) == 1:
        return here[0]
    raise AskError(f"say which case with --case DIR: {len(here)} folders here end in .clew")


def open_case(case: Path | None) -> "Case":
    """Return the case that is meant, open."""
    from clew.case import Case

    return Case.open(case_folder(case))
