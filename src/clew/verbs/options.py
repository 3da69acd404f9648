"""Options that several verbs share."""

from typing import Annotated

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="JSON lines of records, whole.")]
