"""What a PDF says of itself: written by programs and by whoever scanned it, so a hint, never its author's word or its date."""

import re
from typing import Any

from clew.ingest.vocabulary import pattern
from clew.records import Header

# Before the name of each fact: a printed mail in the PDF has an author and a subject of its own.
_PREFIX = "PDF-"

_LONGEST = 300
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


def headers_of(pdf: Any) -> tuple[Header, ...]:
    """Return what `pdf` (pypdfium2's) says of itself, as header fields: "PDF-Author", "PDF-CreationDate" ..."""
    return tuple(Header(_PREFIX + name, value) for name, value in _facts(pdf).items())


def title_of(pdf: Any) -> str | None:
    """Return the title `pdf` states, or None when it is a file's name or a program's stopgap."""
    said = _facts(pdf).get("Title", "")
    if sum(map(str.isalpha, said)) < 3 or pattern("scans/titles", "stopgaps", re.I).fullmatch(said):
        return None
    return said


def _facts(pdf: Any) -> dict[str, str]:
    said = {name: _flat(value) for name, value in pdf.get_metadata_dict(skip_empty=True).items()}
    return {name: value for name, value in said.items() if value}


def _flat(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())[:_LONGEST]
