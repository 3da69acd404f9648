"""The lines that stand above a text and say one thing each: "Where: Room 4"."""

from collections.abc import Iterable

from clew.records import Field, Record


class Row(Record, frozen=True, gc=False):
    """One line: its label, what it says, and what is noted behind that in brackets, or ""."""

    label: str
    value: str
    aside: str = ""


def head(rows: Iterable[Row]) -> tuple[str, tuple[Field, ...]]:
    """Return `rows` as lines, and where the value of each stands. A value is put on one line; rows without one are left out."""
    lines, fields, at = [], [], 0
    for row in rows:
        value = " ".join(row.value.split())
        if value:
            start = at + len(row.label) + 2
            line = f"{row.label}: {value}" + (f" ({row.aside})" if row.aside else "")
            lines.append(line)
            fields.append(Field(row.label, start, start + len(value)))
            at += len(line) + 1
    return "\n".join(lines), tuple(fields)
