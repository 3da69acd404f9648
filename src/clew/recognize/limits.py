"""Contacts said to be all that somebody had or did: "took one call, wrote one letter and did nothing more"."""

import re
from collections.abc import Iterator
from functools import cache

from clew.recognize.scene import Telling
from clew.recognize.stated import Stated, part, pattern
from clew.records import Mention

RULE = "nothing-more/1"

# Who acts stands right before the first thing that is counted: a quote mark or an auxiliary may stand between.
_NEXT = 12

# Asked, wished or supposed, not said.
_OPEN = re.compile(r"\?|\b(?:whether|if|should|would|could|will|must|unless)\b", re.IGNORECASE)

_CLIENT = re.compile(r"(?:my|his|her|their|our|the) clients?", re.IGNORECASE)


def find_limits(stated: Stated) -> Iterator[Telling]:
    """Yield each count of contacts that somebody closes: role "subject" for whose contacts they are; the passage is the sentence
    with the words that close it, and with the count where that stands in the sentence before."""
    for found in _closed().finditer(stated.text):
        start, end = stated.sentence(found.start())[0], stated.sentence(found.end() - 1)[1]
        who = stated.before(found.start(), _NEXT)
        subject = _meant(stated, who, start) if who else None
        if subject and subject.kind == "person" and not _OPEN.search(stated.text[start:end]):
            yield Telling("limit", (("subject", subject),), None, None, "happened", stated.span(start, end), RULE)


def _meant(stated: Stated, who: Mention, start: int) -> Mention | None:
    """Return `who`; for "my client" whom the one who speaks is said to act for, in this sentence or the one before."""
    if not _CLIENT.fullmatch(who.span.text):
        return who
    before = stated.sentence(start, back=1)[0]
    acts = list(pattern("limit.acts_for").finditer(stated.text, before, who.span.start))
    found = stated.after(acts[-1].end(), 12) if acts else None
    return found if found and found.form == "name" else None


@cache
def _closed() -> re.Pattern[str]:
    """Return the pattern of a count of contacts and the words that close it: one sentence, or "That was all." behind it."""
    item = rf"(?:{part('limit.did')})\s+(?:(?:only|just|exactly)\s+)?(?:{part('limit.counts')})\s+(?:{part('limit.things')})\b"
    gap = r"[^.;\n]{0,60}?"
    more = rf"{gap}(?:,\s*|\s+)(?:and\s+|but\s+)?(?:{part('limit.nothing')})"
    after = rf"[^.\n]{{0,120}}[.;,]\s+(?:{part('limit.that')})"
    return re.compile(rf"\b{item}(?:{gap}\b{item})*(?:{more}|{after})(?=\W)", re.IGNORECASE)
