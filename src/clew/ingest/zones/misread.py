"""Labels of header lines as scanners misread them: "Frorn Vale", "Sent, Monday", "gubject Fw: Quay 9", "'To: Lund".

A line is taken for a misread label only beside lines whose labels are certain, and only where a header has such a line: the
sender above the others, the date below the sender or above the recipients, the subject below them.
"""

import re
from collections.abc import Container, Sequence

from rapidfuzz.distance import Indel

from clew.ingest.zones.labels import Label
from clew.ingest.zones.lines import Line

# Its first word, after marks that dirt on the paper left, and what became of its colon.
_WORD = re.compile(r"[^\w\s<>(]{0,2}\s?([A-Za-z0-9]{2,8})(?:\s?([.,:;-])(?=\s|$)|(?=\s{2,}|\s(?=\S)|$))\s*")

# Share of letters in common (Indel) that a word has with the label it is taken for: "FIRM" has 0.75 with "From", "Fro" 0.86.
# Labels of two letters have no letter to lose.
_ALIKE = 0.7
_NAMES = {"from": "From", "sent": "Date", "date": "Date", "to": "To", "cc": "Cc", "subject": "Subject"}
_SHORT = 2

# Below recipients that run over several lines, a subject's label stands at most so many lines below theirs.
_NEAR = 4

_DATED = re.compile(
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b|\d{1,2}[:.;]\d\d|\b\d{3,4} ?[ap]\.?m\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    re.I,
)
_ANSWERS = re.compile(r"(?:re|fwd?|fw)\s?[:;]?\s", re.I)

# What a header has right above and right below a line of each kind.
_ABOVE = {
    "From": frozenset({"Subject", "Date", "Attachments"}),
    "Date": frozenset({"From", "To", "Subject"}),
    "To": frozenset({"Date", "From", "Subject"}),
    "Cc": frozenset({"To"}),
    "Subject": frozenset({"To", "Cc", "Bcc", "Date"}),
}
_BELOW = {
    "From": frozenset({"Date", "To"}),
    "Date": frozenset({"To"}),
    "To": frozenset({"Cc", "Bcc", "Subject"}),
    "Cc": frozenset({"Subject", "Attachments"}),
}


def with_misread(
    lines: Sequence[Line], labels: Sequence[Label | None], left_out: Container[int] = frozenset()
) -> list[Label | None]:
    """Return `labels`, those of `lines`, with the misread ones among them; a label before a date, or before "Re:", is certain.

    left_out: indexes of lines that are page furniture.
    """
    found = [_surer(label, lines[i].text) if label else None for i, label in enumerate(labels)]
    near = {j for i, label in enumerate(found) if label for j in range(i - 1, i + _NEAR) if 0 <= j < len(found)}
    for i in sorted(near):
        if found[i] is None and lines[i].text and i not in left_out:
            found[i] = _misread(lines, found, i)
    return found


def _surer(label: Label, text: str) -> Label:
    """Return `label` as a certain one where what follows it is what such a line says, though its colon is lost."""
    if label.apart and label.sure:
        return label
    if label.name == "Date" and _DATED.match(text, label.at):
        return Label(label.name, True, label.at, True)
    answers = label.name == "Subject" and _ANSWERS.match(text, label.at)
    return Label(label.name, label.sure, label.at, True) if answers else label


def _misread(lines: Sequence[Line], labels: Sequence[Label | None], i: int) -> Label | None:
    m = _WORD.match(lines[i].text)
    name, alike = _nearest(m[1]) if m else ("", 0.0)
    if m is None or not name or not _fits(lines, labels, i, name, alike):
        return None
    # Sentences go on with small letters; of a label only the S of "Subject" was seen to become one.
    if m[1].islower() and (name != "Subject" or alike == 1.0):
        return None
    return Label(name, m[2] == ":", m.end(), True)


def _nearest(word: str) -> tuple[str, float]:
    """Return the label that `word` may stand for, and the share of letters in common; ("", 0.0) when there is none."""
    word = word.lower()
    if len(word) <= _SHORT or word in _NAMES:
        return (_NAMES[word], 1.0) if word in _NAMES else ("", 0.0)
    alike, form = max((Indel.normalized_similarity(word, form), form) for form in _NAMES if len(form) > _SHORT and form != "date")
    return (_NAMES[form], alike) if alike >= _ALIKE else ("", 0.0)


def _fits(lines: Sequence[Line], labels: Sequence[Label | None], i: int, name: str, alike: float) -> bool:
    """Whether a header has a line called `name` where line `i` is; what is less alike must fit above and below."""
    above, below = _name(labels, i - 1), _name(labels, i + 1)
    if name in {"From", "Date"}:
        return below in _BELOW[name] and (above is None or above in _ABOVE[name]) and above != name
    if name == "Subject" and above is None:
        near = [_name(labels, j) for j in range(i - 1, max(-1, i - _NEAR), -1) if lines[j].text]
        return alike > _ALIKE and next((n for n in near if n), None) in {"To", "Cc"} and not lines[i - 1].blank
    return above in _ABOVE[name] and (alike == 1.0 or name == "Subject" or below in _BELOW[name])


def _name(labels: Sequence[Label | None], i: int) -> str | None:
    label = labels[i] if 0 <= i < len(labels) else None
    return label.name if label else None
