"""`clew withdraw`: take files out of a case again, and everything that was read from them."""

from typing import Annotated

import msgspec
import typer

from clew.errors import AskError
from clew.verbs.options import CaseOption, JsonOption, case_folder
from clew.verbs.terminal import say

EXAMPLES = """\b
Examples:
  clew withdraw letters/draft.docx            one file, by the name that clew report gives it
  clew withdraw letters/ --case harbour.clew  all files in a folder
  clew withdraw --gone                        all that are no longer where they were added from"""


def withdraw(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names as in clew report; a folder ends in /.", show_default=False)
    ] = None,
    case: CaseOption = None,
    gone: Annotated[bool, typer.Option("--gone", help="All files that are no longer where they were added from.")] = False,
    json: JsonOption = False,
) -> None:
    """Take files out of the case, and with them every person, event, claim and question that only they speak of.

    Judgements about them stay on record and rest. Adding the same file again brings all of it back.
    """
    from clew.add import missing
    from clew.store import CaseFolder

    folder = CaseFolder.open(case_folder(case))
    paths = [*_named(folder.known(), names or []), *(missing(folder) if gone else [])]
    if not paths and not gone:
        raise AskError("name the files to take out, or say --gone; `clew report` lists what is in the case")
    folder.withdraw(paths)
    for path in dict.fromkeys(paths):
        say([msgspec.json.encode({"withdrawn": path}).decode() if json else f"withdrawn: {path}"])


def _named(known: dict[str, str], names: list[str]) -> list[str]:
    found = []
    for name in names:
        matching = [path for path in known if path == name or (name.endswith("/") and path.startswith(name))]
        if not matching:
            raise AskError(f"no file of the case is called {name}; `clew report` lists what is in the case")
        found += matching
    return list(dict.fromkeys(found))
