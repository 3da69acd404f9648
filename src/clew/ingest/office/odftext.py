"""The text of an OpenDocument part: paragraphs, headings, tables; then the text boxes, notes and comments that hang on them."""

import re
from collections.abc import Iterator
from typing import Any

from clew.ingest.office.odfnames import DC, DRAW, OFFICE, PRESENTATION, TABLE, TEXT
from clew.ingest.office.odfrows import Allowance, spread
from clew.ingest.office.stretches import Stretch, said_by
from clew.ingest.office.table import rows_text

_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_NOTE, _COMMENT = f"{TEXT}note", f"{OFFICE}annotation"
_ASIDE = _PARAGRAPHS | {_NOTE, _COMMENT}
_SKIPPED = frozenset(
    {f"{TEXT}tracked-changes", f"{TEXT}note-citation", f"{OFFICE}forms", f"{OFFICE}scripts", f"{OFFICE}binary-data"}
    | {f"{TEXT}script", f"{TEXT}variable-decls", f"{TEXT}sequence-decls"}
)
# Blanks between words count once wherever they stand (section 6.1.2 of the standard); these are asked for, and stay. While the
# others are put together they are control codes, which no XML can hold.
_SIGNS = {f"{TEXT}tab": "\1", f"{TEXT}line-break": "\2", f"{TEXT}s": "\3"}
_MEANT = str.maketrans("\1\2\3", "\t\n ")
_SPACE = re.compile(r"[ \t\r\n]+")

# Blanks that a paragraph may ask for in one place.
_BLANKS = 200


class Held:
    """What is met on the way: the notes and comments that come last, and what the tables may still come to."""

    def __init__(self) -> None:
        self.late: list[Any] = []
        self.allowance = Allowance()


def stretches(root: Any) -> Iterator[Stretch]:
    """Yield the text below `root` in order; the notes and comments in it come last."""
    held = Held()
    yield from body(root, held)
    yield from late(held)


def late(held: Held) -> Iterator[Stretch]:
    """Yield the notes and comments met so far, and those in them."""
    for element in held.late:
        yield Stretch(_commented(element, held) if element.tag == _COMMENT else _joined(element, held))


def body(root: Any, held: Held) -> Iterator[Stretch]:
    """Yield the paragraphs, headings and tables below `root` in order; its notes and comments are put into `held`."""
    todo = list(reversed(root))
    while todo:
        element = todo.pop()
        if element.tag in _PARAGRAPHS:
            hung: list[Any] = []
            yield Stretch(_paragraph(element, hung))
            held.late += [each for each in hung if each.tag in {_NOTE, _COMMENT}]
            todo += [each for each in reversed(hung) if each.tag not in {_NOTE, _COMMENT}]
        elif element.tag == f"{TABLE}table":
            yield Stretch(_table(element, held), "table")
        elif element.tag == f"{PRESENTATION}notes":
            said = _joined(element, held)
            yield Stretch(f"Notes: {said}" if said else "")
        elif element.tag == _COMMENT:
            held.late.append(element)
        elif element.tag not in _SKIPPED:
            todo += reversed(element)


def _table(table: Any, held: Held) -> str:
    return rows_text(list(spread(table, lambda cell: " ".join(_joined(cell, held).split()), held.allowance)))


def _paragraph(paragraph: Any, hung: list[Any]) -> str:
    """Return the text of a paragraph; what hangs on it is put into `hung`."""
    pieces: list[str] = []
    todo = list(reversed(_inside(paragraph)))
    while todo:
        at = todo.pop()
        if isinstance(at, str):
            pieces.append(at)
        elif not isinstance(at.tag, str) or at.tag in _SKIPPED:
            continue
        elif at.tag in _ASIDE or at.tag.startswith(DRAW):
            hung.append(at)
        else:
            pieces.append(_SIGNS.get(at.tag, "") * _times(at, f"{TEXT}c", _BLANKS))
            todo += reversed(_inside(at))
    return _SPACE.sub(" ", "".join(pieces)).strip(" ").translate(_MEANT)


def _inside(element: Any) -> list[Any]:
    """Return the text and the children of `element`, in order."""
    found: list[Any] = [element.text] if element.text else []
    for child in element:
        found += [child, child.tail] if child.tail else [child]
    return found


def _times(element: Any, name: str, most: int) -> int:
    """Return the number an attribute says, 1 when it says none, within bounds."""
    said = element.get(name, "1")
    return min(int(said), most) if said.isdecimal() and len(said) < 12 else 1


def _joined(root: Any, held: Held) -> str:
    return "\n".join(stretch.text for stretch in body(root, held) if stretch.text.strip())


def _commented(comment: Any, held: Held) -> str:
    return said_by(comment.findtext(f"{DC}creator"), comment.findtext(f"{DC}date")) + _joined(comment, held)
