"""`clew path`: how one gets from a person or group to another over what they had to do with each other."""

from typing import Annotated

import typer

from clew.verbs.options import CaseOption, JsonOption, open_case
from clew.verbs.records import tell

EXAMPLES = """\b
Examples:
  clew path "Ann Vale" "T. Orrin"                      the fewest links
  clew path "Ann Vale" "T. Orrin" --best               the best evidenced, be it longer
  clew path "Ann Vale" "T. Orrin" --all 5              five different ones
  clew path "Ann Vale" "T. Orrin" --without presence   only by contact, not by having been at one place
  clew path "Harbour Board" "Orrin & Sons"             from any member of the one to any of the other

\b
A hop costs 1 when a document asserts a contact (meeting, call, message ...), 2 for other dealings, 4 for a post or membership, 6
for presence; more when it is only planned, proposed or unclear, hedged, or told by a source without a name. --best takes the
least cost. No path leads over what is denied. --without takes a kind (message), a status (unclear) or a group: contact, presence
(at one event, at one place and day, or among those who got one message), posts (posts, memberships, hirings, dismissals)."""

BestOption = Annotated[bool, typer.Option("--best", help="The best evidenced path instead of the shortest.")]
AllOption = Annotated[int, typer.Option("--all", min=1, max=50, help="So many paths, best first.")]
WithoutOption = Annotated[list[str] | None, typer.Option("--without", help="Leave out a kind, a status or a group of ties.")]


def path(
    start: Annotated[str, typer.Argument(metavar="A", help="A person or organization, by name or id.")],
    goal: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    best: BestOption = False,
    count: AllOption = 1,
    without: WithoutOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> None:
    """The way from one person or organization to another, with the passages of every hop, who says so and how sure."""
    from clew import network, showtraced

    opened = open_case(case)
    ends = opened.person(start), opened.person(goal)
    found = network.ways(opened.derived, *ends, count, without or (), best=best)
    tell(opened, found, showtraced.way_lines, json=json)
