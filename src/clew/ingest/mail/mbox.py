"""A mailbox: many mails in one file, in all the ways mail programs have kept them apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from clew.errors import EvidenceError
from clew.ingest.mail.blocks import Blocks
from clew.ingest.piece import Content, Cut, Piece

# Bytes of mailbox to a cut, about a second's work; and the largest mail, as of all that is held in memory.
SIZE, LARGEST = 4_000_000, 200_000_000

# How much of a separator's line, and of what follows it, is looked at.
_LOOK, _HEAD = 1000, 16_384

# "From somebody Mon Jan  1 00:00:00 2001": a sender, then a date with a clock time; some programs write " at " for "@". Without
# the date only a sender alone on the line is a separator.
_DATED = re.compile(rb"From [^\n]*?\d\d?:\d\d[^\n]*\n")
_BARE = re.compile(rb"From (?:-|\S+(?: at \S+)?)[ \t]*\r?\n")
_ENVELOPES = re.compile(rb"(?:>?From [^\n]*\n)*")

# A header field, as it stands below a separator: a line of a body ("Anna: yes", "http://...") has none of these names.
_FIELD = re.compile(
    rb"(?:[!-9;-~]+-[!-9;-~]+|from|to|cc|bcc|date|subject|sender|received|status|organi[sz]ation|lines|path|newsgroups|keywords"
    rb"|comments|priority|importance|encrypted|xref|approved|precedence|errors-to)[ \t]*:(?!//)",
    re.I,
)
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,9})[ \t]*\r?$", re.M)
_BLANKS = re.compile(rb"(?:\r?\n){0,8}")
_QUOTED = re.compile(rb"^>(>*From )", re.M)


class Place(NamedTuple):
    """Where a mail stands in its mailbox: its separator, its first byte, the next separator; whether its length was counted."""

    start: int
    first: int
    end: int
    counted: bool


def read(piece: Piece) -> Content:
    """Read a mailbox, or a cut of it: its mails are given back, each to be read by itself.

    Kept apart by "From " lines (mboxo and mboxrd, whose ">From " is unquoted), or by Content-Length where it leads exactly to the
    next such line (mboxcl, mboxcl2).
    """
    return Content(inside=_mails(piece))


def cuts(piece: Piece, size: int = SIZE) -> Iterator[Cut]:
    """Yield stretches of whole mails of about `size` bytes, in order, of a mailbox or of a cut of it.

    Nothing but a block of the file is held meanwhile.
    """
    whole = piece.cut or Cut(0, piece.size, 1)
    start, first, n = whole.start, whole.first, 0
    with piece.opened() as file:
        for n, place in enumerate(_filled(Blocks(file), start), first):
            if place.start >= whole.end:
                break
            if place.start - start >= size:
                yield Cut(start, place.start, first)
                start, first = place.start, n
    if n:
        yield Cut(start, whole.end, first)


def _mails(piece: Piece) -> Iterator[Piece]:
    cut = piece.cut or Cut(0, piece.size, 1)
    with piece.opened() as file:
        blocks = Blocks(file)
        for n, place in enumerate(_filled(blocks, cut.start), cut.first):
            if place.start >= cut.end:
                return
            yield piece.inner(_mail(blocks, place), f"mail {n}", "", None, "mail")


def _mail(blocks: Blocks, place: Place) -> bytes:
    """Return a mail without its separator and with ">From " lines as they were sent."""
    if place.end - place.first > LARGEST:
        raise EvidenceError(f"a mail larger than {LARGEST // 1_000_000} MB")
    data = blocks.between(place.first, place.end)
    if b">From " in data and not (place.counted and b"\nFrom " in data):
        data = _QUOTED.sub(rb"\1", data)
    return data.rstrip(b"\r\n") + b"\n"


def _filled(blocks: Blocks, at: int) -> Iterator[Place]:
    """Yield the mails from `at` on that are not empty."""
    for place in _places(blocks, at):
        if (
            blocks.between(place.first, min(place.end, place.first + 40)).strip()
            or blocks.between(place.first, place.end).strip()
        ):
            yield place


def _places(blocks: Blocks, at: int) -> Iterator[Place]:
    """Yield where each mail stands, from `at` on: the beginning of the file or a separator. What stands above the first separator
    is a mail too: nothing is left out."""
    while at < blocks.size:
        first = at + _separator(blocks.between(at, at + _LOOK), at == 0)
        counted = _by_length(blocks, first)
        end = counted if counted is not None else _next(blocks, first)
        yield Place(at, first, end, counted is not None)
        at = end


def _next(blocks: Blocks, start: int) -> int:
    """Return where the next separator at or after `start` begins, or the end: a "From " line that header fields follow. Some
    programs leave out the blank line above it."""
    at = max(start - 1, 0)
    while (at := blocks.find(b"\nFrom ", at)) >= 0:
        if _separator(blocks.between(at + 1, at + 1 + _LOOK), False):
            return at + 1
        at += 1
    return blocks.size


def _separator(ahead: bytes, top: bool) -> int:
    """Return how long the separator at the beginning of `ahead` is; 0 when that is none. top: `ahead` begins the file."""
    line = _DATED.match(ahead) or _BARE.match(ahead) or (top and re.match(rb">?From [^\n]*\n", ahead))
    if not line:
        return 0
    below = _ENVELOPES.match(ahead, line.end())
    return line.end() if top or (below and (_FIELD.match(ahead, below.end()) or below.end() > line.end())) else 0


def _by_length(blocks: Blocks, start: int) -> int | None:
    """Return where the mail that begins at `start` ends by its own Content-Length; None when that is not a mail's end."""
    head = blocks.between(start, start + _HEAD)
    gap = _below_header(head)
    names = head[:gap].lower()
    told = _LENGTH.search(names) if b"content-length" in names else None
    if not told or start + gap + int(told[1]) > blocks.size:
        return None
    end = start + gap + int(told[1])
    ahead = blocks.between(end, end + _LOOK)
    blanks = _BLANKS.match(ahead)
    end += blanks.end() if blanks else 0
    return end if end == blocks.size or _separator(blocks.between(end, end + _LOOK), False) else None


def _below_header(head: bytes) -> int:
    """Return where the body begins; 0 without a blank line."""
    plain = head.find(b"\n\n")
    other = head.find(b"\n\r\n", 0, plain if plain >= 0 else len(head))
    return other + 3 if other >= 0 else plain + 2 if plain >= 0 else 0
