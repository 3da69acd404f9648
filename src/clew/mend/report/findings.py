"""What the damage in a text tells: evidence with all its readings, never proof."""

from collections.abc import Iterable, Iterator, Sequence

from clew.mend.lookalikes import RULE as LOOK_ALIKE
from clew.mend.lookalikes import undecided
from clew.mend.lookalikes.words import Word
from clew.mend.report.channels import LETTERS_RULES
from clew.mend.report.passages import SIDES, Substitution
from clew.mend.report.payload import payloads
from clew.mend.report.stretches import Stretches
from clew.mend.report.substituted import substituted
from clew.mend.report.unseen import unseen
from clew.records import Edit, Finding

# What a substitution looks like the work of.
VERDICTS = ("tool", "keyboard", "accident", "unclear")
# All kinds of finding on a document. The last two say that nothing is known or nothing was found: they are no damage.
KINDS = (
    *VERDICTS,
    "table",
    "substituted",
    "untouched",
    "payload",
    "invisible",
    "direction",
    "tag",
    "selector",
    "mark",
    "styled",
    "misread",
    "undecided",
    "no-payload",
)
_NO_DAMAGE = frozenset(("undecided", "no-payload"))

_MEANT = ("a word of another language, a name, or one spoken about", "a word with letters substituted")


def find(text: str, edits: Sequence[Edit]) -> tuple[Finding, ...]:
    """Return the findings on a mended `text` and its `edits`, by start, wider ones first, then as in KINDS. Linear."""
    if not text:
        return ()
    sides = [Stretches(Substitution(text, edits, side)) for side in SIDES]
    spelled = tuple(payloads(text, edits, sides))
    messages = {f.by for f in spelled if f.kind == "payload"}
    letters = (f for side in sides for f in substituted(side, spells=LETTERS_RULES[side.seen.side] in messages))
    found = [*letters, *unseen(edits), *spelled, *_undecided(text, edits)]
    return tuple(sorted(found, key=lambda f: (f.start, -f.end, KINDS.index(f.kind))))


def _with_letters_as_found(text: str, edits: Sequence[Edit]) -> str:
    """Return the text as it was before letters were put for letters, which is as long: what was in doubt was so beside those."""
    letters = list(text)
    for edit in edits:
        if edit.rule == LOOK_ALIKE:
            letters[edit.start] = edit.found
    return "".join(letters)


def damage(found: Iterable[Finding]) -> frozenset[str]:
    """Return what a document with these findings is filed under: their kinds, and "any" when one of them is damage."""
    kinds = frozenset(finding.kind for finding in found)
    return kinds | {"any"} if kinds - _NO_DAMAGE else kinds


def _undecided(text: str, edits: Sequence[Edit]) -> Iterator[Finding]:
    before = _with_letters_as_found(text, edits)
    for word in undecided(before) if not before.isascii() else ():
        says = f"{word.text!r} {_doubt(word)}; it was left as it stands."
        yield Finding("undecided", word.start, word.end, says, _MEANT, "look-alike/1")


def _doubt(word: Word) -> str:
    other = word.shape.script.capitalize()
    if word.shape.kind == "both":
        return f"has letters that are only Latin and letters that are only {other}"
    return f"could be Latin or {other}"
