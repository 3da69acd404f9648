"""`clew sources`: who rests on whom, and how many independent roots an event has."""

from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from clew.verbs.options import CaseOption, JsonOption, open_case
from clew.verbs.terminal import say

if TYPE_CHECKING:
    from clew.case import Case

EXAMPLES = """\b
Examples:
  clew sources --case harbour.clew     what one document has from another; then what rests on sources without a name
  clew sources 4be19fb3                one event, occasion or claim, by its id or the beginning: its tellings and their roots
  clew sources --json                  the same as JSON lines, all roots whole

\b
Roots count, not tellings: two outlets that rest on one source are one. Where nothing decides whether two roots are one they stay
two, and each says what it may be one with."""

EventArgument = Annotated[
    str, typer.Argument(metavar="EVENT", help="The id of an event, an occasion or a claim, or its beginning.")
]


def sources(event: EventArgument = "", case: CaseOption = None, json: JsonOption = False) -> None:
    """Who rests on whom; of one event, how many independent roots its tellings come down to."""
    from clew import showsources

    opened = open_case(case)
    if event:
        found = opened.corroboration(event)
        say([msgspec.json.encode(found).decode()] if json else showsources.corroboration_lines(opened, found))
    elif json:
        say(msgspec.json.encode(record).decode() for record in (*opened.reliances, *opened.roots))
    else:
        _all(opened)


def _all(case: "Case") -> None:
    """Print the reliances, then the roots without a name; those who speak in their own name are counted."""
    from clew import showsources

    for reliance in case.reliances:
        say(showsources.reliance_lines(case, reliance))
    shown = [root for root in case.roots if root.kind in ("unnamed", "document")]
    for root in shown:
        say(showsources.root_lines(case, root))
    print(f"{showsources.count(len(case.roots) - len(shown), 'further root')} in their own name, or of whom nothing is said")
