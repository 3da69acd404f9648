"""GAP: snippets of Wikipedia with a pronoun and two names, and which of them it means."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Name(NamedTuple):
    """A name in a snippet, and whether the pronoun means it. start: code point."""

    text: str
    start: int
    meant: bool

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.text)


class Snippet(NamedTuple):
    """One snippet. name: "gap/" and the page's address, so that snippets of a page stay together. start: the pronoun's place."""

    name: str
    text: str
    pronoun: str
    start: int
    a: Name
    b: Name
    id: str

    @property
    def url(self) -> str:
        """The page's address."""
        return self.name.removeprefix("gap/")

    @property
    def end(self) -> int:
        """Where the pronoun ends."""
        return self.start + len(self.pronoun)


def documents(shared: Path) -> Iterator[Snippet]:
    """Yield the snippets of both parts in the order of the files; nothing when they are not there."""
    for path in sorted((shared / "gold" / "coreference").glob("gap-*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from map(_snippet, csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _snippet(row: dict[str, str]) -> Snippet:
    a, b = (Name(row[n], int(row[f"{n}-offset"]), row[f"{n}-coref"].upper() == "TRUE") for n in ("A", "B"))
    return Snippet(f"gap/{row['URL']}", row["Text"], row["Pronoun"], int(row["Pronoun-offset"]), a, b, row["ID"])
