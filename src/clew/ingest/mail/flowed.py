"""Plain text whose paragraphs were broken for the transport (format=flowed, RFC 3676), put together as mail programs show it."""

from collections.abc import Iterator
from itertools import groupby

# The line above a signature ends in a blank and yet stands alone.
_SIGNATURE = "-- "

Line = tuple[int, str]


def unflowed(text: str, *, joined: bool) -> str:
    """Return `text` with each paragraph on one line, behind its quote marks. joined: the blank at a break goes (DelSp)."""
    lines = (_line(line) for line in text.split("\n"))
    return "\n".join(
        f"{'>' * depth} {words}".rstrip(" ") if depth else words
        for depth, same in groupby(lines, key=lambda line: line[0])
        for words in _paragraphs([words for _, words in same], joined)
    )


def _line(line: str) -> Line:
    """Return how deep a line is quoted, and its words without the blank that was stuffed before them."""
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")


def _paragraphs(lines: list[str], joined: bool) -> Iterator[str]:
    held = ""
    for line in lines:
        if line == _SIGNATURE:
            yield from [held.rstrip(" ")] * bool(held)
            held = ""
            yield line
        elif line.endswith(" "):
            held += line[:-1] if joined else line
        else:
            yield held + line
            held = ""
    yield from [held.rstrip(" ")] * bool(held)
