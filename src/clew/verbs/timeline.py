"""`clew timeline`: what happened in the order of time, as it is spoken of and as it was written."""

from typing import Annotated

import typer

from clew.verbs.options import CaseOption, JsonOption, open_case
from clew.verbs.records import tell

EXAMPLES = """\b
Examples:
  clew timeline --person "Ann Vale"                       what she had a part in
  clew timeline --person "Ann Vale" --person "T. Orrin"   of a group; an organization stands for its members, too
  clew timeline --from 2016-06 --to 2016-09               what is spoken of lies between these months
  clew timeline --written-from 2019 --kind meeting        meetings as they were told from 2019 on
  clew timeline --kind statement --person "Ann Vale"      what she said, by the date of the document
  clew timeline --json                                    the same as JSON lines

\b
"since", "before", "about" and "early" are the words' own. What no date places, but the words do ("two days after the hearing"),
stands next to what it hangs on, with that passage. What nobody places comes last. A passage written at another time than it
speaks of says when."""

PersonOption = Annotated[list[str] | None, typer.Option("--person", help="Only of this person or organization; may be repeated.")]
KindOption = Annotated[str, typer.Option(help="Only this kind: meeting, message, call, post ..., or statement.")]
StatusOption = Annotated[str, typer.Option(help="Only this status: happened, planned, proposed, denied, unclear ...")]
FromOption = Annotated[str, typer.Option("--from", help="Spoken of: a year, month or day, such as 2016-06.", show_default=False)]
ToOption = Annotated[str, typer.Option("--to", help="The same, up to its end.", show_default=False)]
WrittenFromOption = Annotated[str, typer.Option("--written-from", help="Written, sent or published from.", show_default=False)]
WrittenToOption = Annotated[str, typer.Option("--written-to", help="Written up to.", show_default=False)]


def timeline(
    case: CaseOption = None,
    person: PersonOption = None,
    kind: KindOption = "",
    status: StatusOption = "",
    first: FromOption = "",
    last: ToOption = "",
    written_first: WrittenFromOption = "",
    written_last: WrittenToOption = "",
    json: JsonOption = False,
) -> None:
    """What happened in the order of time, each occasion with all who tell it and how sure that is; the unplaced come last."""
    from clew import showtraced
    from clew.timeline import STATEMENT, Wish, group, statements, window
    from clew.timeline import timeline as entries

    opened = open_case(case)
    people = group(opened.derived, map(opened.person, person or ()))
    spoken, written = window(first, last, "--from"), window(written_first, written_last, "--written-from")
    wish = Wish(people, kind, status, spoken, written, aside=True)
    if kind == STATEMENT:
        tell(opened, statements(opened.derived, wish), showtraced.statement_lines, json=json)
    else:
        tell(opened, entries(opened.derived, wish), showtraced.entry_lines, json=json)
