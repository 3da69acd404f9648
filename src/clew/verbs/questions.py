"""`clew questions`: what is not known, by the words of the documents or as a gap in them, and what answers it."""

from typing import Annotated

import msgspec
import typer

from clew.errors import AskError
from clew.verbs.options import CaseOption, JsonOption, open_case
from clew.verbs.terminal import say

EXAMPLES = """\b
Examples:
  clew questions --case harbour.clew          all, the open ones first
  clew questions --open --kind participant    who takes part in an event and is not named
  clew questions --answered                   what other passages answer, and which
  clew questions --person "Ann Vale" --json   those about one person, as JSON lines

\b
Kinds of what the words leave open: who, what, when, where, whether, why, how. Kinds of gaps: participant (somebody in an event
whom nobody names), source (one unnamed source alone), time (an event without a date), paper (a letter or memo of a day that is
not there), message (a mail that others quote or name), attachment. One that is answered both ways counts as open."""

OpenOption = Annotated[bool, typer.Option("--open", help="Only what nothing answers, or what is answered both ways.")]
AnsweredOption = Annotated[bool, typer.Option("--answered", help="Only what other passages answer, or reply to.")]
PersonOption = Annotated[str | None, typer.Option(help="Only those about this person (name or id).")]


def questions(
    case: CaseOption = None,
    still_open: OpenOption = False,
    answered: AnsweredOption = False,
    person: PersonOption = None,
    kind: Annotated[str, typer.Option(help="Only those of this kind.")] = "",
    json: JsonOption = False,
) -> None:
    """What is not known: left open by the documents' own words, or found as a gap; each with the passages that answer it."""
    from clew.showmatters import matter_lines, matters_about

    opened = open_case(case)
    matters = matters_about(opened, person) if person else opened.matters
    kinds = sorted({m.kind for m in opened.matters})
    if kind and kind not in kinds:
        raise AskError(f"no question of this case is of kind {kind}; there are {', '.join(kinds) or 'none'}")
    for matter in matters:
        is_open = matter.state in ("open", "answered both ways")
        if kind in ("", matter.kind) and (not still_open or is_open) and (not answered or not is_open):
            say([msgspec.json.encode(matter).decode()] if json else matter_lines(opened, matter))
