"""Labels of header lines: From, Sent, To, Subject and their like, in the languages mail programs print them in."""

import re
from collections.abc import Iterable
from functools import cache

from clew.ingest.vocabulary import words
from clew.ingest.zones.lines import Line
from clew.records import Record

# Labels that are part of a header but say nothing that is kept.
OTHER = "Other"

_FORM = re.compile(r"\*{0,2}([^\W\d_][^:;\uff1a]{0,28}?)\s?\*{0,2}\s?([:;\uff1a])\*{0,2}\s*")
_WIRE = re.compile(r"x-[a-z][a-z\d-]*")


class Label(Record, frozen=True, gc=False):
    """A label at the beginning of a line. sure: it has its colon; at: where its value begins, counted from the line's words;
    apart: it has its colon, or stands apart from its value by two blanks or more."""

    name: str
    sure: bool
    at: int
    apart: bool


@cache
def _names() -> dict[str, str]:
    """Return the English name of each label, written small."""
    table = words("zones/mailwords")["labels"]
    return {form.lower(): name for name, forms in table.items() for form in [*forms["plain"], *forms["colon"]]}


@cache
def _plain() -> tuple[dict[str, str], re.Pattern[str], str]:
    """Return the labels that may lose their colon, what such a line looks like, and the letters it may begin with.

    Without its colon a label must be set off: by blanks, or a capital after it.
    """
    table = words("zones/mailwords")["labels"]
    names = {form: name for name, forms in table.items() for form in forms["plain"]}
    form = re.compile(rf"({'|'.join(sorted(names, key=len, reverse=True))})\b[.]?(?:\s{{2,}}|\t|\s(?=[A-Z\d\"'<\[`\u2018])|$)")
    return names, form, "".join({name[0] for name in names})


def label_of(line: Line) -> Label | None:
    """Return the label that `line` begins with, or None."""
    text = line.text
    m = _FORM.match(text)
    if m and (name := _names().get(m[1].lower()) or (OTHER if _WIRE.fullmatch(m[1].lower()) else None)):
        return Label(name, True, m.end(), True)
    names, form, letters = _plain()
    if text and text[0] in letters and (m := form.match(text)):
        sets_off = m.group().endswith(("  ", "\t"))
        # A whole sentence may follow a phrase, so that it is as good as one with a colon.
        return Label(names[m[1]], " " in m[1], m.end(), sets_off or " " in m[1])
    return None


def labels_of(lines: Iterable[Line]) -> list[Label | None]:
    """Return for each line the label it begins with, or None."""
    return [label_of(line) for line in lines]


def is_label(text: str) -> bool:
    """Whether `text` is the label of a header line, without its colon."""
    return text.strip("* ").lower() in _names()
