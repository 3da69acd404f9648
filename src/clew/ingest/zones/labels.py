"""Labels of header lines: From, Sent, To, Subject and their like, in the languages mail programs print them in."""

import re
from functools import cache

from clew.ingest.vocabulary import words
from clew.ingest.zones.lines import Line
from clew.records import Record

# Labels that are part of a header but say nothing that is kept.
OTHER = "Other"

# The longest label there is, with its colon.
_LONGEST = 36

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
def _plain() -> tuple[dict[str, str], tuple[str, ...], re.Pattern[str]]:
    """Return the labels that may lose their colon, in a dictionary and as beginnings, and what such a line looks like.

    Without its colon a label must be set off: by blanks, or a capital after it.
    """
    table = words("zones/mailwords")["labels"]
    names = {form: name for name, forms in table.items() for form in forms["plain"]}
    forms = sorted(names, key=len, reverse=True)
    phrases, single = ("|".join(f for f in forms if (" " in f) is phrase) for phrase in (True, False))
    return names, tuple(forms), re.compile(rf"({phrases})\s+|({single})\b[.]?(?:\s{{2,}}|\t|\s(?=[A-Z\d\"'<\[`\u2018])|$)")


def label_of(line: Line) -> Label | None:
    """Return the label that `line` begins with, or None."""
    text = line.text
    head = text[:_LONGEST]
    if ":" in head or ";" in head or "\uff1a" in head:
        m = _FORM.match(text)
        if m and (name := _names().get(m[1].lower()) or (OTHER if _WIRE.fullmatch(m[1].lower()) else None)):
            return Label(name, True, m.end(), True)
    names, forms, form = _plain()
    if text.startswith(forms) and (m := form.match(text)):
        # A whole sentence may follow a phrase, so that it is as good as one with a colon.
        phrase = m[1] is not None
        return Label(names[m[1] or m[2]], phrase, m.end(), phrase or m.group().endswith(("  ", "\t")))
    return None


def is_label(text: str) -> bool:
    """Whether `text` is the label of a header line, without its colon."""
    return text.strip("* ").lower() in _names()
