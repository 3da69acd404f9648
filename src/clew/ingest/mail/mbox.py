"""A mailbox: many mails in one file, in all the ways mail programs have kept them apart."""

import re
from collections.abc import Iterator

from clew.ingest.piece import Content, Piece

# "From somebody Mon Jan  1 00:00:00 2001": sender, then a date with a clock time; some programs write " at " for "@".
_SEPARATOR = re.compile(rb"From [^\n]*?\d\d?:\d\d[^\n]*\n|From [^\n]{0,200}\n(?=[!-9;-~]{1,76}:)")
_FIELD = re.compile(rb"(?:>?From [^\n]*|[!-9;-~]{1,76}[ \t]*:)")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,9})[ \t]*\r?$", re.I | re.M)
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def read(piece: Piece) -> Content:
    """Read a mailbox: its mails are given back, each to be read by itself.

    Kept apart by "From " lines (mboxo and mboxrd, whose ">From " is unquoted), or by Content-Length where it leads exactly to the
    next such line (mboxcl, mboxcl2).
    """
    return Content(inside=_mails(piece))


def _mails(piece: Piece) -> Iterator[Piece]:
    for n, data in enumerate(split(piece.data), 1):
        yield piece.inner(data, f"mail {n}", "", None, "mail")


def split(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of each mail in `data`, without its separator and with ">From " lines as they were sent."""
    at = _next_separator(data, 0)
    while at is not None:
        start = data.find(b"\n", at) + 1 or len(data)
        counted = _by_length(data, start)
        following = counted if counted is not None else _next_separator(data, start)
        mail = data[start : len(data) if following is None else following]
        mail = mail if counted is not None else _QUOTED.sub(rb"\1", mail)
        if mail.strip():
            yield mail.rstrip(b"\r\n") + b"\n"
        at = following if following is not None and following < len(data) else None


def _next_separator(data: bytes, start: int) -> int | None:
    """Return where the next separator at or after `start` begins: a "From " line, at the beginning or after a line end, that
    header fields follow. Some programs leave out the blank line above it."""
    at = start
    while True:
        at = 0 if at == 0 and data.startswith(b"From ") else _after(data.find(b"\nFrom ", max(at - 1, 0)))
        if at < 0:
            return None
        m = _SEPARATOR.match(data, at)
        if m and _FIELD.match(data, m.end()):
            return at
        at += 5


def _after(found: int) -> int:
    return found + 1 if found >= 0 else -1


def _by_length(data: bytes, start: int) -> int | None:
    """Return where the mail that begins at `start` ends by its own Content-Length; None when that is not a mail's end."""
    gap = re.compile(rb"\r?\n\r?\n").search(data, start)
    m = _LENGTH.search(data, start, gap.start()) if gap else None
    if not gap or not m:
        return None
    end = gap.end() + int(m[1])
    following = re.compile(rb"(?:\r?\n)*(?=From |\Z)").match(data, end)
    return following.end() if following and end <= len(data) else None
