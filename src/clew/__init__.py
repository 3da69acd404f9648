"""Clew: a pile of documents in, a case out.

    import clew
    seen = clew.observe(text)          # one text: .document .mentions .dates .events .claims .questions
    fixed = clew.mend_text(text)       # .text .edits .findings; fixed.original(start, end)
    case = clew.open("harbour.clew")   # .search() .people() .timeline() .conflicts .path() ...

Importing it is cheap: the parts load when they are used.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clew.case import Case
    from clew.mend import Mended
    from clew.records import Observation

__all__ = ["mend_text", "observe", "open"]


def observe(text: str, *, published: date | None = None, title: str | None = None) -> "Observation":
    """Return all that is observed in one English text: people, dates, events, claims, questions, each with its span.

    published: the text's date when it is known; nothing is assumed otherwise.
    """
    from clew import pipeline

    return pipeline.observe(text, published=published, title=title)


def mend_text(text: str) -> "Mended":
    """Return `text` as meant, with every repair, and what the damage tells."""
    from clew import mend

    return mend.mend_text(text)


def open(path: Path | str) -> "Case":
    """Open the case in the folder `path`. CaseError when it is not a case, or was made by a newer version."""
    from clew.case import Case

    return Case.open(path)
