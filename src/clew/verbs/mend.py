"""`clew mend`: text in, mended text out; or its report. Works alone, without a case, as a filter or on many files."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from clew.errors import AskError, EvidenceError, Stopped
from clew.verbs.options import JsonOption
from clew.verbs.textfiles import TextFile, chunks, text_files, written

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from clew.mend.stream import Stretch
    from clew.mend.stream.tally import Tally

# Less than this is done before a bar is read.
_SHORT = 1 << 22

EXAMPLES = """\b
Examples:
  clew mend article.txt                       the mended text
  cat article.txt | clew mend | less          the same, as a filter
  clew mend article.txt --report              what was found and repaired
  clew mend evidence/ --report --json         the same as JSON lines, for many files
  clew mend evidence/ --check && echo clean   would anything change?
  clew mend evidence/ --out mended/           each file mended, under its own name

\b
Exit codes:
  0    done; with --check: nothing would change
  1    something would change (--check), or a file failed: one line on standard error names it
  2    the command was not understood
  130  interrupted

Nothing but repairs changes a byte: encoding, line ends, and bytes that cannot be read stay as they are. A text is judged as a
whole up to 1,048,576 characters; a longer one is cut at the end of a paragraph, else of a line, else of a word."""


class Wanted(NamedTuple):
    """What the user asked for."""

    report: bool
    check: bool
    json: bool
    utf8: bool
    out: Path | None

    @property
    def is_text(self) -> bool:
        """Whether the mended text itself is the answer."""
        return not (self.report or self.check or self.out)


def mend(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Text files and folders of them; - or nothing: standard input."),
    ] = None,
    report: Annotated[bool, typer.Option("--report", help="What was found and repaired, instead of the text.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write no text; name the files that would change, and exit with 1.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help="Write each file, mended, under its name into this folder. Nothing is overwritten."
        ),
    ] = None,
    utf8: Annotated[bool, typer.Option("--utf8", help="Write UTF-8 instead of the encoding of the file.")] = False,
    json: JsonOption = False,
) -> None:
    """Text in, mended text out: look-alike letters, invisible characters, odd spaces. Works alone, without a case."""
    if check and out:
        raise AskError("--check writes nothing: leave out --out, or --check")
    run = Run(Wanted(report, check, json, utf8, out), text_files(files or [], out))
    try:
        is_well = run.all()
        sys.stdout.flush()  # a reader that has gone away is found out here, not when Python ends
    except KeyboardInterrupt:
        raise Stopped("stopped; the files written so far are whole") from None
    if not is_well:
        raise typer.Exit(1)


class Run:
    """One call: every file in turn, none of which stops the others."""

    def __init__(self, wanted: Wanted, files: Sequence[TextFile]) -> None:
        self._wanted = wanted
        self._files = files
        self._failed = self._changed = self._passed_over = 0

    def all(self) -> bool:
        """Mend all files; return whether all went well and, with --check, nothing would change."""
        with _progress(self._files, self._wanted) as seen:
            for file in self._files:
                self._one(file, seen)
                seen(1, 0)
        if self._has_total:
            _say([self._total()])
        return not self._failed and not (self._wanted.check and self._changed)

    def _one(self, file: TextFile, seen: Callable[[int, int], None]) -> None:
        try:
            if file.skip:
                self._pass_over(file)
            else:
                self._mend(file, lambda size: seen(0, size))
        except EvidenceError as error:
            self._fail(str(error))
        except (OSError, MemoryError):
            raise  # standard output is closed, or nothing works any more
        except Exception as error:  # what nobody foresaw in one file must not cost the others
            self._fail(f"{file.name}: could not be mended ({type(error).__name__}: {error})")

    def _pass_over(self, file: TextFile) -> None:
        """Links and hidden files are left alone, which is said and no failure; a folder that may not be opened is one."""
        if file.path and file.path.is_dir() and not file.path.is_symlink():
            self._fail(f"{file.name}: {file.skip}")
        else:
            self._passed_over += 1
            sys.stderr.write(f"clew: passed over {file.name}: {file.skip}\n")

    def _fail(self, line: str) -> None:
        self._failed += 1
        sys.stderr.write(f"clew: {line}\n")

    def _mend(self, file: TextFile, seen: Callable[[int], None]) -> None:
        from clew.mend.stream import Stream
        from clew.mend.stream.tally import Tally

        stream, tally = Stream(chunks(file, seen), _guess, utf8=self._wanted.utf8), Tally()
        with self._target(file) as put:
            for stretch in stream:
                put(stretch)
                self._tell(stretch, tally)
                del stretch  # before the next one is made: a block with all its edits is the greatest thing in memory
        self._changed += tally.is_changed
        _say(self._lines(file, stream.encoding.name, tally))

    def _tell(self, stretch: "Stretch", tally: "Tally") -> None:
        if not self._wanted.is_text:
            tally.count(stretch)
        if self._wanted.report:
            tally.keep(stretch)

    @contextmanager
    def _target(self, file: TextFile) -> Iterator[Callable[["Stretch"], object]]:
        """Give what a mended block is handed to."""
        from clew.verbs.mendlines import text_json

        if self._wanted.out:
            with written(self._wanted.out / file.under) as stream:
                yield lambda stretch: stream.write(stretch.data)
        elif not self._wanted.is_text:
            yield lambda _: None
        elif self._wanted.json:
            yield lambda stretch: _say(text_json(file.name, stretch))
        else:
            yield lambda stretch: sys.stdout.buffer.write(stretch.data)

    def _lines(self, file: TextFile, encoding: str, tally: "Tally") -> Iterable[str]:
        from clew.verbs.mendlines import report_json, report_lines, summary

        if self._wanted.is_text:
            return ()
        if self._wanted.json:
            return report_json(file.name, encoding, tally)
        if self._wanted.report:
            return report_lines(file.name if len(self._files) > 1 else "", encoding, tally)
        return [f"{file.name}: {summary(tally)}"] if tally.is_changed else ()

    @property
    def _has_total(self) -> bool:
        return not (self._wanted.is_text or self._wanted.json or (self._wanted.report and len(self._files) == 1))

    def _total(self) -> str:
        verb = "changed" if self._wanted.out else "would change"
        rest = {"failed": self._failed, "passed over": self._passed_over}
        also = "".join(f", {count:,} {what}" for what, count in rest.items() if count)
        return f"{self._changed:,} of {len(self._files):,} files {verb}{also}"


def _say(lines: Iterable[str]) -> None:
    """Write lines beside the bytes of texts; what a terminal cannot show is escaped."""
    for line in lines:
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _guess(sample: bytes) -> str | None:
    from clew.ingest.charset import guess  # loads the readers of all formats, which UTF-8 does not need

    return guess(sample)


def _progress(files: Sequence[TextFile], wanted: Wanted) -> "AbstractContextManager[Callable[[int, int], None]]":
    """Return a bar for work that takes a while, unless the text itself goes to the terminal."""
    size = sum(file.size for file in files)
    if not sys.stderr.isatty() or size < _SHORT or (wanted.is_text and sys.stdout.isatty()):
        return nullcontext(lambda _files, _size: None)
    from clew.progress import passing

    return passing(len(files), size)
