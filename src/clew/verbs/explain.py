"""`clew explain`: how one document was read, sentence by sentence, with every rule that spoke and why others did not."""

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

\b
Each sentence is followed by what begins in it: mentions, dates, events, claims, questions, each with its rule. "not" lines are
near misses: what a rule looked at, and why it made no record of it. The document is read anew, by this version of Clew."""

# So many documents of one path are named when it is not clear which is meant.
_LISTED = 5


def explain(
    document: Annotated[str, typer.Argument(metavar="DOC", help="Path or id of a document of the case, a file, or - for text.")],
    case: CaseOption = None,
    fast: Annotated[bool, typer.Option("--fast", help="By rules alone, as in a case made with --fast.")] = False,
    json: JsonOption = False,
) -> None:
    """How a document is read, sentence by sentence: what is recognized, by which rule, and what is let go and why."""
    from clew.explain import explain as explain_document
    from clew.showexplained import explained_lines

    for found, by_rules in _meant(document, case):
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
    found = [
        d for d in case.documents.values() if name in (d.source.path, _whole(d)) or (len(name) > 3 and d.id.startswith(name))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise AskError(f"no document of the case is called {name}; `clew search` prints their names")
    listed = ", ".join(f"“{_whole(d)}”" for d in found[:_LISTED])
    raise AskError(f"{name} holds {len(found):,} documents; say which: {listed}{' ...' if len(found) > _LISTED else ''}")


def _whole(document: "Document") -> str:
    return f"{document.source.path} [{document.source.part}]" if document.source.part else document.source.path
