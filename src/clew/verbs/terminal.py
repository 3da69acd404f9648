"""Lines for a terminal, which what stands in evidence must not steer."""

from collections.abc import Iterable


def say(lines: Iterable[str]) -> None:
    """Print each line with its control characters spelt out: names, titles and passages come from hostile hands.

    JSON is printed without this: it is for programs, and escapes what it must.
    """
    for line in lines:
        print(inert_line(line))


def inert_line(line: str) -> str:
    """Return `line` with its control characters spelt out."""
    from clew.ingest.piece import inert

    return inert(line)
