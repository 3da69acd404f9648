"""`clew conflicts`: passages that cannot both be so, and what disclosures leave out; the strongest first."""

from typing import Annotated

import typer

from clew.errors import AskError
from clew.verbs.options import CaseOption, JsonOption, open_case
from clew.verbs.records import tell

EXAMPLES = """\b
Examples:
  clew conflicts --case harbour.clew              the strongest first, each with the reading under which it is none
  clew conflicts --person "Ann Vale" --kind omission
  clew conflicts --json                           as JSON lines"""


def conflicts(
    case: CaseOption = None,
    person: Annotated[str, typer.Option(help="Only conflicts about this person (name or id).")] = "",
    kind: Annotated[str, typer.Option(help="Only conflicts of this kind, such as omission or contradiction.")] = "",
    json: JsonOption = False,
) -> None:
    """Passages that cannot both be so, and disclosures that leave out what the record shows."""
    from clew.show import conflict_lines

    opened = open_case(case)
    kinds = sorted({c.kind for c in opened.conflicts})
    if kind and kinds and kind not in kinds:
        raise AskError(f"no conflict here is of kind {kind}; there are {', '.join(kinds)}")
    mentions = frozenset(opened.person(person).mentions) if person else None
    of_kind = [c for c in opened.conflicts if kind in ("", c.kind)]
    found = [c for c in of_kind if mentions is None or not mentions.isdisjoint(c.about)]
    tell(
        opened, found, conflict_lines, json=json, none="no such conflict was found" if kind or person else "no conflict was found"
    )
