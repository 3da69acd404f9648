"""What the damage in a text tells: evidence with all its readings, never proof."""

from collections.abc import Iterator, Sequence

from clew.mend.lookalikes import undecided
from clew.mend.passages import Substitution
from clew.mend.payload import payloads
from clew.mend.substituted import substituted
from clew.mend.unseen import unseen
from clew.mend.words import Word
from clew.records import Edit, Finding

_MEANT = ("a word of another language, a name, or one spoken about", "a word with letters substituted")


def find(text: str, edits: Sequence[Edit]) -> tuple[Finding, ...]:
    """Return the findings on a mended `text` and its `edits`, in order of their starts, wider ones first. Linear in the text."""
    if not text:
        return ()
    latin, other = Substitution(text, edits), Substitution(text, edits, "other")
    found = [*substituted(latin), *substituted(other), *unseen(edits), *payloads(edits, latin), *_undecided(text)]
    return tuple(sorted(found, key=lambda f: (f.start, -f.end, f.kind)))


def _undecided(text: str) -> Iterator[Finding]:
    for word in undecided(text):
        says = f"{word.text!r} {_doubt(word)}; it was left as it stands."
        yield Finding("undecided", word.start, word.end, says, _MEANT, "look-alike/1")


def _doubt(word: Word) -> str:
    other = word.shape.script.capitalize()
    if word.shape.kind == "both":
        return f"has letters that are only Latin and letters that are only {other}"
    return f"could be Latin or {other}"
