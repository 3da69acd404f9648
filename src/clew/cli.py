"""The command line: one command a verb. Answers go to standard output, progress and errors to standard error."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from clew.errors import AskError, ClewError, Stopped
from clew.verbs import conflicts as conflicts_verb
from clew.verbs import explain as explain_verb
from clew.verbs import findings as findings_verb
from clew.verbs import mend as mend_verb
from clew.verbs import network as network_verb
from clew.verbs import path as path_verb
from clew.verbs import questions as questions_verb
from clew.verbs import sources as sources_verb
from clew.verbs import threads as threads_verb
from clew.verbs import timeline as timeline_verb
from clew.verbs import withdraw as withdraw_verb
from clew.verbs.options import CaseOption, JsonOption, case_folder, open_case, tell_without_model
from clew.verbs.terminal import inert_line, say

if TYPE_CHECKING:
    from clew.case import Case
    from clew.engine import Engine
    from clew.records import Record, Verdict

app = typer.Typer(
    help="Clew: a pile of documents in, a case out. Start with:  clew add FOLDER --case my.clew  then  clew serve --case my.clew",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

QUERY = """Words, "a phrase", OR, -not, prefix*, fuzzy~, from: to: kind: before: after:; damage:substituted, damage:any
(documents whose text was altered; also invisible, payload, tool and the other kinds of `clew findings`)."""


def main() -> None:
    """Run the command line; exit 1 with one line when something is wrong, 130 when interrupted."""
    try:
        app()
    except ClewError as error:
        _stop(f"clew: {error}", 130 if isinstance(error, Stopped) else 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _stop(f"clew: {error.strerror}: {error.filename or 'nothing already in the case is lost'}", 1)


def _stop(line: str, code: int) -> None:
    sys.stderr.write(inert_line(line) + "\n")
    sys.exit(code)


def _print(case: "Case", records: Iterable["Record"], *, json: bool) -> None:
    from clew.show import lines

    for record in records:
        if json:
            print(msgspec.json.encode(record).decode())
        else:
            say(lines(case, record))


@app.command(epilog="Example:  clew add evidence/ more.mbox --case harbour.clew")
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of evidence.")],
    case: CaseOption = None,
    engine: Annotated[str, typer.Option(help="Where the work runs: local (worker processes), serial (this process).")] = "local",
    workers: Annotated[int, typer.Option(help="Worker processes; 0: one a core.")] = 0,
    moved: Annotated[bool, typer.Option("--moved", help="The files are the known ones, in a new place.")] = False,
    keep: Annotated[bool, typer.Option("--keep-originals", help="Copy the evidence into the case, each file once.")] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="A new case by rules alone: faster, and finds less. The case remembers it.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Read evidence into a case, made if new. What is unchanged is skipped; after an interruption it goes on."""
    from clew.add import add as add_evidence
    from clew.add import missing
    from clew.progress import shown
    from clew.store import CaseFolder

    target = case_folder(case) if case or any(Path().glob("*.clew")) else Path("case.clew")
    folder = CaseFolder.open(target) if target.exists() else CaseFolder.create(target, fast=fast)
    if fast and not folder.fast:
        raise AskError(f"{target} was not made with --fast; a case is read in one way: name a new folder")
    tell_without_model(fast=folder.fast)
    try:
        with shown() as seen:
            add_evidence(folder, paths, _engine(engine, workers), seen, moved=moved, keep=keep)
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing already in the case is lost, and the same command goes on from there") from None
    report(target, json=json)
    if gone := missing(folder):
        told = f"{len(gone):,} files of the case are no longer where they were added from ({gone[0]} ...)"
        sys.stderr.write(f"clew: {told}; clew withdraw --gone takes them out\n")


def _engine(name: str, workers: int) -> "Engine":
    from clew.engine import Serial, local

    if name == "serial":
        return Serial()
    if name != "local":
        raise AskError(f"no engine is called {name}; there are local and serial")
    return local(workers or os.cpu_count() or 1)


@app.command(epilog="Example:  clew report --case harbour.clew")
def report(
    case: CaseOption = None,
    containers: Annotated[bool, typer.Option("--containers", help="Also the count of each container.")] = False,
    json: JsonOption = False,
) -> None:
    """What was read and what was not: found = read + failed + passed over, for files and their parts, each with its reason."""
    from clew.show import level_line, report_lines

    found = open_case(case).report()
    if json:
        print(msgspec.json.encode(found).decode())
        return
    say(report_lines(found))
    if containers:
        say(map(level_line, found.containers))


@app.command(epilog="Example:  clew serve --case harbour.clew --port 8042")
def serve(case: CaseOption = None, port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0: any free one.")] = 8042) -> None:
    """Show the case as a page, on this computer only."""
    from clew.view import serve as serve_case

    serve_case(open_case(case), port, lambda address: print(f"Clew is at {address}   (stop with Ctrl-C)", flush=True))


@app.command(epilog="Example:  clew search '\"port authority\" meeting after:2016-06 -draft'")
def search(
    query: Annotated[str, typer.Argument(help=QUERY)],
    case: CaseOption = None,
    limit: Annotated[int, typer.Option(help="Most documents to show.")] = 20,
    json: JsonOption = False,
) -> None:
    """Find documents, with the exact places of the words."""
    opened = open_case(case)
    _print(opened, opened.search(query, limit), json=json)


@app.command(epilog="Example:  clew people --kind organization")
def people(
    case: CaseOption = None,
    kind: Annotated[str, typer.Option(help="person, organization, place or address.")] = "person",
    json: JsonOption = False,
) -> None:
    """Who is in the case, most mentioned first; the unidentified only when somebody says who they may be."""
    opened = open_case(case)
    _print(opened, opened.people(kind), json=json)


@app.command(epilog='Example:  clew person "Ann Vale"')
def person(name: Annotated[str, typer.Argument(help="Name or id.")], case: CaseOption = None, json: JsonOption = False) -> None:
    """One person: names, why they are one, hypotheses, posts, links. Of a name that nobody is known to bear, all called so."""
    from clew.showcalled import called_lines

    opened = open_case(case)
    found = opened.called(name)
    if json:
        for record in (r for i in found for r in (i, *opened.hypotheses(i), *opened.unknowns(i))):
            print(msgspec.json.encode(record).decode())
    else:
        say(called_lines(opened, name, found))


@app.command(epilog="Example:  clew claims --json | head")
def claims(case: CaseOption = None, json: JsonOption = False) -> None:
    """Who says what, each with its chain of voices."""
    opened = open_case(case)
    _print(opened, opened.claims.values(), json=json)


app.command(epilog=questions_verb.EXAMPLES)(questions_verb.questions)


app.command(epilog=conflicts_verb.EXAMPLES)(conflicts_verb.conflicts)
app.command(epilog=explain_verb.EXAMPLES)(explain_verb.explain)
app.command(epilog=findings_verb.EXAMPLES)(findings_verb.findings)
app.command(epilog=threads_verb.EXAMPLES)(threads_verb.threads)
app.command(epilog=threads_verb.COPIES_EXAMPLES)(threads_verb.copies)
app.command(epilog=sources_verb.EXAMPLES)(sources_verb.sources)
app.command(epilog=timeline_verb.EXAMPLES)(timeline_verb.timeline)
app.command(epilog=network_verb.EXAMPLES)(network_verb.network)
app.command(epilog=path_verb.EXAMPLES)(path_verb.path)


@app.command(epilog="Example:  clew verify --case harbour.clew && echo sound")
def verify(case: CaseOption = None, json: JsonOption = False) -> None:
    """Check every part against its hash and every span against its text; exit 1 when something is wrong."""
    from clew.store import CaseFolder

    problems = CaseFolder.open(case_folder(case)).verify()
    for problem in problems:
        say([msgspec.json.encode({"problem": problem}).decode() if json else problem])
    if problems:
        raise typer.Exit(1)
    if not json:
        print("sound: every part, span and judgement is as it was written")


LeftArgument = Annotated[str, typer.Argument(metavar="A", help="A name or id of an identity, or a mention id.")]
RightArgument = Annotated[str, typer.Argument(metavar="B", help="The other.")]
ReasonOption = Annotated[str, typer.Option(help="Why; it is kept with the judgement.")]


@app.command(epilog='Example:  clew same "T. Orrin" "Tomas Orrin" --reason "signs both ways"')
def same(
    left: LeftArgument, right: RightArgument, case: CaseOption = None, reason: ReasonOption = "", json: JsonOption = False
) -> None:
    """Judge that two are one person. Undo with  clew undo."""
    _judge("same", left, right, case, reason, json=json)


@app.command(epilog='Example:  clew different "Ann Vale" "Anders Vale"')
def different(
    left: LeftArgument, right: RightArgument, case: CaseOption = None, reason: ReasonOption = "", json: JsonOption = False
) -> None:
    """Judge that two are not one person: no rule will join them."""
    _judge("different", left, right, case, reason, json=json)


@app.command(epilog='Example:  clew unsure "A. Vale" "Ann Vale"')
def unsure(
    left: LeftArgument, right: RightArgument, case: CaseOption = None, reason: ReasonOption = "", json: JsonOption = False
) -> None:
    """Judge that it is not known whether two are one: they are kept apart until somebody knows."""
    _judge("unsure", left, right, case, reason, json=json)


@app.command(epilog="Example:  clew undo")
def undo(
    judgement: Annotated[str, typer.Argument(help="The judgement's id or its beginning; default: the last that stands.")] = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> None:
    """Take back a judgement. It stays on record, with the undoing."""
    taken = open_case(case).undo(judgement)
    print(msgspec.json.encode(taken).decode() if json else f"undone: judgement {taken.left[:8]}")


def _judge(verdict: "Verdict", left: str, right: str, case: Path | None, reason: str, *, json: bool) -> None:
    judged = open_case(case).judge(verdict, left, right, reason)
    print(msgspec.json.encode(judged).decode() if json else f"{verdict}: {left} and {right}   (judgement {judged.id[:8]})")


app.command(epilog=withdraw_verb.EXAMPLES)(withdraw_verb.withdraw)


app.command(epilog=mend_verb.EXAMPLES)(mend_verb.mend)


@app.command(epilog="Example:  clew export csv --out facts.csv")
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl, csv, annotations or graphml.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write; - for standard output.")] = Path("-"),
    case: CaseOption = None,
) -> None:
    """Write the case for another program. The same case gives the same bytes."""
    from clew.export import write

    write(open_case(case), format, out)
