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
_CLOSES = re.compile(r"[\"”’',]*\s*\)")
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
    return scene.tree.document.text[left.span.end : right.span.start]


@cache
def _cue() -> re.Pattern[str]:
    """Return the pattern of what leads from a name to another: a bracket in between ("(Arabic: ...)") is passed over."""
    cues, before = (
        "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(words("aliases", k), key=len, reverse=True))
        for k in ("cues", "before")
    )
    return re.compile(
        rf"\s*(?:\([^()]{{0,60}}\))?\s*[,(]?\s*(?:(?:{before})\s+)?(?:{cues})\s+(?:to\s+\w+\s+as\s+)?(?:the\s+)?[\"“‘']?",
        re.IGNORECASE,
    )


def _called(scene: Scene, left: Mention, right: Mention) -> bool:
    gap = _gap(scene, left, right)
    return len(gap) < LONGEST and bool(_cue().fullmatch(gap))


def _in_brackets(scene: Scene, left: Mention, right: Mention) -> bool:
    """Whether `right` stands alone in brackets behind `left` and is short for it: quoted, or its initials.

    Initials may be of words behind the name as well, and of the article before it: "al-Qaeda in the West (AQW)".
    """
    text, gap = scene.tree.document.text, _gap(scene, left, right)
    opened = _OPENS.search(gap) if len(gap) < LONGEST and "\n\n" not in gap else None
    if opened is None or not _CLOSES.match(text[right.span.end : right.span.end + 4]):
        return False
    article = len("al-") if text[: left.span.start].lower().endswith(("al-", "el-")) else 0
    whole = text[left.span.start - article : left.span.end] + gap[: opened.start()]
    return (opened.start() == 0 and not _QUOTES.isdisjoint(gap)) or shortens(right.name, whole)


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


def _telling(scene: Scene, left: Mention, right: Mention) -> Telling:
    tree = scene.tree
    inside = tree.within(left.span.start, right.span.end)
    evidence = tree.document.span(left.span.start, right.span.end)
    return Telling("alias", (("subject", left), ("object", right)), None, None, "happened", evidence, RULE, inside.start)
