"""`clew explain`: how one document was read, why two are one or two, why an event or a conflict is what it is."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from clew.errors import AskError
from clew.verbs.options import CaseOption, JsonOption, open_case, tell_without_model
from clew.verbs.terminal import say

if TYPE_CHECKING:
    from clew.case import Case
    from clew.records import Document

EXAMPLES = """\b
Examples:
  clew explain news/tidewire.txt --case harbour.clew     a document of the case, by its path
  clew explain "mail/office.mbox [mail 3]"               one message of a mailbox
  clew explain 3f2a9c0e                                  by the beginning of its id
  clew explain letter.txt --fast                         a file that is in no case, by rules alone
  pbpaste | clew explain -                               a text
  clew explain "T. Orrin" "Tomas Orrin"                  why two are one, or what speaks for and against it
  clew explain 0a81b8d6 5e02c7aa                         why two events are one occasion, or two
  clew explain 0a81b8d6                                  an event, a conflict or somebody, by the beginning of its id

\b
Of a document each sentence is followed by what begins in it: mentions, dates, events, claims, questions, each with its rule.
"not" lines are near misses: what a rule looked at, and why it made no record of it. The document is read anew, by this version
of Clew."""

# So many documents of one path are named when it is not clear which is meant.
_LISTED = 5


def explain(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="A document of the case (path or id), a file, - for text; a name; an id.")
    ],
    other: Annotated[str, typer.Argument(metavar="[OTHER]", help="Another name or id: are the two one?")] = "",
    case: CaseOption = None,
    fast: Annotated[bool, typer.Option("--fast", help="By rules alone, as in a case made with --fast.")] = False,
    json: JsonOption = False,
) -> None:
    """How a document is read, and what is let go and why; why two are one or two; why an event or conflict is what it is."""
    if other:
        _pair(open_case(case), what, other, json=json)
    elif what == "-" or (case is None and Path(what).is_file()) or not _record(what, case, json=json):
        _documents(what, case, fast=fast, json=json)


def _pair(case: "Case", left: str, right: str, *, json: bool) -> None:
    from clew.showwhy import why, why_lines

    found = why(case, left, right)
    say([msgspec.json.encode(found).decode()] if json else why_lines(case, found))


def _record(id: str, case: Path | None, *, json: bool) -> bool:
    """Print why the record of a case that has this id is what it is; False when there is none, so that a document is meant."""
    from clew.showwhy import explained, explained_lines

    opened = open_case(case)
    if any(_is_called(document, id) for document in opened.documents.values()):
        return False
    found = explained(opened, id)
    if found is not None:
        say([msgspec.json.encode(found).decode()] if json else explained_lines(opened, found))
    return found is not None


def _documents(name: str, case: Path | None, *, fast: bool, json: bool) -> None:
    from clew.explain import explain as explain_document
    from clew.showexplained import explained_lines

    for found, by_rules in _meant(name, case):
        tell_without_model(fast=fast or by_rules)
        explanation = explain_document(found, fast=fast or by_rules)
        if json:
            for passage in explanation.passages:
                print(msgspec.json.encode(passage).decode())
        else:
            say(explained_lines(explanation))


def _meant(name: str, case: Path | None) -> "Iterator[tuple[Document, bool]]":
    """Yield the documents that `name` means, and whether their case is read by rules alone."""
    if name == "-":
        yield _text(), False
    elif case is None and Path(name).is_file():
        yield from ((document, False) for document in _file(Path(name)))
    else:
        opened = open_case(case)
        yield _of_case(opened, name), opened.folder is not None and opened.folder.fast


def _text() -> "Document":
    from clew.pipeline import text_document

    return text_document(sys.stdin.buffer.read().decode("utf-8", "replace"))


def _file(path: Path) -> "Iterator[Document]":
    from clew.ingest import discover, read_file

    for file in discover([path]):
        reading = read_file(file)
        yield from reading.documents
        if not reading.documents:
            raise AskError(f"{path} holds no document: {'; '.join(r.reason for r in reading.receipts)}")


def _of_case(case: "Case", name: str) -> "Document":
    """Return the one document of the case with this path, path and part, or beginning of an id. AskError when not just one."""
    found = [d for d in case.documents.values() if _is_called(d, name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise AskError(f"no document of the case is called {name}; `clew search` prints their names")
    listed = ", ".join(f"“{_whole(d)}”" for d in found[:_LISTED])
    raise AskError(f"{name} holds {len(found):,} documents; say which: {listed}{' ...' if len(found) > _LISTED else ''}")


def _is_called(document: "Document", name: str) -> bool:
    return name in (document.source.path, _whole(document)) or (len(name) > 3 and document.id.startswith(name))


def _whole(document: "Document") -> str:
    return f"{document.source.path} [{document.source.part}]" if document.source.part else document.source.path
