"""`clew threads` and `clew copies`: which mail answers which, what is missing, what was altered, and what was found twice."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
import typer

from clew.verbs.options import CaseOption, JsonOption, open_case
from clew.verbs.terminal import say

if TYPE_CHECKING:
    from clew.case import Case
    from clew.records import Record

R = TypeVar("R", bound="Record")

EXAMPLES = """\b
Examples:
  clew threads --case harbour.clew     which mail answers which, and what ties them
  clew threads --missing               mails that others quote or name, but that are not in the case
  clew threads --altered               quotations that differ from the mail they quote by more than a cut
  clew threads --missing --json        the same as JSON lines; mails known only from quotation with their text

\b
What ties a mail to the one it answers, from strongest to weakest: References, In-Reply-To, quoted or forwarded text, and for a
mail marked "Re:" the same subject within 14 days among the same people. Mails that stand alone are counted, not listed."""

COPIES_EXAMPLES = """\b
Examples:
  clew copies --case harbour.clew      documents whose words nearly agree, and what differs
  clew copies --json                   the same as JSON lines"""

MissingOption = Annotated[bool, typer.Option("--missing", help="Only messages that are not in the case.")]
AlteredOption = Annotated[bool, typer.Option("--altered", help="Quotations that differ from what they quote.")]


def threads(
    case: CaseOption = None, missing: MissingOption = False, altered: AlteredOption = False, json: JsonOption = False
) -> None:
    """Which mail answers which, with the messages that must exist but are missing."""
    from clew import showthreads

    opened = open_case(case)
    if altered:
        _altered(opened, json=json)
    elif missing and json:
        _print(opened, _missing_records(opened), lambda *_: iter(()), json=True)
    elif missing:
        _print(opened, (m for t in opened.threads for m in t.missing), showthreads.missing_lines, json=False)
    else:
        _threads(opened, json=json)


def copies(case: CaseOption = None, json: JsonOption = False) -> None:
    """Documents whose words nearly agree: sent twice, to others, or changed a little. Linked, never merged."""
    from clew import showthreads

    opened = open_case(case)
    _print(opened, opened.copies, showthreads.copies_lines, json=json)


def _altered(case: "Case", *, json: bool) -> None:
    """Print the differences; those that only cut the beginning or end are counted, for a person."""
    from clew import showthreads

    shown = [each for each in case.differences if each.kind != "shortened" or json]
    _print(case, shown, showthreads.difference_lines, json=json)
    cut = len(case.differences) - len(shown)
    if cut:
        print(f"{showthreads.count(cut, 'quotation')} only shortened")


def _threads(case: "Case", *, json: bool) -> None:
    from clew import showthreads

    shown = [thread for thread in case.threads if len(thread.messages) > 1 or json]
    _print(case, shown, showthreads.thread_lines, json=json)
    alone = len(case.threads) - len(shown)
    if alone:
        print(f"{showthreads.count(alone, 'mail')} that {'stands' if alone == 1 else 'stand'} alone")


def _missing_records(case: "Case") -> "Iterator[Record]":
    """Yield a mail known only from quotation whole, one that is only named as a message."""
    quoted = {each.document.id: each for each in case.quoted}
    for message in (m for thread in case.threads for m in thread.missing):
        yield quoted.get(message.id, message)


def _print(case: "Case", records: Iterable[R], lines: "Callable[[Case, R], Iterator[str]]", *, json: bool) -> None:
    for record in records:
        if json:
            print(msgspec.json.encode(record).decode())
        else:
            say(lines(case, record))
