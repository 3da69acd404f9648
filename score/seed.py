"""The article this project starts from: what is known of how it was altered, counted in what mending says about it."""

import re

from clew.mend import mend_text
from score.gold import Row
from score.measures import Line

TABLE = "a e i o, A E I O"


def seed(row: Row) -> list[Line]:
    """Return letters put right, paragraphs that went through the tool, its table, clean paragraphs, and equality to gold."""
    mended = mend_text(row.text)
    says = next((f.says for f in mended.findings if f.kind == "table"), "")
    clean = sum(f.kind == "untouched" for f in mended.findings)
    return [
        Line("seed", "letters", sum("look-alike" in e.rule for e in mended.edits)),
        Line("seed", "paragraphs", _touched(says)),
        Line("seed", "table", float(f"letters {TABLE} are" in says), TABLE),
        Line("seed", "clean paragraphs", clean),
        Line("seed", "text", float(mended.text == row.gold), "equal to gold to the last code point"),
    ]


def _touched(says: str) -> int:
    counted = re.search(r"In (\d+) of \d+ paragraphs", says)
    return int(counted[1]) if counted else 0
