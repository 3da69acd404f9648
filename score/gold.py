"""Texts with what they should become: the labelled data in ../shared/gold/mend."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "mend"


class Row(NamedTuple):
    """A text as found and the text it should become; `why` says what the row is about, where that was written down."""

    id: str
    text: str
    gold: str
    why: str = ""


def attacked() -> dict[str, list[Row]]:
    """Return the rows of each attack, by the attack's name."""
    return _folder("attacked")


def legitimate() -> dict[str, list[Row]]:
    """Return the rows that must not change, by file name."""
    return _folder("legitimate")


def cases() -> list[Row]:
    """Return the small cases, numbered from 1 in the order of their file."""
    listed = json.loads((GOLD / "cases.json").read_text("utf-8"))
    return [Row(f"case {n}", case["in"], case["out"], case["why"]) for n, case in enumerate(listed, 1)]


def _folder(name: str) -> dict[str, list[Row]]:
    return {path.stem: list(_rows(path)) for path in sorted((GOLD / name).glob("*.jsonl"))}


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Row(row["id"], row["text"], row["gold"])
