"""The visible text of a page block by block, in order; and beside it, what is not part of any sentence."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from clew.ingest.office.table import rows_text
from clew.ingest.vocabulary import words
from clew.ingest.web.hidden import is_hidden
from clew.records import Record

_WORDS = words("web/elements")
_SKIPPED = frozenset(_WORDS["skipped"])
_BLOCKS = frozenset(_WORDS["blocks"])
_CLOSE = frozenset(_WORDS["close"])
_ASIDE = frozenset(_WORDS["aside"])
_PRESSED = frozenset(_WORDS["pressed"])
_CELLS = frozenset({"td", "th"})

# Elements that do more than hold text.
_ACTIVE = _SKIPPED | _BLOCKS | _ASIDE | _PRESSED | _CELLS | {"br", "sup"}

# Stand in `Block.around`: for a table of data, for what nobody sees, for what is not part of a sentence.
DATA, HIDDEN, ASIDE = "table of data", "hidden text", "text beside"

# A line end that the page asks for; lines of its source are no more than blanks. No page holds this character.
_BREAK = "\0"
_SPACE = re.compile(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")
_BREAKS = re.compile(rf" *{_BREAK} *")
_PARTS = re.compile(r"[-_]+")


class Block(Record, frozen=True, gc=False):
    """One block of text. around: the names, classes and ids of the elements it is in; quoted: how many block quotes it is in;
    linked: how many of its characters are links; close: whether it belongs to the block above it, as rows and list items do."""

    text: str
    around: frozenset[str]
    quoted: int = 0
    linked: int = 0
    close: bool = False


def blocks(root: Any, *, named: bool = True, hides: bool = True) -> Iterator[Block]:
    """Yield the blocks of text below `root`, in order. named: tell what is around them; hides: the page may hide text."""
    from lxml.etree import iterwalk

    walker = _Walker(named=named, hides=hides)
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag not in _ACTIVE and not hides:
            text = element.text if event == "start" else element.tail
            if text:
                walker.add(text)
        elif event == "start":
            walker.enter(element, walk)
        else:
            walker.leave(element)
            if walker.done:
                yield from walker.done
                walker.done = []
    walker.flush()
    yield from walker.done


class _Walker:
    """Gathers the text between the borders of blocks; `done` are the blocks that are complete.

    The raised number of a note is put in brackets, to keep it from its word: "Counsel.[12]", "[12] See" where a note begins.
    """

    def __init__(self, *, named: bool, hides: bool) -> None:
        self.named, self.hides = named, hides
        self.done: list[Block] = []
        self.pieces: list[str] = []
        self.beside: list[tuple[str, str]] = []
        self.open: list[tuple[str, ...]] = []
        self.datas: list[bool] = []
        self.cells: list[bool] = []
        self.row: list[tuple[str, ...]] = []
        self.marks: list[str] = []
        self.linked = self.links = self.quoted = self.pre = 0
        self.close = self.begun = False

    def enter(self, element: Any, walk: Any) -> None:
        """Take in what stands at the beginning of `element`."""
        tag = element.tag
        hidden = self.hides and is_hidden(element)
        if tag not in _ACTIVE and not hidden:
            if element.text:
                self.add(element.text)
        elif tag in _SKIPPED:
            walk.skip_subtree()
        elif tag in _BLOCKS:
            self.begin(tag, element, walk, (HIDDEN,) if hidden else ())
        elif tag in _ASIDE or hidden:
            self.beside.append((_flat(element), HIDDEN if hidden else ASIDE))
            walk.skip_subtree()
            self.links += tag in _PRESSED
            self.marks += [""] if tag == "sup" else []
            self.cells += [False] if tag in _CELLS else []
        elif tag in _CELLS:
            self.cell(tag, element, walk)
        else:
            self.inline(tag, element)

    def begin(self, tag: str, element: Any, walk: Any, marked: tuple[str, ...]) -> None:
        """Begin the block `element`; a table of data is taken in whole."""
        self.flush()
        data = tag == "table" and is_data(element)
        self.datas.append(data)
        self.open.append((*_names(element), *((DATA,) if data else ()), *marked) if self.named else marked)
        self.quoted += tag == "blockquote"
        self.pre += tag == "pre" or data
        self.close = tag in _CLOSE and element.getprevious() is not None
        if data:
            walk.skip_subtree()
        text = _table_text(element) if data else element.text
        if text:
            self.add(text)

    def cell(self, tag: str, element: Any, walk: Any) -> None:
        """Begin a cell: a block of its own where it holds blocks, as in pages laid out by tables, else a part of its row."""
        holds = self.named and any(child.tag in _BLOCKS for child in element)
        self.cells.append(holds)
        if holds:
            self.begin(tag, element, walk, ())
            return
        if self.begun:
            self.pieces.append(" | ")
        self.row += [_names(element)] if self.named else []
        if element.text:
            self.add(element.text)

    def inline(self, tag: str, element: Any) -> None:
        """Take in the beginning of an element that is part of a line."""
        if tag == "br":
            self.pieces.append("\n" if self.pre else _BREAK)
        elif tag in _PRESSED:
            self.links += 1
        elif tag == "sup":
            self.marks.append("" if not _is_mark(element) else "]" if self.begun else "] ")
            self.pieces.append("[" if self.marks[-1] else "")
        if element.text:
            self.add(element.text)

    def leave(self, element: Any) -> None:
        """Take in what stands at the end of `element` and after it."""
        tag = element.tag
        if tag in _ACTIVE:
            if tag in _BLOCKS:
                self.end(tag)
            elif tag in _PRESSED:
                self.links -= 1
            elif tag in _CELLS and self.cells.pop():
                self.end(tag)
            elif tag == "sup":
                self.pieces.append(self.marks.pop())
        if element.tail:
            self.add(element.tail)

    def end(self, tag: str) -> None:
        """End a block."""
        self.flush()
        self.open.pop()
        self.quoted -= tag == "blockquote"
        self.pre -= self.datas.pop() or tag == "pre"

    def add(self, text: str) -> None:
        """Take in `text`."""
        self.pieces.append(text)
        if not self.begun and not text.isspace():
            self.begun = True
        if self.links:
            self.linked += len(" ".join(text.split()))

    def flush(self) -> None:
        """Complete the block gathered so far, and what stands beside it."""
        if self.pieces:
            self.give("".join(self.pieces), self.linked, self.row[0] if len(self.row) == 1 else ())
            self.pieces, self.linked, self.row, self.begun = [], 0, [], False
        if self.beside:
            for text, mark in self.beside:
                self.give(text, 0, (mark,))
            self.beside = []

    def give(self, text: str, linked: int, marks: tuple[str, ...]) -> None:
        """Complete a block, if there is anything in it."""
        if not text or text.isspace():
            return
        text = text.strip("\n").rstrip() if self.pre else _BREAKS.sub("\n", _SPACE.sub(" ", text)).strip()
        text = text.replace("\u00ad", "")
        if text.strip(" |\u00a0"):
            around = frozenset(chain(chain.from_iterable(self.open), marks))
            self.done.append(Block(text, around, self.quoted, linked, self.close))
            self.close = False


def _names(element: Any) -> tuple[str, ...]:
    """Return the tag of `element`, its classes, id, role and what kind of item it says to be, in lower case.

    Of a name made of several, such as "article-body", its parts too, with a star: "*article", "*body".
    """
    said = " ".join(filter(None, map(element.get, ("class", "id", "role", "rel", "itemprop")))).lower().split()
    parts = (f"*{part}" for name in said for part in _PARTS.split(name.rsplit("__", 1)[-1]) if part)
    return element.tag, *said, *parts


def is_data(element: Any) -> bool:
    """Whether `element` is a table whose first row is nothing but headings: data, not a layout."""
    row = next(element.iter("tr"), None)
    cells = [] if row is None else [cell.tag for cell in row]
    return len(cells) > 1 and set(cells) == {"th"} and len(list(islice(element.iter("table"), 2))) == 1


def _table_text(table: Any) -> str:
    """Return a table of data as sheets are shown, one line a row, its caption above."""
    rows = [[_flat(cell) for cell in row if cell.tag in _CELLS] for row in table.iter("tr")]
    caption = " ".join(filter(None, map(_flat, table.iter("caption"))))
    return "\n".join(filter(None, [caption, rows_text(rows)]))


def _flat(element: Any) -> str:
    """Return all text in `element` on one line."""
    if next(element.iter(*_SKIPPED), None) is None:
        return " ".join("".join(element.itertext()).split())
    shown = ((e.text if e.tag not in _SKIPPED else "", e.tail if e is not element else "") for e in element.iter())
    return " ".join("".join(text or "" for pair in shown for text in pair).split())


def _is_mark(element: Any) -> bool:
    """Whether `element` is the raised number of a note: it links to or from the note. 10<sup>6</sup> is not one."""
    number = "".join(element.itertext()).strip()
    if not number.isdigit() or len(number) > 4:
        return False
    return (element.getparent() is not None and element.getparent().tag == "a") or element.find("a") is not None
