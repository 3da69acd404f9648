"""Options that several verbs share, and the case they mean."""

import sys
from functools import cache
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


@cache
def tell_without_model(*, fast: bool) -> None:
    """Say on standard error, once a command, that the model's file is not there and rules alone decide; nothing when `fast`."""
    from clew.predict import is_there

    if not fast and not is_there():
        sys.stderr.write("clew: the model's file is not here: names, claims and pronouns are found by rules alone\n")
