"""Where one print-out ends and the next begins: a file or a scan may hold a pile of printed mails."""

import re
from collections.abc import Container, Iterator, Sequence

from clew.ingest.zones.announced import announcements
from clew.ingest.zones.furniture import furniture
from clew.ingest.zones.gmail import gmail_blocks
from clew.ingest.zones.headerblock import Block, header_blocks
from clew.ingest.zones.lines import Line, lines_of

# A mail program prints the values of its own header in a column this far right of the labels; those of a quoted mail follow them.
_COLUMN = 12

# Without two headers there is one print-out at most; this is quick to tell.
_FROM = re.compile(r"^[ \t]*From\b", re.M)

# How many messages a print-out of Gmail's holds, where they are several.
_COUNTED = re.compile(r"^[ \t]*\d{1,3} messages[ \t]*$", re.M)


def printouts(text: str) -> tuple[int, ...]:
    """Return where in `text` each print-out begins, 0 first.

    A new one begins with its page: nothing but furniture stands between its header and what came before. Its header is set in
    columns, as programs print their own; one that a mail quotes at the top of a page is not. Gmail prints the messages of a
    conversation one below the other: each begins with its sender.
    """
    if len(_FROM.findall(text)) < 2 and not _COUNTED.search(text):
        return (0,)
    lines = lines_of(text)
    left_out, _ = furniture(text, lines)
    if conversation := gmail_blocks(lines, left_out):
        return (0, *(lines[block.first].start for block in conversation[1:]))
    blocks = header_blocks(lines, left_out)
    return (0, *_later(text, lines, left_out, blocks[1:])) if blocks and _in_column(text, blocks[0]) else (0,)


def _later(text: str, lines: Sequence[Line], left_out: Container[int], blocks: Sequence[Block]) -> Iterator[int]:
    announced = {said.last for said in announcements(text, lines).values()}
    for block in blocks:
        above = next((i for i in range(block.first - 1, -1, -1) if lines[i].text and i not in left_out), None)
        page = min((i for i in range((above or 0) + 1, block.first) if i in left_out), default=None)
        # What a line says to follow is no print-out of its own, though a page begins between the two.
        if above is not None and page is not None and above + 1 not in announced and _in_column(text, block):
            yield _page_break(text, lines[above].end, block.start) or lines[page].start


def _page_break(text: str, start: int, end: int) -> int:
    """Return where the last line with a form feed in `text[start:end]` begins, or 0: what stands before is the foot of a page."""
    at = text.rfind("\f", start, end)
    return text.rfind("\n", 0, at) + 1 if at >= 0 else 0


def _in_column(text: str, block: Block) -> bool:
    """Whether most values of a header stand far from its labels."""
    shown = [field for field in block.fields if field.start < field.end]
    far = sum(_gap(text, field.start) >= _COLUMN for field in shown)
    return 2 * far > len(shown)


def _gap(text: str, at: int) -> int:
    """Return how many blanks stand before offset `at`."""
    return at - len(text[max(0, at - 200) : at].rstrip(" \t")) - max(0, at - 200)
