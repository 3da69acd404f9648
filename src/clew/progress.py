"""A progress bar for long work: counts, rate, time left. On standard error, and silent when that is not a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

if TYPE_CHECKING:
    from clew.add import Step


@contextmanager
def shown() -> Iterator[Callable[["Step"], None]]:
    """Give a function that takes each step and moves the bar."""
    with _bar() as bar:
        task = bar.add_task("finding", total=None, files=0, of_files=0)

        def seen(step: "Step") -> None:
            bar.update(
                task, description="reading", completed=step.size, total=step.of_size, files=step.files, of_files=step.of_files
            )

        yield seen


@contextmanager
def passing(of_files: int, of_size: int) -> Iterator[Callable[[int, int], None]]:
    """Give a function that takes how many files, and how many bytes, have been done since the last call."""
    with _bar() as bar:
        task = bar.add_task("mending", total=of_size, files=0, of_files=of_files)

        def seen(files: int, size: int) -> None:
            bar.update(task, advance=size, files=bar.tasks[task].fields["files"] + files)

        yield seen


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[files]:,} of {task.fields[of_files]:,} files"),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal)
