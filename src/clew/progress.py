"""A progress bar for long work: counts, rate, time left. On standard error, and silent when that is not a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from clew.add import Step


@contextmanager
def shown() -> Iterator[Callable[[Step], None]]:
    """Give a function that takes each step and moves the bar."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[files]:,} of {task.fields[of_files]:,} files"),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("finding", total=None, files=0, of_files=0)

        def seen(step: Step) -> None:
            bar.update(
                task, description="reading", completed=step.size, total=step.of_size, files=step.files, of_files=step.of_files
            )

        yield seen
