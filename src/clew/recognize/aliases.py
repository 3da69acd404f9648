"""Two names for one: "Ann Vale, also known as Ann Lund", "the Harbour Improvement Group (HIG)"."""

import re
from collections import deque
from collections.abc import Iterator
from functools import cache

from clew.recognize.scene import Scene, Telling
from clew.recognize.vocabulary import words
from clew.records import Mention

RULE = "alias/1"

# A hall can be called by the body that owns it; a person by no body's name.
_THINGS = frozenset({"organization", "place"})

_OPENS = re.compile(r"\s*\(\s*(?:or\s+|also\s+|the\s+)?[\"“‘'”]?\Z")
_LAST = re.compile(r"\s*\([^()]*[,;]\s*(?:or\s+)?")  # "(Danish: Havn; HIG)"
_CLOSES = re.compile(r"[\"”’',]*\s*\)")
_OR = re.compile(r",?\s+or\s+(?:the\s+)?")
_NEXT = re.compile(r"[\"”’']*\s*[,;)]")
_QUOTES = frozenset("\"“‘'”")
# Longer gaps hold more than a cue.
LONGEST = 120

_INITIAL = re.compile(r"[^\W_]+")


def find_aliases(scene: Scene) -> Iterator[Telling]:
    """Yield each passage that gives two names for one thing: roles "subject" and "object", as it names them first and second."""
    before: deque[Mention] = deque(maxlen=3)
    for right in _names(scene):
        left = next((m for m in reversed(before) if _same(scene, m, right)), None)
        if left:
            yield _telling(scene, left, right)
        before.append(right)


def _same(scene: Scene, left: Mention, right: Mention) -> bool:
    return _alike(left, right) and (_called(scene, left, right) or _in_brackets(scene, left, right))


def _names(scene: Scene) -> Iterator[Mention]:
    """Yield the names in the parsed text, in order, without those inside of others."""
    end = 0
    for mention in sorted(scene.mentions, key=lambda m: (m.span.start, -m.span.end)):
        if mention.form == "name" and mention.span.start >= end:
            end = mention.span.end
            yield mention


def _alike(left: Mention, right: Mention) -> bool:
    """Whether the kinds allow that both mean one, and the names are two."""
    return left.name != right.name and (left.kind == right.kind or {left.kind, right.kind} <= _THINGS)


def _gap(scene: Scene, left: Mention, right: Mention) -> str:
    """Return what stands between two names; a bracket without a space before it is no part of the first: "Vale(born Lund"."""
    glued = left.span.text.find("(")
    start = left.span.start + glued if glued > 0 and ")" not in left.span.text else left.span.end
    return scene.tree.document.text[start : right.span.start]


def _any(key: str) -> str:
    """Return a pattern of any of the phrases of a list, the longest first."""
    phrases = sorted(words("aliases", key), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases) + ")"


@cache
def _cue() -> re.Pattern[str]:
    """Return the pattern of what leads from a name to another: a bracket in between ("(Arabic: ...)") is passed over."""
    kind = rf"(?:(?:the|his|her|its|their|an?)\s+)?{_any('kinds')}(?:\s+(?:is|was|of|as|to))?"
    spoken = r"known\s+(?:in|to|by|among)\s+(?:the\s+)?[\w-]+\s+as"  # "known in Danish as"
    cue = rf"(?:{_any('cues')}(?:\s+to\s+\w+\s+as)?|{spoken}|(?:{_any('by')}\s+|whose\s+)?{kind})"
    opened = rf"(?:\(\s*(?:{_any('languages')}:[^()]{{1,60}}?[,;]\s*)?|\)?,)?"
    return re.compile(
        rf"\s*(?:\([^()]{{0,60}}\))?\s*{opened}\s*(?:(?:{_any('before')})\s+)?{cue}\s+(?:the\s+)?[\"“‘']?", re.IGNORECASE
    )


@cache
def _translated() -> re.Pattern[str]:
    """Return the pattern of what leads to the name in another language: "(Kurdish: ", "(Arabic: ..., Kurdish: "."""
    return re.compile(rf"\s*\(\s*(?:{_any('languages')}:[^()]{{1,60}}?[,;]\s*)*{_any('languages')}:\s*")


def _called(scene: Scene, left: Mention, right: Mention) -> bool:
    gap = _gap(scene, left, right)
    owns = scene.tree.document.text[right.span.end : right.span.end + 2] in ("'s", "’s")  # "formerly Bo Lund's deputy"
    if len(gap) >= LONGEST or owns:
        return False
    if _OR.fullmatch(gap):
        return shortens(right.name, left.name)
    return bool(_cue().fullmatch(gap)) or (bool(_translated().fullmatch(gap)) and _ends(scene, right))


def _ends(scene: Scene, name: Mention) -> bool:
    """Whether nothing more of a name follows `name` in its bracket."""
    return bool(_NEXT.match(scene.tree.document.text, name.span.end))


def _in_brackets(scene: Scene, left: Mention, right: Mention) -> bool:
    """Whether `right` stands alone in brackets behind `left` and is short for it: quoted, or its initials.

    Initials may be of words behind the name as well, and of the article before it: "al-Qaeda in the West (AQW)". Behind a comma
    the bracket may go on: "(HIG, Danish: ...)", or have begun: "(Danish: ...; HIG)".
    """
    text, gap = scene.tree.document.text, _gap(scene, left, right)
    opened = _OPENS.search(gap) if len(gap) < LONGEST and "\n\n" not in gap else None
    if opened is None or not _ends(scene, right):
        return bool(_LAST.fullmatch(gap)) and _ends(scene, right) and shortens(right.name, left.name)
    if not _CLOSES.match(text[right.span.end : right.span.end + 4]):
        return opened.start() == 0 and _abbreviates(left, right)
    if opened.start() == 0 and shortens(left.name, right.name):
        return True  # "HIG (Harbour Improvement Group)"
    article = len("al-") if text[: left.span.start].lower().endswith(("al-", "el-")) else 0
    whole = text[left.span.start - article : left.span.end] + gap[: opened.start()]
    quoted = opened.start() == 0 and not _QUOTES.isdisjoint(gap)
    return quoted or shortens(right.name, whole) or (opened.start() == 0 and _abbreviates(left, right))


def shortens(short: str, name: str) -> bool:
    """Whether `short` is made of initials of `name`, in their order and from its first word on: "AQI" of "al-Qaeda in Iraq"."""
    letters = [c.lower() for c in short if c.isalpha()]
    found = _INITIAL.findall(name)
    if len(found) > 2 * len(letters) + 2:
        return False  # almost any letters are among the initials of a whole sentence
    initials = iter([w[0].lower() for w in found])
    first = next(_INITIAL.finditer(name), None)
    begins = bool(letters) and first is not None and first[0][0].lower() == letters[0]
    return len(letters) > 1 and short.replace(".", "").isupper() and begins and all(letter in initials for letter in letters)


def _abbreviates(left: Mention, right: Mention) -> bool:
    """Whether `right`, in brackets right behind `left`, is short for it: its initials in any order; letters for a body, whatever
    they are of. Of 48 such pairs in Re-DocRED's articles, the kept fifth apart, 47 are one body."""
    short = right.name
    letters = short.isupper() and short.isalpha() and len(short) > 2
    return _lettered(short, left.name) or (letters and left.kind == right.kind == "organization")


def _lettered(short: str, name: str) -> bool:
    """Whether three letters or more are initials of `name` in another order, as another language has them: "PWN"."""
    initials = {w[0] for w in _INITIAL.findall(name)}
    return len(short) > 2 and short.isalpha() and short.isupper() and initials >= set(short)


def _telling(scene: Scene, left: Mention, right: Mention) -> Telling:
    tree = scene.tree
    inside = tree.within(left.span.start, right.span.end)
    evidence = tree.document.span(left.span.start, right.span.end)
    return Telling("alias", (("subject", left), ("object", right)), None, None, "happened", evidence, RULE, inside.start)
