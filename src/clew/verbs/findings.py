"""`clew findings`: what the damage in a case's texts tells, by document, and which documents were altered alike."""

from typing import Annotated

import msgspec
import typer

from clew.errors import AskError
from clew.verbs.options import CaseOption, JsonOption, open_case
from clew.verbs.terminal import say

EXAMPLES = """\b
Examples:
  clew findings --case harbour.clew           by document, each with all ways to read it
  clew findings --kind tool                   what looks like the work of a tool
  clew findings --kind payload --json         hidden messages, as JSON lines
  clew search damage:substituted              the documents alone, with any other words

\b
Kinds: tool, keyboard, accident, unclear (what a substitution looks like), table, substituted, untouched, payload, no-payload,
invisible, direction, tag, selector, mark, styled, misread, undecided."""


def findings(
    case: CaseOption = None,
    kind: Annotated[str, typer.Option(help="Only findings of this kind.")] = "",
    json: JsonOption = False,
) -> None:
    """What the damage in the texts tells, by document, with all its readings; then documents that were altered alike."""
    from clew.mend.report.findings import KINDS
    from clew.show import damage_lines, likeness_lines

    if kind and kind not in KINDS:
        raise AskError(f"no kind of finding is called {kind}; there are {', '.join(KINDS)}")
    opened = open_case(case)
    damaged, alike = opened.damage(kind), () if kind else opened.likenesses
    if json:
        for record in (*damaged, *alike):
            print(msgspec.json.encode(record).decode())
        return
    for damage in damaged:
        say(damage_lines(opened, damage))
    for likeness in alike:
        say(likeness_lines(opened, likeness))
