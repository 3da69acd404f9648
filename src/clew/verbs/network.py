"""`clew network`: who is tied to whom around somebody, who introduced whom, and who stands between two."""

from typing import TYPE_CHECKING, Annotated

import typer

from clew.verbs.options import CaseOption, JsonOption, open_case
from clew.verbs.path import WithoutOption
from clew.verbs.records import tell

if TYPE_CHECKING:
    from clew.case import Case

EXAMPLES = """\b
Examples:
  clew network "Ann Vale"                            her ties by kind, most occasions first; introductions made and got
  clew network "Ann Vale" --without presence         only where the record says more than that both were there
  clew network "Ann Vale" --at-least 3               those of three occasions or more
  clew network "Harbour Board" --and "Orrin & Sons"  who stands between the two, each with a path

\b
An occasion counts once, however often it is told, under its strongest kind. What happened stands first, what is only planned,
proposed or unclear after it. "presence" (both at one event), "same place" (two events of one place and day) and "addressed
together" (both got one message) are no contact. What is denied ties nobody."""

AndOption = Annotated[str, typer.Option("--and", help="The other person or organization: who stands between the two?")]
AtLeastOption = Annotated[int, typer.Option("--at-least", min=1, help="Only ties of so many occasions.")]


def network(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person or organization, by name or id.")],
    other: AndOption = "",
    at_least: AtLeastOption = 1,
    without: WithoutOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> None:
    """Who is tied to somebody, by what and on how many occasions; who introduced whom; who stands between two groups."""
    opened = open_case(case)
    left_out = tuple(without or ())
    if other:
        _between(opened, name, other, left_out, json=json)
    else:
        _around(opened, name, left_out, at_least, json=json)


def _between(case: "Case", name: str, other: str, without: tuple[str, ...], *, json: bool) -> None:
    from clew import network, showtraced

    left, right = case.person(name), case.person(other)
    found = network.brokers(case.derived, left, right, without)
    none = f"nobody in this case stands between {left.name} and {right.name}"
    tell(case, found, showtraced.broker_lines, json=json, none=none)


def _around(case: "Case", name: str, without: tuple[str, ...], at_least: int, *, json: bool) -> None:
    from clew import network, showtraced

    identity, without = case.person(name), network.checked(case.derived, without)
    links = network.links_around(case.derived, identity, without, at_least)
    tell(case, links, lambda case, link: showtraced.tied_lines(case, identity, link), json=json)
    tell(case, network.introductions_of(case.derived, identity), showtraced.introduction_lines, json=json)
