"""The words of one part of a rich text (its body, a running head, its notes) as they come: paragraphs, and cells of tables."""

from collections.abc import Iterator

from clew.ingest.office.stretches import Stretch
from clew.ingest.office.table import rows_text

# A row of a real table has at most 63 cells (Word's limit); of more, one cell is made.
_WIDEST = 1_000


class Flow:
    """Takes text, paragraph ends, cell ends and row ends; gives stretches."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._done: list[Stretch] = []
        self._said: list[str] = []
        self._cells: list[str] = []
        self._rows: list[list[str]] = []

    def say(self, text: str) -> None:
        """Add `text` to the paragraph or cell that is open."""
        self._said.append(text)

    def end_paragraph(self, *, in_cell: bool) -> None:
        """End a paragraph; one in a cell of a table only goes on in its next line."""
        if in_cell:
            self.say("\n")
            return
        text = self._taken()
        self._end_table()
        self._done.append(Stretch(text))

    def end_cell(self) -> None:
        """End a cell."""
        if len(self._cells) < _WIDEST:
            self._cells.append(self._taken())

    def end_row(self) -> None:
        """End a row of cells."""
        if self._cells:
            self._rows.append(self._cells)
        self._cells = []

    def stretches(self) -> Iterator[Stretch]:
        """Yield what there is, in order, blank paragraphs too."""
        self.end_row()
        if self._said or self._rows:
            self.end_paragraph(in_cell=False)
        yield from self._done

    def lines(self) -> str:
        """Return it as lines, one for each paragraph or row."""
        return "\n".join(stretch.text for stretch in self.stretches()).rstrip()

    def _taken(self) -> str:
        """Return the open text; halves of a character, which rich text writes one by one, are put together."""
        text = "".join(self._said)
        self._said = []
        if not text.isascii():
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text.rstrip()

    def _end_table(self) -> None:
        self.end_row()
        if self._rows:
            self._done.append(Stretch(rows_text(self._rows), "table"))
        self._rows = []
